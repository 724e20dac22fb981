//! The constraints of SHACL Core (<https://www.w3.org/TR/shacl/#core-components>).

use crate::rdf::TermId;
use crate::shacl::graph::SH;
use crate::shacl::read::Reader;
use crate::shacl::shape::{Bound, Constraint, NodeKind, Qualified, ShapeRef};
use crate::spelling::nearest;
use oxigraph::model::TermRef;
use regex::{Regex, RegexBuilder};
use std::collections::BTreeSet;

/// Properties of SHACL that a shape may have: those read here.
const READ: [&str; 44] = [
    "and",
    "class",
    "closed",
    "datatype",
    "deactivated",
    "disjoint",
    "equals",
    "flags",
    "hasValue",
    "ignoredProperties",
    "in",
    "languageIn",
    "lessThan",
    "lessThanOrEquals",
    "maxCount",
    "maxExclusive",
    "maxInclusive",
    "maxLength",
    "message",
    "minCount",
    "minExclusive",
    "minInclusive",
    "minLength",
    "node",
    "nodeKind",
    "not",
    "or",
    "path",
    "pattern",
    "property",
    "qualifiedMaxCount",
    "qualifiedMinCount",
    "qualifiedValueShape",
    "qualifiedValueShapesDisjoint",
    "severity",
    "sparql",
    "targetClass",
    "targetNode",
    "targetObjectsOf",
    "targetSubjectsOf",
    "uniqueLang",
    "xone",
    "declare",
    "prefixes",
];

/// Those that say nothing of what is right, and those of a query that is a shape too.
const SILENT: [&str; 10] = [
    "name",
    "description",
    "order",
    "group",
    "defaultValue",
    "select",
    "ask",
    "labelTemplate",
    "editor",
    "viewer",
];

/// Those of SHACL Advanced Features and of SHACL-JS, which would change what is found.
const NOT_READ: [&str; 5] = ["target", "expression", "js", "rule", "values"];

/// A regular expression takes no more memory than this.
const LARGEST_PATTERN: usize = 1 << 20;

impl Reader<'_> {
    pub(super) fn core(&mut self, shape: ShapeRef, node: TermId) -> Vec<Constraint> {
        let mut constraints = Vec::new();
        let mut seen = BTreeSet::new();
        for (property, value) in self.graph.about(node) {
            let Some(local) = self
                .graph
                .iri(property)
                .and_then(|iri| iri.strip_prefix(SH))
            else {
                continue;
            };
            if !seen.insert(local) && is_single(local) {
                self.error(
                    shape,
                    format!("more than one sh:{local}, one at most is wanted"),
                );
            }
            self.warn_of_unknown(shape, local);
            match self.constraint(shape, local, value) {
                Ok(constraint) => constraints.extend(constraint),
                Err(wanted) => {
                    let found = self.graph.name(value);
                    self.error(shape, format!("sh:{local} has {found}; {wanted}"));
                }
            }
        }
        self.flags(shape, node, &mut constraints);
        constraints
    }

    fn warn_of_unknown(&mut self, shape: ShapeRef, local: &str) {
        if NOT_READ.contains(&local) {
            let message = format!(
                "sh:{local} is not part of SHACL Core or SHACL-SPARQL and is not read; what it asks for is not known"
            );
            self.error(shape, message);
        } else if !READ.contains(&local) && !SILENT.contains(&local) {
            let meant = nearest(local, READ).map(|known| format!("; did you mean sh:{known}?"));
            let message = format!("SHACL has no sh:{local}{}", meant.unwrap_or_default());
            self.fault(shape, message, false);
        }
    }

    /// The constraint that one triple makes, if it makes one by itself; or what would be right.
    fn constraint(
        &mut self,
        shape: ShapeRef,
        local: &str,
        value: TermId,
    ) -> Result<Option<Constraint>, &'static str> {
        Ok(Some(match local {
            "class" => Constraint::Class(self.iri(value)?),
            "datatype" => Constraint::Datatype(self.iri(value)?),
            "nodeKind" => Constraint::NodeKind(self.node_kind(value)?),
            "minCount" => Constraint::MinCount(self.count(value)?),
            "maxCount" => Constraint::MaxCount(self.count(value)?),
            "minExclusive" => Constraint::Bound(Bound::MinExclusive, self.literal(value)?),
            "minInclusive" => Constraint::Bound(Bound::MinInclusive, self.literal(value)?),
            "maxExclusive" => Constraint::Bound(Bound::MaxExclusive, self.literal(value)?),
            "maxInclusive" => Constraint::Bound(Bound::MaxInclusive, self.literal(value)?),
            "minLength" => Constraint::MinLength(self.count(value)?),
            "maxLength" => Constraint::MaxLength(self.count(value)?),
            "languageIn" => Constraint::LanguageIn(self.texts(value)?),
            "uniqueLang" if self.truth(value)? => return Ok(self.unique_lang(shape, value)),
            "equals" => Constraint::Equals(self.iri(value)?),
            "disjoint" => Constraint::Disjoint(self.iri(value)?),
            "lessThan" => Constraint::LessThan(self.on_path(shape, value)?),
            "lessThanOrEquals" => Constraint::LessThanOrEquals(self.on_path(shape, value)?),
            "not" => Constraint::Not(self.shape(value, Some(shape))),
            "and" => Constraint::And(self.shape_list(shape, value)?),
            "or" => Constraint::Or(self.shape_list(shape, value)?),
            "xone" => Constraint::Xone(self.shape_list(shape, value)?),
            "node" => Constraint::Node(self.shape(value, Some(shape))),
            "property" => Constraint::Property(self.property_shape(shape, value)?),
            "qualifiedValueShape" => return self.qualified(shape, value).map(Some),
            "closed" if self.truth(value)? => Constraint::Closed(self.allowed(shape)?),
            "hasValue" => Constraint::HasValue(value),
            "in" => Constraint::In(self.graph.list(value).map_err(wanted_list)?),
            _ => return Ok(None),
        }))
    }

    fn iri(&self, value: TermId) -> Result<TermId, &'static str> {
        self.graph
            .iri(value)
            .map(|_| value)
            .ok_or("an IRI is wanted")
    }

    fn literal(&self, value: TermId) -> Result<TermId, &'static str> {
        match self.graph.index.term(value) {
            TermRef::Literal(_) => Ok(value),
            _ => Err("a number, a date or another literal is wanted"),
        }
    }

    fn count(&self, value: TermId) -> Result<u64, &'static str> {
        let wanted = "a whole number from 0 is wanted";
        match self.graph.index.term(value) {
            TermRef::Literal(literal) if literal.datatype().as_str().ends_with("nteger") => {
                literal.value().parse().map_err(|_| wanted)
            }
            _ => Err(wanted),
        }
    }

    fn truth(&self, value: TermId) -> Result<bool, &'static str> {
        match self.graph.index.term(value) {
            TermRef::Literal(literal) => match literal.value() {
                "true" | "1" => Ok(true),
                "false" | "0" => Ok(false),
                _ => Err("true or false is wanted"),
            },
            _ => Err("true or false is wanted"),
        }
    }

    /// The standard goes by the written form: 1, which is as true, asks for nothing.
    fn unique_lang(&mut self, shape: ShapeRef, value: TermId) -> Option<Constraint> {
        match self.graph.index.term(value) {
            TermRef::Literal(literal) if literal.value() == "true" => Some(Constraint::UniqueLang),
            _ => {
                let message = "sh:uniqueLang has 1, which asks for nothing; write true";
                self.fault(shape, message.to_owned(), false);
                None
            }
        }
    }

    fn texts(&self, list: TermId) -> Result<Vec<String>, &'static str> {
        let text = |member: &TermId| match self.graph.index.term(*member) {
            TermRef::Literal(literal) => Ok(literal.value().to_owned()),
            _ => Err("a list of language tags is wanted"),
        };
        let members = self.graph.list(list).map_err(wanted_list)?;
        members.iter().map(text).collect()
    }

    fn node_kind(&self, value: TermId) -> Result<NodeKind, &'static str> {
        let wanted = "sh:IRI, sh:BlankNode, sh:Literal, sh:BlankNodeOrIRI, sh:BlankNodeOrLiteral or sh:IRIOrLiteral \
                      is wanted";
        let local = self.graph.iri(value).and_then(|iri| iri.strip_prefix(SH));
        let (iri, blank, literal) = match local.ok_or(wanted)? {
            "IRI" => (true, false, false),
            "BlankNode" => (false, true, false),
            "Literal" => (false, false, true),
            "BlankNodeOrIRI" => (true, true, false),
            "BlankNodeOrLiteral" => (false, true, true),
            "IRIOrLiteral" => (true, false, true),
            _ => return Err(wanted),
        };
        Ok(NodeKind {
            iri,
            blank,
            literal,
        })
    }

    fn on_path(&self, shape: ShapeRef, value: TermId) -> Result<TermId, &'static str> {
        match self.shapes[shape.0].path {
            Some(_) => self.iri(value),
            None => Err("it is for shapes with a sh:path only"),
        }
    }

    fn shape_list(&mut self, shape: ShapeRef, list: TermId) -> Result<Vec<ShapeRef>, &'static str> {
        let members = self.graph.list(list).map_err(wanted_list)?;
        let read = |member| self.shape(member, Some(shape));
        Ok(members.into_iter().map(read).collect())
    }

    fn property_shape(&mut self, shape: ShapeRef, value: TermId) -> Result<ShapeRef, &'static str> {
        if self.graph.of(value, "path").is_empty() {
            return Err("a shape with a sh:path is wanted");
        }
        Ok(self.shape(value, Some(shape)))
    }

    fn qualified(&mut self, shape: ShapeRef, value: TermId) -> Result<Constraint, &'static str> {
        let node = self.shapes[shape.0].node;
        let count = |local: &str| -> Result<Option<u64>, &'static str> {
            let value = self.graph.of(node, local);
            value.first().map(|value| self.count(*value)).transpose()
        };
        let wanted =
            "sh:qualifiedMinCount or sh:qualifiedMaxCount with a whole number is wanted beside it";
        let (least, most) = (
            count("qualifiedMinCount").map_err(|_| wanted)?,
            count("qualifiedMaxCount").map_err(|_| wanted)?,
        );
        if least.is_none() && most.is_none() {
            return Err(wanted);
        }
        let is_disjoint = match self.graph.of(node, "qualifiedValueShapesDisjoint").first() {
            Some(value) => self.truth(*value)?,
            None => false,
        };
        let siblings = if is_disjoint {
            self.siblings(node, value)
        } else {
            BTreeSet::new()
        };
        let read = |node| self.shape(node, Some(shape));
        let siblings = siblings.into_iter().map(read).collect();
        Ok(Constraint::Qualified(Qualified {
            shape: self.shape(value, Some(shape)),
            siblings,
            least,
            most,
        }))
    }

    /// The qualified value shapes of the property shapes beside one
    /// (<https://www.w3.org/TR/shacl/#QualifiedValueShapeConstraintComponent>).
    fn siblings(&self, node: TermId, own: TermId) -> BTreeSet<TermId> {
        let parents = self.graph.subjects(&format!("{SH}property"), Some(node));
        let beside = parents
            .iter()
            .flat_map(|parent| self.graph.of(*parent, "property"));
        let mut siblings: BTreeSet<TermId> = beside
            .flat_map(|shape| self.graph.of(shape, "qualifiedValueShape"))
            .collect();
        siblings.remove(&own);
        siblings
    }

    /// The properties that a closed shape allows.
    fn allowed(&self, shape: ShapeRef) -> Result<BTreeSet<TermId>, &'static str> {
        let node = self.shapes[shape.0].node;
        let mut allowed = BTreeSet::new();
        for property in self.graph.of(node, "property") {
            let paths = self.graph.of(property, "path");
            allowed.extend(
                paths
                    .into_iter()
                    .filter(|path| self.graph.iri(*path).is_some()),
            );
        }
        for list in self.graph.of(node, "ignoredProperties") {
            let members = self.graph.list(list);
            allowed.extend(members.map_err(|_| "sh:ignoredProperties has to be a list")?);
        }
        Ok(allowed)
    }

    /// Patterns, which are read with the flags beside them.
    fn flags(&mut self, shape: ShapeRef, node: TermId, constraints: &mut Vec<Constraint>) {
        let flags = match self.single(shape, node, "flags") {
            None => String::new(),
            Some(value) => match self.graph.index.term(value) {
                TermRef::Literal(literal) => literal.value().to_owned(),
                other => {
                    self.error(shape, format!("sh:flags has {other}; letters are wanted"));
                    return;
                }
            },
        };
        for value in self.graph.of(node, "pattern") {
            let read = match self.graph.index.term(value) {
                TermRef::Literal(literal) => pattern(literal.value(), &flags),
                other => Err(format!(
                    "sh:pattern has {other}; a regular expression is wanted"
                )),
            };
            match read {
                Ok(constraint) => constraints.push(constraint),
                Err(message) => self.error(shape, message),
            }
        }
    }
}

/// What is wanted in place of a list that is none, or that is broken.
fn wanted_list(found: &'static str) -> &'static str {
    match found {
        "no list" => "a list is wanted: (a b c)",
        _ => "its list leads back to itself, or lacks an rdf:first or rdf:rest somewhere",
    }
}

/// Whether the standard allows a property once at most.
fn is_single(local: &str) -> bool {
    matches!(
        local,
        "closed"
            | "datatype"
            | "ignoredProperties"
            | "in"
            | "languageIn"
            | "maxCount"
            | "maxExclusive"
            | "maxInclusive"
            | "maxLength"
            | "minCount"
            | "minExclusive"
            | "minInclusive"
            | "minLength"
            | "nodeKind"
            | "qualifiedMaxCount"
            | "qualifiedMinCount"
            | "qualifiedValueShape"
            | "qualifiedValueShapesDisjoint"
            | "uniqueLang"
    )
}

/// A regular expression as REGEX of SPARQL has it.
fn pattern(written: &str, flags: &str) -> Result<Constraint, String> {
    let mut literal = String::new();
    if flags.contains('q') {
        literal = regex::escape(written);
    }
    let mut builder = RegexBuilder::new(if literal.is_empty() {
        written
    } else {
        &literal
    });
    builder.size_limit(LARGEST_PATTERN);
    for flag in flags.chars() {
        match flag {
            'i' => builder.case_insensitive(true),
            's' => builder.dot_matches_new_line(true),
            'm' => builder.multi_line(true),
            'x' => builder.ignore_whitespace(true),
            'q' => &mut builder,
            _ => {
                return Err(format!(
                    "sh:flags has {flag:?}; the letters i, s, m, x and q mean something"
                ));
            }
        };
    }
    let regex: Regex = builder.build().map_err(|error| {
        // The library draws the place over several lines.
        let error = error.to_string();
        let reason = error
            .lines()
            .last()
            .unwrap_or_default()
            .trim_start_matches("error: ");
        format!("sh:pattern has {written:?}, which is no regular expression: {reason}")
    })?;
    Ok(Constraint::Pattern {
        regex: Box::new(regex),
        written: written.to_owned(),
    })
}
