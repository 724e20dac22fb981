use crate::graph::{Claim, Name, Object, Shard, SortedSet};
use crate::model::{Modality, Polarity};

impl Shard {
    /// Adds a relation that follows by a rule and that nobody said.
    pub fn add_inferred(&mut self, name: Name, subject: Name, predicate: Name, object: Name) {
        self.add_claim(Claim {
            name,
            subject,
            predicate,
            object: Object::Entity(object),
            polarity: Polarity::Positive,
            modality: Modality::Asserted,
            attribution: None,
            evidence: SortedSet::new(),
            time: None,
            place: None,
            quantity: None,
            confidence: None,
            extractors: SortedSet::new(),
            rules: SortedSet::new(),
            reviews: SortedSet::new(),
            former_names: SortedSet::new(),
            is_inferred: true,
        });
    }
}
