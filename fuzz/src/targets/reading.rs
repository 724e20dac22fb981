//! What holds of every reader, and of the graph that comes of what it read.

use graphwright::graph::{BuildOptions, EntityIds, Minter, Quotes, Shard, build};
use graphwright::model::{FactsFile, Fault, Severity};
use graphwright::ontology::Ontology;
use std::sync::{Arc, LazyLock};

pub(super) static ONTOLOGY: LazyLock<Ontology> =
    LazyLock::new(|| Ontology::built_in().expect("the ontology in the program is right"));

/// Longer inputs find nothing that shorter ones do not, and take longer.
pub(super) const LONGEST: usize = 1 << 16;

pub(super) fn minter() -> Minter {
    Minter::new("https://example.org/")
}

pub(super) fn name() -> Arc<str> {
    "fuzz".into()
}

/// The choice that the first byte makes, and the bytes after it.
pub(super) fn chosen<'d, T: Copy>(data: &'d [u8], choices: &[T]) -> Option<(T, &'d [u8])> {
    let (first, rest) = data.split_first()?;
    // Letters in order, so that a corpus can be read.
    let number = usize::from(first.wrapping_sub(b'a')) % choices.len();
    (rest.len() <= LONGEST).then(|| (choices[number], rest))
}

/// A fault says something, and stands inside of the input.
pub(super) fn assert_faults_are_sound(faults: &[Fault], data: &[u8]) {
    let n_lines = data.split(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
    for fault in faults {
        assert!(!fault.message.is_empty());
        assert!(
            !fault.message.chars().any(char::is_control),
            "a message has a control character: {fault:?}"
        );
        if let Some(line) = fault.place.line {
            assert!(line <= n_lines, "{fault} is behind the end");
        }
    }
}

pub(super) fn has_errors(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| fault.severity == Severity::Error)
}

/// What a file says, as far as it can be understood; and whether that is all of it.
pub(super) fn built(file: FactsFile, quotes: Option<Quotes>) -> (Shard, bool) {
    let options = BuildOptions {
        minter: minter(),
        quotes,
        ids: EntityIds::Global,
        create_missing: false,
    };
    let n_relations = file.relations.len();
    let (shard, faults) = build(vec![file], &ONTOLOGY, &options);
    let is_whole = !has_errors(&faults);
    let n_claims = shard.claims().count();
    assert!(n_claims <= n_relations);
    // Relations that say the same are one claim.
    assert!(!is_whole || (n_claims == 0) == (n_relations == 0));
    (shard, is_whole)
}

/// Each quote that was not marked as unverified stands at its offsets, where the text is at hand.
pub(super) fn assert_quotes_stand_in_their_texts(shard: &Shard) {
    let graph = shard.clone().into_graph();
    for evidence in graph.evidence().values() {
        let source = evidence.source.as_ref();
        let source = source.and_then(|name| graph.sources().get(name));
        let text = source.and_then(|source| source.text.as_ref());
        let (Some(text), Some(start), Some(end), Some(quote), false) = (
            text,
            evidence.start,
            evidence.end,
            &evidence.quote,
            evidence.unverified,
        ) else {
            continue;
        };
        let size = usize::try_from(end - start).expect("offsets are small");
        let skipped = usize::try_from(start).expect("offsets are small");
        let words: String = text.as_str().chars().skip(skipped).take(size).collect();
        assert_eq!(&words, quote, "at {start}..{end}");
    }
}
