//! One sentence for each pattern; trees checked by hand.

use super::{open_tuples, triples};
use crate::extract::clauses::fixture::tree;
use crate::extract::open::OpenTuple;

fn lines_of(written: &str, taken_apart: bool) -> String {
    let (text, sentence) = tree(written);
    let mut found = open_tuples(&sentence);
    if taken_apart {
        found = found.iter().flat_map(triples).collect();
    }
    let line = |tuple: &OpenTuple| {
        let mut parts = vec![tuple.relation.text(&text, &sentence)];
        let arguments = tuple.arguments.iter();
        parts.splice(
            0..0,
            arguments
                .clone()
                .take(1)
                .map(|first| first.text(&text, &sentence)),
        );
        parts.extend(
            arguments
                .skip(1)
                .map(|argument| argument.text(&text, &sentence)),
        );
        format!(
            "{:?} {}: {}",
            tuple.pattern,
            tuple.confidence,
            parts.join("; ")
        )
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn lines(written: &str) -> String {
    lines_of(written, false)
}

const JOINED: &str = "Ann/PROPN/NNP/2/nsubj joined/VERB/VBD/0/root the/DET/DT/4/det firm/NOUN/NN/2/obj \
                      as/ADP/IN/7/case a/DET/DT/7/det clerk/NOUN/NN/2/obl in/ADP/IN/9/case 1941/NUM/CD/2/obl";

#[test]
fn what_prepositions_add_are_further_arguments() {
    insta::assert_snapshot!(lines(JOINED), @"Object 78: Ann; joined; the firm; as a clerk; in 1941");
}

#[test]
fn triples_take_further_arguments_apart() {
    insta::assert_snapshot!(lines_of(JOINED, true), @r"
    Object 78: Ann; joined; the firm
    Object 39: Ann; joined the firm; as a clerk
    Object 39: Ann; joined the firm; in 1941
    ");
}

#[test]
fn the_relation_takes_up_adverbs_negation_infinitives_and_the_first_preposition() {
    insta::assert_snapshot!(lines(
        "They/PRON/PRP/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod plan/VERB/VB/0/root to/PART/TO/6/mark \
         return/VERB/VB/4/xcomp to/ADP/IN/8/case Bern/PROPN/NNP/6/obl"
    ), @"Oblique 78: They; did not plan to return to; Bern");
    insta::assert_snapshot!(lines(
        "It/PRON/PRP/3/nsubj often/ADV/RB/3/advmod speaks/VERB/VBZ/0/root of/ADP/IN/5/case peace/NOUN/NN/3/obl"
    ), @"Oblique 78: It; often speaks of; peace");
}

#[test]
fn joined_objects_make_a_tuple_each_and_joined_subjects_stay_together() {
    insta::assert_snapshot!(lines(
        "Mali/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Chad/PROPN/NNP/1/conj sell/VERB/VBP/0/root gold/NOUN/NN/4/obj \
         and/CCONJ/CC/7/cc salt/NOUN/NN/5/conj"
    ), @r"
    Object 78: Mali and Chad; sell; gold
    Object 78: Mali and Chad; sell; salt
    ");
}

#[test]
fn a_participle_is_told_with_be() {
    insta::assert_snapshot!(lines(
        "The/DET/DT/2/det junta/NOUN/NN/7/nsubj ,/PUNCT/,/4/punct led/VERB/VBN/2/acl by/ADP/IN/6/case \
         Ann/PROPN/NNP/4/obl:agent fell/VERB/VBD/0/root in/ADP/IN/9/case May/PROPN/NNP/7/obl"
    ), @r"
    Agent 53: The junta; was led by; Ann
    Setting 72: The junta; fell; in May
    ");
}

#[test]
fn a_report_behind_has_the_clause_before() {
    insta::assert_snapshot!(lines(
        "Prices/NOUN/NNS/2/nsubj hit/VERB/VBD/0/root homes/NOUN/NNS/2/obj ,/PUNCT/,/6/punct officials/NOUN/NNS/6/nsubj \
         said/VERB/VBD/2/parataxis ./PUNCT/./2/punct"
    ), @r"
    Object 78: Prices; hit; homes
    Complement 68: officials; said; Prices hit homes
    ");
}

#[test]
fn copulas_tell_nouns_adjectives_and_places() {
    insta::assert_snapshot!(lines(
        "She/PRON/PRP/4/nsubj is/AUX/VBZ/4/cop a/DET/DT/4/det judge/NOUN/NN/0/root"
    ), @"Copula 65: She; is; a judge");
    insta::assert_snapshot!(lines(
        "She/PRON/PRP/3/nsubj is/AUX/VBZ/3/cop aware/ADJ/JJ/0/root of/ADP/IN/6/case the/DET/DT/6/det \
         risk/NOUN/NN/3/obl"
    ), @"Adjective 69: She; is aware of; the risk");
    insta::assert_snapshot!(lines(
        "She/PRON/PRP/4/nsubj is/AUX/VBZ/4/cop in/ADP/IN/4/case Bern/PROPN/NNP/0/root"
    ), @"Location 69: She; is in; Bern");
}

#[test]
fn nouns_tell_who_somebody_is_what_he_has_and_where_a_place_is() {
    insta::assert_snapshot!(lines(
        "President/PROPN/NNP/2/nmod:desc Bush/PROPN/NNP/3/nsubj met/VERB/VBD/0/root Ann/PROPN/NNP/3/obj \
         ,/PUNCT/,/8/punct Chad/PROPN/NNP/8/nmod:poss 's/PART/POS/6/case judge/NOUN/NN/4/appos"
    ), @r"
    Title 47: Bush; is; President
    Object 78: President Bush; met; Ann
    Apposition 45: Ann; is; Chad 's judge
    Possessive 17: Chad; had; judge
    ");
    insta::assert_snapshot!(lines(
        "It/PRON/PRP/3/nsubj:pass was/AUX/VBD/3/aux:pass made/VERB/VBN/0/root in/ADP/IN/5/case Salem/PROPN/NNP/3/obl \
         ,/PUNCT/,/7/punct Oregon/PROPN/NNP/5/appos"
    ), @r"
    Passive 82: It; was made in; Salem
    Apposition 45: Salem; is in; Oregon
    ");
}

#[test]
fn a_verb_without_arguments_takes_its_adverbial_clause() {
    insta::assert_snapshot!(lines(
        "He/PRON/PRP/2/nsubj left/VERB/VBD/0/root after/SCONJ/IN/5/mark Ann/PROPN/NNP/5/nsubj died/VERB/VBD/2/advcl"
    ), @"Setting 72: He; left; after Ann died");
}
