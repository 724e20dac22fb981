//! The lexicon and the gazetteer: whole, consistent, and open to added files.

use crate::fixture::repository;
use graphwright::model::{Modality, Polarity, ReportKind};
use graphwright::ontology::{
    Construction, Frame, Gazetteer, Gender, Lexicon, Ontology, Slot, SurfaceKind, TitleKind,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

const SECURITY: &str = "https://w3id.org/graphwright/security#";
const NEWS: &str = "https://w3id.org/graphwright/news#";

fn built_in() -> (Ontology, Lexicon) {
    let ontology = Ontology::built_in().unwrap();
    let lexicon = Lexicon::of(&ontology).unwrap();
    (ontology, lexicon)
}

fn gazetteer() -> Gazetteer {
    Gazetteer::of(&Ontology::built_in().unwrap()).unwrap()
}

fn with_frame<'a>(frames: &'a [Frame], words: &str, property: &str) -> &'a Frame {
    let of_it = |frame: &&Frame| frame.words.join(" ") == words && frame.property == property;
    let found = frames.iter().find(of_it);
    found.unwrap_or_else(|| panic!("no frame {words} for {property}"))
}

#[test]
fn every_property_has_a_word() {
    let (ontology, lexicon) = built_in();
    let denoted: BTreeSet<&str> = lexicon
        .frames()
        .map(|frame| frame.property.as_str())
        .collect();
    let inverse = [
        "isTrainedBy",
        "getsArmsFrom",
        "isVisitedBy",
        "isLedBy",
        "isCausedBy",
        "isAcquiredBy",
    ];
    let silent: Vec<&String> = ontology
        .properties()
        .keys()
        .filter(|iri| iri.starts_with(SECURITY) || iri.starts_with(NEWS))
        .filter(|iri| !denoted.contains(iri.as_str()))
        .filter(|iri| !inverse.iter().any(|name| iri.ends_with(name)))
        // What stands where an extractor gives no predicate: no word may be taken for it.
        .filter(|iri| !iri.ends_with("#relatedTo"))
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn no_word_says_the_same_twice() {
    let (_, lexicon) = built_in();
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for frame in lexicon.frames().filter(|frame| !frame.words.is_empty()) {
        let kind = frame.entry.rsplit('-').next().unwrap();
        let kind = kind.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let key = format!(
            "{kind} {:?} {} {:?} {:?} {:?} {:?} {:?} {}",
            frame.words,
            frame.property,
            frame.subject,
            frame.object,
            frame.fixed_objects,
            frame.subject_classes,
            frame.object_classes,
            frame.passive_only
        );
        let earlier = seen.insert(key, &frame.entry);
        assert_eq!(earlier, None, "{:?} in {}", frame.words, frame.entry);
    }
    assert!(seen.len() > 2_500, "{}", seen.len());
}

#[test]
fn classes_that_an_entry_asks_for_agree_with_its_property() {
    let (ontology, lexicon) = built_in();
    let fits = |class: &str, wanted: &str| {
        ontology.lineage(class).contains(&wanted) || ontology.lineage(wanted).contains(&class)
    };
    for frame in lexicon.frames() {
        let property = &ontology.properties()[&frame.property];
        let ends = [
            (&frame.subject_classes, &property.domain),
            (&frame.object_classes, &property.range),
        ];
        for (classes, declared) in ends {
            let Some(declared) = declared else { continue };
            assert!(
                classes.is_empty() || classes.iter().any(|class| fits(class, declared)),
                "{} asks for {classes:?}, its property for {declared}",
                frame.entry
            );
        }
    }
}

#[test]
fn converse_words_turn_the_ends_round() {
    let (_, lexicon) = built_in();
    let sells_to = format!("{NEWS}sellsTo");
    let sell = with_frame(lexicon.verb_frames("sell"), "sell", &sells_to);
    let marker = |word: &str| Slot::Marker(word.to_owned());
    assert_eq!(
        (&sell.subject, &sell.object),
        (&Slot::Subject, &marker("to"))
    );
    let buy = with_frame(lexicon.verb_frames("buy"), "buy", &sells_to);
    assert_eq!(
        (&buy.subject, &buy.object),
        (&marker("from"), &Slot::Subject)
    );
    let acquires = format!("{NEWS}acquires");
    let take_over = with_frame(lexicon.verb_frames("take"), "take over", &acquires);
    assert_eq!(take_over.object, Slot::Object);
    let bid = with_frame(lexicon.noun_frames("bid"), "bid", &acquires);
    assert_eq!(
        (bid.object.clone(), bid.modality),
        (marker("for"), Some(Modality::Planned))
    );
}

#[test]
fn roles_hang_on_their_head_and_offices_are_themselves() {
    let (_, lexicon) = built_in();
    let leads = format!("{SECURITY}leads");
    let head = with_frame(lexicon.role_frames("head"), "head of state", &leads);
    assert_eq!(
        (&head.subject, &head.object),
        (&Slot::Holder, &Slot::Possessor)
    );
    let office = format!("{SECURITY}holdsOffice");
    let minister = with_frame(lexicon.role_frames("minister"), "foreign minister", &office);
    assert_eq!(minister.object, Slot::Itself);
    let executive = lexicon.role_frames("executive");
    with_frame(
        executive,
        "chief executive",
        &format!("{NEWS}chiefExecutiveOf"),
    );
}

#[test]
fn operators_and_cues_say_what_they_do() {
    let (_, lexicon) = built_in();
    let operator = |word: &str| {
        let operator = &lexicon.operators(word)[0];
        (operator.modality, operator.polarity)
    };
    assert_eq!(operator("plan"), (Some(Modality::Planned), None));
    assert_eq!(operator("refuse"), (None, Some(Polarity::Negative)));
    assert_eq!(operator("manage"), (Some(Modality::Asserted), None));
    let deny = &lexicon.report_cues("deny")[0];
    assert_eq!(
        (deny.report, deny.polarity),
        (ReportKind::Reported, Some(Polarity::Negative))
    );
    assert_eq!(
        lexicon.report_cues("according")[0].words,
        ["according", "to"]
    );
    assert_eq!(lexicon.report_cues("thank")[0].report, ReportKind::Implied);
}

#[test]
fn no_operator_and_no_cue_contradicts_itself() {
    let (_, lexicon) = built_in();
    let mut meanings = BTreeMap::new();
    for operator in lexicon.all_operators() {
        let meaning = (operator.modality, operator.polarity);
        let earlier = meanings.insert(&operator.words, meaning);
        assert_eq!(earlier, None, "{:?}", operator.words);
    }
    assert!(meanings.len() > 150, "{}", meanings.len());
    assert!(lexicon.all_report_cues().count() > 100);
}

#[test]
fn constructions_are_ordered_from_the_narrow_to_the_wide() {
    let (_, lexicon) = built_in();
    let properties: Vec<&str> = lexicon
        .structure_frames(Construction::Demonym)
        .map(|frame| frame.property.rsplit('#').next().unwrap())
        .collect();
    assert_eq!(
        properties,
        ["partOf", "headquarteredIn", "locatedIn", "locatedIn"]
    );
}

#[test]
fn an_entry_without_property_is_refused_by_name() {
    let faulty = b"@prefix lex: <https://w3id.org/graphwright/lexicon#> .
        lex:mine a lex:VerbFrame ; lex:lemma \"befriend\" ; lex:denotes lex:nothing .";
    let ontology = Ontology::with_files(&[("mine.ttl".to_owned(), faulty.to_vec())]).unwrap();
    let error = Lexicon::of(&ontology).unwrap_err().to_string();
    assert_eq!(
        error,
        "lexical entry lex:mine: denotes https://w3id.org/graphwright/lexicon#nothing, which is no property"
    );
}

#[test]
fn an_unknown_marker_is_refused_with_those_known() {
    let faulty = b"@prefix lex: <https://w3id.org/graphwright/lexicon#> .
        @prefix sec: <https://w3id.org/graphwright/security#> .
        lex:mine a lex:VerbFrame ; lex:lemma \"befriend\" ; lex:denotes sec:allyOf ; lex:objectMarker \"POSSESSOR\" .";
    let ontology = Ontology::with_files(&[("mine.ttl".to_owned(), faulty.to_vec())]).unwrap();
    let error = Lexicon::of(&ontology).unwrap_err().to_string();
    assert!(
        error.starts_with("lexical entry lex:mine: has the marker \"POSSESSOR\"; a preposition")
            && error.contains("POSS, HOLDER"),
        "{error}"
    );
}

#[test]
fn a_domain_of_one_file_brings_its_words_and_names() {
    let path = repository().join("examples/cooking/cooking.ttl");
    let file = ("cooking.ttl".to_owned(), fs::read(path).unwrap());
    let ontology = Ontology::with_files(&[file]).unwrap();
    let lexicon = Lexicon::of(&ontology).unwrap();
    let cooks = "https://example.org/cooking#cooks";
    with_frame(lexicon.verb_frames("whip"), "whip up", cooks);
    let gazetteer = Gazetteer::of(&ontology).unwrap();
    let stew = gazetteer.senses("hunter’s stew")[0];
    assert_eq!(gazetteer.entry(stew.entry).label, "bigos");
    assert_eq!(
        gazetteer.classes_of_noun("soup"),
        ["https://example.org/cooking#Dish"]
    );
    assert!(
        !gazetteer.senses("Mali").is_empty(),
        "the built-in names stay"
    );
}

#[test]
fn names_demonyms_and_capitals_lead_to_their_state() {
    let gazetteer = gazetteer();
    let only = |name: &str| {
        let senses = gazetteer.senses(name);
        assert_eq!(senses.len(), 1, "{name}: {senses:?}");
        (gazetteer.entry(senses[0].entry), senses[0].kind)
    };
    let (state, kind) = only("Burkina Faso");
    assert_eq!((state.codes[0].as_str(), kind), ("BFA", SurfaceKind::Name));
    assert_eq!(state.same_as, ["http://www.wikidata.org/entity/Q965"]);
    assert_eq!(only("Burkinabe"), (state, SurfaceKind::Demonym));
    let (capital, _) = only("Ouagadougou");
    assert_eq!(gazetteer.entry(capital.capital_of.unwrap()), state);
    assert_eq!(only("Côte d’Ivoire").0.label, "Ivory Coast");
    assert_eq!(only("West African").0.label, "West Africa");
}

#[test]
fn lying_in_goes_through_what_lies_between() {
    let gazetteer = gazetteer();
    let id = |name: &str| gazetteer.senses(name)[0].entry;
    assert!(gazetteer.lies_in(id("Ouagadougou"), id("West Africa")));
    assert!(gazetteer.lies_in(id("Goma"), id("Africa")));
    assert!(!gazetteer.lies_in(id("Paris"), id("Africa")));
    assert!(!gazetteer.lies_in(id("Africa"), id("Mali")));
}

#[test]
fn given_names_titles_and_nouns_are_told_apart() {
    let gazetteer = gazetteer();
    assert_eq!(gazetteer.gender_of("Mary"), Some(Gender::Female));
    assert_eq!(gazetteer.gender_of("Sergey"), Some(Gender::Male));
    assert!(gazetteer.is_given_name("Taylor") && gazetteer.gender_of("Taylor").is_none());
    assert!(
        !gazetteer.is_given_name("Will"),
        "a modal verb more often than a name"
    );
    let title = |text: &str| {
        let (end, title) = gazetteer.title_at(text, 0).unwrap();
        (text[..end].to_owned(), title.kind, title.gender)
    };
    let foreign_minister = ("Foreign Minister".to_owned(), TitleKind::Office, None);
    assert_eq!(title("Foreign Minister Lavrov"), foreign_minister);
    assert_eq!(
        title("Mrs. Jones"),
        (
            "Mrs.".to_owned(),
            TitleKind::Honorific,
            Some(Gender::Female)
        )
    );
    assert_eq!(
        gazetteer.classes_of_noun("army"),
        ["https://w3id.org/graphwright/core#ArmedForce"]
    );
    assert_eq!(
        gazetteer.classes_of_name_word("Ltd"),
        ["https://w3id.org/graphwright/core#Company"]
    );
}

#[test]
fn every_state_is_whole_and_no_identifier_stands_twice() {
    let gazetteer = gazetteer();
    let (mut states, mut identifiers) = (0, BTreeSet::new());
    for (id, entry) in gazetteer.entries() {
        for same_as in &entry.same_as {
            assert!(identifiers.insert(same_as.clone()), "{same_as} twice");
        }
        if entry.classes == ["https://w3id.org/graphwright/core#State"] {
            states += 1;
            let (n_codes, n_identifiers) = (entry.codes.len(), entry.same_as.len());
            assert_eq!((n_codes, n_identifiers), (1, 1), "{}", entry.label);
            assert!(!entry.demonyms.is_empty(), "{} has no demonym", entry.label);
            assert!(!entry.located_in.is_empty(), "{} lies nowhere", entry.label);
            let has_capital = gazetteer
                .entries()
                .any(|(_, other)| other.capital_of == Some(id));
            assert!(has_capital || entry.label == "Singapore", "{}", entry.label);
        }
    }
    assert!((195..=200).contains(&states), "{states}");
}

#[test]
fn every_class_in_the_gazetteer_is_declared() {
    let ontology = Ontology::built_in().unwrap();
    for (_, entry) in gazetteer().entries() {
        for class in &entry.classes {
            assert!(
                ontology.classes().contains_key(class),
                "{} is a {class}",
                entry.label
            );
        }
    }
}
