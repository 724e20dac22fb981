//! What `FollowTheMoney`'s model says of its schemata: which are edges, and which properties name other entities.

/// A schema whose entities stand for an edge.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) schema: &'static str,
    /// The property that names the end it starts from.
    pub(super) from: &'static str,
    /// The property that names the end it goes to.
    pub(super) to: &'static str,
    /// What the model calls it; none where it says no more than that there is a link.
    pub(super) label: Option<&'static str>,
    pub(super) is_directed: bool,
}

const fn edge(
    schema: &'static str,
    from: &'static str,
    label: &'static str,
    to: &'static str,
) -> Edge {
    Edge {
        schema,
        from,
        to,
        label: Some(label),
        is_directed: true,
    }
}

const fn undirected(
    schema: &'static str,
    from: &'static str,
    label: &'static str,
    to: &'static str,
) -> Edge {
    Edge {
        is_directed: false,
        ..edge(schema, from, label, to)
    }
}

/// The edges of version 4.11.
const EDGES: [Edge; 17] = [
    undirected("Associate", "person", "associated with", "associate"),
    edge("ContractAward", "contract", "awarded to", "supplier"),
    edge("Control", "controller", "controls", "controlled"),
    edge("CourtCaseParty", "party", "involved in", "case"),
    edge("Debt", "debtor", "owes", "creditor"),
    edge("Directorship", "director", "directs", "organization"),
    undirected("Documentation", "document", "documents", "entity"),
    edge("Employment", "employee", "works for", "employer"),
    // "Related to" there, which is kinship here and no more than a link in our ontology.
    undirected("Family", "person", "family", "relative"),
    edge("Membership", "member", "belongs to", "organization"),
    // Undirected in the model, where nobody asks which end holds and which is held; the label does.
    edge("Occupancy", "holder", "holds", "post"),
    edge("Ownership", "owner", "owns", "asset"),
    edge("Payment", "payer", "paid", "beneficiary"),
    edge(
        "ProjectParticipant",
        "participant",
        "participates in",
        "project",
    ),
    edge("Representation", "agent", "represents", "client"),
    edge("Succession", "predecessor", "precedes", "successor"),
    Edge {
        label: None,
        ..undirected("UnknownLink", "subject", "", "object")
    },
];

/// The edge that a schema is, if it is one.
pub(super) fn edge_of(schema: &str) -> Option<Edge> {
    EDGES.into_iter().find(|edge| edge.schema == schema)
}

/// Properties that hold the ids of other entities, in whichever schema.
const REFERENCES: [&str; 69] = [
    "addressEntity",
    "agent",
    "ancestors",
    "asset",
    "associate",
    "bank",
    "bankAccount",
    "bankForeign",
    "bankRub",
    "beneficiary",
    "beneficiaryAccount",
    "callForTenders",
    "caller",
    "candidate",
    "case",
    "client",
    "contract",
    "contractHolder",
    "controlled",
    "controller",
    "creditor",
    "debtor",
    "declarant",
    "director",
    "document",
    "emitters",
    "employee",
    "employer",
    "endLocation",
    "entity",
    "holder",
    "inReplyToEmail",
    "inReplyToMessage",
    "involved",
    "issuer",
    "match",
    "member",
    "object",
    "onBehalfOf",
    "operator",
    "organization",
    "organizer",
    "owner",
    "parent",
    "partOf",
    "participant",
    "party",
    "payer",
    "payerAccount",
    "person",
    "pictured",
    "post",
    "predecessor",
    "project",
    "proof",
    "receiver",
    "recipientAccount",
    "recipients",
    "relative",
    "resolved",
    "riskSource",
    "senderAccount",
    "startLocation",
    "successor",
    "supplier",
    "taxee",
    "tenderers",
    "transport",
    "vehicle",
];

/// Properties that hold ids in one schema and words in another.
const SOMETIMES_REFERENCES: [&str; 3] = ["authority", "sender", "subject"];

/// Whether the values of a property are ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Ids,
    Words,
    /// By whether there is such an id.
    Either,
}

pub(super) fn holds(property: &str) -> Holds {
    if REFERENCES.contains(&property) {
        Holds::Ids
    } else if SOMETIMES_REFERENCES.contains(&property) {
        Holds::Either
    } else {
        Holds::Words
    }
}

/// Properties that are other names of an entity.
pub(super) const NAMES: [&str; 5] = ["name", "alias", "weakAlias", "previousName", "abbreviation"];

/// What an entity without a name is known by, the plainest first.
pub(super) const CAPTIONS: [&str; 13] = [
    "title",
    "program",
    "full",
    "fileName",
    "subject",
    "username",
    "number",
    "registrationNumber",
    "publicKey",
    "iban",
    "reason",
    "summary",
    "description",
];
