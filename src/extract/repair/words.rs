//! Words with the wrong part of speech, and names and objects that hang on the wrong word.

use crate::extract::repair::Mender;
use crate::extract::{FineTag, Relation, UniversalTag};

impl Mender<'_> {
    /// `had shut` with `had` as the verb.
    pub(super) fn perfect(&mut self) {
        for at in 0..self.n_words().saturating_sub(1) {
            let have = self.word(at);
            let is_have = have.lemma == "have" && self.is_verb(at);
            let verb = (at + 1..(at + 3).min(self.n_words())).find(|&verb| {
                self.word(verb).fine_tag == FineTag::VBN
                    && self.word(verb).head == Some(at)
                    && self.word(verb).relation == Relation::Xcomp
            });
            let Some(verb) = verb.filter(|_| is_have) else {
                continue;
            };
            let mut changes = vec![
                (verb, have.head, have.relation),
                (at, Some(verb), Relation::Aux),
            ];
            for child in self.sentence.children(at).filter(|&child| child != verb) {
                changes.push((child, Some(verb), self.word(child).relation));
            }
            self.change(&changes);
        }
    }

    /// `we are training members` with `training` as an adjective.
    pub(super) fn verb_as_modifier(&mut self) {
        for at in 0..self.n_words() {
            let word = self.word(at);
            let is_modifier = word.relation == Relation::Amod
                && matches!(word.fine_tag, FineTag::VBG | FineTag::VBN);
            let has_subject = self.sentence.child_by(at, Relation::Aux).is_some();
            let Some(noun) = word.head.filter(|_| is_modifier && has_subject) else {
                continue;
            };
            let above = (self.word(noun).head, self.word(noun).relation);
            self.sentence.words[at].tag = UniversalTag::Verb;
            self.change(&[(at, above.0, above.1), (noun, Some(at), Relation::Obj)]);
        }
    }

    /// `Lavrov, during his visit, plans to increase`: a sentence without a verb, and a noun with an infinitive.
    pub(super) fn noun_as_verb(&mut self) {
        const VERBS: [&str; 10] = [
            "plan", "aim", "promise", "vow", "pledge", "hope", "attempt", "bid", "offer", "threat",
        ];
        if self.noun_at_the_root(&VERBS) {
            return;
        }
        let Some(root) = self.sentence.root() else {
            return;
        };
        let is_nominal = matches!(
            self.word(root).tag,
            UniversalTag::ProperNoun | UniversalTag::Noun
        );
        if !is_nominal || self.is_clause(root) {
            return;
        }
        // The infinitive stands behind, wherever the parser hung it.
        let infinitive_after = |noun: usize| {
            let end = (noun + 4).min(self.n_words());
            let to = self
                .sentence
                .words
                .get(noun + 1)
                .is_some_and(|next| next.form == "to");
            (noun + 2..end).find(|&at| to && self.word(at).fine_tag == FineTag::VB)
        };
        let found = (root + 1..self.n_words()).find_map(|at| {
            let word = self.word(at);
            let is_plan = word.fine_tag == FineTag::NNS && VERBS.contains(&word.lemma.as_str());
            is_plan
                .then(|| infinitive_after(at))
                .flatten()
                .map(|infinitive| (at, infinitive))
        });
        let Some((verb, infinitive)) = found else {
            return;
        };
        self.sentence.words[verb].tag = UniversalTag::Verb;
        self.sentence.words[verb].fine_tag = FineTag::VBZ;
        // The name in front is the subject where the root is what stands between: `Lavrov, during his visit, plans`.
        let name = self.sentence.children(root).find(|&name| {
            name < root
                && self.word(name).tag == UniversalTag::ProperNoun
                && matches!(
                    self.word(name).relation,
                    Relation::Vocative | Relation::Nsubj | Relation::Dislocated
                )
        });
        let mut changes = vec![
            (verb, None, Relation::Root),
            (
                root,
                Some(verb),
                if name.is_some() {
                    Relation::Obl
                } else {
                    Relation::Nsubj
                },
            ),
        ];
        changes.extend(name.map(|name| (name, Some(verb), Relation::Nsubj)));
        changes.push((infinitive, Some(verb), Relation::Xcomp));
        self.change(&changes);
    }

    /// A capital and an `s` make no verb: `Trucks sent from Juba have been looted`.
    pub(super) fn nouns_in_s(&mut self) {
        for at in 0..self.n_words() {
            let is_argument = matches!(
                self.word(at).relation,
                Relation::Nsubj | Relation::NsubjPass | Relation::Obj
            );
            if is_argument && self.word(at).fine_tag == FineTag::VBZ && self.subject(at).is_none() {
                self.sentence.words[at].tag = UniversalTag::Noun;
                self.sentence.words[at].fine_tag = FineTag::NNS;
            }
        }
    }

    /// `led by acting President Traoré` with `acting` as a verb.
    pub(super) fn acting(&mut self) {
        for at in 0..self.n_words().saturating_sub(1) {
            let is_acting = self.word(at).form.eq_ignore_ascii_case("acting") && self.is_verb(at);
            let title = at + 1;
            let name = self.sentence.children(at).find(|&child| {
                child > at
                    && self.word(child).tag == UniversalTag::ProperNoun
                    && self.sentence.is_within(title, child)
            });
            let (Some(name), Some(above)) = (name.filter(|_| is_acting), self.word(at).head) else {
                continue;
            };
            let mut changes = vec![
                (at, Some(title), Relation::Amod),
                (name, Some(above), Relation::Obl),
            ];
            let mark = self
                .sentence
                .child_by(at, Relation::Mark)
                .or_else(|| self.sentence.child_by(at, Relation::Case));
            match mark {
                Some(mark) => changes.push((mark, Some(name), Relation::Case)),
                None => changes[1].2 = self.word(at).relation,
            }
            self.sentence.words[at].tag = UniversalTag::Adjective;
            self.change(&changes);
        }
    }

    /// `kidnapped up to 16 advisers`, `forced out more than 1,000 refugees`: an object behind its number.
    pub(super) fn counted_objects(&mut self) {
        for noun in 0..self.n_words() {
            let word = self.word(noun);
            let is_oblique = matches!(word.relation, Relation::Obl | Relation::OblAgent)
                && word.tag == UniversalTag::Noun;
            let (Some(verb), Some(number)) =
                (word.head, self.sentence.child_by(noun, Relation::Nummod))
            else {
                continue;
            };
            let is_free = is_oblique
                && verb < noun
                && self.is_verb(verb)
                && self.sentence.child_by(verb, Relation::Obj).is_none();
            let case = self.sentence.child_by(noun, Relation::Case);
            let is_up_to = case.is_some_and(|case| {
                case > 0 && self.word(case).form == "to" && self.word(case - 1).form == "up"
            });
            let more_than = number >= 2 && self.word(number - 1).form == "than";
            match case {
                Some(case) if is_free && is_up_to => self.change(&[
                    (noun, Some(verb), Relation::Obj),
                    (case, Some(number), Relation::Advmod),
                ]),
                None if is_free && more_than => self.change(&[(noun, Some(verb), Relation::Obj)]),
                _ => {}
            }
        }
    }

    /// `from neighbouring Lebanon` with `neighbouring` as a verb.
    pub(super) fn neighbouring(&mut self) {
        for at in 1..self.n_words().saturating_sub(1) {
            let is_beside = matches!(
                self.word(at).lemma.as_str(),
                "neighbor" | "neighbour" | "surround"
            );
            let name = at + 1;
            let is_name =
                self.word(name).tag == UniversalTag::ProperNoun && self.word(name).head == Some(at);
            if !is_beside || !is_name || !self.is_verb(at) || self.word(at).fine_tag != FineTag::VBG
            {
                continue;
            }
            let mut changes = vec![
                (name, self.word(at).head, Relation::Obl),
                (at, Some(name), Relation::Amod),
            ];
            let mark = self
                .sentence
                .child_by(at, Relation::Mark)
                .or_else(|| self.sentence.child_by(at, Relation::Case));
            changes.extend(mark.map(|mark| (mark, Some(name), Relation::Case)));
            self.sentence.words[at].tag = UniversalTag::Adjective;
            self.change(&changes);
        }
    }

    /// `The Russian news agency TASS reported`: two subjects side by side are one.
    pub(super) fn name_after_noun(&mut self) {
        for noun in 0..self.n_words().saturating_sub(1) {
            let name = noun + 1;
            let is_pair = self.word(noun).tag == UniversalTag::Noun
                && self.word(name).tag == UniversalTag::ProperNoun;
            let both = self.word(noun).head == self.word(name).head
                && self.word(noun).relation == self.word(name).relation;
            if is_pair && both && self.word(noun).relation.universal() == Relation::Nsubj {
                self.change(&[(name, Some(noun), Relation::Appos)]);
            }
        }
    }

    /// `her counterpart, Dawit Bekele`: a noun with a comma before a name describes it.
    pub(super) fn described_name(&mut self) {
        for noun in 0..self.n_words() {
            let word = self.word(noun);
            let is_loose = matches!(word.relation, Relation::Nmod | Relation::NmodUnmarked)
                && word.tag == UniversalTag::Noun;
            let Some(name) = word.head.filter(|&name| is_loose && name > noun) else {
                continue;
            };
            let is_name = self.word(name).tag == UniversalTag::ProperNoun;
            let has_comma = self.sentence.words[noun..name]
                .iter()
                .any(|between| between.form == ",");
            if is_name && has_comma && self.sentence.child_by(noun, Relation::Case).is_none() {
                self.change(&[(noun, Some(name), Relation::NmodDesc)]);
            }
        }
    }

    /// `According to Denmark, Norway invaded` with one name across the comma.
    pub(super) fn name_across_comma(&mut self) {
        for name in 0..self.n_words() {
            let is_part = self.word(name).relation == Relation::Compound
                && self.sentence.child_by(name, Relation::Case).is_some();
            let Some(head) = self.word(name).head.filter(|&head| is_part && head > name) else {
                continue;
            };
            let has_comma = self.sentence.words[name..head]
                .iter()
                .any(|between| between.form == ",");
            if let Some(above) = self.word(head).head.filter(|_| has_comma) {
                self.change(&[(name, Some(above), Relation::Obl)]);
            }
        }
    }

    /// `Norway plans to invade` as plans of Norway, `the council urges donors to pay` as urges of a council: a noun
    /// in -s that has an object, or an infinitive that tells what is planned, is the verb of the noun before it.
    fn noun_at_the_root(&mut self, verbs: &[&str]) -> bool {
        let Some(root) = self
            .sentence
            .root()
            .filter(|&root| self.word(root).fine_tag == FineTag::NNS)
        else {
            return false;
        };
        let (before, behind): (Vec<usize>, Vec<usize>) = self
            .sentence
            .children(root)
            .partition(|&child| child < root);
        let first = before.iter().copied().find(|&child| {
            matches!(
                self.word(child).relation,
                Relation::Compound | Relation::Nsubj
            ) && matches!(
                self.word(child).tag,
                UniversalTag::ProperNoun | UniversalTag::Noun
            )
        });
        let has_object = self
            .sentence
            .child_by(root, Relation::Obj)
            .is_some_and(|object| object > root);
        let mut behind = behind.into_iter();
        let infinitive = behind.find(|&child| self.word(child).fine_tag == FineTag::VB);
        let is_planned = verbs.contains(&self.word(root).lemma.as_str()) && infinitive.is_some();
        let Some(first) = first.filter(|_| has_object || is_planned) else {
            return false;
        };
        self.sentence.words[root].tag = UniversalTag::Verb;
        self.sentence.words[root].fine_tag = FineTag::VBZ;
        let mut changes = vec![(first, Some(root), Relation::Nsubj)];
        changes.extend(infinitive.map(|at| (at, Some(root), Relation::Xcomp)));
        // Determiners and adjectives of what was taken for one phrase are those of the noun before.
        let of_first = before.into_iter().filter(|&child| {
            child < first
                && matches!(
                    self.word(child).relation,
                    Relation::Det | Relation::Amod | Relation::NmodPoss | Relation::Compound
                )
        });
        changes.extend(of_first.map(|child| (child, Some(first), self.word(child).relation)));
        self.change(&changes);
        true
    }

    /// `it is willing to withdraw`: who wills is somebody.
    pub(super) fn it_that_wills(&mut self) {
        const WILLING: [&str; 9] = [
            "willing",
            "ready",
            "able",
            "unable",
            "unwilling",
            "determined",
            "prepared",
            "reluctant",
            "eager",
        ];
        for it in 0..self.n_words() {
            let is_empty = self.word(it).relation == Relation::Expl
                && self.word(it).form.eq_ignore_ascii_case("it");
            let Some(head) = self.word(it).head.filter(|_| is_empty) else {
                continue;
            };
            if WILLING.contains(&self.word(head).lemma.as_str()) && self.subject(head).is_none() {
                self.change(&[(it, Some(head), Relation::Nsubj)]);
            }
        }
    }
}
