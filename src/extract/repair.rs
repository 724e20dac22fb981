//! Mends what the parser often gets wrong in news and a look at the words around decides: relative clauses hung on the
//! verb, a noun with `to` that is the verb of its sentence, the speaker behind a quotation, a name before a comma.
//!
//! Each rule is general and looks at one sentence once; a rule that does not apply leaves the tree as it is.

use crate::extract::sentence::Sentence;
use crate::extract::{FineTag, Relation, UniversalTag, Word};

/// The sentence with its tree mended.
#[must_use]
pub fn repair(sentence: Sentence<'_>) -> Sentence<'_> {
    let mut mender = Mender { sentence };
    mender.nouns_in_s();
    mender.perfect();
    mender.acting();
    mender.neighbouring();
    mender.counted_objects();
    mender.verb_beside_name();
    mender.name_after_noun();
    mender.described_name();
    mender.participle_first();
    mender.verb_as_modifier();
    mender.noun_as_verb();
    mender.name_and_apposition();
    mender.relative_clauses();
    mender.participle_after_comma();
    mender.verb_after_relative_clause();
    mender.verb_beyond_relative_clause();
    mender.speaker_after_quotation();
    mender.speaker_before_report();
    mender.sentence
}

struct Mender<'text> {
    sentence: Sentence<'text>,
}

impl<'text> Mender<'text> {
    /// Hangs words elsewhere; nothing happens if that would make a circle.
    fn change(&mut self, changes: &[(usize, Option<usize>, Relation)]) {
        let mut words: Vec<Word<'text>> = self.sentence.words.clone();
        for &(word, head, relation) in changes {
            words[word].head = head;
            words[word].relation = relation;
        }
        if is_tree(&words) {
            self.sentence = Sentence::new(words);
        }
    }

    fn n_words(&self) -> usize {
        self.sentence.words.len()
    }

    fn word(&self, at: usize) -> &Word<'text> {
        &self.sentence.words[at]
    }

    fn is_verb(&self, at: usize) -> bool {
        self.word(at).tag == UniversalTag::Verb
    }

    fn subject(&self, verb: usize) -> Option<usize> {
        self.sentence
            .children(verb)
            .find(|&child| self.word(child).relation.universal() == Relation::Nsubj)
    }

    fn is_clause(&self, at: usize) -> bool {
        self.is_verb(at) || self.sentence.child_by(at, Relation::Cop).is_some()
    }

    /// `had shut` with `had` as the verb.
    fn perfect(&mut self) {
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
    fn verb_as_modifier(&mut self) {
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
    fn noun_as_verb(&mut self) {
        const VERBS: [&str; 10] = [
            "plan", "aim", "promise", "vow", "pledge", "hope", "attempt", "bid", "offer", "threat",
        ];
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
        let verb = (root + 1..self.n_words()).find(|&at| {
            let word = self.word(at);
            word.fine_tag == FineTag::NNS
                && VERBS.contains(&word.lemma.as_str())
                && self
                    .sentence
                    .children(at)
                    .any(|child| self.word(child).fine_tag == FineTag::VB)
        });
        let Some(verb) = verb else { return };
        let infinitive = self
            .sentence
            .children(verb)
            .find(|&child| self.word(child).fine_tag == FineTag::VB);
        self.sentence.words[verb].tag = UniversalTag::Verb;
        self.sentence.words[verb].fine_tag = FineTag::VBZ;
        let mut changes = vec![
            (verb, None, Relation::Root),
            (root, Some(verb), Relation::Nsubj),
        ];
        changes.extend(infinitive.map(|infinitive| (infinitive, Some(verb), Relation::Xcomp)));
        self.change(&changes);
    }

    /// `Mali, a nation at war, is seeking`: the name is the subject and the noun stands beside it.
    fn name_and_apposition(&mut self) {
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
    fn relative_clauses(&mut self) {
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

    /// `the United Nations, whose peacekeepers run a camp`.
    fn whose(&mut self, pronoun: usize) {
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

    /// A capital and an `s` make no verb: `Trucks sent from Juba have been looted`.
    fn nouns_in_s(&mut self) {
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
    fn acting(&mut self) {
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
    fn counted_objects(&mut self) {
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

    /// `President Clinton has imposed sanctions` with the verb beside the name.
    fn verb_beside_name(&mut self) {
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

    /// `from neighbouring Lebanon` with `neighbouring` as a verb.
    fn neighbouring(&mut self) {
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
    fn name_after_noun(&mut self) {
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
    fn described_name(&mut self) {
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

    /// `Shunned by the West, Russia is rebuilding`: a participle in front is not the main verb.
    fn participle_first(&mut self) {
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
    fn phrase_ending_at(&self, last: usize) -> Option<usize> {
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
    fn participle_after_comma(&mut self) {
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
            if name < verb && self.subject(main).is_none() && ends_before {
                self.sentence.words[verb].fine_tag = FineTag::VBN;
                self.change(&[
                    (verb, Some(name), Relation::Acl),
                    (name, Some(main), Relation::Nsubj),
                ]);
            }
        }
    }

    /// `The president, who visited the region, declared`: the verb after the clause belongs to the noun before.
    fn verb_after_relative_clause(&mut self) {
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
    fn verb_beyond_relative_clause(&mut self) {
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

    fn comma_before(&self, verb: usize) -> bool {
        let before = verb.checked_sub(1).map(|before| self.word(before));
        before.is_some_and(|before| before.form == ",")
    }

    /// `“…,” its leader, Moses Kabuya, claimed`.
    fn speaker_after_quotation(&mut self) {
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
    fn speaker_before_report(&mut self) {
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

/// Whether there is one root and every word leads to it.
fn is_tree(words: &[Word<'_>]) -> bool {
    if words.iter().filter(|word| word.head.is_none()).count() != 1 {
        return false;
    }
    let mut known = vec![false; words.len()];
    for start in 0..words.len() {
        let mut path = Vec::new();
        let mut at = start;
        while !known[at] {
            path.push(at);
            if path.len() > words.len() {
                return false;
            }
            match words[at].head {
                Some(head) => at = head,
                None => break,
            }
        }
        for at in path {
            known[at] = true;
        }
    }
    true
}
