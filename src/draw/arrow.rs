//! Relations that share an arrow, and the words on it.

use crate::compare::{Side, Sides};
use crate::draw::choose::Link;
use crate::draw::picture::term_label;
use crate::draw::standing::{INFERRED, Standing, standing_words};
use crate::draw::wrap::{cut, cut_label};
use crate::graph::{Claim, KnowledgeGraph, Name};
use crate::model::{Modality, Polarity};
use crate::ontology::Ontology;
use crate::order::CompactSort;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The most lines of an arrow's label in a picture; what comes after them is counted and stands in the tooltip.
const MOST_LINES: usize = 8;
/// The most characters of a speaker's name on an arrow.
const LONGEST_SPEAKER: usize = 40;
/// The most speakers that have arrows of their own from one entity to another. Where there are more, those who speak
/// on one footing share an arrow, which counts them: else two entities that everybody speaks of would be the picture.
const MOST_SPEAKERS: usize = 8;
/// How many speakers of a shared arrow are named.
const NAMED_SPEAKERS: usize = 2;

/// What relations must have in common to share an arrow.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Footing<'a> {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) standing: Standing,
    pub(super) modality: Modality,
    pub(super) voice: Voice<'a>,
    /// Which of two graphs has it, where two are compared.
    pub(super) side: Option<Side>,
}

/// Who says what an arrow shows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice<'a> {
    /// The source itself, or somebody who has no name.
    Source,
    /// A speaker.
    One(&'a Name),
    /// One of too many speakers to tell them apart.
    Many,
}

impl<'a> Footing<'a> {
    fn of(link: &Link<'a>, graph: &'a KnowledgeGraph, sides: Option<&Sides>) -> Self {
        let claim = link.claim;
        let speaker = graph.speaker(claim);
        Self {
            from: link.from,
            to: link.to,
            standing: Standing::of_claim(claim),
            modality: claim.modality,
            voice: speaker.map_or(Voice::Source, |speaker| Voice::One(&speaker.name)),
            side: sides.and_then(|sides| sides.claims.get(&claim.name).copied()),
        }
    }

    /// The footing of each relation.
    pub(super) fn of_all(
        links: &[Link<'a>],
        graph: &'a KnowledgeGraph,
        sides: Option<&Sides>,
    ) -> Vec<Self> {
        let footings = links.iter().map(|link| Self::of(link, graph, sides));
        let mut footings: Vec<Self> = footings.collect();
        let mut speakers: BTreeMap<(usize, usize), BTreeSet<Voice<'a>>> = BTreeMap::new();
        for footing in &footings {
            let ends = (footing.from, footing.to);
            speakers.entry(ends).or_default().insert(footing.voice);
        }
        for footing in &mut footings {
            let ends = (footing.from, footing.to);
            let is_crowd = speakers.get(&ends).map_or(0, BTreeSet::len) > MOST_SPEAKERS;
            if is_crowd && footing.voice != Voice::Source {
                footing.voice = Voice::Many;
            }
        }
        footings
    }
}

/// Relations of one ordered pair that stand on the same footing.
#[derive(Debug)]
pub(super) struct Arrow<'a> {
    /// Where it starts, as a position in the nodes of its picture.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
    pub(super) standing: Standing,
    modality: Modality,
    /// Whether many speakers say it.
    is_crowd: bool,
    /// How many leaves are folded at the end that has most.
    n_folded: usize,
    /// What is said on it, a line a predicate.
    pub(super) lines: Vec<String>,
    /// How that is meant and who says so; may be empty.
    pub(super) note: String,
    /// The relations, in the order of the lines.
    pub(super) claims: Vec<&'a Claim>,
}

impl<'a> Arrow<'a> {
    /// The arrow for relations on one footing, each with the words for its predicate. Where so many leaves are
    /// folded, each of them has all that its lines say.
    pub(super) fn of(
        footing: &Footing<'a>,
        n_folded: usize,
        mut claims: Vec<(String, &'a Claim)>,
        graph: &KnowledgeGraph,
    ) -> Self {
        claims.order_by(|left, right| (&left.0, &left.1.name).cmp(&(&right.0, &right.1.name)));
        let lines = claims
            .chunk_by(|left, right| left.0 == right.0)
            .map(|same| counted(&same[0].0, same.len() / n_folded))
            .collect();
        let claims: Vec<&Claim> = claims.into_iter().map(|(_, claim)| claim).collect();
        Self {
            from: footing.from,
            to: footing.to,
            standing: footing.side.map_or(footing.standing, Standing::from),
            lines,
            note: note(footing, &claims, graph),
            modality: footing.modality,
            is_crowd: footing.voice == Voice::Many,
            n_folded,
            claims,
        }
    }

    /// The lines that a picture has room for.
    pub(super) fn short_lines(&self) -> Vec<Cow<'_, str>> {
        let n_whole = match self.lines.len() {
            0..=MOST_LINES => self.lines.len(),
            _ => MOST_LINES - 1,
        };
        let whole = self.lines[..n_whole]
            .iter()
            .map(|line| line.as_str().into());
        let n_rest = self.lines.len() - n_whole;
        let rest = (n_rest > 0).then(|| format!("… {n_rest} more").into());
        whole.chain(rest).collect()
    }

    /// Each line with its note. Where a crowd of speakers shares the arrow, each has lines.
    pub(super) fn lines_by_speaker(
        &self,
        graph: &KnowledgeGraph,
        ontology: &Ontology,
    ) -> Vec<(String, String)> {
        if !self.is_crowd {
            let lines = self.lines.iter();
            return lines
                .map(|line| (line.clone(), self.note.clone()))
                .collect();
        }
        let mut times: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for claim in &self.claims {
            let words = term_label(&claim.predicate, graph, ontology).to_owned();
            let speaker = graph.speaker(claim).map_or("", |speaker| speaker.label());
            *times.entry((words, speaker)).or_default() += 1;
        }
        let line = |((words, speaker), times): ((String, &str), usize)| {
            let note = words_of_note(self.standing, self.modality, Some(says(&[speaker], 1)));
            (counted(&words, times / self.n_folded), note)
        };
        times.into_iter().map(line).collect()
    }
}

/// The words for relations that are alike, and their number where they are several.
fn counted(words: &str, times: usize) -> String {
    match times {
        0 | 1 => cut_label(words),
        times => format!("{} ×{times}", cut_label(words)),
    }
}

fn note(footing: &Footing<'_>, claims: &[&Claim], graph: &KnowledgeGraph) -> String {
    let speakers: BTreeSet<&str> = match footing.voice {
        Voice::Source => BTreeSet::new(),
        _ => claims
            .iter()
            .filter_map(|claim| Some(graph.speaker(claim)?.label()))
            .collect(),
    };
    let named: Vec<&str> = speakers.iter().copied().take(NAMED_SPEAKERS).collect();
    let who = (!named.is_empty()).then(|| says(&named, speakers.len()));
    words_of_note(footing.standing, footing.modality, who)
}

/// `says A`, or `say A, B and 7 more`.
fn says(named: &[&str], n_speakers: usize) -> String {
    let named: Vec<String> = named
        .iter()
        .map(|name| cut(name, LONGEST_SPEAKER))
        .collect();
    let verb = if n_speakers == 1 { "says" } else { "say" };
    match n_speakers - named.len() {
        0 => format!("{verb} {}", named.join(" and ")),
        rest => format!("{verb} {} and {rest} more", named.join(", ")),
    }
}

/// The note for one claim.
pub(super) fn note_of(claim: &Claim, graph: &KnowledgeGraph) -> String {
    let standing = Standing::of_claim(claim);
    let speaker = graph
        .speaker(claim)
        .map(|speaker| says(&[speaker.label()], 1));
    words_of_note(standing, claim.modality, speaker)
}

fn words_of_note(standing: Standing, modality: Modality, who: Option<String>) -> String {
    if standing == Standing::Inferred {
        return INFERRED.to_owned();
    }
    let polarity = match standing {
        Standing::Denied => Polarity::Negative,
        _ => Polarity::Positive,
    };
    let mut words = standing_words(polarity, modality, who.is_some());
    words.extend(who);
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::picture::Picture;
    use crate::draw::sample::{Sample, said_by};

    fn pair() -> Sample {
        Sample::default()
            .entity("a", "State", "Ada")
            .entity("b", "State", "Bob")
            .entity("c", "Person", "Cid")
            .speaker("c")
    }

    /// Each arrow on a line: ends, standing, lines, note, number of relations.
    fn arrows(sample: Sample) -> String {
        let graph = sample.graph();
        let ontology = Ontology::built_in().unwrap();
        let picture = Picture::of(&graph, &ontology);
        let line = |arrow: &Arrow<'_>| {
            format!(
                "{}->{} {:?} {} [{}] {}",
                arrow.from,
                arrow.to,
                arrow.standing,
                arrow.short_lines().join("; "),
                arrow.note,
                arrow.claims.len()
            )
        };
        picture
            .arrows
            .iter()
            .map(line)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn relations_share_an_arrow_where_pair_footing_and_speaker_are_equal() {
        let sample = pair()
            .relation("a", "trains", "b")
            .relation("a", "allyOf", "b")
            .relation("b", "trains", "a")
            .relation_like("a", "deploys", "b", said_by("c"))
            .relation_like("a", "invades", "b", said_by("c"))
            .relation_like("a", "invades", "b", |claim| {
                claim.modality = Modality::Planned;
            })
            .relation_like("a", "allyOf", "b", |claim| {
                claim.modality = Modality::Predicted;
            });
        insta::assert_snapshot!(arrows(sample), @r##"
0->1 Stated ally of; trains [] 2
0->1 Said deploys; invades [says Cid] 2
0->1 Planned invades [planned] 1
0->1 Planned ally of [predicted] 1
1->0 Stated trains [] 1
"##);
    }

    #[test]
    fn a_relation_said_twice_is_one_line_and_counts_twice() {
        let sample =
            pair()
                .relation("a", "trains", "b")
                .relation_like("a", "trains", "b", |claim| {
                    claim.time = Some("2024".to_owned());
                });
        insta::assert_snapshot!(arrows(sample), @r##"0->1 Stated trains ×2 [] 2"##);
    }

    #[test]
    fn a_denial_names_who_denies_and_a_negation_that_nobody_makes_outright_is_none() {
        let sample = pair()
            .relation_like("a", "trains", "b", |claim| {
                claim.polarity = Polarity::Negative;
                said_by("c")(claim);
            })
            .relation_like("b", "trains", "a", |claim| {
                claim.polarity = Polarity::Negative;
                claim.modality = Modality::Hypothetical;
                said_by("c")(claim);
            })
            .relation_like("b", "trains", "c", |claim| {
                claim.polarity = Polarity::Negative;
            });
        insta::assert_snapshot!(arrows(sample), @r##"
0->1 Denied trains [denied, says Cid] 1
1->0 Denied trains [negated, hypothetical, says Cid] 1
1->2 Denied trains [negated] 1
"##);
    }

    #[test]
    fn a_crowd_of_speakers_shares_an_arrow_and_the_source_has_its_own() {
        let mut sample = pair().relation("a", "trains", "b");
        for number in 0..9 {
            let id = format!("s{number}");
            let label = format!("Speaker {number}");
            sample = sample
                .entity(&id, "Person", &label)
                .speaker(&id)
                .relation_like("a", "trains", "b", said_by(&id));
        }
        insta::assert_snapshot!(arrows(sample), @r##"
0->1 Stated trains [] 1
0->1 Said trains ×9 [say Speaker 0, Speaker 1 and 7 more] 9
"##);
    }

    #[test]
    fn a_label_of_many_lines_says_how_many_are_left_out() {
        let predicates = [
            "allyOf", "trains", "invades", "deploys", "visits", "thanks", "partOf", "actsFor",
            "causes",
        ];
        let sample = predicates.iter().fold(pair(), |sample, predicate| {
            sample.relation("a", predicate, "b")
        });
        insta::assert_snapshot!(arrows(sample), @r##"0->1 Stated acts for; ally of; causes; deploys; invades; part of; thanks; … 2 more [] 9"##);
    }
}
