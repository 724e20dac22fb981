//! The constraints of SHACL Core (<https://www.w3.org/TR/shacl/#core-components>).

use crate::order::CompactCollect;
use crate::rdf::TermId;
use crate::shacl::graph::SH;
use crate::shacl::read::Reader;
use crate::shacl::shape::{Bound, Constraint, Qualified, ShapeRef};
use crate::spelling::nearest;
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
        self.patterns(shape, node, &mut constraints);
        self.warn_of_halves(shape, node);
        constraints
    }

    fn warn_of_unknown(&mut self, shape: ShapeRef, local: &str) {
        if NOT_READ.contains(&local) {
            let message = format!(
                "sh:{local} is not part of SHACL Core or SHACL-SPARQL and is not read; what it asks for is not known"
            );
            self.error(shape, message);
        } else if !READ.contains(&local) && !SILENT.contains(&local) {
            let meant = nearest(local, READ).map(|known| format!(" (sh:{known} is)"));
            let message = format!(
                "sh:{local} is not known{}, and what it asks for neither",
                meant.unwrap_or_default()
            );
            self.error(shape, message);
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
            "minCount" => Constraint::MinCount(self.count_on_path(shape, value)?),
            "maxCount" => Constraint::MaxCount(self.count_on_path(shape, value)?),
            "minExclusive" => Constraint::Bound(Bound::MinExclusive, self.literal(value)?),
            "minInclusive" => Constraint::Bound(Bound::MinInclusive, self.literal(value)?),
            "maxExclusive" => Constraint::Bound(Bound::MaxExclusive, self.literal(value)?),
            "maxInclusive" => Constraint::Bound(Bound::MaxInclusive, self.literal(value)?),
            "minLength" => Constraint::MinLength(self.count(value)?),
            "maxLength" => Constraint::MaxLength(self.count(value)?),
            "languageIn" => Constraint::LanguageIn(self.texts(value)?),
            "uniqueLang" if self.truth(value)? => {
                self.needs_path(shape)?;
                return Ok(self.unique_lang(shape, value));
            }
            "equals" => Constraint::Equals(self.iri(value)?),
            "disjoint" => Constraint::Disjoint(self.iri(value)?),
            "lessThan" => Constraint::LessThan(self.on_path(shape, value)?),
            "lessThanOrEquals" => Constraint::LessThanOrEquals(self.on_path(shape, value)?),
            "not" => Constraint::Not(self.shape(value, Some(shape))),
            "and" => Constraint::And(self.shape_list(shape, value)?),
            "or" => Constraint::Or(self.shape_list(shape, value)?),
            "xone" => Constraint::Xone(self.shape_list(shape, value)?),
            "node" => Constraint::Node(self.node_shape(shape, value)?),
            "property" => Constraint::Property(self.property_shape(shape, value)?),
            "qualifiedValueShape" => return self.qualified(shape, value).map(Some),
            "ignoredProperties" => {
                let members = self.graph.list(value).map_err(wanted_list)?;
                members
                    .into_iter()
                    .try_for_each(|member| self.iri(member).map(drop))?;
                return Ok(None);
            }
            "closed" if self.truth(value)? => Constraint::Closed(self.allowed(shape)?),
            "hasValue" => Constraint::HasValue(value),
            "in" => Constraint::In(self.graph.list(value).map_err(wanted_list)?),
            _ => return Ok(None),
        }))
    }

    fn on_path(&self, shape: ShapeRef, value: TermId) -> Result<TermId, &'static str> {
        self.needs_path(shape)?;
        self.iri(value)
    }

    fn count_on_path(&self, shape: ShapeRef, value: TermId) -> Result<u64, &'static str> {
        self.needs_path(shape)?;
        self.count(value)
    }

    fn needs_path(&self, shape: ShapeRef) -> Result<(), &'static str> {
        // A path that cannot be read has been spoken of already.
        let paths = self.graph.of(self.shapes[shape.0].node, "path");
        let path = paths.first().map(drop);
        path.ok_or("it is for shapes with a sh:path only")
    }

    fn node_shape(&mut self, shape: ShapeRef, value: TermId) -> Result<ShapeRef, &'static str> {
        if self.graph.of(value, "path").is_empty() {
            return Ok(self.shape(value, Some(shape)));
        }
        Err("a shape without a sh:path is wanted; sh:property is for the others")
    }

    /// Some parameters do nothing without another.
    fn warn_of_halves(&mut self, shape: ShapeRef, node: TermId) {
        for (half, other) in [
            ("qualifiedMinCount", "qualifiedValueShape"),
            ("qualifiedMaxCount", "qualifiedValueShape"),
            ("flags", "pattern"),
            ("ignoredProperties", "closed"),
        ] {
            if !self.graph.of(node, half).is_empty() && self.graph.of(node, other).is_empty() {
                let message = format!("sh:{half} does nothing without sh:{other}");
                self.fault(shape, message, false);
            }
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
            .into_set();
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
}

/// What is wanted in place of a list that is none, or that is broken.
pub(super) fn wanted_list(found: &'static str) -> &'static str {
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
