use crate::model::{EntityRecord, FactsFile, Loss, Mention, Place, Record, quoted};
use crate::order::CompactSort;
use std::collections::{BTreeMap, BTreeSet};

/// The entities of a file that knows them by nothing but their names.
///
/// Annotation tools mark words; which marks are about one thing they do not say. As in our own facts, one name
/// is one entity, and its record says all that the file says of it: were there a record for each mark, a tool
/// that calls Washington a person in one line and a place in the next would contradict itself.
#[derive(Default)]
pub(in crate::read::foreign) struct Names(BTreeMap<String, Named>);

struct Named {
    /// What it is called, where that is no name by which all files know it.
    label: Option<String>,
    place: Place,
    types: BTreeSet<String>,
    codes: BTreeSet<String>,
    same_as: BTreeSet<String>,
    mentions: Vec<Mention>,
}

impl Names {
    /// The name that words give, under which relations refer to its entity; `None` for blanks.
    ///
    /// A name runs over a line's end in the text, but no line ends in it.
    pub(in crate::read::foreign) fn add(&mut self, words: &str, place: &Place) -> Option<String> {
        let name = one_line(words);
        if name.is_empty() {
            return None;
        }
        self.entry(&name, None, place);
        Some(name)
    }

    /// The id of what words stand for in one document alone: the next document's "they" are others.
    pub(in crate::read::foreign) fn add_within(
        &mut self,
        document: &str,
        words: &str,
        place: &Place,
    ) -> Option<String> {
        let label = one_line(words);
        if label.is_empty() {
            return None;
        }
        let id = format!("{document}#{label}");
        self.entry(&id, Some(label), place);
        Some(id)
    }

    fn entry(&mut self, key: &str, label: Option<String>, place: &Place) {
        let named = self.0.entry(key.to_owned()).or_insert_with(|| Named {
            label,
            place: place.clone(),
            types: BTreeSet::new(),
            codes: BTreeSet::new(),
            same_as: BTreeSet::new(),
            mentions: Vec::new(),
        });
        // The first place, in whichever order the marks were come by.
        if *place < named.place {
            named.place = place.clone();
        }
    }

    pub(in crate::read::foreign) fn add_type(&mut self, name: &str, class: &str) {
        if let Some(named) = self.0.get_mut(name) {
            named.types.insert(class.to_owned());
        }
    }

    pub(in crate::read::foreign) fn add_code(&mut self, name: &str, code: &str) {
        if let Some(named) = self.0.get_mut(name) {
            named.codes.insert(code.to_owned());
        }
    }

    pub(in crate::read::foreign) fn add_same(&mut self, name: &str, iri: String) {
        if let Some(named) = self.0.get_mut(name) {
            named.same_as.insert(iri);
        }
    }

    pub(in crate::read::foreign) fn add_mention(&mut self, name: &str, mention: Mention) {
        if let Some(named) = self.0.get_mut(name) {
            named.mentions.push(mention);
        }
    }

    /// Declares them all.
    pub(in crate::read::foreign) fn declare(self, file: &mut FactsFile) {
        for (key, mut named) in self.0 {
            // Two layers of one annotation may mark the same words.
            named.mentions.order_by(|left, right| {
                let key = |mention: &Mention| (mention.start, mention.end);
                left.source
                    .cmp(&right.source)
                    .then_with(|| key(left).cmp(&key(right)))
            });
            named.mentions.dedup();
            if named.types.len() > 1 {
                let types: Vec<String> = named.types.iter().cloned().collect();
                let what = format!(
                    "that a name is one entity though it is marked as {}",
                    quoted(&types.join(" and as "))
                );
                file.losses.add(Loss::Supposed, &what);
            }
            let (id, label) = match named.label {
                Some(label) => (Some(key), label),
                None => (None, key),
            };
            let record = EntityRecord {
                id,
                types: named.types.into_iter().collect(),
                label,
                codes: named.codes.into_iter().collect(),
                same_as: named.same_as.into_iter().collect(),
                mentions: named.mentions,
                ..EntityRecord::default()
            };
            file.push(Record::Entity(record), named.place);
        }
    }
}

/// A file's name without its folder and extensions, which tells its documents from those of other files.
pub(in crate::read::foreign) fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.find('.') {
        Some(dot) if dot > 0 => &file[..dot],
        _ => file,
    }
}

/// Words with single spaces between them.
pub(in crate::read::foreign) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
