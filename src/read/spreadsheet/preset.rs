/// A spreadsheet whose columns are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// Events of the Armed Conflict Location & Event Data project.
    Acled,
    /// The events table of GDELT 1.0 and 2.0, which has no header row.
    GdeltEvents,
    /// Nodes or edges as the Knowledge Graph Exchange toolkit of the Biolink Model writes them.
    Kgx,
}

impl Preset {
    /// All presets, in the order in which help lists them.
    pub const ALL: [Self; 3] = [Self::Acled, Self::GdeltEvents, Self::Kgx];

    /// The name that the option takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Acled => "acled",
            Self::GdeltEvents => "gdelt-events",
            Self::Kgx => "kgx",
        }
    }

    /// A preset by its name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// What stands between two cells whatever the file is called; GDELT's tables end in `.CSV`.
    pub fn delimiter(self) -> Option<u8> {
        (self == Self::GdeltEvents).then_some(b'\t')
    }
}
