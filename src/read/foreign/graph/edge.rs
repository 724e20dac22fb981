use crate::model::{
    Attribution, Confidence, Cue, EvidenceRecord, EvidenceReference, Loss, Modality, Number,
    OneOrMany, Place, Polarity, Quantity, RelationRecord, ReportKind, SourceRecord,
};
use crate::read::foreign::RELATED_TO;
use crate::read::foreign::graph::{NodeGraph, node};
use crate::read::foreign::property::{Properties, Property};
use sha2::{Digest, Sha256};

/// Where programs keep what a relation is, in the order in which it is looked for; the first that holds words
/// is taken. `key` is not among them: networkx tells parallel edges apart by it, and it may be anything.
const PREDICATES: [&str; 11] = [
    "predicate",
    "relation",
    "relationship",
    "relation_type",
    "relationship_type",
    "rel_type",
    "type",
    "interaction",
    "label",
    "name",
    "kind",
];

/// What some programs have in place of a predicate: that there is an arrow.
const MEANINGLESS: [&str; 4] = ["directed", "undirected", "edge", "relationship"];

/// Names of an edge that hold for its own file only.
const FOR_THE_FILE: [&str; 3] = ["id", "iri", "key"];

impl NodeGraph {
    /// An edge. `from` is what its text is known by, where the file has it.
    pub(in crate::read::foreign) fn edge(
        &mut self,
        [subject, object]: [String; 2],
        mut properties: Properties,
        from: Option<&str>,
        place: &Place,
    ) {
        let predicate = self.predicate(&mut properties);
        // The predicate's words a second time say nothing new; other words are reported with the rest.
        for name in PREDICATES {
            if properties.get(name) == Some(&Property::Text(predicate.clone())) {
                let _ = properties.take(name);
            }
        }
        if self.is_undirected {
            self.lose(Loss::Undirected, "relation of a graph without direction");
        }
        // To take a denial or a plan that is put in other words for a fact would be worse than to lose it.
        let (Ok(polarity), Ok(modality)) = (
            polarity(&mut properties),
            choice(&mut properties, "modality", &Modality::NAMES),
        ) else {
            let what = "relation whose polarity or modality is none that is known";
            return self.lose(Loss::Dropped, what);
        };
        let mut extractor = texts(&mut properties, "extractors", "extractor");
        if extractor.is_empty() {
            extractor = self.extractor.into_iter().collect();
        }
        let record = RelationRecord {
            id: None,
            subject,
            predicate,
            object: Some(object),
            value: None,
            polarity: polarity.unwrap_or_default(),
            modality: modality.unwrap_or_default(),
            attribution: self.attribution(&mut properties),
            time: properties.take_text(&["time", "date"]),
            place: place_of(&mut properties),
            quantity: quantity(&mut properties),
            confidence: self.confidence(&mut properties),
            evidence: self.evidence(&mut properties, from, place),
            extractor,
            rule: rules(&mut properties),
            // Verdicts come back by their own table; here they are named among what is dropped.
            reviews: Vec::new(),
        };
        for name in FOR_THE_FILE {
            let _ = properties.take(name);
        }
        for (name, _) in properties.rest() {
            let what = format!("property \"{name}\" of a relation");
            self.lose(Loss::Dropped, &what);
        }
        self.relations.push((record, place.clone()));
    }

    fn predicate(&mut self, properties: &mut Properties) -> String {
        for name in PREDICATES {
            let Some(Property::Text(words)) = properties.get(name) else {
                continue;
            };
            let words = words.clone();
            // A number is no predicate; it stays and is reported with the rest.
            let _ = properties.take(name);
            if MEANINGLESS.contains(&words.to_ascii_lowercase().as_str()) {
                continue;
            }
            if name == "predicate"
                && let Some(label) = properties.take_text(&["label"])
            {
                return node::term(words, label, "/relation/");
            }
            return words;
        }
        self.lose(Loss::WithoutPredicate, "relation, kept as relatedTo");
        RELATED_TO.to_owned()
    }

    fn attribution(&mut self, properties: &mut Properties) -> Option<Attribution> {
        let report = choice(properties, "report", &ReportKind::NAMES);
        if report.is_err() {
            self.lose(
                Loss::Dropped,
                "\"report\" of a relation that is no kind of report",
            );
        }
        let report = report.ok().flatten();
        let Some(speaker) = properties.take_text(&["speaker_iri", "speaker"]) else {
            if report.is_some() {
                self.lose(Loss::Dropped, "\"report\" of a relation without a speaker");
            }
            return None;
        };
        // The label beside the IRI says nothing new.
        let _ = properties.take("speaker");
        if report.is_none() {
            self.lose(
                Loss::Supposed,
                "speaker whose words are taken as reported, not quoted",
            );
        }
        Some(Attribution {
            speaker,
            report: report.unwrap_or(ReportKind::Reported),
            cue: properties.take_text(&["cue"]).map(Cue::Word),
            within: None,
        })
    }

    /// The first of the usual names that has a number from 0 to 1.
    fn confidence(&mut self, properties: &mut Properties) -> Option<Confidence> {
        let mut found = None;
        for name in ["confidence", "confidence_score"] {
            let Some(written) = properties.take(name) else {
                continue;
            };
            let number = written
                .into_text()
                .and_then(|text| text.trim().parse().ok());
            let confidence = number.and_then(|number: f64| Confidence::new(number).ok());
            if confidence.is_none() {
                let what = format!("\"{name}\" of a relation that is no number from 0 to 1");
                self.lose(Loss::Dropped, &what);
            }
            found = found.or(confidence);
        }
        found
    }

    /// The quotes with their source; without any, the whole text that the relation was drawn from.
    fn evidence(
        &mut self,
        properties: &mut Properties,
        from: Option<&str>,
        place: &Place,
    ) -> Vec<EvidenceReference> {
        let mut quotes = Vec::new();
        for name in [
            "quotes",
            "quote",
            "evidence",
            "evidence_text",
            "source_text",
            "sentence",
        ] {
            quotes.extend(properties.take_texts(name));
        }
        let unverified = properties.take("unverified") == Some(Property::Truth(true));
        let source = self.own_source(properties, place);
        if quotes.is_empty() {
            let whole = from.and_then(|source| self.whole_text(source, place));
            if whole.is_some() {
                self.lose(
                    Loss::Supposed,
                    "relation without a quote, which cites the whole text it was drawn from",
                );
            }
            return whole.into_iter().collect();
        }
        let source = source.or_else(|| from.map(str::to_owned));
        let quotes = quotes.into_iter().filter(|quote| !quote.is_empty());
        let records = quotes.map(|quote| EvidenceRecord {
            // Without a source of its own it has none, even where the file has just one.
            source: Some(source.clone().unwrap_or_default()),
            quote: Some(quote),
            verified: unverified.then_some(false),
            ..EvidenceRecord::default()
        });
        records.map(EvidenceReference::Record).collect()
    }

    /// The source that an edge names by itself, as our own exports do.
    fn own_source(&mut self, properties: &mut Properties, place: &Place) -> Option<String> {
        let mut iris = properties.take_texts("source_iris");
        let mut titles = properties.take_texts("source_titles");
        let mut urls = properties.take_texts("source_urls");
        urls.extend(properties.take_text(&["source_url", "url"]));
        let most = iris.len().max(titles.len()).max(urls.len());
        if most == 0 {
            return None;
        }
        if most > 1 {
            self.lose(
                Loss::Dropped,
                "relation's further sources: the file does not say which quote is whose",
            );
        }
        // We name a source by its text, else by its address: what is not the hash of an address is that of the text.
        let hash = iris.first().and_then(|iri| hash_in(iri));
        let sha256 = hash.filter(|hash| !urls.iter().any(|url| is_hash_of(hash, url)));
        let first = |list: &mut Vec<String>| (!list.is_empty()).then(|| list.swap_remove(0));
        let (iri, title, url) = (first(&mut iris), first(&mut titles), first(&mut urls));
        let url = url.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
        let id = iri
            .clone()
            .or_else(|| url.clone())
            .or_else(|| title.clone())?;
        let record = SourceRecord {
            id: id.clone(),
            title,
            sha256,
            url,
            ..SourceRecord::default()
        };
        self.source(record, place);
        Some(id)
    }
}

/// The hash in a name that we gave to a source.
fn hash_in(iri: &str) -> Option<String> {
    let (_, hash) = iri.rsplit_once("/source/")?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| hash.to_owned())
}

fn is_hash_of(hash: &str, text: &str) -> bool {
    let bytes = Sha256::digest(text.as_bytes());
    let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
    digits.collect::<String>().eq_ignore_ascii_case(hash)
}

/// One of a few words in capital or small letters; the word itself where it is none of them.
fn choice<T: Copy>(
    properties: &mut Properties,
    name: &str,
    choices: &[(&str, T)],
) -> Result<Option<T>, String> {
    let Some(word) = properties.take_text(&[name]) else {
        return Ok(None);
    };
    let mut known = choices.iter();
    match known.find(|(known, _)| known.eq_ignore_ascii_case(word.trim())) {
        Some((_, choice)) => Ok(Some(*choice)),
        None if word.trim().is_empty() => Ok(None),
        None => Err(word),
    }
}

/// What `polarity` says, or `negated`.
fn polarity(properties: &mut Properties) -> Result<Option<Polarity>, String> {
    let stated = choice(properties, "polarity", &Polarity::NAMES)?;
    let negated = match properties.get("negated") {
        Some(Property::Truth(negated)) => Some(*negated),
        Some(Property::Text(word)) if word.eq_ignore_ascii_case("true") => Some(true),
        Some(Property::Text(word)) if word.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    };
    if negated.is_some() {
        let _ = properties.take("negated");
    }
    let said = negated.map(|negated| {
        if negated {
            Polarity::Negative
        } else {
            Polarity::Positive
        }
    });
    Ok(stated.or(said))
}

fn place_of(properties: &mut Properties) -> Option<String> {
    let place = properties.take_text(&["place_iri", "place"])?;
    let _ = properties.take("place");
    Some(place)
}

/// A number, or what is written in its place.
fn quantity(properties: &mut Properties) -> Option<Quantity> {
    let written = properties.take_text(&["quantity", "quantity_value"]);
    let value = written.as_deref().and_then(|text| Number::parse(text).ok());
    let text = properties
        .take_text(&["quantity_text"])
        .or_else(|| value.as_ref().map(Number::to_string))
        .or(written)?;
    Some(Quantity { text, value })
}

fn texts(properties: &mut Properties, several: &str, one: &str) -> OneOrMany {
    let mut texts = properties.take_texts(several);
    texts.extend(properties.take_texts(one));
    OneOrMany(texts)
}

/// What the extractor says of a relation in its own words. A description and a weight are no words of the
/// text, so they are no evidence; here they are kept beside the relation.
fn rules(properties: &mut Properties) -> OneOrMany {
    let mut rules = texts(properties, "rules", "rule").0;
    for name in ["description", "weight"] {
        let words = properties.take_texts(name).into_iter();
        rules.extend(words.map(|words| format!("{name}: {words}")));
    }
    OneOrMany(rules)
}
