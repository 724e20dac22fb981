use crate::cli::messages::Messages;
use graphwright::model::{Fault, Place, SourceRecord, quoted};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many repeated documents are told of one by one.
const SHOWN: usize = 20;

/// The documents of a run by their ids. What only their words describe is named after their id, so two documents of
/// one id would be mixed up; the same document once more says nothing new. Hashes are kept, so that a corpus does not
/// fill the memory.
#[derive(Debug, Default)]
pub struct SeenDocuments {
    by_id: BTreeMap<u64, (Place, u64)>,
    repeats: Vec<(Place, Place, String)>,
    n_repeats: usize,
}

/// What tells one document from another.
#[derive(Debug, Clone)]
pub struct DocumentKey {
    id: String,
    text: u64,
}

impl DocumentKey {
    /// That of a source with its text.
    pub fn of(source: &SourceRecord) -> Self {
        Self {
            id: source.id.clone(),
            text: hash(&source.text),
        }
    }
}

impl SeenDocuments {
    /// Whether a document is a new one; a fault where an earlier one has its id and another text. Ids count within
    /// `scope` alone.
    pub fn is_new(&mut self, key: &DocumentKey, place: &Place, scope: &str) -> Result<bool, Fault> {
        let id = hash(&(scope, &key.id));
        let Some((first, text)) = self.by_id.get(&id) else {
            self.by_id.insert(id, (place.clone(), key.text));
            return Ok(true);
        };
        if *text == key.text {
            self.n_repeats += 1;
            if self.repeats.len() < SHOWN {
                let repeat = (place.clone(), first.clone(), key.id.clone());
                self.repeats.push(repeat);
            }
            return Ok(false);
        }
        let message = format!(
            "the document at {first} has the id {} too, and another text; each text needs an id of its own",
            quoted(&key.id)
        );
        Err(Fault::error(place.clone(), message))
    }

    /// Says which documents were there before.
    pub fn print(&self, messages: &Messages) {
        for (place, first, id) in &self.repeats {
            let id = quoted(id);
            messages.note(format!(
                "{place}: the document {id} is the one at {first}; it is read once"
            ));
        }
        let n_more = self.n_repeats - self.repeats.len();
        if n_more > 0 {
            messages.note(format!("{n_more} more documents were there before"));
        }
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
