use crate::query::visit::{Visitor, visit};
use oxigraph::model::NamedNode;
use oxigraph::model::vocab::rdf;
use spargebra::Query;
use spargebra::algebra::{GraphPattern, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};
use std::collections::BTreeSet;

/// What a query asks its data for: the properties and classes that its patterns name. The template of a
/// CONSTRUCT names what is to be made and does not count.
#[derive(Debug, Clone, Default)]
pub(super) struct NamedTerms {
    /// Predicates of triple patterns and steps of property paths, `rdf:type` apart.
    pub properties: BTreeSet<String>,
    /// Objects of `rdf:type`.
    pub classes: BTreeSet<String>,
    /// Whether another server is to be asked.
    pub has_service: bool,
    /// Whether a variable stands for a named graph.
    pub has_open_graph: bool,
}

impl NamedTerms {
    /// Looks through the whole query.
    pub(super) fn of(query: &mut Query) -> Self {
        let mut terms = Self::default();
        visit(query, &mut terms);
        terms
    }

    fn triple(&mut self, triple: &TriplePattern) {
        self.term(&triple.subject);
        self.term(&triple.object);
        if let NamedNodePattern::NamedNode(predicate) = &triple.predicate {
            self.property(predicate);
            if predicate.as_ref() == rdf::TYPE {
                self.class(&triple.object);
            }
        }
    }

    /// A quoted triple has its own predicate.
    fn term(&mut self, term: &TermPattern) {
        if let TermPattern::Triple(triple) = term {
            self.triple(triple);
        }
    }

    fn property(&mut self, property: &NamedNode) {
        if property.as_ref() != rdf::TYPE {
            self.properties.insert(property.as_str().to_owned());
        }
    }

    fn class(&mut self, term: &TermPattern) {
        if let TermPattern::NamedNode(class) = term {
            self.classes.insert(class.as_str().to_owned());
        }
    }

    fn path(&mut self, path: &PropertyPathExpression) {
        match path {
            PropertyPathExpression::NamedNode(property) => self.property(property),
            PropertyPathExpression::Reverse(inner)
            | PropertyPathExpression::ZeroOrMore(inner)
            | PropertyPathExpression::OneOrMore(inner)
            | PropertyPathExpression::ZeroOrOne(inner) => self.path(inner),
            PropertyPathExpression::Sequence(left, right)
            | PropertyPathExpression::Alternative(left, right) => {
                self.path(left);
                self.path(right);
            }
            PropertyPathExpression::NegatedPropertySet(excluded) => {
                for property in excluded {
                    self.property(property);
                }
            }
        }
    }
}

impl Visitor for NamedTerms {
    fn pattern(&mut self, pattern: &mut GraphPattern) {
        match pattern {
            GraphPattern::Bgp { patterns } => {
                for triple in patterns {
                    self.triple(triple);
                }
            }
            GraphPattern::Path {
                subject,
                path,
                object,
            } => {
                self.term(subject);
                self.path(path);
                self.term(object);
                if is_type_path(path) {
                    self.class(object);
                }
            }
            GraphPattern::Graph {
                name: NamedNodePattern::Variable(_),
                ..
            } => self.has_open_graph = true,
            GraphPattern::Service { .. } => self.has_service = true,
            _ => {}
        }
    }
}

/// Whether a path ends at a class: that of `?x a/rdfs:subClassOf* :Class` does, which the parser splits after
/// its first step.
fn is_type_path(path: &PropertyPathExpression) -> bool {
    match path {
        PropertyPathExpression::NamedNode(property) => property.as_ref() == rdf::TYPE,
        PropertyPathExpression::Sequence(_, last) => is_type_path(last),
        other => is_subclass_path(other),
    }
}

fn is_subclass_path(path: &PropertyPathExpression) -> bool {
    match path {
        PropertyPathExpression::NamedNode(property) => {
            property.as_str() == "http://www.w3.org/2000/01/rdf-schema#subClassOf"
        }
        PropertyPathExpression::ZeroOrMore(inner)
        | PropertyPathExpression::OneOrMore(inner)
        | PropertyPathExpression::ZeroOrOne(inner) => is_subclass_path(inner),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(query: &str) -> (Vec<String>, Vec<String>, bool) {
        let mut query = spargebra::SparqlParser::new()
            .with_prefix("", "x:")
            .unwrap()
            .with_prefix("rdfs", "http://www.w3.org/2000/01/rdf-schema#")
            .unwrap()
            .parse_query(query)
            .unwrap();
        let terms = NamedTerms::of(&mut query);
        let list = |set: BTreeSet<String>| set.into_iter().collect();
        (
            list(terms.properties),
            list(terms.classes),
            terms.has_service,
        )
    }

    #[test]
    fn every_part_of_a_query_is_walked() {
        let query = "SELECT (SUM(IF(EXISTS { ?s :in-aggregate 1 }, 1, 2)) AS ?n) WHERE {
            ?s :bgp ?o ; a :Class . << ?s :quoted ?o >> ?q ?r .
            ?s (:seq/^:inverse|!(:negated)) ?o
            OPTIONAL { ?s :optional ?o FILTER(1 IN (2, EXISTS { ?s :in-list ?o })) }
            { ?s :left ?o } UNION { ?s :right ?o } MINUS { ?s :minus ?o }
            GRAPH ?g { ?s a/rdfs:subClassOf* :Upper }
            BIND(COALESCE(-1 * 2 > 3, EXISTS { ?s :in-bind ?o }) AS ?b)
            { SELECT DISTINCT ?s { ?s :sub ?o } ORDER BY (EXISTS { ?s :in-order ?o }) LIMIT 1 }
            FILTER NOT EXISTS { ?s :in-exists ?o }
        } GROUP BY ?s HAVING (EXISTS { ?s :in-having ?o })";
        let (properties, classes, has_service) = named(query);
        assert_eq!(
            properties.join(" "),
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies \
             http://www.w3.org/2000/01/rdf-schema#subClassOf x:bgp x:in-aggregate x:in-bind x:in-exists \
             x:in-having x:in-list x:in-order x:inverse x:left x:minus x:negated x:optional x:quoted \
             x:right x:seq x:sub"
        );
        assert_eq!(classes, ["x:Class", "x:Upper"]);
        assert!(!has_service);
    }

    #[test]
    fn a_template_is_no_pattern() {
        let (properties, classes, _) =
            named("CONSTRUCT { ?s :made ?o ; a :Made } WHERE { ?s :asked ?o }");
        assert_eq!(properties, ["x:asked"]);
        assert!(classes.is_empty());
    }

    #[test]
    fn a_service_is_found_inside_exists() {
        assert!(named("ASK { FILTER EXISTS { { SELECT * { SERVICE SILENT ?x { } } } } }").2);
    }
}
