//! How a relation is put forward: operators, negation and reports on the way from its word to the root.

use crate::extract::reading::WordPlace;
use crate::extract::relations::Scene;
use crate::extract::relations::denial::{is_denied, is_kept_from, is_none, is_unsaid, is_yet_to};
use crate::extract::relations::marks::{modals, own_marks, single};
use crate::extract::relations::reports::{add_report, beside, cue};
use crate::extract::relations::saying::{is_anybody, is_hearsay, speaks};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};
use crate::model::{Modality, Polarity, ReportKind};

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
    pub(super) fn set(&mut self, modality: Option<Modality>) {
        if self.modality.is_none() {
            self.modality = modality;
        }
    }

    pub(super) fn negate(&mut self, polarity: Option<Polarity>) {
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
    let mark = tree
        .child_by(node, Relation::Mark)
        .map(|mark| tree.words[mark].form.to_lowercase());
    let is_infinitive = word.fine_tag == FineTag::VB && mark.as_deref() == Some("to");
    match word.relation {
        Relation::Conj => {
            let joins_clauses = is_clause(tree, node) && is_clause(tree, above);
            if joins_clauses && *open && tree.child_by(node, Relation::Nsubj).is_none() {
                if found.modality.is_none() {
                    modals(scene, tree, above, found);
                }
                // `did not invade or attack`: both are denied.
                let cc = tree.child_by(node, Relation::Cc);
                let is_or = cc.is_some_and(|cc| tree.words[cc].form.eq_ignore_ascii_case("or"));
                found.is_negative ^= is_or && is_denied(tree, above);
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
            let passed = Passed {
                node,
                above,
                is_infinitive,
                mark: mark.as_deref(),
            };
            complement(scene, sentence, &passed, open, found);
        }
        Relation::AclRelcl => {
            *open = false;
            found.is_in_relative = true;
        }
        Relation::Obj | Relation::Nsubj | Relation::NsubjPass if !is_clause(tree, node) => {
            if word.relation == Relation::Obj {
                object_of(scene, sentence, (node, above), *open, found);
            }
            if *open && is_none(tree, node) {
                // `no evidence that`, `no plan to`.
                if is_evidence(&word.lemma) {
                    found.set(Some(Modality::Possible));
                }
                found.is_negative ^= !matches!(word.lemma.as_str(), "doubt" | "question");
            }
            *open = false;
        }
        _ => {}
    }
}

fn is_evidence(noun: &str) -> bool {
    matches!(
        noun,
        "evidence" | "proof" | "sign" | "indication" | "suggestion" | "suspicion"
    )
}

/// `wants talks`; `abandoned a plan to`, `denied reports that`.
fn object_of(
    scene: &Scene<'_, '_>,
    sentence: usize,
    (noun, verb): (usize, usize),
    is_open: bool,
    found: &mut Standing,
) {
    let tree = &scene.reading.sentences[sentence];
    let lemma = tree.words[verb].lemma.to_lowercase();
    let operator = single(scene.lexicon.operators(&lemma));
    let wills = operator.filter(|operator| {
        matches!(
            operator.modality,
            Some(Modality::Planned | Modality::Requested)
        )
    });
    if let Some(operator) = wills {
        found.set(operator.modality);
    }
    // Only where the noun has the clause, which is not over yet.
    if !is_open {
        return;
    }
    let noun = tree.words[noun].lemma.to_lowercase();
    let is_report = scene
        .lexicon
        .report_cues(&noun)
        .iter()
        .any(|cue| cue.words.len() == 1);
    let denies = cue(scene, &lemma, tree, verb)
        .filter(|cue| cue.polarity == Some(Polarity::Negative) && is_report);
    if let Some(denies) = denies {
        found.set(denies.modality);
        found.is_negative ^= !is_denied(tree, verb);
        add_report(scene, sentence, verb, denies.report, found);
    } else if found.modality.is_some()
        && operator.is_some_and(|operator| operator.polarity == Some(Polarity::Negative))
    {
        found.is_negative ^= !is_denied(tree, verb);
    }
}

/// A clause and the word that governs it.
pub(super) struct Passed<'a> {
    pub(super) node: usize,
    pub(super) above: usize,
    pub(super) is_infinitive: bool,
    pub(super) mark: Option<&'a str>,
}

/// From a clause to what governs it: who says, plans, asks or denies it.
fn complement(
    scene: &Scene<'_, '_>,
    sentence: usize,
    passed: &Passed<'_>,
    open: &mut bool,
    found: &mut Standing,
) {
    let &Passed {
        node,
        above,
        is_infinitive,
        mark,
    } = passed;
    let tree = &scene.reading.sentences[sentence];
    let word = &tree.words[node];
    let lemma = tree.words[above].lemma.to_lowercase();
    let has_object = tree.child_by(above, Relation::Obj).is_some()
        || tree.child_by(above, Relation::Iobj).is_some();
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
    let cue = cue(scene, &lemma, tree, above)
        .filter(|_| tree.words[above].tag == UniversalTag::Verb)
        .filter(|cue| speaks(tree, passed, cue, has_object));
    let Some(cue) = cue else {
        if *open && is_hearsay(tree, passed) {
            found.set(Some(Modality::Possible));
        } else if *open {
            operate(scene, tree, (node, above), is_infinitive, found);
        }
        return;
    };
    if *open && is_unsaid(scene, tree, above) {
        *open = false;
        let believes = matches!(
            lemma.as_str(),
            "believe" | "think" | "expect" | "feel" | "predict" | "consider" | "suppose"
        );
        let knows = matches!(
            lemma.as_str(),
            "know" | "realise" | "realize" | "learn" | "understand" | "mention" | "forget"
        );
        if believes {
            found.is_negative = !found.is_negative;
            add_report(scene, sentence, above, cue.report, found);
        } else if !knows {
            // What is not said, confirmed or denied may be.
            found.modality = Some(Modality::Possible);
            found.by_future = false;
        }
        return;
    }
    if *open {
        if word.relation == Relation::Ccomp && matches!(mark, Some("whether" | "if")) {
            found.modality = Some(Modality::Possible);
            found.by_future = false;
        }
        let asks_or_fears = matches!(
            cue.modality,
            Some(Modality::Hypothetical | Modality::Requested)
        );
        if found.by_future && asks_or_fears {
            found.modality = None;
            found.by_future = false;
        }
        if is_infinitive && has_object && matches!(lemma.as_str(), "tell" | "warn" | "advise") {
            found.set(Some(Modality::Requested));
        }
        if mark == Some("against") {
            found.set(Some(Modality::Requested));
            found.is_negative = !found.is_negative;
        }
        found.set(cue.modality);
        found.negate(cue.polarity);
    }
    let has_speaker = add_report(scene, sentence, above, cue.report, found);
    if *open && !has_speaker && (is_hearsay(tree, passed) || is_anybody(tree, above)) {
        found.set(Some(Modality::Possible));
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
            [_, to] if to == "to" => is_infinitive,
            [_, particle] => tree
                .children_by(above, Relation::CompoundPrt)
                .any(|child| tree.words[child].form.eq_ignore_ascii_case(particle)),
            _ => false,
        });
    if is_kept_from(scene, tree, (node, above)) {
        found.is_negative ^= !is_denied(tree, above);
        return;
    }
    // What is done with a tool, and what somebody is the first to do, is done.
    let is_done = matches!(lemma.as_str(), "use" | "employ" | "utilise" | "utilize")
        || matches!(
            form.as_str(),
            "first" | "last" | "only" | "second" | "latest"
        );
    if relation == Relation::Advcl && is_infinitive && is_done {
        own_marks_above(scene, tree, above, found);
        return;
    }
    let mark = tree.child_by(node, Relation::Mark);
    let asks = mark.is_some_and(|mark| tree.words[mark].form.eq_ignore_ascii_case("whether"));
    if asks && relation != Relation::Advcl {
        // `it is unclear whether`.
        found.modality = Some(Modality::Possible);
        found.by_future = false;
        return;
    }
    if is_infinitive && is_yet_to(tree, node) {
        found.is_negative = !found.is_negative;
        return;
    }
    let governs = relation != Relation::Advcl
        || is_infinitive && operator.is_some_and(|operator| operator.words.len() > 1);
    if let Some(operator) = operator.filter(|_| governs && relation != Relation::Parataxis) {
        let outer = operator.modality;
        if outer != Some(Modality::Asserted) {
            found.set(outer);
        }
        found.negate(operator.polarity);
        own_marks_above(scene, tree, above, found);
    } else if relation == Relation::Advcl && is_infinitive {
        found.set(Some(Modality::Planned));
    } else if relation == Relation::Xcomp && tree.words[above].tag == UniversalTag::Verb {
        own_marks_above(scene, tree, above, found);
    }
}

/// `may plan to`, `does not want to`, `no evidence that`.
fn own_marks_above(scene: &Scene<'_, '_>, tree: &Sentence<'_>, above: usize, found: &mut Standing) {
    if !is_clause(tree, above) {
        return;
    }
    modals(scene, tree, above, found);
    found.is_negative ^= is_denied(tree, above);
}
