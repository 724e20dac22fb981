//! Clauses that hang on the wrong word: appositions, participles, infinitives, verbs beside their subject.

use crate::extract::repair::Mender;
use crate::extract::{FineTag, Relation, UniversalTag};

impl Mender<'_> {
    /// `Mali, a nation at war, is seeking`: the name is the subject and the noun stands beside it.
    pub(super) fn name_and_apposition(&mut self) {
        let Some(name) = (0..self.n_words()).find(|&at| {
            matches!(
                self.word(at).relation,
                Relation::Vocative | Relation::Dislocated | Relation::Dep
            ) || self.word(at).relation == Relation::Obl
                && self.sentence.child_by(at, Relation::Case).is_none()
        }) else {
            return;
        };
        let Some(verb) = self.word(name).head.filter(|&verb| verb > name) else {
            return;
        };
        if self.word(name).tag != UniversalTag::ProperNoun {
            return;
        }
        let Some(noun) = self.subject(verb).filter(|&noun| noun > name) else {
            return;
        };
        let is_described = self.sentence.child_by(noun, Relation::Det).is_some()
            && self.word(noun).tag == UniversalTag::Noun;
        let start = self.sentence.subtree_span(noun).start;
        let follows = start
            .checked_sub(1)
            .is_some_and(|comma| self.word(comma).form == "," && comma >= name && comma < noun);
        if is_described && (follows || self.word(start).form == ",") {
            let relation = self.word(noun).relation;
            self.change(&[
                (name, Some(verb), relation),
                (noun, Some(name), Relation::Appos),
            ]);
        }
    }

    /// `President Clinton has imposed sanctions` with the verb beside the name.
    pub(super) fn verb_beside_name(&mut self) {
        let Some(root) = self.sentence.root() else {
            return;
        };
        if self.is_clause(root)
            || !matches!(
                self.word(root).tag,
                UniversalTag::ProperNoun | UniversalTag::Noun
            )
        {
            return;
        }
        let verb = self.sentence.children(root).find(|&verb| {
            let is_finite = self.sentence.child_by(verb, Relation::Aux).is_some()
                || matches!(self.word(verb).fine_tag, FineTag::VBZ | FineTag::VBD);
            verb > root
                && self.is_verb(verb)
                && is_finite
                && self.subject(verb).is_none()
                && matches!(
                    self.word(verb).relation,
                    Relation::Appos | Relation::Parataxis | Relation::Acl | Relation::Dep
                )
        });
        if let Some(verb) = verb {
            self.change(&[
                (verb, None, Relation::Root),
                (root, Some(verb), Relation::Nsubj),
            ]);
        }
    }

    /// `Shunned by the West, Russia is rebuilding`: a participle in front is not the main verb.
    pub(super) fn participle_first(&mut self) {
        let Some(root) = self.sentence.root() else {
            return;
        };
        let is_participle = matches!(self.word(root).fine_tag, FineTag::VBN | FineTag::VBG)
            && self.subject(root).is_none()
            && self.sentence.child_by(root, Relation::Aux).is_none()
            && self.sentence.child_by(root, Relation::AuxPass).is_none();
        let main = self.sentence.children(root).find(|&child| {
            child > root
                && self.is_clause(child)
                && self.subject(child).is_some_and(|subject| {
                    let start = self.sentence.subtree_span(subject).start;
                    subject > root && start > 0 && self.word(start - 1).form == ","
                })
                && matches!(
                    self.word(child).relation,
                    Relation::Advcl | Relation::Parataxis | Relation::Ccomp | Relation::Conj
                )
        });
        if let Some(main) = main.filter(|_| is_participle) {
            self.change(&[
                (main, None, Relation::Root),
                (root, Some(main), Relation::Advcl),
            ]);
        }
    }

    /// `Brightwater, founded in 2009, employs`: a participle between commas has no subject of its own.
    pub(super) fn participle_after_comma(&mut self) {
        for verb in 2..self.n_words() {
            let is_past = matches!(self.word(verb).fine_tag, FineTag::VBD | FineTag::VBN)
                && self.is_verb(verb);
            let Some(name) = self
                .subject(verb)
                .filter(|_| is_past && self.word(verb - 1).form == ",")
            else {
                continue;
            };
            let Some(main) = self
                .word(verb)
                .head
                .filter(|&main| main > verb && self.is_clause(main))
            else {
                continue;
            };
            let ends_before = self.word(main - 1).form == ",";
            let is_free = self.subject(main).is_none_or(|subject| subject == verb);
            if name < verb && is_free && ends_before {
                self.sentence.words[verb].fine_tag = FineTag::VBN;
                self.change(&[
                    (verb, Some(name), Relation::Acl),
                    (name, Some(main), Relation::Nsubj),
                ]);
            }
        }
    }

    /// `met the president, Captain Ibrahim Traoré` with the name as a second subject.
    pub(super) fn second_subject(&mut self) {
        for name in 2..self.n_words() {
            let word = self.word(name);
            let Some(verb) = word
                .head
                .filter(|&verb| word.relation == Relation::Nsubj && verb < name)
            else {
                continue;
            };
            let start = self.sentence.subtree_span(name).start;
            let has_other = self.subject(verb).is_some_and(|subject| subject < verb);
            let Some(noun) = start
                .checked_sub(2)
                .filter(|_| has_other && word.tag == UniversalTag::ProperNoun)
            else {
                continue;
            };
            if self.word(noun + 1).form == "," && self.word(noun).tag == UniversalTag::Noun {
                self.change(&[(name, Some(noun), Relation::Appos)]);
            }
        }
    }

    /// `a commitment to bolster`, `a programme to resume`: the infinitive says what is planned.
    pub(super) fn infinitive_of_noun(&mut self) {
        const PLANS: [&str; 16] = [
            "commitment",
            "program",
            "programme",
            "plan",
            "bid",
            "effort",
            "pledge",
            "promise",
            "attempt",
            "decision",
            "offer",
            "proposal",
            "vow",
            "threat",
            "campaign",
            "deal",
        ];
        const ASKING: [&str; 8] = [
            "urge", "ask", "order", "expect", "want", "press", "invite", "force",
        ];
        for verb in 2..self.n_words() {
            let word = self.word(verb);
            let is_infinitive = word.fine_tag == FineTag::VB
                && matches!(word.relation, Relation::Xcomp | Relation::Advcl);
            let Some(above) = word
                .head
                .filter(|&above| is_infinitive && above < verb && self.is_verb(above))
            else {
                continue;
            };
            let Some(object) = self
                .sentence
                .child_by(above, Relation::Obj)
                .filter(|&object| object < verb)
            else {
                continue;
            };
            if PLANS.contains(&self.word(object).lemma.as_str()) {
                self.change(&[(verb, Some(object), Relation::Acl)]);
            } else if word.relation == Relation::Advcl
                && ASKING.contains(&self.word(above).lemma.as_str())
            {
                self.change(&[(verb, Some(above), Relation::Xcomp)]);
            }
        }
    }
}
