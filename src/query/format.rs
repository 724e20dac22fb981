use std::fmt;

/// How rows, or a yes or no, are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResultFormat {
    /// For people.
    Table,
    /// <https://www.w3.org/TR/sparql11-results-csv-tsv/>, plain values.
    Csv,
    /// <https://www.w3.org/TR/sparql11-results-csv-tsv/>, terms as in Turtle.
    Tsv,
    /// <https://www.w3.org/TR/sparql11-results-json/>
    Json,
    /// <https://www.w3.org/TR/rdf-sparql-XMLres/>
    Xml,
}

impl ResultFormat {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Table, Self::Csv, Self::Tsv, Self::Json, Self::Xml];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Xml => "xml",
        }
    }

    /// The usual extension of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "srj",
            Self::Xml => "srx",
        }
    }

    /// The format of a name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.name().eq_ignore_ascii_case(name))
    }

    /// The format of an extension without its dot; `json` and `xml` are taken too.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.extension().eq_ignore_ascii_case(extension))
            .or_else(|| Self::from_name(extension))
    }
}

impl fmt::Display for ResultFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_found_by_its_name_and_extension() {
        for format in ResultFormat::ALL {
            assert_eq!(ResultFormat::from_name(format.name()), Some(format));
            assert_eq!(
                ResultFormat::from_extension(format.extension()),
                Some(format)
            );
        }
        assert_eq!(
            ResultFormat::from_extension("JSON"),
            Some(ResultFormat::Json)
        );
        assert_eq!(ResultFormat::from_name("turtle"), None);
    }
}
