//! Digest authentication (RFC 7616). The crate of that name was last touched years ago and brings nine others in versions
//! that nothing else here uses; what a client needs of it is this page.

use md5::Md5;
use sha2::{Digest as Hash, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};

/// What a server asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Challenge {
    realm: String,
    nonce: String,
    opaque: Option<String>,
    algorithm: Algorithm,
    /// Whether it takes `qop=auth`; servers from before RFC 2617 know of none.
    has_quality: bool,
    /// Whether the answer before was right but for its age.
    pub(super) is_stale: bool,
    /// How many requests have been made with the nonce.
    count: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Algorithm {
    name: &'static str,
    is_sha: bool,
    is_of_session: bool,
}

const ALGORITHMS: [Algorithm; 4] = [
    algorithm("MD5", false, false),
    algorithm("MD5-sess", false, true),
    algorithm("SHA-256", true, false),
    algorithm("SHA-256-sess", true, true),
];

const fn algorithm(name: &'static str, is_sha: bool, is_of_session: bool) -> Algorithm {
    Algorithm {
        name,
        is_sha,
        is_of_session,
    }
}

impl Algorithm {
    fn hash(self, text: &str) -> String {
        let hex = |bytes: &[u8]| {
            let mut hex = String::new();
            for byte in bytes {
                // Writing to a string cannot fail.
                let _ = write!(hex, "{byte:02x}");
            }
            hex
        };
        if self.is_sha {
            hex(&Sha256::digest(text))
        } else {
            hex(&Md5::digest(text))
        }
    }
}

impl Challenge {
    /// Reads what stands after `Digest` in WWW-Authenticate; nothing where it wants what there is not here.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut told = parameters(text);
        let name = told.remove("algorithm").unwrap_or_else(|| "MD5".to_owned());
        let algorithm = ALGORITHMS
            .into_iter()
            .find(|algorithm| algorithm.name.eq_ignore_ascii_case(&name))?;
        let qualities = told.remove("qop");
        let takes_auth = |qualities: &String| {
            let mut qualities = qualities.split(',');
            qualities.any(|quality| quality.trim().eq_ignore_ascii_case("auth"))
        };
        if qualities
            .as_ref()
            .is_some_and(|qualities| !takes_auth(qualities))
        {
            return None;
        }
        let is_stale = told.remove("stale");
        Some(Self {
            realm: told.remove("realm")?,
            nonce: told.remove("nonce")?,
            opaque: told.remove("opaque"),
            algorithm,
            has_quality: qualities.is_some(),
            is_stale: is_stale.is_some_and(|stale| stale.eq_ignore_ascii_case("true")),
            count: 0,
        })
    }

    /// What stands in Authorization for the next request.
    pub(super) fn answer(&mut self, user: &str, password: &str, method: &str, uri: &str) -> String {
        // Random by the system's random keys.
        let client = format!("{:016x}", RandomState::new().hash_one(self.count));
        self.answer_with(&client, [user, password], method, uri)
    }

    fn answer_with(
        &mut self,
        client: &str,
        [user, password]: [&str; 2],
        method: &str,
        uri: &str,
    ) -> String {
        self.count += 1;
        let Self { realm, nonce, .. } = self;
        let hash = |text: &str| self.algorithm.hash(text);
        let mut secret = hash(&format!("{user}:{realm}:{password}"));
        if self.algorithm.is_of_session {
            secret = hash(&format!("{secret}:{nonce}:{client}"));
        }
        let request = hash(&format!("{method}:{uri}"));
        let count = format!("{:08x}", self.count);
        let response = if self.has_quality {
            hash(&format!("{secret}:{nonce}:{count}:{client}:auth:{request}"))
        } else {
            hash(&format!("{secret}:{nonce}:{request}"))
        };
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
        let mut header = format!(
            "Digest username=\"{}\", realm=\"{}\", nonce=\"{nonce}\", uri=\"{uri}\", response=\"{response}\", algorithm={}",
            quoted(user),
            quoted(realm),
            self.algorithm.name
        );
        if self.has_quality {
            let _ = write!(header, ", qop=auth, nc={count}, cnonce=\"{client}\"");
        }
        if let Some(opaque) = &self.opaque {
            let _ = write!(header, ", opaque=\"{}\"", quoted(opaque));
        }
        header
    }
}

/// Names in lower case with their values, quoted or not.
fn parameters(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('=') {
        let mut value = String::new();
        let after = after.trim_start();
        rest = if let Some(quoted) = after.strip_prefix('"') {
            let mut letters = quoted.char_indices();
            let mut end = quoted.len();
            while let Some((at, letter)) = letters.next() {
                match letter {
                    '"' => {
                        end = at + 1;
                        break;
                    }
                    '\\' => value.extend(letters.next().map(|(_, letter)| letter)),
                    other => value.push(other),
                }
            }
            &quoted[end..]
        } else {
            let end = after.find(',').unwrap_or(after.len());
            value.push_str(after[..end].trim());
            &after[end..]
        };
        let name = name.trim_matches(|letter: char| letter == ',' || letter.is_whitespace());
        found.insert(name.to_ascii_lowercase(), value);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7616, section 3.9.1.
    #[test]
    fn the_answers_are_those_of_the_rfc() {
        for (algorithm, response) in [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            (
                "SHA-256",
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
            ),
        ] {
            let challenge = format!(
                " realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm={algorithm}, \
                 nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", \
                 opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
            );
            let mut challenge = Challenge::read(&challenge).unwrap();
            let client = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
            let user = ["Mufasa", "Circle of Life"];
            let answer = challenge.answer_with(client, user, "GET", "/dir/index.html");
            assert!(
                answer.contains(&format!("response=\"{response}\"")),
                "{answer}"
            );
            assert!(
                answer.contains("nc=00000001") && answer.contains("opaque=\"FQhe"),
                "{answer}"
            );
        }
    }

    #[test]
    fn a_challenge_is_read_whatever_its_spaces_and_quotes() {
        let read = |text| Challenge::read(text);
        let one = read("realm=\"a \\\"b\\\", c\" ,nonce=x,stale=TRUE").unwrap();
        assert_eq!(
            (one.realm.as_str(), one.nonce.as_str()),
            ("a \"b\", c", "x")
        );
        assert!(one.is_stale && !one.has_quality);
        for unknown in [
            "realm=\"a\"",
            "realm=a, nonce=b, algorithm=SHA-1",
            "realm=a, nonce=b, qop=auth-int",
            "",
            "=",
            "\"=\"",
        ] {
            assert_eq!(read(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn each_request_has_its_number() {
        let mut challenge = Challenge::read("realm=\"r\", nonce=\"n\", qop=auth").unwrap();
        for count in ["nc=00000001", "nc=00000002"] {
            assert!(challenge.answer("u", "p", "POST", "/x").contains(count));
        }
    }
}
