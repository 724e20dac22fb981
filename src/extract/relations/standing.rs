//! How a relation is put forward: operators, negation and reports on the way from its word to the root.

use crate::extract::reading::WordPlace;
use crate::extract::relations::Scene;
use crate::extract::relations::reports::{add_report, beside, cue};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};
use crate::model::{Modality, Polarity, ReportKind};
use crate::ontology::Operator;

/// Who says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The entity that speaks.
    pub speaker: usize,
    /// How it is reported.
    pub kind: ReportKind,
    /// The word that says so.
    pub cue: Option<WordPlace>,
}

/// How a relation is put forward.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The modality that words give, if any.
    pub modality: Option<Modality>,
    /// Whether it is denied.
    pub is_negative: bool,
    /// Who says so, the innermost first.
    pub reports: Vec<Report>,
    /// Whether `will` or `would` gave the modality, which in one’s own mouth is a plan.
    pub by_future: bool,
    /// Whether it is said in a relative clause.
    pub is_in_relative: bool,
}

impl Standing {
    fn set(&mut self, modality: Option<Modality>) {
        if self.modality.is_none() {
            self.modality = modality;
        }
    }

    fn negate(&mut self, polarity: Option<Polarity>) {
        if polarity == Some(Polarity::Negative) {
            self.is_negative = !self.is_negative;
        }
    }

    pub(super) fn report(&mut self, report: Report) {
        if self
            .reports
            .last()
            .is_none_or(|last| last.speaker != report.speaker)
        {
            self.reports.push(report);
        }
    }
}

/// The standing of what a word says.
pub fn standing(scene: &Scene<'_, '_>, sentence: usize, predicate: usize) -> Standing {
    let tree = &scene.reading.sentences[sentence];
    let quotation = scene.quotations.around(sentence, predicate);
    let mut found = Standing::default();
    let is_clause = is_clause(tree, predicate);
    if is_clause {
        own_marks(scene, tree, predicate, &mut found);
    }
    let mut node = predicate;
    // A noun inside a clause is taken as given: operators above it do not touch it, reports do.
    let mut open = is_clause;
    beside(scene, sentence, (node, predicate), quotation, &mut found);
    while let Some(above) = tree.words[node].head {
        if quotation.is_some() && scene.quotations.around(sentence, above).is_none() {
            break;
        }
        step(scene, sentence, (node, above), &mut open, &mut found);
        node = above;
        beside(scene, sentence, (node, predicate), quotation, &mut found);
    }
    if let Some(quotation) = quotation
        && let Some(speaker) = quotation
            .speaker
            .and_then(|speaker| scene.cast.of_mention[speaker])
    {
        found.report(Report {
            speaker,
            kind: ReportKind::DirectQuote,
            cue: quotation.cue,
        });
    }
    found
}

fn is_clause(tree: &Sentence<'_>, word: usize) -> bool {
    tree.words[word].tag == UniversalTag::Verb || tree.child_by(word, Relation::Cop).is_some()
}

/// Auxiliaries, adverbs and `no` beside a verb.
fn own_marks(scene: &Scene<'_, '_>, tree: &Sentence<'_>, verb: usize, found: &mut Standing) {
    modals(scene, tree, verb, found);
    for child in tree.children(verb) {
        let word = &tree.words[child];
        let form = word.form.to_lowercase();
        match word.relation.universal() {
            Relation::Advmod => {
                if matches!(form.as_str(), "not" | "n't" | "never" | "hardly" | "barely") {
                    found.is_negative = !found.is_negative;
                } else if let Some(operator) = single(scene.lexicon.operators(&form)) {
                    found.set(operator.modality);
                }
            }
            Relation::Mark => {
                if let Some(operator) = single(scene.lexicon.operators(&form)) {
                    found.set(operator.modality);
                }
            }
            Relation::Nsubj | Relation::Obj => {
                let determiner = tree.child_by(child, Relation::Det);
                let is_none = determiner.is_some_and(|determiner| {
                    tree.words[determiner].form.eq_ignore_ascii_case("no")
                }) || matches!(form.as_str(), "nobody" | "nothing" | "none");
                if is_none {
                    found.is_negative = !found.is_negative;
                }
            }
            Relation::Cc if form == "rather" => found.is_negative = !found.is_negative,
            _ => {}
        }
    }
}

fn modals(scene: &Scene<'_, '_>, tree: &Sentence<'_>, verb: usize, found: &mut Standing) {
    for child in tree.children_by(verb, Relation::Aux) {
        let (form, lemma) = (
            tree.words[child].form.to_lowercase(),
            tree.words[child].lemma.to_lowercase(),
        );
        if tree.words[child].fine_tag != FineTag::MD {
            continue;
        }
        if matches!(
            form.as_str(),
            "will" | "would" | "'ll" | "shall" | "'d" | "wo" | "ca"
        ) {
            found.by_future = found.modality.is_none();
        }
        let operator = single(scene.lexicon.operators(&form))
            .or_else(|| single(scene.lexicon.operators(&lemma)));
        if let Some(operator) = operator {
            found.set(operator.modality);
        }
    }
}

fn single(operators: &[Operator]) -> Option<&Operator> {
    operators.iter().find(|operator| operator.words.len() == 1)
}

/// From a word to the one above it.
fn step(
    scene: &Scene<'_, '_>,
    sentence: usize,
    (node, above): (usize, usize),
    open: &mut bool,
    found: &mut Standing,
) {
    let tree = &scene.reading.sentences[sentence];
    let word = &tree.words[node];
    let lemma = tree.words[above].lemma.to_lowercase();
    let mark = tree
        .child_by(node, Relation::Mark)
        .map(|mark| tree.words[mark].form.to_lowercase());
    let is_infinitive = word.fine_tag == FineTag::VB && mark.as_deref() == Some("to");
    match word.relation {
        Relation::Conj => {
            let joins_clauses = is_clause(tree, node) && is_clause(tree, above);
            if joins_clauses
                && *open
                && tree.child_by(node, Relation::Nsubj).is_none()
                && found.modality.is_none()
            {
                modals(scene, tree, above, found);
            }
        }
        Relation::Ccomp
        | Relation::Xcomp
        | Relation::Advcl
        | Relation::Acl
        | Relation::Csubj
        | Relation::Parataxis
            if is_clause(tree, node) =>
        {
            let is_complement = word.relation == Relation::Ccomp
                || word.relation == Relation::Parataxis && above < node;
            let cue = cue(scene, &lemma, tree, above)
                .filter(|_| tree.words[above].tag == UniversalTag::Verb);
            let asks = cue.is_some_and(|cue| cue.modality == Some(Modality::Requested))
                && (tree.child_by(above, Relation::Obj).is_some()
                    || tree.child_by(above, Relation::Iobj).is_some());
            let promises =
                cue.is_some_and(|cue| cue.modality == Some(Modality::Planned)) && is_infinitive;
            // `expects the army to win`.
            let expects = is_infinitive
                && word.relation == Relation::Xcomp
                && tree.child_by(above, Relation::Obj).is_some()
                && matches!(lemma.as_str(), "expect" | "want" | "believe" | "predict");
            if expects {
                operate(scene, tree, (node, above), is_infinitive, found);
                add_report(scene, sentence, above, ReportKind::Reported, found);
                return;
            }
            // `Russia denied deploying mercenaries`.
            let denies = cue.is_some_and(|cue| cue.polarity == Some(Polarity::Negative))
                && word.relation == Relation::Xcomp
                && word.fine_tag == FineTag::VBG;
            let implies = cue.is_some_and(|cue| cue.report == ReportKind::Implied)
                && word.relation == Relation::Advcl
                && matches!(mark.as_deref(), Some("for" | "of" | "over"));
            if let Some(cue) = cue
                && (is_complement || asks && is_infinitive || promises || implies || denies)
            {
                if *open {
                    if found.by_future
                        && matches!(
                            cue.modality,
                            Some(Modality::Hypothetical | Modality::Requested)
                        )
                    {
                        found.modality = None;
                        found.by_future = false;
                    }
                    found.set(cue.modality);
                    found.negate(cue.polarity);
                }
                add_report(scene, sentence, above, cue.report, found);
            } else if *open {
                operate(scene, tree, (node, above), is_infinitive, found);
            }
        }
        Relation::AclRelcl => {
            *open = false;
            found.is_in_relative = true;
        }
        Relation::Obj | Relation::Nsubj | Relation::NsubjPass if !is_clause(tree, node) => {
            if let Some(operator) = single(scene.lexicon.operators(&lemma)).filter(|operator| {
                word.relation == Relation::Obj
                    && matches!(
                        operator.modality,
                        Some(Modality::Planned | Modality::Requested)
                    )
            }) {
                found.set(operator.modality);
            }
            *open = false;
        }
        _ if !is_clause(tree, node) => {}
        _ => {}
    }
}

/// The operator that governs a clause: `plans to`, `a bid to`, `in order to`.
fn operate(
    scene: &Scene<'_, '_>,
    tree: &Sentence<'_>,
    (node, above): (usize, usize),
    is_infinitive: bool,
    found: &mut Standing,
) {
    let lemma = tree.words[above].lemma.to_lowercase();
    let form = tree.words[above].form.to_lowercase();
    let relation = tree.words[node].relation;
    let operators = scene
        .lexicon
        .operators(&lemma)
        .iter()
        .chain(scene.lexicon.operators(&form));
    let operator = operators
        .into_iter()
        .find(|operator| match operator.words.as_slice() {
            [_] => true,
            [_, to] => to == "to" && is_infinitive,
            _ => false,
        });
    let governs = relation != Relation::Advcl
        || is_infinitive && operator.is_some_and(|operator| operator.words.len() > 1);
    if let Some(operator) = operator.filter(|_| governs && relation != Relation::Parataxis) {
        let outer = operator.modality;
        if outer != Some(Modality::Asserted) {
            found.set(outer);
        }
        found.negate(operator.polarity);
        if tree.words[above].tag == UniversalTag::Verb {
            own_marks_above(scene, tree, above, found);
        }
    } else if relation == Relation::Advcl && is_infinitive {
        found.set(Some(Modality::Planned));
    } else if relation == Relation::Xcomp && tree.words[above].tag == UniversalTag::Verb {
        own_marks_above(scene, tree, above, found);
    }
}

/// `may plan to`, `does not want to`.
fn own_marks_above(scene: &Scene<'_, '_>, tree: &Sentence<'_>, above: usize, found: &mut Standing) {
    modals(scene, tree, above, found);
    let is_negated = tree.children_by(above, Relation::Advmod).any(|child| {
        matches!(
            tree.words[child].form.to_lowercase().as_str(),
            "not" | "n't" | "never"
        )
    });
    if is_negated {
        found.is_negative = !found.is_negative;
    }
}
