//! Relative clauses that hang on the wrong word, and the verbs behind them.

use crate::extract::repair::Mender;
use crate::extract::{FineTag, Relation, UniversalTag};

impl Mender<'_> {
    /// `evidence that Norway armed them`: a verb has one object, so with another `that` is none, and the clause tells
    /// what the noun is about.
    pub(super) fn what_nouns_are_about(&mut self) {
        for that in 1..self.n_words() {
            let Some(verb) = self.word(that).head else {
                continue;
            };
            let is_taken_for_object = self.word(that).form == "that"
                && self.word(that).relation == Relation::Obj
                && self.word(verb).relation == Relation::AclRelcl
                && that < verb;
            let n_objects = self.sentence.children_by(verb, Relation::Obj).count();
            if is_taken_for_object && n_objects > 1 && self.subject(verb).is_some() {
                let above = self.word(verb).head;
                self.change(&[
                    (that, Some(verb), Relation::Mark),
                    (verb, above, Relation::Acl),
                ]);
            }
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
}
