//! A query from a small grammar over a small graph: our index finds what oxigraph's Store finds, with any of our
//! shortcuts or none.

use super::choices::Choices;
use super::rdf_round_trip::quads_of;
use graphwright::query::{
    Answer, EvaluationOptions, ParseOptions, QueryLimits, Shortcuts, evaluate, parse,
    with_deep_stack,
};
use graphwright::rdf::{Index, Quads};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{
    BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple,
};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

pub(super) fn run(data: &[u8]) {
    if data.len() > 400 {
        return;
    }
    let mut choices = Choices(data);
    let mut graph = Quads::default();
    for _ in 0..choices.below(24) {
        graph
            .insert_quad(quad(&mut choices))
            .expect("there are few terms");
    }
    let index = Index::new(graph).expect("there are few terms");
    let query = Writer::new(&mut choices, &index).query();
    // The index names nodes anew, so the store gets what the index holds.
    let store = Store::new().expect("a store in memory");
    for quad in quads_of(&index.clone().into_quads()) {
        store.insert(&quad).expect("a store in memory");
    }
    let wanted = in_store(&query, &store);
    let none = Shortcuts::NONE;
    with_deep_stack(|| {
        for shortcuts in [
            none,
            Shortcuts {
                counting: true,
                ..none
            },
            Shortcuts {
                asking: true,
                ..none
            },
            Shortcuts {
                closure: true,
                ..none
            },
            Shortcuts {
                planning: true,
                ..none
            },
            Shortcuts {
                planning: true,
                wedges: true,
                ..none
            },
            Shortcuts::ALL,
        ] {
            let found = in_index(&query, &index, shortcuts);
            assert_eq!(found, wanted, "{shortcuts:?} {query}");
        }
    })
    .expect("there is a thread");
}

fn node(number: usize) -> NamedNode {
    NamedNode::new_unchecked(format!("http://e/n{number}"))
}

fn quad(choices: &mut Choices<'_>) -> Quad {
    let predicate = NamedNode::new_unchecked(format!("http://e/p{}", choices.below(3)));
    let subject = subject(choices);
    let object = match choices.below(9) {
        0..5 => subject_term(choices),
        8 => Triple::new(node(0), predicate.clone(), node(choices.below(3))).into(),
        _ => literal(choices).into(),
    };
    let graph = match choices.below(5) {
        0..4 => GraphName::DefaultGraph,
        _ => node(choices.below(2)).into(),
    };
    Quad::new(subject, predicate, object, graph)
}

fn subject(choices: &mut Choices<'_>) -> NamedOrBlankNode {
    match choices.below(5) {
        0..4 => node(choices.below(6)).into(),
        _ => BlankNode::new_unchecked(format!("b{}", choices.below(3))).into(),
    }
}

fn subject_term(choices: &mut Choices<'_>) -> Term {
    subject(choices).into()
}

fn literal(choices: &mut Choices<'_>) -> Literal {
    match choices.below(10) {
        0 => Literal::from(1),
        1 => Literal::from(2),
        2 => Literal::new_typed_literal("1.5", xsd::DECIMAL),
        3 => Literal::new_typed_literal("1E0", xsd::DOUBLE),
        4 => Literal::from("a"),
        5 => Literal::from("b"),
        6 => Literal::new_language_tagged_literal_unchecked("a", "en"),
        7 => Literal::new_typed_literal("2024-05-06", xsd::DATE),
        8 => Literal::from(true),
        _ => Literal::new_typed_literal("x", NamedNode::new_unchecked("http://e/t")),
    }
}

/// Writes a query.
struct Writer<'c, 'd, 'i> {
    choices: &'c mut Choices<'d>,
    index: &'i Index,
    /// One blank node label may stand in one group only.
    n_groups: usize,
}

impl<'c, 'd, 'i> Writer<'c, 'd, 'i> {
    fn new(choices: &'c mut Choices<'d>, index: &'i Index) -> Self {
        Self {
            choices,
            index,
            n_groups: 0,
        }
    }

    fn query(&mut self) -> String {
        let form = self.choices.below(12);
        let pattern = self.pattern(2);
        match form {
            0..4 => format!("SELECT * {{ {pattern} }}"),
            4 => format!("SELECT DISTINCT ?a ?b {{ {pattern} }}"),
            5 => format!("SELECT ?a (COUNT(*) AS ?n) (MAX(?b) AS ?m) {{ {pattern} }} GROUP BY ?a"),
            6 => format!("ASK {{ {pattern} }}"),
            7 => format!("SELECT (COUNT(*) AS ?n) {{ {pattern} }}"),
            8 => format!("SELECT (COUNT(DISTINCT ?b) AS ?n) (SUM(?c) AS ?s) {{ {pattern} }}"),
            9 => format!("SELECT ?p (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?p"),
            10 => format!("SELECT ?a {{ {pattern} }} ORDER BY ?a ?b ?c ?d"),
            _ => format!(
                "SELECT ?b (COUNT(?a) AS ?n) {{ {pattern} }} GROUP BY ?b HAVING (COUNT(?a) > 1)"
            ),
        }
    }

    fn pattern(&mut self, depth: usize) -> String {
        let n_parts = 1 + self.choices.below(3);
        let parts: Vec<String> = (0..n_parts).map(|_| self.part(depth)).collect();
        parts.join(" ")
    }

    fn part(&mut self, depth: usize) -> String {
        let form = self.choices.below(if depth == 0 { 3 } else { 12 });
        match form {
            0 | 1 => self.triples(),
            2 => self.filter(),
            3 => format!("OPTIONAL {{ {} }}", self.pattern(depth - 1)),
            4 => {
                let (left, right) = (self.pattern(depth - 1), self.pattern(depth - 1));
                format!("{{ {left} }} UNION {{ {right} }}")
            }
            5 => format!("MINUS {{ {} }}", self.pattern(depth - 1)),
            6 => format!("FILTER EXISTS {{ {} }}", self.pattern(depth - 1)),
            7 => format!("FILTER NOT EXISTS {{ {} }}", self.pattern(depth - 1)),
            8 => {
                let graph = self
                    .choices
                    .of(&["?g", "<http://e/n0>", "<http://e/n9>", "?a"]);
                format!("GRAPH {graph} {{ {} }}", self.pattern(depth - 1))
            }
            9 => {
                let what = self
                    .choices
                    .of(&["?a ?b", "DISTINCT ?b", "(COUNT(*) AS ?n)", "*"]);
                format!("{{ SELECT {what} {{ {} }} }}", self.pattern(depth - 1))
            }
            10 => format!("{{ {} }}", self.pattern(depth - 1)),
            _ => "VALUES (?a ?b) { (<http://e/n1> <http://e/n2>) (<http://e/n3> 1) (UNDEF \"a\") }"
                .to_owned(),
        }
    }

    fn triples(&mut self) -> String {
        self.n_groups += 1;
        let group = self.n_groups;
        let n_triples = 1 + self.choices.below(3);
        let triples: Vec<String> = (0..n_triples).map(|_| self.triple(group)).collect();
        // What stands alone keeps labels of nodes to one group.
        format!("{{ {} }}", triples.join(" . "))
    }

    fn triple(&mut self, group: usize) -> String {
        let path = self.path();
        // The standard says that a path of no length holds for a term that no triple has (SPARQL 1.1, section
        // 18.5), and the suite of the W3C asks for it; the store says that it does not. So a constant at such a
        // path is one that the graph has.
        let is_known = path.contains(['*', '?']) && !path.starts_with('?');
        let subject = self.end(group, is_known);
        let object = self.end(group, is_known);
        format!("{subject} {path} {object}")
    }

    fn path(&mut self) -> String {
        let step = format!("<http://e/p{}>", self.choices.below(4));
        match self.choices.below(12) {
            0..6 => step,
            6 => "?p".to_owned(),
            7 => format!("{step}+"),
            8 => format!("{step}*"),
            9 => format!("({step}|^<http://e/p1>)"),
            10 => format!("{step}/<http://e/p1>"),
            _ => format!("({step}/<http://e/p1>)?"),
        }
    }

    fn end(&mut self, group: usize, is_known: bool) -> String {
        match self.choices.below(10) {
            0..6 => self.choices.of(&["?a", "?b", "?c", "?d"]).to_owned(),
            6 => format!("_:x{group}"),
            7 if !is_known => self
                .choices
                .of(&["1", "1.5", "\"a\"", "\"a\"@en", "true"])
                .to_owned(),
            _ => {
                let node = node(self.choices.below(6));
                let term = Term::from(node);
                if is_known && self.index.find(&term).is_none() {
                    "?a".to_owned()
                } else {
                    term.to_string()
                }
            }
        }
    }

    fn filter(&mut self) -> String {
        let filters = [
            "FILTER(?b > 1)",
            "FILTER(?a = ?b)",
            "FILTER(?a != ?c)",
            "FILTER(isIRI(?c))",
            "FILTER(isBlank(?a) || isLiteral(?b))",
            "FILTER(?b IN (1, 1.5, \"a\"))",
            "FILTER(BOUND(?d))",
            "FILTER(!BOUND(?c) && BOUND(?a))",
            "FILTER(?c < \"2025-01-01\"^^<http://www.w3.org/2001/XMLSchema#date>)",
            "BIND(?b + 1 AS ?z)",
            "FILTER(!?b)",
            "FILTER(CONTAINS(STR(?a), \"1\"))",
            "FILTER(sameTerm(?a, <http://e/n1>))",
            "FILTER(?a = <http://e/n1>)",
            "FILTER(LANG(?b) = \"en\")",
            "FILTER(DATATYPE(?b) = <http://www.w3.org/2001/XMLSchema#integer>)",
            "FILTER(COALESCE(?d, ?a) = ?a)",
            "FILTER(REGEX(STR(?b), \"^h.*[12]$\"))",
            "VALUES ?a { <http://e/n1> <http://e/n2> }",
        ];
        let filter = self.choices.of(&filters);
        if filter.starts_with("BIND") {
            // A variable is bound once in a group.
            return format!("OPTIONAL {{ {} {filter} }}", self.triples());
        }
        filter.to_owned()
    }
}

fn in_store(query: &str, store: &Store) -> Vec<String> {
    let query = SparqlEvaluator::new().parse_query(query);
    let query = query.expect("the grammar is that of SPARQL");
    let results = query.on_store(store).execute().expect("there is an answer");
    let mut rows: Vec<String> = match results {
        QueryResults::Boolean(truth) => vec![truth.to_string()],
        QueryResults::Solutions(solutions) => {
            let names: Vec<String> = solutions
                .variables()
                .iter()
                .map(|variable| variable.as_str().to_owned())
                .collect();
            solutions
                .map(|row| shown(&names, row.expect("there is a row").values()))
                .collect()
        }
        QueryResults::Graph(_) => unreachable!("no query constructs"),
    };
    rows.sort();
    rows
}

fn in_index(query: &str, index: &Index, shortcuts: Shortcuts) -> Vec<String> {
    let query = parse(query, &ParseOptions::default()).expect("the store has parsed it");
    let options = EvaluationOptions {
        shortcuts,
        // The graph is small; a thread that watches over each query takes longer than the query.
        limits: QueryLimits::NONE,
        ..EvaluationOptions::default()
    };
    let answer = evaluate(&query, index, &options).expect("there is an answer");
    let mut rows: Vec<String> = match answer {
        Answer::Truth(truth) => vec![truth.to_string()],
        Answer::Rows(rows) => {
            let names: Vec<String> = rows.variables().map(str::to_owned).collect();
            rows.map(|row| shown(&names, &row.expect("there is a row")))
                .collect()
        }
        Answer::Graph(_) => unreachable!("no query constructs"),
    };
    rows.sort();
    rows
}

fn shown(names: &[String], values: &[Option<Term>]) -> String {
    let mut cells: Vec<String> = names
        .iter()
        .zip(values)
        .filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?)))
        .collect();
    cells.sort();
    cells.join(" ")
}
