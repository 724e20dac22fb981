//! Clauses that hang on the wrong word: appositions, relative clauses, participles, verbs behind them.

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

    /// `who`, `which` and `that` after a comma begin a clause about the noun before.
    pub(super) fn relative_clauses(&mut self) {
        for pronoun in 1..self.n_words() {
            if self.word(pronoun).form == "whose" {
                self.whose(pronoun);
                continue;
            }
            let is_relative = matches!(self.word(pronoun).fine_tag, FineTag::WP | FineTag::WDT)
                && matches!(self.word(pronoun).form.as_ref(), "who" | "which");
            let before = if self.word(pronoun - 1).form == "," {
                pronoun.checked_sub(2)
            } else {
                Some(pronoun - 1)
            };
            let (Some(before), Some(verb)) = (before, self.word(pronoun).head) else {
                continue;
            };
            let relation = self.word(verb).relation;
            if is_relative
                && relation == Relation::AclRelcl
                && self.word(verb).fine_tag == FineTag::VBZ
            {
                // `analysts at Nordbank, which owns`: one owns, not several.
                let is_plural =
                    |at: usize| matches!(self.word(at).fine_tag, FineTag::NNS | FineTag::NNPS);
                if let (Some(above), Some(near)) =
                    (self.word(verb).head, self.phrase_ending_at(before))
                    && is_plural(above)
                    && !is_plural(near)
                {
                    self.change(&[(verb, Some(near), Relation::AclRelcl)]);
                }
                continue;
            }
            if is_relative && relation == Relation::Root {
                self.relative_root(pronoun, verb);
                continue;
            }
            if !is_relative
                || !self.is_clause(verb)
                || verb < pronoun
                || matches!(relation, Relation::AclRelcl | Relation::Root)
            {
                continue;
            }
            if let Some(noun) = self.phrase_ending_at(before) {
                self.change(&[(verb, Some(noun), Relation::AclRelcl)]);
            }
        }
    }

    /// `Norway, which invaded Iceland, thanked Denmark` with `invaded` as the main verb.
    fn relative_root(&mut self, pronoun: usize, verb: usize) {
        let name = self.sentence.children(verb).find(|&name| {
            name < pronoun
                && matches!(
                    self.word(name).tag,
                    UniversalTag::ProperNoun | UniversalTag::Noun
                )
        });
        let main = self.sentence.children(verb).find(|&main| {
            self.word(main).relation == Relation::Conj
                && self.is_verb(main)
                && self.comma_before(main)
                && self.subject(main).is_none()
        });
        if let (Some(name), Some(main)) = (name, main) {
            self.change(&[
                (main, None, Relation::Root),
                (name, Some(main), Relation::Nsubj),
                (verb, Some(name), Relation::AclRelcl),
            ]);
        }
    }

    /// `the United Nations, whose peacekeepers run a camp`.
    pub(super) fn whose(&mut self, pronoun: usize) {
        let before = if self.word(pronoun - 1).form == "," {
            pronoun.checked_sub(2)
        } else {
            Some(pronoun - 1)
        };
        let owned = self.word(pronoun).head;
        let verb = owned.and_then(|owned| self.word(owned).head);
        let (Some(before), Some(verb)) = (before, verb) else {
            return;
        };
        if !self.is_clause(verb) || verb < pronoun || self.word(verb).relation == Relation::AclRelcl
        {
            return;
        }
        let Some(noun) = self.phrase_ending_at(before) else {
            return;
        };
        let above = self.word(verb).head;
        let mut changes = vec![(verb, Some(noun), Relation::AclRelcl)];
        // What stood before the clause belongs to the clause above it.
        if self.word(noun).head == Some(verb) {
            changes.push((noun, above, self.word(noun).relation));
        }
        self.change(&changes);
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

    /// The noun whose phrase ends at a word: the highest one that is still a noun of the same place.
    pub(super) fn phrase_ending_at(&self, last: usize) -> Option<usize> {
        let is_noun = |at: usize| {
            matches!(
                self.word(at).tag,
                UniversalTag::Noun | UniversalTag::ProperNoun
            )
        };
        let mut noun = is_noun(last).then_some(last)?;
        while let Some(above) = self.word(noun).head {
            let goes_up = matches!(
                self.word(noun).relation,
                Relation::Flat | Relation::Appos | Relation::Compound | Relation::Conj
            );
            if !goes_up || !is_noun(above) || above > last {
                break;
            }
            if self.word(noun).relation == Relation::Conj {
                break;
            }
            noun = above;
        }
        Some(noun)
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

    /// `The president, who visited the region, declared`: the verb after the clause belongs to the noun before.
    pub(super) fn verb_after_relative_clause(&mut self) {
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
        let clauses: Vec<usize> = self
            .sentence
            .children(root)
            .filter(|&child| {
                child > root
                    && matches!(
                        self.word(child).relation,
                        Relation::AclRelcl | Relation::Acl
                    )
                    && self.is_verb(child)
            })
            .collect();
        let Some(&clause) = clauses.first() else {
            return;
        };
        let next = self.sentence.children(clause).find(|&verb| {
            matches!(
                self.word(verb).relation,
                Relation::Conj | Relation::Ccomp | Relation::Parataxis
            ) && self.is_verb(verb)
                && self.comma_before(verb)
                && self.subject(verb).is_none()
        });
        if let Some(verb) = next {
            self.change(&[
                (verb, None, Relation::Root),
                (root, Some(verb), Relation::Nsubj),
            ]);
        } else if self.word(clause).relation == Relation::Acl
            && self.word(clause).fine_tag == FineTag::VBN
            && self.sentence.child_by(clause, Relation::Obj).is_some()
        {
            // `An earthquake struck northern Peru`: what has an object is no passive.
            self.sentence.words[clause].fine_tag = FineTag::VBD;
            self.change(&[
                (clause, None, Relation::Root),
                (root, Some(clause), Relation::Nsubj),
            ]);
        }
    }

    /// `will bring the stability they need and will not deepen`: a verb with the outer auxiliary belongs to the outer.
    pub(super) fn verb_beyond_relative_clause(&mut self) {
        for verb in 1..self.n_words() {
            let Some(inner) = self
                .word(verb)
                .head
                .filter(|_| self.word(verb).relation == Relation::Conj)
            else {
                continue;
            };
            if self.word(inner).relation != Relation::AclRelcl
                || !self.is_verb(verb)
                || self.subject(verb).is_some()
            {
                continue;
            }
            let outer = self
                .sentence
                .ancestors(inner)
                .find(|&above| self.is_verb(above));
            let has_modal = |at: usize| {
                self.sentence
                    .children_by(at, Relation::Aux)
                    .any(|aux| self.word(aux).fine_tag == FineTag::MD)
            };
            let Some(outer) = outer.filter(|&outer| has_modal(outer) && !has_modal(inner)) else {
                continue;
            };
            let is_bare = self.word(verb).fine_tag == FineTag::VB;
            if outer < inner && (has_modal(verb) || is_bare) {
                self.change(&[(verb, Some(outer), Relation::Conj)]);
            }
        }
    }

    pub(super) fn comma_before(&self, verb: usize) -> bool {
        let before = verb.checked_sub(1).map(|before| self.word(before));
        before.is_some_and(|before| before.form == ",")
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
