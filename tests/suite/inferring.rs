//! What follows from a graph, and that it never passes for something that was said.

use crate::fixture::{Run, example, graphwright_in};
use graphwright::infer::{Conclusions, InferError, Premise, Rule, RuleSet, infer};
use graphwright::rdf::{Index, Quads};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, Triple};
use std::collections::BTreeSet;
use std::fs;
use std::time::Instant;

fn index(turtle: &str) -> Index {
    let mut quads = Quads::default();
    let prefixes = "@prefix : <http://e/> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
        @prefix owl: <http://www.w3.org/2002/07/owl#> .\n";
    let text = format!("{prefixes}{turtle}");
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(&text) {
        quads.insert_quad(quad.unwrap()).unwrap();
    }
    Index::new(quads).unwrap()
}

fn concluded(index: &Index, rules: RuleSet) -> Conclusions<'_> {
    let nothing: [&Triple; 0] = [];
    infer(index, nothing, rules, 1_000_000).unwrap()
}

/// `s p o rule` of each conclusion, by local names.
fn told(found: &Conclusions<'_>) -> Vec<String> {
    let local = |term: String| {
        let bare = term.trim_matches(['<', '>']);
        bare.rsplit(['/', '#']).next().unwrap().to_owned()
    };
    let lines = found.iter().map(|one| {
        let triple = one.triple.map(|term| local(term.to_string()));
        format!("{} {}", triple.join(" "), one.rule)
    });
    lines.collect()
}

#[test]
fn each_rule_gives_what_the_standard_says() {
    for (turtle, rdfs, owl) in [
        (
            ":a a :C . :C rdfs:subClassOf :D .",
            vec!["a type D rdfs9"],
            vec![],
        ),
        (
            ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .",
            vec!["A subClassOf C rdfs11"],
            vec![],
        ),
        (
            ":a :p :b . :p rdfs:subPropertyOf :q .",
            vec!["a q b rdfs7"],
            vec![],
        ),
        (
            ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .",
            vec!["p subPropertyOf r rdfs5"],
            vec![],
        ),
        (
            ":a :p :b . :p rdfs:domain :C .",
            vec!["a type C rdfs2"],
            vec![],
        ),
        (
            ":a :p :b . :p rdfs:range :C .",
            vec!["b type C rdfs3"],
            vec![],
        ),
        (
            ":a :p \"b\" . :p rdfs:range :C ; owl:inverseOf :q .",
            vec![],
            vec![],
        ),
        (
            ":a :p :b . :p owl:inverseOf :q .",
            vec![],
            vec!["b q a prp-inv"],
        ),
        (
            ":a :p :b . :p a owl:SymmetricProperty .",
            vec![],
            vec!["b p a prp-symp"],
        ),
        (
            ":a :p :b . :b :p :c . :p a owl:TransitiveProperty .",
            vec![],
            vec!["a p c prp-trp"],
        ),
        (
            ":a owl:sameAs :b . :a :p :c .",
            vec![],
            vec!["b sameAs a eq-trans", "b p c eq-rep"],
        ),
        // A class without a name tells nothing, and what is said already does not follow.
        (
            ":a a :C . :C rdfs:subClassOf [ a owl:Restriction ] .",
            vec![],
            vec![],
        ),
        (":a a :C , :D . :C rdfs:subClassOf :D .", vec![], vec![]),
        (
            ":a :p :a . :p a owl:SymmetricProperty , owl:TransitiveProperty .",
            vec![],
            vec![],
        ),
        (
            ":A rdfs:subClassOf :B . :B rdfs:subClassOf :A .",
            vec![],
            vec![],
        ),
    ] {
        let index = index(turtle);
        let mut expected = rdfs.clone();
        assert_eq!(
            told(&concluded(&index, RuleSet::Rdfs)),
            expected,
            "{turtle}"
        );
        expected.extend(owl);
        let mut found = told(&concluded(&index, RuleSet::OwlRlLite));
        found.sort();
        expected.sort_unstable();
        assert_eq!(found, expected, "{turtle}");
    }
}

#[test]
fn a_conclusion_leads_back_to_what_was_stated() {
    let index = index(":a :in :b . :b :in :c . :c :in :d . :in a owl:TransitiveProperty .");
    let found = concluded(&index, RuleSet::OwlRlLite);
    assert_eq!(found.len(), 3);
    for place in 0..found.len() {
        let conclusion = found.get(place).unwrap();
        assert_eq!(conclusion.premises.len(), 2);
        for premise in conclusion.premises {
            match premise {
                Premise::Stated(quad) => assert!(index.place(&quad).is_some()),
                Premise::Concluded(earlier) => assert!(earlier < place),
            }
        }
    }
}

#[test]
fn there_is_an_end_to_what_may_follow() {
    let chain: Vec<String> = (0..100)
        .map(|n| {
            format!(
                ":n{n} :in :n{} .
",
                n + 1
            )
        })
        .collect();
    let index = index(&format!(
        "{} :in a owl:TransitiveProperty .",
        chain.concat()
    ));
    let nothing: [&Triple; 0] = [];
    let stopped = infer(&index, nothing, RuleSet::OwlRlLite, 1000).unwrap_err();
    assert_eq!(stopped, InferError::TooMany(1000));
    assert_eq!(concluded(&index, RuleSet::OwlRlLite).len(), 100 * 99 / 2);
}

fn run(folder: &std::path::Path, arguments: &[&str]) -> Run {
    graphwright_in(folder, arguments)
}

const ENVOYS: &str = r#"{"kind":"source","id":"s","title":"S","text":"Russia trains Mali's army. Moscow never armed Chad."}
{"kind":"entity","id":"russia","type":"State","label":"Russia"}
{"kind":"entity","id":"army","type":"ArmedForce","label":"army of Mali"}
{"kind":"entity","id":"chad","type":"State","label":"Chad"}
{"kind":"relation","subject":"russia","predicate":"trains","object":"army","evidence":[{"source":"s","quote":"Russia trains Mali's army"}]}
{"kind":"relation","subject":"russia","predicate":"suppliesArmsTo","object":"chad","polarity":"negative","evidence":[{"source":"s","quote":"Moscow never armed Chad"}]}
"#;

#[test]
fn what_follows_is_marked_and_apart() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("facts.jsonl"), ENVOYS).unwrap();
    let run = |arguments: &[&str]| {
        let run = run(folder.path(), arguments);
        assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.stderr);
        run
    };
    run(&["-q", "export", "facts.jsonl", "-o", "plain.nq"]);
    run(&[
        "-q",
        "export",
        "facts.jsonl",
        "--infer",
        "owl-rl-lite",
        "-o",
        "more.nq",
    ]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let (plain, more) = (read("plain.nq"), read("more.nq"));
    // Nothing that was said is gone, and what is new is a node of its own or stands in its own graph.
    assert!(plain.lines().all(|line| more.contains(line)));
    let new: Vec<&str> = more.lines().filter(|line| !plain.contains(line)).collect();
    let graph = "<https://w3id.org/graphwright/core#inferred> .";
    assert!(
        new.iter().all(
            |line| line.starts_with("<https://example.org/inference/") || line.ends_with(graph)
        )
    );
    let trained = "<https://example.org/entity/army> <https://w3id.org/graphwright/security#isTrainedBy> <https://example.org/entity/russia>";
    assert!(new.iter().any(|line| line.starts_with(trained)), "{new:#?}");
    // What is denied is no ground for anything.
    assert!(!more.contains("entity/chad> <https://w3id.org/graphwright/security#"));
    // Without named graphs the nodes remain, and the program says so.
    let told = run(&["export", "facts.jsonl", "--infer", "rdfs", "-o", "more.ttl"]);
    assert!(
        told.stderr.contains("stands as gw:Inference only"),
        "{}",
        told.stderr
    );
    // A conclusion tells its claims.
    let question = "SELECT ?words { ?i a gw:Inference ; rdf:predicate sec:isTrainedBy ; prov:wasDerivedFrom/gw:evidence/gw:exact ?words }";
    let told = run(&[
        "-q",
        "query",
        "--to",
        "csv",
        "--infer",
        "owl-rl-lite",
        question,
        "facts.jsonl",
    ]);
    assert_eq!(told.stdout, "words\r\nRussia trains Mali's army\r\n");
    let told = run(&[
        "-q",
        "query",
        "--to",
        "csv",
        "--infer",
        "owl-rl-lite",
        "ASK { ?a sec:isTrainedBy ?b }",
        "facts.jsonl",
    ]);
    assert_eq!(told.stdout.trim(), "false");
    let told = run(&[
        "-q",
        "query",
        "--to",
        "csv",
        "--infer",
        "owl-rl-lite",
        "--union-default-graph",
        "ASK { ?a sec:isTrainedBy ?b }",
        "facts.jsonl",
    ]);
    assert_eq!(told.stdout.trim(), "true");
    // Read back, the file has the same claims, and nothing that follows is one.
    run(&["-q", "export", "more.nq", "-o", "back.jsonl"]);
    run(&["-q", "export", "plain.nq", "-o", "same.jsonl"]);
    assert_eq!(read("back.jsonl"), read("same.jsonl"));
}

#[test]
fn why_shows_the_words_behind_a_conclusion() {
    let why = [
        "-q",
        "ask",
        "--to",
        "csv",
        "why",
        "--with",
        "subject=Russia",
        "--with",
        "object=Burkina Faso",
        "facts.jsonl",
    ];
    let plain = run(&example(), &why);
    let more = run(
        &example(),
        &[&why[..], &["--infer", "owl-rl-lite"]].concat(),
    );
    assert_eq!(
        (plain.code, more.code),
        (Some(0), Some(0)),
        "{}",
        more.stderr
    );
    assert!(plain.stdout.lines().all(|line| more.stdout.contains(line)));
    assert!(
        more.stdout.contains(",prp-symp: ally of,"),
        "{}",
        more.stdout
    );
}

#[test]
fn a_limit_ends_with_code_5() {
    let run = run(
        &example(),
        &[
            "-q",
            "export",
            "--infer",
            "owl-rl-lite",
            "--max-inferred",
            "3",
            "facts.jsonl",
            "-o",
            "-",
            "--to",
            "nq",
        ],
    );
    assert_eq!(run.code, Some(5));
    assert!(
        run.stderr
            .contains("more than 3 triples follow; --max-inferred sets the limit"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_hundred_thousand_triples_take_little_time() {
    let mut quads = Quads::default();
    let iri = |name: String| NamedNode::new_unchecked(format!("http://e/{name}"));
    let rdf_type = oxigraph::model::vocab::rdf::TYPE.into_owned();
    let sub_class = oxigraph::model::vocab::rdfs::SUB_CLASS_OF.into_owned();
    for level in 0..8 {
        quads
            .insert(
                iri(format!("C{level}")),
                sub_class.clone(),
                iri(format!("C{}", level + 1)),
            )
            .unwrap();
    }
    for n in 0..100_000 {
        quads
            .insert(
                iri(format!("n{n}")),
                rdf_type.clone(),
                iri(format!("C{}", n % 8)),
            )
            .unwrap();
    }
    let index = Index::new(quads).unwrap();
    let start = Instant::now();
    let found = concluded(&index, RuleSet::OwlRlLite);
    assert!(found.len() > 400_000);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

/// What follows is drawn dashed, with its own word and place in the legend, in every kind of picture; what would only say
/// an arrow the other way round is left out.
#[test]
fn what_follows_is_drawn_apart() {
    let folder = tempfile::tempdir().unwrap();
    let facts = r#"{"kind":"entity","id":"m","label":"budget office","type":"GovernmentBody"}
{"kind":"entity","id":"f","label":"ministry of finance","type":"GovernmentBody"}
{"kind":"entity","id":"n","label":"Norland","type":"State"}
{"subject":"m","predicate":"partOf","object":"f"}
{"subject":"f","predicate":"partOf","object":"n"}
{"subject":"n","predicate":"trains","object":"f"}
"#;
    fs::write(folder.path().join("facts.jsonl"), facts).unwrap();
    let draw = |output: &str| {
        let arguments = [
            "draw",
            "facts.jsonl",
            "--infer",
            "owl-rl-lite",
            "-o",
            output,
        ];
        let Run { code, stderr, .. } = graphwright_in(folder.path(), &arguments);
        assert_eq!(code, Some(0), "{stderr}");
        assert!(
            stderr.contains("1 relation follows and is drawn dashed"),
            "{stderr}"
        );
        fs::read_to_string(folder.path().join(output)).unwrap()
    };
    let text = draw("graph.txt");
    assert!(text.contains("─part of→ Norland  [inferred]"), "{text}");
    assert_eq!(text.matches("inferred").count(), 1, "{text}");
    assert!(draw("graph.svg").contains("follows by a rule"));
    assert!(draw("graph.mmd").contains("inferred"));
    assert!(draw("graph.dot").contains("inferred"));
    assert!(draw("graph.html").contains("inferred"));
    let plain = graphwright_in(folder.path(), &["draw", "facts.jsonl"]);
    assert!(!plain.stdout.contains("inferred"), "{}", plain.stdout);
}

/// What `reasonable` concludes in OWL 2 RL about what a graph says of `http://e/`, without what follows from any graph.
/// Of chains of classes and properties it tells nothing (scm-sco, scm-spo).
fn by_reasonable(turtle: &str) -> BTreeSet<String> {
    let triples: Vec<Triple> = RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(turtle)
        .map(|quad| quad.unwrap().into())
        .collect();
    let mut reasoner = reasonable::reasoner::Reasoner::new();
    reasoner.load_triples(triples.clone());
    reasoner.reason();
    let known = ["type>", "sameAs>"];
    let is_ours = |term: &str| term.starts_with("<http://e/") || term.starts_with('"');
    let told = reasoner.get_triples().into_iter().filter_map(|triple| {
        let [subject, predicate, object] = [
            triple.subject.to_string(),
            triple.predicate.to_string(),
            triple.object.to_string(),
        ];
        let is_known = known.iter().any(|end| predicate.ends_with(end));
        let is_about_us =
            is_ours(&subject) && is_ours(&object) && (is_ours(&predicate) || is_known);
        // That something is of its own kind is nothing to be told.
        let is_nothing_new = triples.contains(&triple) || subject == object && is_known;
        (is_about_us && !is_nothing_new && !subject.starts_with('"'))
            .then(|| format!("{subject} {predicate} {object} ."))
    });
    told.collect()
}

#[test]
fn what_follows_is_what_another_reasoner_says() {
    let prefixes = "@prefix : <http://e/> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
        @prefix owl: <http://www.w3.org/2002/07/owl#> .\n";
    let mut n_conclusions = 0;
    for graph in include_str!("follows.txt").lines() {
        let index = index(graph);
        let is_of_things = |rule: Rule| {
            ![
                Rule::SubClassOfSubClass,
                Rule::SubPropertyOfSubProperty,
                Rule::Equivalent,
            ]
            .contains(&rule)
        };
        let ours: BTreeSet<String> = concluded(&index, RuleSet::OwlRlLite)
            .iter()
            .filter(|conclusion| is_of_things(conclusion.rule))
            .map(|conclusion| {
                let [subject, predicate, object] = conclusion.triple;
                format!("{subject} {predicate} {object} .")
            })
            .collect();
        assert_eq!(
            ours,
            by_reasonable(&format!("{prefixes}{graph}")),
            "{graph}"
        );
        n_conclusions += ours.len();
    }
    assert!(n_conclusions > 30, "{n_conclusions}");
}
