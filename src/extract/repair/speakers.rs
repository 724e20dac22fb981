//! Who speaks, beside a quotation or a report.

use crate::extract::repair::Mender;
use crate::extract::{FineTag, Relation, UniversalTag};

impl Mender<'_> {
    /// `“…,” its leader, Moses Kabuya, claimed`.
    pub(super) fn speaker_after_quotation(&mut self) {
        let closing = (0..self.n_words())
            .rev()
            .find(|&at| self.word(at).fine_tag == FineTag::ClosingQuote);
        let Some(closing) = closing.filter(|&closing| closing > 3 && closing + 2 < self.n_words())
        else {
            return;
        };
        let verb = (closing + 1..self.n_words()).find(|&at| {
            self.is_verb(at)
                && matches!(
                    self.word(at).fine_tag,
                    FineTag::VBD | FineTag::VBZ | FineTag::VBN | FineTag::VBP
                )
        });
        let Some(verb) = verb.filter(|&verb| self.subject(verb).is_none() && verb > closing + 1)
        else {
            return;
        };
        let speaker = (closing + 1..verb).find(|&at| {
            let word = self.word(at);
            matches!(
                word.tag,
                UniversalTag::Noun | UniversalTag::ProperNoun | UniversalTag::Pronoun
            ) && word.head.is_some_and(|head| head < closing || head == verb)
                && !matches!(word.relation, Relation::NmodPoss)
        });
        let (Some(speaker), Some(root)) = (speaker, self.sentence.root()) else {
            return;
        };
        let mut changes = vec![(speaker, Some(verb), Relation::Nsubj)];
        if root < closing {
            changes.push((verb, None, Relation::Root));
            changes.push((root, Some(verb), Relation::Ccomp));
        }
        self.change(&changes);
    }

    /// `Halden Foods, the dairy group, said on Monday it had agreed`: `said` has the name, `agreed` its own subject.
    pub(super) fn speaker_before_report(&mut self) {
        for verb in 1..self.n_words() {
            let is_saying = self.word(verb).lemma == "say"
                && self.is_verb(verb)
                && self.subject(verb).is_none();
            let Some(content) = self
                .word(verb)
                .head
                .filter(|&content| is_saying && content > verb)
            else {
                continue;
            };
            let nominals: Vec<usize> = self
                .sentence
                .children(content)
                .filter(|&child| {
                    child < verb
                        && matches!(
                            self.word(child).tag,
                            UniversalTag::Noun | UniversalTag::ProperNoun
                        )
                        && self.sentence.child_by(child, Relation::Case).is_none()
                })
                .collect();
            let own = self.sentence.children(content).any(|child| {
                child > verb && self.word(child).relation.universal() == Relation::Nsubj
            });
            let Some((&name, rest)) = nominals.split_first().filter(|_| own) else {
                continue;
            };
            let above = (self.word(content).head, self.word(content).relation);
            let mut changes = vec![
                (verb, above.0, above.1),
                (content, Some(verb), Relation::Ccomp),
                (name, Some(verb), Relation::Nsubj),
            ];
            changes.extend(rest.iter().map(|&noun| (noun, Some(name), Relation::Appos)));
            self.change(&changes);
        }
    }
}
