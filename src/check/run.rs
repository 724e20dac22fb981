//! Every relation held against its sources, source by source.

use crate::check::ends::{Standing, standing};
use crate::check::finding::{Finding, FindingKind};
use crate::check::fit::fits;
use crate::check::passage::{OpenSource, Passage};
use crate::check::properties::Properties;
use crate::check::quote::{Haystack, QuoteVerdict};
use crate::check::report::{CheckedClaim, CheckedQuote, Report};
use crate::check::says::said;
use crate::extract::parser::Search;
use crate::extract::{Document, Extractor};
use crate::graph::{Claim, Evidence, KnowledgeGraph, Name, Object, Source};
use crate::model::quoted;
use crate::ontology::Ontology;
use crate::order::CompactSort;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How to check.
#[derive(Clone, Copy)]
pub struct CheckOptions<'a> {
    /// What reads the texts; without it quotes and names alone are looked for.
    pub extractor: Option<&'a Extractor>,
    /// How widely its parser searches.
    pub search: Search,
    /// Whether it can read a text, which it cannot in another language.
    pub is_readable: &'a (dyn Fn(&Source) -> bool + Sync),
    /// How many sources may be looked at at once. The report is the same.
    pub n_threads: usize,
}

/// As much as the main thread has: the trees of long sentences are deep.
const STACK_BYTES: usize = 8 << 20;

/// What one quote tells of one relation.
struct Looked {
    quote: CheckedQuote,
    findings: Vec<Finding>,
    is_read: bool,
    /// Whether the quote was found, or something near it.
    is_located: bool,
    /// Where the ends stand; of a quote that was not found whether they stand in the source at all.
    ends: Vec<(Name, Standing)>,
}

/// A relation and one of its quotes, by their places.
type Pair<'a> = (usize, &'a Claim, &'a Evidence);

/// Holds every relation of a graph against the sources that it cites.
///
/// One source at a time is read by each thread, so the memory is that of the graph and of the longest texts.
pub fn check(graph: &KnowledgeGraph, ontology: &Ontology, options: &CheckOptions<'_>) -> Report {
    let claims: Vec<&Claim> = graph.claims().collect();
    let mut by_source: BTreeMap<Option<&Name>, Vec<Pair<'_>>> = BTreeMap::new();
    for (number, claim) in claims.iter().enumerate() {
        for evidence in claim
            .evidence
            .iter()
            .filter_map(|name| graph.evidence().get(name))
        {
            let pairs = by_source.entry(evidence.source.as_ref()).or_default();
            pairs.push((number, claim, evidence));
        }
    }
    let groups: Vec<(Option<&Source>, Vec<Pair<'_>>)> = by_source
        .into_iter()
        .map(|(name, pairs)| (name.and_then(|name| graph.sources().get(name)), pairs))
        .collect();
    let properties = Properties::of(ontology);
    let work = |(source, pairs): &(Option<&Source>, Vec<Pair<'_>>)| {
        look_into(graph, *source, pairs, &properties, options)
    };
    let mut looked: Vec<Vec<Looked>> = claims.iter().map(|_| Vec::new()).collect();
    for found in in_parallel(&groups, options.n_threads, work) {
        for (claim, one) in found {
            looked[claim].push(one);
        }
    }
    let claims = claims.into_iter().zip(looked);
    let changed = graph
        .sources()
        .values()
        .filter(|source| has_changed(source));
    Report {
        claims: claims
            .map(|(claim, looked)| summed_up(graph, &properties, claim, looked))
            .collect(),
        changed: changed.map(|source| source.name.clone()).collect(),
    }
}

/// What `work` makes of each item, in their order; threads take the next one when they are done with theirs.
fn in_parallel<T: Sync, R: Send>(
    items: &[T],
    n_threads: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(number) else {
                return done;
            };
            done.push((number, work(item)));
        }
    };
    let n_threads = n_threads.min(items.len());
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let start = |_| {
            let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
            thread.spawn_scoped(scope, take).ok()
        };
        // A system that gives fewer threads than wanted gets less work at a time.
        let others: Vec<_> = (1..n_threads).filter_map(start).collect();
        let mut done = take();
        for thread in others {
            let theirs = thread.join();
            done.extend(theirs.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.order_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Whether the text at hand is another than the one that the record's hash is of.
pub(super) fn has_changed(source: &Source) -> bool {
    let (Some(stated), Some(text)) = (&source.sha256, &source.text) else {
        return false;
    };
    let mut hash = String::new();
    for byte in Sha256::digest(text.as_str().as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hash, "{byte:02x}");
    }
    hash != *stated
}

fn look_into(
    graph: &KnowledgeGraph,
    source: Option<&Source>,
    pairs: &[Pair<'_>],
    properties: &Properties<'_>,
    options: &CheckOptions<'_>,
) -> Vec<(usize, Looked)> {
    let Some((source, text)) = source.and_then(|source| Some((source, source.text.as_ref()?)))
    else {
        let unlooked = pairs
            .iter()
            .map(|(claim, _, evidence)| (*claim, not_at_hand(evidence)));
        return unlooked.collect();
    };
    let haystack = Haystack::new(text);
    let reads = options.extractor.filter(|_| (options.is_readable)(source));
    let examination = reads.map(|extractor| {
        let document = Document {
            text: text.as_str(),
            ..Document::default()
        };
        extractor.examine(&document, options.search)
    });
    let changed = has_changed(source);
    let open = OpenSource::new(graph, source, haystack, examination, properties);
    let look = |(number, claim, evidence): &Pair<'_>| {
        (
            *number,
            look_at(&open, properties, claim, evidence, changed),
        )
    };
    pairs.iter().map(look).collect()
}

fn not_at_hand(evidence: &Evidence) -> Looked {
    let why = "the text of the source is not at hand";
    Looked {
        quote: unlocated(evidence),
        findings: vec![Finding::new(FindingKind::NotChecked, why)],
        is_read: false,
        is_located: false,
        ends: Vec::new(),
    }
}

fn unlocated(evidence: &Evidence) -> CheckedQuote {
    CheckedQuote {
        evidence: evidence.name.clone(),
        verdict: QuoteVerdict::NotChecked,
        place: None,
        distance: 0,
        words: None,
    }
}

fn look_at(
    source: &OpenSource<'_>,
    properties: &Properties<'_>,
    claim: &Claim,
    evidence: &Evidence,
    changed: bool,
) -> Looked {
    let Some(quote) = &evidence.quote else {
        let message = match (evidence.start, evidence.end) {
            (Some(start), Some(end)) => format!(
                "{start} to {end} reaches beyond the text, which has {} characters",
                source.haystack.text.length()
            ),
            _ => "there is neither a quote nor a place".to_owned(),
        };
        return Looked {
            findings: vec![Finding::new(FindingKind::QuoteNowhere, message)],
            quote: CheckedQuote {
                verdict: QuoteVerdict::Nowhere,
                ..unlocated(evidence)
            },
            is_read: false,
            is_located: false,
            ends: ends(source, None, claim),
        };
    };
    let stated = evidence
        .start
        .zip(evidence.end)
        .map(|(start, end)| start..end);
    let located = source.haystack.locate(quote, stated.as_ref());
    let place = located.place.clone();
    let words = place
        .as_ref()
        .and_then(|place| source.haystack.text.slice(place.start, place.end))
        .filter(|words| *words != quote);
    let at = place.as_ref().map_or_else(String::new, |place| {
        format!("{} to {}", place.start, place.end)
    });
    let mut findings = Vec::new();
    match located.verdict {
        // Where the text has changed since, what is behind the change has moved and is no less right.
        QuoteVerdict::Moved if !changed => findings.push(Finding::new(
            FindingKind::QuoteMoved,
            format!("the quote stands at {at}"),
        )),
        QuoteVerdict::Near => findings.push(Finding::new(
            FindingKind::QuoteAltered,
            format!(
                "{} of {} characters differ; the text has {} at {at}",
                located.distance,
                quote.chars().count(),
                quoted(words.unwrap_or_default())
            ),
        )),
        QuoteVerdict::Nowhere => findings.push(Finding::new(
            FindingKind::QuoteNowhere,
            "the quote stands nowhere in its source",
        )),
        _ => {}
    }
    if changed {
        findings.push(Finding::new(
            FindingKind::SourceChanged,
            "the source has changed since it was cited",
        ));
    }
    let quote = CheckedQuote {
        evidence: evidence.name.clone(),
        verdict: located.verdict,
        place: place.clone(),
        distance: located.distance,
        words: words.map(str::to_owned),
    };
    let Some(place) = place else {
        return Looked {
            quote,
            findings,
            is_read: false,
            is_located: false,
            ends: ends(source, None, claim),
        };
    };
    let passage = source.passage(&place);
    let said = said(source, properties, &passage, claim);
    findings.extend(said.findings);
    Looked {
        quote,
        findings,
        // Where other words are quoted, what stands there instead is no ground for the relation.
        is_read: said.is_read && located.verdict != QuoteVerdict::Near,
        is_located: true,
        ends: ends(source, Some(&passage), claim),
    }
}

/// Where the ends of a relation stand as seen from a passage.
fn ends(
    source: &OpenSource<'_>,
    passage: Option<&Passage>,
    claim: &Claim,
) -> Vec<(Name, Standing)> {
    let object = match &claim.object {
        Object::Entity(object) => Some(object),
        Object::Literal(_) => None,
    };
    let ends = [Some(&claim.subject), object].into_iter().flatten();
    ends.map(|end| (end.clone(), standing(source, passage, end)))
        .collect()
}

/// Whether a finding is about the words, not about what they say.
fn is_about_words(kind: FindingKind) -> bool {
    matches!(
        kind,
        FindingKind::QuoteNowhere
            | FindingKind::QuoteAltered
            | FindingKind::QuoteMoved
            | FindingKind::NotChecked
    )
}

fn summed_up(
    graph: &KnowledgeGraph,
    properties: &Properties<'_>,
    claim: &Claim,
    looked: Vec<Looked>,
) -> CheckedClaim {
    let mut findings: Vec<Finding> = Vec::new();
    if looked.is_empty() {
        findings.push(Finding::new(FindingKind::NoQuote, "no quote carries it"));
    }
    let is_read = looked.iter().any(|one| one.is_read);
    // Of several quotes one that says it is enough; each has to stand in its source all the same.
    let speak_against = looked.iter().filter(|one| one.is_located).all(|one| {
        one.findings
            .iter()
            .any(|finding| !is_about_words(finding.kind))
    });
    for one in &looked {
        let counts = |finding: &&Finding| is_about_words(finding.kind) || speak_against && !is_read;
        findings.extend(one.findings.iter().filter(counts).cloned());
    }
    findings.extend(end_findings(graph, &looked));
    if let Object::Entity(object) = &claim.object
        && let (Some(subject), Some(object)) = (graph.entity(&claim.subject), graph.entity(object))
        && !findings
            .iter()
            .any(|finding| finding.kind == FindingKind::EndsSwapped)
        && properties.fits_only_reversed(claim.predicate.as_str(), subject, object)
    {
        let message = format!(
            "their classes fit the other way round: {} as the subject, {} as the object",
            object.label(),
            subject.label()
        );
        findings.push(Finding::new(FindingKind::EndsSwapped, message));
    }
    findings.extend(fits(graph, properties, claim));
    findings.order();
    findings.dedup();
    CheckedClaim {
        claim: claim.name.clone(),
        quotes: looked.into_iter().map(|one| one.quote).collect(),
        findings,
        is_read,
    }
}

/// Each end has to stand near one of the quotes.
fn end_findings(graph: &KnowledgeGraph, looked: &[Looked]) -> Vec<Finding> {
    let mut nearest: BTreeMap<&Name, Standing> = BTreeMap::new();
    for (end, standing) in looked.iter().flat_map(|one| &one.ends) {
        let known = nearest.entry(end).or_insert(*standing);
        *known = (*known).min(*standing);
    }
    let finding = |(end, standing): (&Name, Standing)| {
        let label = quoted(graph.entity(end).map_or("", |entity| entity.label()));
        match standing {
            Standing::InQuote | Standing::Near | Standing::Somewhere => None,
            Standing::Elsewhere => Some(Finding::new(
                FindingKind::EndNotNear,
                format!("{label} stands in the source, but not in or near the quote"),
            )),
            Standing::Nowhere => Some(Finding::new(
                FindingKind::EndNowhere,
                format!("no name of {label} stands in the source"),
            )),
        }
    };
    nearest.into_iter().filter_map(finding).collect()
}
