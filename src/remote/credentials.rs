use std::fmt;
use thiserror::Error;

/// What a server lets somebody in by. Never printed.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum Credentials {
    /// Nothing.
    #[default]
    None,
    /// For Basic (RFC 7617) or Digest (RFC 7616), whichever the server asks for.
    Password {
        /// Who.
        user: String,
        /// The secret.
        password: String,
    },
    /// A bearer token (RFC 6750).
    Token(String),
}

impl fmt::Debug for Credentials {
    /// Without what is secret: errors and logs must not tell.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Password { .. } => "Password { .. }",
            Self::Token(_) => "Token(..)",
        })
    }
}

/// What is wrong with credentials.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CredentialsError {
    /// A line that is none of the three.
    #[error("line {0}: user=…, password=… or token=… is wanted")]
    Line(usize),
    /// A user without a password, or the other way round.
    #[error("a user needs a password, and a password a user")]
    Half,
    /// A token beside a user.
    #[error("either a token or a user with a password, not both")]
    Both,
    /// What no header can hold.
    #[error("a token, a user or a password has a control character in it")]
    Control,
}

impl Credentials {
    /// Reads lines of `user=…`, `password=…` and `token=…`. Empty lines and those that start with `#` are passed over; a
    /// value reaches to the end of its line.
    ///
    /// # Errors
    /// [`CredentialsError`], which never quotes what is secret.
    pub fn read(text: &str) -> Result<Self, CredentialsError> {
        let (mut user, mut password, mut token) = (None, None, None);
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, value) = line
                .split_once('=')
                .ok_or(CredentialsError::Line(number + 1))?;
            let value = value.to_owned();
            match name.trim() {
                "user" => user = Some(value),
                "password" => password = Some(value),
                "token" => token = Some(value),
                _ => return Err(CredentialsError::Line(number + 1)),
            }
        }
        Self::new(user, password, token)
    }

    /// From what the environment has of them.
    ///
    /// # Errors
    /// [`CredentialsError`] if they do not fit together.
    pub fn new(
        user: Option<String>,
        password: Option<String>,
        token: Option<String>,
    ) -> Result<Self, CredentialsError> {
        let all = [&user, &password, &token].into_iter().flatten();
        if all.flat_map(|text| text.chars()).any(char::is_control) {
            return Err(CredentialsError::Control);
        }
        match (user, password, token) {
            (None, None, None) => Ok(Self::None),
            (None, None, Some(token)) => Ok(Self::Token(token)),
            (Some(user), Some(password), None) => Ok(Self::Password { user, password }),
            (_, _, Some(_)) => Err(CredentialsError::Both),
            _ => Err(CredentialsError::Half),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_token_or_a_user_with_a_password() {
        let read = Credentials::read("# for the store\nuser=dba\npassword=a = b \n\n").unwrap();
        let (user, password) = ("dba".to_owned(), "a = b ".to_owned());
        assert_eq!(read, Credentials::Password { user, password });
        let token = Credentials::Token("x.y".to_owned());
        assert_eq!(Credentials::read("token=x.y\r\n").unwrap(), token);
        assert_eq!(Credentials::read("").unwrap(), Credentials::None);
        for (text, error) in [
            ("user=a", CredentialsError::Half),
            ("password=a", CredentialsError::Half),
            ("user=a\npassword=b\ntoken=c", CredentialsError::Both),
            ("\nsecret", CredentialsError::Line(2)),
            ("token=a\u{7}", CredentialsError::Control),
        ] {
            assert_eq!(Credentials::read(text), Err(error));
        }
    }

    #[test]
    fn what_is_secret_is_not_shown() {
        let read = Credentials::read("user=dba\npassword=hush").unwrap();
        assert!(!format!("{read:?}").contains("hush"));
    }
}
