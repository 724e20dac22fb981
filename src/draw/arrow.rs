//! Relations that share an arrow, and the words on it.

use crate::draw::choose::Link;
use crate::draw::standing::{Standing, standing_words};
use crate::draw::wrap::{cut, cut_label};
use crate::graph::{Claim, KnowledgeGraph, Name};
use crate::model::{Modality, Polarity};

/// The most lines of an arrow's label; what comes after them is counted and stands in the tooltip.
const MOST_LINES: usize = 8;
/// The most characters of a speaker's name on an arrow.
const LONGEST_SPEAKER: usize = 40;

/// What relations must have in common to share an arrow.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Footing<'a> {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) standing: Standing,
    pub(super) modality: Modality,
    pub(super) speaker: Option<&'a Name>,
}

impl<'a> Footing<'a> {
    pub(super) fn of(link: &Link<'a>, graph: &'a KnowledgeGraph) -> Self {
        let claim = link.claim;
        Self {
            from: link.from,
            to: link.to,
            standing: Standing::of(claim.polarity, claim.modality, claim.attribution.is_some()),
            modality: claim.modality,
            speaker: graph.speaker(claim).map(|speaker| &speaker.name),
        }
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
        claims.sort_by(|left, right| (&left.0, &left.1.name).cmp(&(&right.0, &right.1.name)));
        let mut lines: Vec<String> = claims
            .chunk_by(|left, right| left.0 == right.0)
            .map(|same| match same.len() / n_folded {
                1 => cut_label(&same[0].0),
                times => format!("{} ×{times}", cut_label(&same[0].0)),
            })
            .collect();
        if lines.len() > MOST_LINES {
            let rest = lines.split_off(MOST_LINES - 1);
            lines.push(format!("… {} more", rest.len()));
        }
        Self {
            from: footing.from,
            to: footing.to,
            standing: footing.standing,
            lines,
            note: note(footing, graph),
            claims: claims.into_iter().map(|(_, claim)| claim).collect(),
        }
    }
}

fn note(footing: &Footing<'_>, graph: &KnowledgeGraph) -> String {
    let polarity = match footing.standing {
        Standing::Denied => Polarity::Negative,
        _ => Polarity::Positive,
    };
    let mut words = standing_words(polarity, footing.modality, footing.speaker.is_some());
    let speaker = footing.speaker.and_then(|name| graph.entity(name));
    words.extend(speaker.map(|speaker| format!("says {}", cut(speaker.label(), LONGEST_SPEAKER))));
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::picture::Picture;
    use crate::draw::sample::{Sample, said_by};
    use crate::ontology::Ontology;

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
                arrow.lines.join("; "),
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
