//! Shapes: each kind of constraint finds what is wrong and nothing else, and the report says what people need.

use crate::fixture::{Run, example, graphwright_in, repository};
use graphwright::rdf::{Index, Quads};
use graphwright::shacl::{
    Report, ShapeFault, ValidationError, ValidationOptions, read_shapes, validate,
};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, NamedNodeRef};
use std::fs;
use std::path::Path;

const PREFIXES: &str = "@prefix : <http://e/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n\
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n\
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n";

fn quads(turtle: &str) -> Quads {
    let mut quads = Quads::default();
    let text = format!("{PREFIXES}{turtle}");
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(&text) {
        quads.insert_quad(quad.unwrap()).unwrap();
    }
    quads.prefixes.insert("", "http://e/");
    quads
}

/// Data and shapes, shapes as a named graph.
fn beside(data: &str, shapes: &str) -> Index {
    let name = NamedNode::new_unchecked("http://e/shapes");
    let mut both = quads(data);
    both.merge(quads(shapes).in_graph(Some(&name)).unwrap())
        .unwrap();
    Index::new(both).unwrap()
}

fn read(index: &Index) -> (graphwright::shacl::Shapes, Vec<ShapeFault>) {
    let name = NamedNodeRef::new_unchecked("http://e/shapes");
    read_shapes(index, index.find(name).unwrap())
}

fn held(index: &Index) -> Result<Report, ValidationError> {
    let (shapes, faults) = read(index);
    assert_eq!(faults, []);
    validate(index, &shapes, &ValidationOptions::default())
}

/// `focus component value`, by local names, of all that is found.
fn found(data: &str, shapes: &str) -> Vec<String> {
    let index = beside(data, shapes);
    let report = held(&index).unwrap();
    let local = |written: String| {
        let bare = written.trim_matches(['<', '>']);
        bare.rsplit(['/', '#'])
            .next()
            .unwrap()
            .replace("ConstraintComponent", "")
    };
    let told = report.violations.iter().map(|one| {
        let focus = local(index.term(one.focus).to_string());
        let component = local(one.component.iri().to_string());
        let value = one.value.as_ref().map(|value| match value {
            oxigraph::model::Term::Literal(literal) => literal.value().to_owned(),
            other => local(other.to_string()),
        });
        format!("{focus} {component} {}", value.unwrap_or_default())
    });
    told.map(|line| line.trim_end().to_owned()).collect()
}

/// Data, a constraint on `:p` of `:a`, and what is found.
const CONSTRAINTS: &str = ":a :p :b, :c . :b a :D . :D rdfs:subClassOf :C . | sh:class :C | Class c
:a :p 1, '1', 'x'^^xsd:integer . | sh:datatype xsd:integer | Datatype 1, Datatype x
:a :p :b, 'x', [] . | sh:nodeKind sh:IRI | NodeKind x, NodeKind _:b
:a :p 1 . | sh:minCount 2 | MinCount
:a :p 1, 2 . | sh:maxCount 1 | MaxCount
:a :p 1, 2, 2.5, 'x' . | sh:minExclusive 2 | MinExclusive 1, MinExclusive 2, MinExclusive x
:a :p 1, 2 . | sh:minInclusive 2 | MinInclusive 1
:a :p 2, 3 . | sh:maxExclusive 3 | MaxExclusive 3
:a :p 3, 4 . | sh:maxInclusive 3 | MaxInclusive 4
:a :p 'é', 'éa' . | sh:minLength 2 | MinLength é
:a :p 'é', 'éa' . | sh:maxLength 1 | MaxLength éa
:a :p 'Ab', 'ba' . | sh:pattern '^a' ; sh:flags 'i' | Pattern ba
:a :p 'x'@en, 'y'@en-GB, 'z'@fr, 'w' . | sh:languageIn ('en') | LanguageIn w, LanguageIn z
:a :p 'x'@en, 'y'@EN, 'z'@fr . | sh:uniqueLang true | UniqueLang
:a :p 1, 2 ; :q 2, 3 . | sh:equals :q | Equals 1, Equals 3
:a :p 1, 2 ; :q 2, 3 . | sh:disjoint :q | Disjoint 2
:a :p 1, 3 ; :q 3 . | sh:lessThan :q | LessThan 3
:a :p 3, 4 ; :q 3 . | sh:lessThanOrEquals :q | LessThanOrEquals 4
:a :p 1, 'x' . | sh:not [ sh:datatype xsd:integer ] | Not 1
:a :p 1, 5 . | sh:and ([ sh:minInclusive 2 ] [ sh:maxInclusive 9 ]) | And 1
:a :p 1, 5 . | sh:or ([ sh:minInclusive 2 ] [ sh:datatype xsd:string ]) | Or 1
:a :p 1, 5 . | sh:xone ([ sh:minInclusive 2 ] [ sh:datatype xsd:integer ]) | Xone 5
:a :p :b, :c . :b :q 1 . | sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ] | Node c
:a :p :b, :c . :b :q 1 . | sh:property [ sh:path :q ; sh:minCount 1 ] | MinCount
:a :p 1, 'x' . | sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMinCount 2 | QualifiedMinCount
:a :p 1, 2 . | sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMaxCount 1 | QualifiedMaxCount
:a :p :b . :b :q 1 ; :r 2 . | sh:node [ sh:closed true ; sh:property [ sh:path :q ] ] | Node b
:a :p 1 . | sh:hasValue 2 | HasValue
:a :p 1, 01 . | sh:in (1 2) | In 01";

#[test]
fn each_constraint_finds_what_is_wrong() {
    for row in CONSTRAINTS.lines() {
        let [data, constraint, expected] = row.split(" | ").collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        let shapes = format!(
            ":S a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:path :p ; {constraint} ] ."
        );
        let told: Vec<String> = found(data, &shapes)
            .iter()
            .map(|line| line.split_once(' ').unwrap().1.to_owned())
            .map(|line| match line.split_once("_:") {
                Some((before, _)) => format!("{before}_:b"),
                None => line,
            })
            .collect();
        assert_eq!(told.join(", "), expected, "{constraint}");
        // A message that says what would be right, not only that something is wrong.
        let index = beside(data, &shapes);
        for violation in held(&index).unwrap().violations {
            assert!(violation.messages[0].value().len() > 3, "{constraint}");
        }
    }
}

#[test]
fn each_target_finds_its_nodes() {
    let data = ":a a :D ; :p :b . :D rdfs:subClassOf :C . :c a :C . :S a :E .";
    for (target, expected) in [
        (
            "sh:targetNode :x, 'text'",
            vec!["x In x", "\"text\" In text"],
        ),
        ("sh:targetClass :C", vec!["a In a", "c In c"]),
        ("sh:targetSubjectsOf :p", vec!["a In a"]),
        ("sh:targetObjectsOf :p", vec!["b In b"]),
        ("a rdfs:Class", vec![]),
    ] {
        let shapes = format!(":S a sh:NodeShape ; {target} ; sh:in () .");
        assert_eq!(found(data, &shapes), expected, "{target}");
    }
    let implicit = ":C a sh:NodeShape, rdfs:Class ; sh:in () .";
    assert_eq!(found(data, implicit), ["a In a", "c In c"]);
    let off = ":S a sh:NodeShape ; sh:targetClass :C ; sh:in () ; sh:deactivated true .";
    assert!(found(data, off).is_empty());
}

#[test]
fn each_path_leads_where_it_says() {
    let data = ":a :p :b . :b :q :c ; :p :d . :d :p :a . :e :p :a .";
    for (path, expected) in [
        (":p", "b"),
        ("[ sh:inversePath :p ]", "d e"),
        ("( :p :q )", "c"),
        (
            "[ sh:alternativePath ( :p [ sh:inversePath :p ] ) ]",
            "b d e",
        ),
        ("[ sh:zeroOrMorePath :p ]", "a b d"),
        ("[ sh:oneOrMorePath :q ]", ""),
        ("[ sh:zeroOrOnePath :p ]", "a b"),
        ("[ sh:inversePath ( :p :p ) ]", "b"),
        ("[ sh:oneOrMorePath ( :p :p ) ]", "a b d"),
    ] {
        let shapes = format!(
            ":S a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:path {path} ; sh:in () ] ."
        );
        let told: Vec<String> = found(data, &shapes)
            .iter()
            .map(|line| line.replace("a In ", ""))
            .collect();
        assert_eq!(told.join(" "), expected, "{path}");
    }
}

#[test]
fn a_query_of_a_shape_finds_what_it_selects() {
    let data = ":a a :C ; :age 200 . :b a :C ; :age 20 . [] a :C ; :age 300 .";
    let shapes = ":S a sh:NodeShape ; sh:targetClass :C ; sh:sparql [ \
        sh:select 'SELECT $this ?value { $this <http://e/age> ?value FILTER(?value > 150) }' ; \
        sh:message '{?value} is too old for {$this}'@en ] .";
    let index = beside(data, shapes);
    let report = held(&index).unwrap();
    let messages: Vec<String> = report
        .violations
        .iter()
        .map(|one| one.messages[0].to_string())
        .collect();
    assert_eq!(messages.len(), 2);
    assert_eq!(messages[0], "\"200 is too old for :a\"@en");
    assert!(
        messages[1].starts_with("\"300 is too old for _:"),
        "a blank node is bound too: {}",
        messages[1]
    );
}

#[test]
fn a_declared_component_is_a_constraint_like_others() {
    let data = ":a :p 'Hello', 'Hi' .";
    let shapes = ":C a sh:ConstraintComponent ; sh:parameter [ sh:path :start ] ; sh:validator [ \
        sh:ask 'ASK { FILTER STRSTARTS($value, $start) }' ] .
        :S a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:path :p ; :start 'He' ] .";
    assert_eq!(found(data, shapes), ["a C Hi"]);
}

/// A value that looks like a piece of a query is a value all the same.
#[test]
fn nothing_of_the_data_gets_into_a_query() {
    let data = ":a :p \"x' } INSERT { ?s ?p ?o } #\", 'y' .";
    let shapes = ":S a sh:NodeShape ; sh:targetObjectsOf :p ; sh:sparql [ \
        sh:select \"SELECT $this { FILTER(STRSTARTS($this, 'x')) }\" ] .";
    assert_eq!(found(data, shapes).len(), 1);
}

#[test]
fn bad_shapes_are_spoken_of_all_at_once() {
    let shapes = ":S a sh:NodeShape ; sh:targetClass :C ; sh:in :nolist ; sh:nodeKind :Kind ; \
        sh:property [ sh:path :p ; sh:minCount 'two' ; sh:pattern '[' ; sh:maxCuont 1 ] , [ sh:path ( :p ) ] , :noPath ; \
        sh:sparql [ sh:select 'SELECT ?x { ?x ?y ?z }' ] , [ sh:select 'SELECT $this { $this ?y' ] , \
        [ sh:select 'SELECT $this { $this ?y ?z MINUS { ?z ?y $this } }' ] .";
    let index = beside(":a a :C .", shapes);
    let (_, faults) = read(&index);
    let told: Vec<String> = faults
        .iter()
        .map(|fault| format!("{} {fault}", if fault.is_error { "E" } else { "W" }))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    E shape :S: its query cannot be used: 1:24: expected a term, found the end of the query
      SELECT $this { $this ?y
                             ^
    E shape :S: its query cannot be used: MINUS takes rows away without looking at what is bound; FILTER NOT EXISTS does look
    E shape :S: its query cannot be used: a SELECT with $this among its columns is wanted
    E shape :S: sh:in has :nolist; a list is wanted: (a b c)
    E shape :S: sh:nodeKind has :Kind; sh:IRI, sh:BlankNode, sh:Literal, sh:BlankNodeOrIRI, sh:BlankNodeOrLiteral or sh:IRIOrLiteral is wanted
    E shape :S: sh:property has :noPath; a shape with a sh:path is wanted
    E shape :S, :p: sh:maxCuont is not known (sh:maxCount is), and what it asks for neither
    E shape :S, :p: sh:minCount has "two"; a whole number from 0 is wanted
    E shape :S, :p: sh:pattern has "[", which is no regular expression: unclosed character class
    E shape :S, a shape within it: sh:path has a path of a list with fewer than two members
    "#);
}

#[test]
fn shapes_that_would_contradict_themselves_are_refused() {
    let index = beside(
        ":a a :C .",
        ":S a sh:NodeShape ; sh:targetClass :C ; sh:not [ sh:property [ sh:path :p ; sh:node :S ] ] .",
    );
    let (_, faults) = read(&index);
    assert_eq!(faults.len(), 1);
    assert!(faults[0].is_error && faults[0].message.contains("refers to itself"));
}

/// Sixty nodes that all know each other, one of which knows a node without the shape: none has it.
#[test]
fn a_recursive_shape_is_right_about_each_node_of_a_ring() {
    let shape = ":S a sh:NodeShape ; sh:targetClass :N ; sh:property [ sh:path :next ; sh:node :S ; sh:minCount 1 ] .";
    let others = |one: usize| {
        (0..60)
            .filter(move |other| *other != one)
            .map(|other| format!(":n{other}"))
    };
    let line = |one| {
        format!(
            ":n{one} a :N ; :next {} .",
            others(one).collect::<Vec<_>>().join(", ")
        )
    };
    let ring: Vec<String> = (0..60).map(line).collect();
    assert_eq!(found(&ring.join("\n"), shape), Vec::<String>::new());
    let spoilt = format!("{} :n3 :next :stray .", ring.join("\n"));
    assert_eq!(found(&spoilt, shape).len(), 60 * 59 + 1);
}

fn check(folder: &Path, arguments: &[&str]) -> Run {
    let mut all = vec!["check"];
    all.extend(arguments);
    graphwright_in(folder, &all)
}

#[test]
fn the_worked_example_and_what_follows_from_it_have_our_shapes() {
    let run = check(&example(), &["facts.jsonl"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("        0  wrong\n"), "{}", run.stdout);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("graph.trig");
    let exported = graphwright_in(
        &example(),
        &[
            "export",
            "facts.jsonl",
            "--infer",
            "owl-rl-lite",
            "-o",
            out.to_str().unwrap(),
        ],
    );
    assert_eq!(exported.code, Some(0), "{}", exported.stderr);
    let run = check(folder.path(), &["graph.trig"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
}

/// The files of `ontology/` keep the rules that they set for others, in each file and all together.
#[test]
fn our_ontology_is_clean() {
    let folder = repository().join("ontology");
    let names = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = names
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "ttl"))
        .collect();
    files.sort();
    assert!(files.len() > 5, "{files:?}");
    let mut arguments: Vec<&str> = files.iter().map(String::as_str).collect();
    arguments.extend(["--shapes", "hygiene.ttl"]);
    let run = check(&folder, &arguments);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    let count = |line: &str| {
        line.split_once("  nodes held")?
            .0
            .trim()
            .parse::<usize>()
            .ok()
    };
    let n_checked = run.stdout.lines().find_map(count);
    assert!(n_checked.is_some_and(|count| count > 900), "{}", run.stdout);
    let cooking = repository().join("examples/cooking/cooking.ttl");
    let run = check(
        &folder,
        &[
            cooking.to_str().unwrap(),
            "core.ttl",
            "--shapes",
            "hygiene.ttl",
        ],
    );
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
}

#[test]
fn an_unclean_ontology_is_told_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let owl = "@prefix owl: <http://www.w3.org/2002/07/owl#> .";
    let turtle = ":o a owl:Ontology . :A a owl:Class ; rdfs:label 'thing'@en ; rdfs:subClassOf :Nothing . \
        :B a owl:Class ; rdfs:label 'thing'@en . :p a owl:ObjectProperty ; rdfs:label 'p'@en , 'q'@en ; rdfs:domain :C .";
    fs::write(
        folder.path().join("mine.ttl"),
        format!("{PREFIXES}{owl}{turtle}"),
    )
    .unwrap();
    let hygiene = repository().join("ontology/hygiene.ttl");
    let run = check(
        folder.path(),
        &["mine.ttl", "--shapes", hygiene.to_str().unwrap()],
    );
    assert_eq!(run.code, Some(1), "{}{}", run.stdout, run.stderr);
    insta::assert_snapshot!(run.stdout, @r#"
    not as shaped          :A
                           "thing"@en: :B has the label thing too. [gws:ClassShape]
                           :Nothing: :Nothing is not declared. [gws:ClassShape]
                           skos:definition: 0 values, at least 1 wanted [gws:ClassShape, skos:definition]

    not as shaped          :B
                           "thing"@en: :A has the label thing too. [gws:ClassShape]
                           skos:definition: 0 values, at least 1 wanted [gws:ClassShape, skos:definition]

    not as shaped          :o
                           dcterms:description: 0 values, at least 1 wanted [gws:OntologyShape, dcterms:description]
                           dcterms:license: 0 values, at least 1 wanted [gws:OntologyShape, dcterms:license]
                           dcterms:title: 0 values, at least 1 wanted [gws:OntologyShape, dcterms:title]

    not as shaped          :p
                           :C: :C is not declared. [gws:PropertyShape]
                           rdfs:label: 2 values in the language en, one at most wanted [gws:PropertyShape, rdfs:label]
                           rdfs:range: 0 values, at least 1 wanted [gws:PropertyShape, rdfs:range]
                           skos:definition: 0 values, at least 1 wanted [gws:PropertyShape, skos:definition]

            4  nodes held against 15 shapes
           12  wrong (violation)
    "#);
}

#[test]
fn a_claim_that_lacks_something_is_told_with_its_words_and_quote() {
    let folder = tempfile::tempdir().unwrap();
    let graph = folder.path().join("graph.ttl");
    graphwright_in(
        &example(),
        &["export", "facts.jsonl", "-o", graph.to_str().unwrap()],
    );
    let turtle = fs::read_to_string(&graph).unwrap();
    let spoilt = turtle.replacen("gw:modality gw:Asserted", "gw:modality gw:Certain", 1);
    assert_ne!(turtle, spoilt);
    fs::write(&graph, spoilt).unwrap();
    let run = check(folder.path(), &["graph.ttl"]);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    let shown = run.stdout.split("not as shaped").nth(1).unwrap();
    assert!(shown.contains('“'), "{shown}");
    assert!(
        shown.contains("gw:modality gw:Certain: not one of gw:Asserted, "),
        "{shown}"
    );
    assert!(shown.contains("1  wrong (violation)"), "{shown}");
}

#[test]
fn ends_of_the_wrong_class_are_found_without_shapes() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("facts.jsonl"),
        r#"{"kind":"entity","id":"b","label":"Bamako","type":"Settlement"}
{"kind":"entity","id":"f","label":"2024 budget","type":"Work"}
{"kind":"entity","id":"r","label":"Russia","type":"State"}
{"subject":"f","predicate":"trains","object":"r"}
{"subject":"r","predicate":"trains","object":"f"}
{"subject":"r","predicate":"trains","object":"b"}
"#,
    )
    .unwrap();
    let run = check(folder.path(), &["facts.jsonl"]);
    assert_eq!(run.code, Some(1), "{}{}", run.stdout, run.stderr);
    insta::assert_snapshot!(run.stdout, @r#"
    fails                  Russia trains 2024 budget
                           outside-range: "2024 budget" is creative or scholarly work; trains wants agent as its object
                           no-quote: no quote carries it

    fails                  2024 budget trains Russia
                           outside-domain: "2024 budget" is creative or scholarly work; trains wants agent as its subject
                           no-quote: no quote carries it

    relations  verdict
            0  the text says so here
            0  the words stand there
            1  not checked
            2  fails

    relations  finding
            1  outside-domain
            1  outside-range
            3  no-quote (does not count)

            3  nodes held against 31 shapes
            0  wrong
    "#);
}

#[test]
fn the_report_is_the_same_on_every_run_and_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, turtle: &str| {
        fs::write(folder.path().join(name), format!("{PREFIXES}{turtle}")).unwrap();
    };
    write("data.ttl", ":a a :C ; :p 1, 2 . [] a :C ; :p 3 . :b a :C .");
    write(
        "shapes.ttl",
        ":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ; sh:maxCount 1 ; sh:severity sh:Warning ] , \
         [ sh:path ( :p [ sh:inversePath :p ] ) ; sh:in ( :a ) ] .",
    );
    let report = |form: &str| {
        let arguments = [
            "data.ttl",
            "--shapes",
            "shapes.ttl",
            "--to",
            form,
            "--quiet",
        ];
        let first = check(folder.path(), &arguments);
        assert_eq!(first.code, Some(1), "{}", first.stderr);
        assert_eq!(
            first.stdout,
            check(folder.path(), &arguments).stdout,
            "{form}"
        );
        first.stdout
    };
    insta::assert_snapshot!(report("table"), @r"
    not as shaped          :a
                           :p: 2 values, at most 1 wanted [:S, :p]

    not as shaped          :b
                           :p: 0 values, at least 1 wanted [:S, :p]

    not as shaped          _:b1
                           :p/^:p _:b1: not one of :a [:S, :p/^:p]

            3  nodes held against 3 shapes
            1  wrong (violation)
            2  wrong (warning)
    ");
    insta::assert_snapshot!(report("jsonl"), @r#"
    {"kind":"shape","focus":"<http://e/a>","path":"<http://e/p>","shape":":S, :p","component":"http://www.w3.org/ns/shacl#MaxCountConstraintComponent","severity":"http://www.w3.org/ns/shacl#Warning","messages":["2 values, at most 1 wanted"]}
    {"kind":"shape","focus":"<http://e/b>","path":"<http://e/p>","shape":":S, :p","component":"http://www.w3.org/ns/shacl#MinCountConstraintComponent","severity":"http://www.w3.org/ns/shacl#Warning","messages":["0 values, at least 1 wanted"]}
    {"kind":"shape","focus":"_:b1","path":"(<http://e/p>/^<http://e/p>)","value":"_:b1","shape":":S, :p/^:p","component":"http://www.w3.org/ns/shacl#InConstraintComponent","severity":"http://www.w3.org/ns/shacl#Violation","messages":["not one of :a"]}
    "#);
    insta::assert_snapshot!(report("turtle"), @r#"
    @prefix : <http://e/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix sh: <http://www.w3.org/ns/shacl#> .

    _:b06 rdfs:label ":S, :p" .

    [] a sh:ValidationReport ;
      sh:conforms false ;
      sh:result [
        a sh:ValidationResult ;
        sh:focusNode :a ;
        sh:resultMessage "2 values, at most 1 wanted" ;
        sh:resultPath :p ;
        sh:resultSeverity sh:Warning ;
        sh:sourceConstraintComponent sh:MaxCountConstraintComponent ;
        sh:sourceShape _:b06
      ] ;
      sh:result [
        a sh:ValidationResult ;
        sh:focusNode _:b09 ;
        sh:resultMessage "not one of :a" ;
        sh:resultPath ( :p [
          sh:inversePath :p
        ] ) ;
        sh:resultSeverity sh:Violation ;
        sh:sourceConstraintComponent sh:InConstraintComponent ;
        sh:sourceShape [
          rdfs:label ":S, :p/^:p"
        ] ;
        sh:value _:b09
      ] ;
      sh:result [
        a sh:ValidationResult ;
        sh:focusNode :b ;
        sh:resultMessage "0 values, at least 1 wanted" ;
        sh:resultPath :p ;
        sh:resultSeverity sh:Warning ;
        sh:sourceConstraintComponent sh:MinCountConstraintComponent ;
        sh:sourceShape _:b06
      ] .
    "#);
}
