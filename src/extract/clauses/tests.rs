//! One sentence for each construction; trees checked by hand.

use super::fixture::tree;
use super::{Clause, Role, clauses};
use crate::extract::Sentence;
use crate::extract::clauses::phrase::{Extent, phrase};

/// A clause as a line: construction, verb group or predicate, arguments with shared ones marked by a star.
fn line(sentence: &Sentence<'_>, clause: &Clause) -> String {
    let form = |word: usize| sentence.words[word].form.to_string();
    let forms = |words: &[usize]| {
        words
            .iter()
            .map(|&word| form(word))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let group = match clause.verb_group.as_slice() {
        [] => form(clause.predicate),
        group => forms(group),
    };
    let mut parts = vec![format!("{:?} {group}:", clause.construction)];
    if clause.is_passive {
        parts.push("passive".to_owned());
    }
    if clause.negation.is_some() {
        parts.push("negated".to_owned());
    }
    for argument in &clause.arguments {
        let star = if argument.is_shared { "*" } else { "" };
        let marker = argument.marker.map(|marker| form(marker) + " ");
        let words = if argument.role == Role::Complement {
            form(argument.head)
        } else {
            forms(&phrase(sentence, argument.head, Extent::Plain))
        };
        let marker = marker.unwrap_or_default();
        parts.push(format!("{:?}{star}({marker}{words})", argument.role));
    }
    parts.join(" ")
}

fn lines(written: &str) -> String {
    let (_, sentence) = tree(written);
    let found = clauses(&sentence);
    let lines: Vec<String> = found.iter().map(|clause| line(&sentence, clause)).collect();
    lines.join("\n")
}

#[test]
fn a_passive_has_its_agent_and_its_time() {
    insta::assert_snapshot!(lines(
        "Ann/PROPN/NNP/3/nsubj:pass was/AUX/VBD/3/aux:pass seen/VERB/VBN/0/root by/ADP/IN/5/case \
         Ben/PROPN/NNP/3/obl:agent on/ADP/IN/7/case Monday/PROPN/NNP/3/obl ./PUNCT/./3/punct"
    ), @"Verbal was seen: passive Subject(Ann) Agent(by Ben) Time(on Monday)");
}

#[test]
fn a_participle_describes_its_noun_and_joined_verbs_share_their_subject() {
    insta::assert_snapshot!(lines(
        "The/DET/DT/2/det junta/NOUN/NN/9/nsubj ,/PUNCT/,/4/punct led/VERB/VBN/2/acl by/ADP/IN/6/case \
         Captain/PROPN/NNP/4/obl:agent Traore/PROPN/NNP/6/flat ,/PUNCT/,/2/punct left/VERB/VBD/0/root \
         Mali/PROPN/NNP/9/obj and/CCONJ/CC/12/cc joined/VERB/VBD/9/conj Russia/PROPN/NNP/12/obj ./PUNCT/./9/punct"
    ), @r"
    Participle led: passive Agent(by Captain Traore) Subject*(The junta)
    Verbal left: Subject(The junta) Object(Mali)
    Verbal joined: Object(Russia) Subject*(The junta)
    ");
}

#[test]
fn a_relative_pronoun_becomes_its_noun_and_a_copula_has_an_attribute() {
    insta::assert_snapshot!(lines(
        "Traore/PROPN/NNP/11/nsubj ,/PUNCT/,/4/punct who/PRON/WP/4/nsubj took/VERB/VBD/1/acl:relcl \
         power/NOUN/NN/4/obj in/ADP/IN/7/case 2022/NUM/CD/4/obl ,/PUNCT/,/1/punct is/AUX/VBZ/11/cop a/DET/DT/11/det \
         soldier/NOUN/NN/0/root ./PUNCT/./11/punct"
    ), @r"
    Relative took: Subject*(Traore) Object(power) Time(in 2022)
    Copular is: Subject(Traore) Attribute(a soldier)
    ");
}

#[test]
fn a_relative_clause_without_pronoun_has_its_noun_as_object() {
    insta::assert_snapshot!(lines(
        "She/PRON/PRP/2/nsubj needs/VERB/VBZ/0/root the/DET/DT/4/det stability/NOUN/NN/2/obj they/PRON/PRP/6/nsubj \
         promised/VERB/VBD/4/acl:relcl ./PUNCT/./2/punct"
    ), @r"
    Verbal needs: Subject(She) Object(the stability)
    Relative promised: Subject(they) Object*(the stability)
    ");
}

#[test]
fn infinitives_take_the_subject_or_the_object_above() {
    insta::assert_snapshot!(lines(
        "Moscow/PROPN/NNP/2/nsubj wants/VERB/VBZ/0/root to/PART/TO/4/mark help/VERB/VB/2/xcomp Chad/PROPN/NNP/4/obj \
         fight/VERB/VB/4/xcomp rebels/NOUN/NNS/6/obj ./PUNCT/./2/punct"
    ), @r"
    Verbal wants: Subject(Moscow) Complement(to help)
    Verbal help: Object(Chad) Complement(fight) Subject*(Moscow)
    Verbal fight: Object(rebels) Subject*(Chad)
    ");
}

#[test]
fn a_verb_that_was_taken_for_a_noun_is_a_verb_still() {
    insta::assert_snapshot!(lines(
        "Moscow/PROPN/NNP/2/compound plans/NOUN/NNS/0/root to/PART/TO/4/mark send/VERB/VB/2/acl \
         troops/NOUN/NNS/4/obj ./PUNCT/./2/punct"
    ), @r"
    Verbal plans: Subject(Moscow) Complement(to send)
    Verbal send: Object(troops) Subject*(Moscow)
    ");
}

#[test]
fn what_is_said_is_a_complement_before_and_behind() {
    insta::assert_snapshot!(lines(
        "Lavrov/PROPN/NNP/2/nsubj said/VERB/VBD/0/root that/SCONJ/IN/7/mark Moscow/PROPN/NNP/7/nsubj \
         would/AUX/MD/7/aux not/PART/RB/7/advmod send/VERB/VB/2/ccomp troops/NOUN/NNS/7/obj ./PUNCT/./2/punct"
    ), @r"
    Verbal said: Subject(Lavrov) Complement(that send)
    Verbal would send: negated Subject(Moscow) Object(troops)
    ");
    insta::assert_snapshot!(lines(
        "Prices/NOUN/NNS/2/nsubj rose/VERB/VBD/0/root ,/PUNCT/,/5/punct officials/NOUN/NNS/5/nsubj \
         said/VERB/VBD/2/parataxis ./PUNCT/./2/punct"
    ), @r"
    Verbal rose: Subject(Prices)
    Verbal said: Subject(officials) Complement*(rose)
    ");
}

#[test]
fn nouns_make_clauses() {
    insta::assert_snapshot!(lines(
        "Paul/PROPN/NNP/9/nsubj Kagame/PROPN/NNP/1/flat ,/PUNCT/,/5/punct the/DET/DT/5/det \
         president/NOUN/NN/1/appos of/ADP/IN/7/case Rwanda/PROPN/NNP/5/nmod ,/PUNCT/,/1/punct praised/VERB/VBD/0/root \
         its/PRON/PRP$/11/nmod:poss invasion/NOUN/NN/9/obj of/ADP/IN/13/case Ukraine/PROPN/NNP/11/nmod"
    ), @r"
    Apposition president: Subject(Paul Kagame) Attribute(the president of Rwanda)
    NounPreposition president: Subject(the president of Rwanda) Oblique(of Rwanda)
    Verbal praised: Subject(Paul Kagame) Object(its invasion of Ukraine)
    Possessive invasion: Subject(its) Oblique(of Ukraine)
    ");
    insta::assert_snapshot!(lines(
        "Russian/ADJ/JJ/3/amod Foreign/PROPN/NNP/3/compound Minister/PROPN/NNP/4/nmod:desc Lavrov/PROPN/NNP/5/nsubj \
         left/VERB/VBD/0/root"
    ), @r"
    Compound Minister: Subject(Russian Foreign Minister Lavrov) Attribute(Russian Foreign Minister) Oblique(Russian) Oblique(Foreign)
    Verbal left: Subject(Russian Foreign Minister Lavrov)
    ");
}

#[test]
fn an_apposition_of_two_common_nouns_needs_two_commas() {
    let believed = "a/DET/DT/2/det ban/NOUN/NN/0/root ,/PUNCT/,/5/punct a/DET/DT/5/det step/NOUN/NN/2/appos \
                    ,/PUNCT/,/2/punct";
    let doubted = "a/DET/DT/2/det ban/NOUN/NN/0/root a/DET/DT/4/det step/NOUN/NN/2/appos";
    assert_eq!(
        lines(believed),
        "Apposition step: Subject(a ban) Attribute(a step)"
    );
    assert_eq!(lines(doubted), "");
}

#[test]
fn joined_verbs_share_objects_and_auxiliaries() {
    insta::assert_snapshot!(lines(
        "They/PRON/PRP/2/nsubj bought/VERB/VBD/0/root and/CCONJ/CC/4/cc sold/VERB/VBD/2/conj shares/NOUN/NNS/2/obj"
    ), @r"
    Verbal bought: Subject(They) Object(shares)
    Verbal sold: Subject*(They) Object*(shares)
    ");
    insta::assert_snapshot!(lines(
        "It/PRON/PRP/3/nsubj:pass was/AUX/VBD/3/aux:pass signed/VERB/VBN/0/root and/CCONJ/CC/5/cc \
         published/VERB/VBN/3/conj in/ADP/IN/7/case Paris/PROPN/NNP/5/obl"
    ), @r"
    Verbal was signed: passive Subject(It)
    Verbal was published: passive Oblique(in Paris) Subject*(It)
    ");
}

#[test]
fn conjuncts_stand_each_by_itself_and_a_participle_in_front_has_the_subject_behind() {
    insta::assert_snapshot!(lines(
        "Facing/VERB/VBG/8/advcl protests/NOUN/NNS/1/obj ,/PUNCT/,/1/punct Mali/PROPN/NNP/8/nsubj ,/PUNCT/,/6/punct \
         Chad/PROPN/NNP/4/conj also/ADV/RB/8/advmod fled/VERB/VBD/0/root"
    ), @r"
    Verbal Facing: Object(protests) Subject*(Mali) Subject*(Chad)
    Verbal fled: Subject(Mali) Subject(Chad)
    ");
}

#[test]
fn a_plan_to_leave_is_of_who_announces_it() {
    insta::assert_snapshot!(lines(
        "He/PRON/PRP/2/nsubj announced/VERB/VBD/0/root a/DET/DT/4/det plan/NOUN/NN/2/obj to/PART/TO/6/mark \
         leave/VERB/VB/4/acl Mali/PROPN/NNP/6/obj"
    ), @r"
    Verbal announced: Subject(He) Object(a plan to leave Mali)
    Participle leave: Object(Mali) Subject*(He)
    ");
}
