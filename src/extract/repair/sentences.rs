//! Sentences whose verb or subject the tagger missed, and the results of matches.

use crate::extract::repair::Mender;
use crate::extract::{FineTag, Relation, UniversalTag};

impl Mender<'_> {
    /// `Floods in Kenya killed`: a plural at the start of a sentence, taken for its verb.
    pub(super) fn plural_taken_for_verb(&mut self) {
        let Some(noun) = self.sentence.root() else {
            return;
        };
        let is_first = noun == 0 && self.word(noun).fine_tag == FineTag::VBZ;
        let has_case = self.sentence.words.get(noun + 1).is_some_and(|next| {
            next.relation == Relation::Case && next.tag == UniversalTag::Adposition
        });
        let verb = self.sentence.children(noun).find(|&verb| {
            self.is_verb(verb)
                && matches!(
                    self.word(verb).relation,
                    Relation::Ccomp | Relation::Parataxis | Relation::Advcl
                )
        });
        let Some(verb) = verb.filter(|_| is_first && has_case) else {
            return;
        };
        let Some(place) = self
            .subject(verb)
            .filter(|&place| self.sentence.child_by(place, Relation::Case) == Some(noun + 1))
        else {
            return;
        };
        self.sentence.words[noun].tag = UniversalTag::Noun;
        self.sentence.words[noun].fine_tag = FineTag::NNS;
        self.change(&[
            (verb, None, Relation::Root),
            (noun, Some(verb), Relation::Nsubj),
            (place, Some(noun), Relation::Nmod),
        ]);
    }

    /// `The killing of Ann by Norway shocked Kenya` and `Kenya defeated Norway` with the verb as an adjective of the
    /// name behind.
    pub(super) fn verb_between_names(&mut self) {
        let Some(root) = self
            .sentence
            .root()
            .filter(|&root| !self.is_clause(root) && self.sentence.words.len() > root + 2)
        else {
            return;
        };
        let is_nominal = matches!(
            self.word(root).tag,
            UniversalTag::Noun | UniversalTag::ProperNoun
        );
        let verb = (root + 1..self.n_words()).find(|&at| {
            let word = self.word(at);
            let name = word.head.filter(|&name| name == at + 1);
            word.relation == Relation::Amod
                && word.form.ends_with("ed")
                && self.word(at - 1).tag == UniversalTag::ProperNoun
                && name.is_some_and(|name| self.word(name).tag == UniversalTag::ProperNoun)
        });
        let Some(verb) = verb.filter(|_| is_nominal) else {
            return;
        };
        let object = verb + 1;
        let mut changes = vec![
            (verb, None, Relation::Root),
            (root, Some(verb), Relation::Nsubj),
            (object, Some(verb), Relation::Obj),
        ];
        // The name in front that was taken for a part of the name behind.
        let before = self
            .sentence
            .children(verb)
            .find(|&child| child < verb && self.word(child).tag == UniversalTag::ProperNoun);
        let case = self.sentence.child_by(object, Relation::Case);
        if let (Some(before), Some(case)) = (before, case.filter(|&case| case < verb)) {
            changes.push((before, Some(root), Relation::Nmod));
            changes.push((case, Some(before), Relation::Case));
        }
        self.sentence.words[verb].tag = UniversalTag::Verb;
        self.sentence.words[verb].fine_tag = FineTag::VBD;
        let lemma = self.word(verb).lemma.clone();
        if let Some(stem) = lemma.strip_suffix("ed") {
            stem.clone_into(&mut self.sentence.words[verb].lemma);
        }
        self.change(&changes);
    }

    /// `by Norway shocked Kenya` with one name across the verb.
    pub(super) fn name_across_verb(&mut self) {
        for name in 1..self.n_words() {
            let is_part = self.word(name).relation == Relation::Compound
                && self.word(name).tag == UniversalTag::ProperNoun;
            let Some(object) = self.word(name).head.filter(|_| is_part) else {
                continue;
            };
            let Some(verb) = self
                .word(object)
                .head
                .filter(|&verb| name < verb && verb < object && self.is_verb(verb))
            else {
                continue;
            };
            let case = self.sentence.child_by(object, Relation::Case);
            let noun = self.subject(verb).filter(|&noun| noun < name);
            if let (Some(case), Some(noun)) = (case.filter(|&case| case < name), noun) {
                self.change(&[
                    (name, Some(noun), Relation::Nmod),
                    (case, Some(name), Relation::Case),
                ]);
            }
        }
    }

    /// `Norway no longer supports`: an exclamation would be cut off by a comma, so this is the subject.
    pub(super) fn subject_taken_for_exclamation(&mut self) {
        let Some(verb) = self.sentence.words.first().and_then(|word| word.head) else {
            return;
        };
        let is_exclaimed = self.word(0).relation == Relation::Discourse
            && self.word(0).fine_tag == FineTag::UH
            && self.word(0).form.starts_with(char::is_uppercase)
            && self.word(1).tag != UniversalTag::Punctuation;
        let is_finite = matches!(self.word(verb).fine_tag, FineTag::VBZ | FineTag::VBD);
        if is_exclaimed && is_finite && self.is_verb(verb) && self.subject(verb).is_none() {
            self.sentence.words[0].tag = UniversalTag::ProperNoun;
            self.sentence.words[0].fine_tag = FineTag::NNP;
            self.change(&[(0, Some(verb), Relation::Nsubj)]);
        }
    }

    /// `The minister, Ann Ng, called on Norway` with the verb as a participle.
    pub(super) fn verb_after_name(&mut self) {
        let Some(root) = self.sentence.root().filter(|&root| !self.is_clause(root)) else {
            return;
        };
        let name = self.sentence.child_by(root, Relation::Appos);
        let Some(name) = name.filter(|&name| name > root) else {
            return;
        };
        let verb = self
            .sentence
            .children_by(root, Relation::Acl)
            .find(|&verb| {
                verb > name
                    && self.word(verb).fine_tag == FineTag::VBN
                    && self.word(verb - 1).form == ","
            });
        let is_whole = self
            .sentence
            .words
            .last()
            .is_some_and(|last| last.form == ".");
        if let Some(verb) = verb.filter(|_| is_whole) {
            self.sentence.words[verb].fine_tag = FineTag::VBD;
            self.change(&[
                (verb, None, Relation::Root),
                (root, Some(verb), Relation::Nsubj),
            ]);
        }
    }

    /// `The army, which killed 12 rebels, controls Goma` with `controls` as a noun beside the rebels.
    pub(super) fn verb_taken_for_plural(&mut self) {
        for verb in 3..self.n_words().saturating_sub(1) {
            let word = self.word(verb);
            let is_plural = word.fine_tag == FineTag::NNS
                && matches!(word.relation, Relation::Conj | Relation::Appos)
                && self.word(verb - 1).form == ","
                && self.sentence.child_by(verb, Relation::Cc).is_none();
            let Some(inner) = self.sentence.root().filter(|_| is_plural) else {
                continue;
            };
            let pronoun = self.sentence.children(inner).find(|&child| {
                matches!(self.word(child).form.as_ref(), "which" | "who") && child < inner
            });
            let noun = self.sentence.children(inner).find(|&child| {
                self.word(child).relation == Relation::Nsubj
                    && matches!(
                        self.word(child).tag,
                        UniversalTag::Noun | UniversalTag::ProperNoun
                    )
            });
            let (Some(pronoun), Some(noun)) = (pronoun, noun) else {
                continue;
            };
            // What follows is the object, not a part of a list.
            let object = (verb + 1..self.n_words()).find(|&at| {
                matches!(
                    self.word(at).tag,
                    UniversalTag::Noun | UniversalTag::ProperNoun
                )
            });
            let is_near = object.is_some_and(|object| object <= verb + 4);
            if noun > pronoun || verb < inner || !is_near || self.word(verb + 1).form == "," {
                continue;
            }
            self.sentence.words[verb].tag = UniversalTag::Verb;
            self.sentence.words[verb].fine_tag = FineTag::VBZ;
            let mut changes = vec![
                (verb, None, Relation::Root),
                (noun, Some(verb), Relation::Nsubj),
                (inner, Some(noun), Relation::AclRelcl),
            ];
            changes.extend(object.map(|object| (object, Some(verb), Relation::Obj)));
            self.change(&changes);
            return;
        }
    }

    /// `accused the army of bombing`: what somebody is accused of belongs to the verb.
    pub(super) fn what_is_blamed(&mut self) {
        const BLAMING: [&str; 12] = [
            "accuse",
            "suspect",
            "convict",
            "blame",
            "acquit",
            "criticise",
            "criticize",
            "praise",
            "thank",
            "condemn",
            "punish",
            "fine",
        ];
        for verb in 2..self.n_words() {
            let word = self.word(verb);
            let is_participle = word.fine_tag == FineTag::VBG && word.relation == Relation::Acl;
            let Some(object) = word.head.filter(|&object| is_participle && object < verb) else {
                continue;
            };
            let mark = self
                .sentence
                .child_by(verb, Relation::Mark)
                .or_else(|| self.sentence.child_by(verb, Relation::Case));
            let is_marked =
                mark.is_some_and(|mark| matches!(self.word(mark).form.as_ref(), "of" | "for"));
            let Some(blames) = self.word(object).head else {
                continue;
            };
            if is_marked
                && self.word(object).relation == Relation::Obj
                && BLAMING.contains(&self.word(blames).lemma.as_str())
            {
                self.change(&[(verb, Some(blames), Relation::Advcl)]);
            }
        }
    }

    /// `elected Ann Ng president`: the name is the object, the office what she becomes.
    pub(super) fn office_after_name(&mut self) {
        const CHOOSING: [&str; 10] = [
            "elect", "name", "appoint", "crown", "declare", "choose", "re-elect", "reelect",
            "proclaim", "make",
        ];
        for office in 2..self.n_words() {
            let word = self.word(office);
            let Some(verb) = word.head.filter(|&verb| {
                verb < office
                    && word.relation == Relation::Obj
                    && word.tag == UniversalTag::Noun
                    && CHOOSING.contains(&self.word(verb).lemma.as_str())
            }) else {
                continue;
            };
            let name = self
                .sentence
                .child_by(office, Relation::Compound)
                .filter(|&name| {
                    self.word(name).tag == UniversalTag::ProperNoun
                        && (name..office).all(|at| self.word(at).tag == UniversalTag::ProperNoun)
                        && self.sentence.child_by(office, Relation::Det).is_none()
                        && office - name >= 2
                });
            if let Some(name) = name {
                self.change(&[
                    (name, Some(verb), Relation::Obj),
                    (office, Some(verb), Relation::Xcomp),
                ]);
            }
        }
    }

    /// `beat Valencia 2-1`: a result is neither object nor part of a name.
    pub(super) fn results(&mut self) {
        for number in 1..self.n_words().saturating_sub(2) {
            let is_number = |at: usize| {
                let word = self.word(at);
                word.form.len() <= 3 && word.form.bytes().all(|byte| byte.is_ascii_digit())
            };
            let is_joined = self.word(number + 1).form == "-"
                && self.word(number).range.end == self.word(number + 1).range.start
                && self.word(number + 1).range.end == self.word(number + 2).range.start;
            if !is_joined || !is_number(number) || !is_number(number + 2) {
                continue;
            }
            let (head, relation) = (self.word(number).head, self.word(number).relation);
            let verb = self
                .sentence
                .ancestors(number)
                .find(|&above| self.is_verb(above));
            let Some(verb) = verb else {
                continue;
            };
            let mut changes = vec![(number, Some(verb), Relation::OblUnmarked)];
            match relation {
                // `Ajax` as a part of `Ajax 2`.
                Relation::Obj | Relation::Obl => {
                    let name = self.sentence.children(number).find(|&name| {
                        name < number && self.word(name).tag == UniversalTag::ProperNoun
                    });
                    changes.extend(name.map(|name| (name, head, relation)));
                }
                Relation::Flat | Relation::NmodUnmarked | Relation::Nmod | Relation::Appos => {}
                Relation::Nummod if head.is_some_and(|head| head < number) => {}
                _ => continue,
            }
            self.change(&changes);
        }
    }

    /// `beat Bo Chen` with `Bo` and `Chen` as two objects: names side by side are one.
    pub(super) fn name_in_two(&mut self) {
        for first in 0..self.n_words().saturating_sub(1) {
            let last = first + 1;
            let is_name = |at: usize| {
                self.word(at).tag == UniversalTag::ProperNoun
                    && self.word(at).form.starts_with(char::is_uppercase)
            };
            let (one, other) = (self.word(first), self.word(last));
            let has_head = one.head.is_some() && one.head == other.head;
            let fits = |relation: Relation| {
                matches!(
                    relation,
                    Relation::Obj | Relation::Nsubj | Relation::Obl | Relation::Vocative
                )
            };
            let is_side = (one.head > Some(last)) || (one.head < Some(first));
            let is_bare = self.sentence.children(last).all(|child| child > last)
                && self.sentence.children(first).all(|child| child < first);
            if is_name(first)
                && is_name(last)
                && has_head
                && is_side
                && is_bare
                && fits(one.relation)
                && fits(other.relation)
                && self.sentence.child_by(first, Relation::Case).is_none()
            {
                let relation = other.relation;
                let head = other.head;
                self.change(&[(first, head, relation), (last, Some(first), Relation::Flat)]);
            }
        }
    }

    /// `ASML, a maker of machines, bought`: capitals alone are a name, whatever the tagger takes them for.
    pub(super) fn capitals_in_front(&mut self) {
        let is_name = |at: usize| {
            let form = self.word(at).form.as_ref();
            form.len() > 2 && form.bytes().all(|byte| byte.is_ascii_uppercase())
        };
        if self.n_words() < 5 || !is_name(0) || self.word(1).form != "," {
            return;
        }
        let Some(verb) = self.word(0).head.filter(|&verb| self.is_verb(verb)) else {
            return;
        };
        if self.word(0).relation.universal() == Relation::Nsubj {
            return;
        }
        let noun = self.sentence.children(verb).find(|&noun| {
            noun > 1
                && noun < verb
                && self.word(noun).tag == UniversalTag::Noun
                && self.sentence.child_by(noun, Relation::Case).is_none()
                && self.sentence.subtree_span(noun).start == 2
                && matches!(
                    self.word(noun).relation,
                    Relation::Nsubj | Relation::Obl | Relation::OblUnmarked | Relation::Appos
                )
        });
        let has_comma = self.word(verb - 1).form == ",";
        if let Some(noun) = noun.filter(|_| has_comma) {
            self.sentence.words[0].tag = UniversalTag::ProperNoun;
            self.sentence.words[0].fine_tag = FineTag::NNP;
            self.sentence.words[0].lemma = self.word(0).form.to_string();
            self.change(&[
                (0, Some(verb), Relation::Nsubj),
                (noun, Some(0), Relation::Appos),
            ]);
        }
    }
}
