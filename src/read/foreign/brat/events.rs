//! Events become relations where they have two sides, else nodes.

use crate::model::{EntityRecord, Loss, Mention, Record, RelationRecord, quoted};
use crate::order::CompactCollect;
use crate::read::foreign::brat::Reading;
use crate::read::foreign::brat::lines::Linked;
use crate::read::foreign::brat::stances::Stance;
use std::collections::{BTreeMap, BTreeSet};

/// Roles of who or what acts, in the schemes that brat is used with (`BioNLP`, ACE), in lower case.
const AGENTS: [&str; 10] = [
    "agent",
    "arg1",
    "subject",
    "actor",
    "cause",
    "attacker",
    "giver",
    "buyer",
    "seller",
    "communicator",
];
/// Roles of what it acts on.
const OBJECTS: [&str; 8] = [
    "theme",
    "patient",
    "object",
    "arg2",
    "target",
    "recipient",
    "victim",
    "beneficiary",
];
/// Roles of when and where.
const TIMES: [&str; 2] = ["time", "date"];
const PLACES: [&str; 3] = ["place", "location", "loc"];

impl Reading<'_> {
    pub(super) fn events(&mut self, stances: &BTreeMap<String, Stance>) {
        // What another annotation ends at is a node, whatever its own sides.
        let annotations = &self.annotations;
        let linked = annotations
            .events
            .values()
            .chain(annotations.relations.values());
        let arguments = linked.flat_map(|linked| linked.arguments.iter().map(|(_, of)| of));
        let members = annotations.sets.iter().flat_map(|set| &set.members);
        let ends: BTreeSet<String> = arguments.chain(members).cloned().into_set();
        let ids: Vec<String> = self.annotations.events.keys().cloned().collect();
        for id in ids {
            let Some(event) = self.annotations.events.get(&id) else {
                continue;
            };
            let of_roles = |roles: &[&str]| -> Vec<String> {
                let arguments = event.arguments.iter();
                arguments
                    .filter(|(role, _)| is_one_of(role, roles))
                    .map(|(_, of)| of.clone())
                    .collect()
            };
            let (agents, objects) = (of_roles(&AGENTS), of_roles(&OBJECTS));
            if ends.contains(&id) || agents.is_empty() || objects.is_empty() {
                self.node(&id, stances);
            } else if self.is_understood(&id, stances) {
                self.between(&id, &agents, &objects, stances);
            }
        }
    }

    /// A relation from each agent to each thing it acts on.
    fn between(
        &mut self,
        id: &str,
        agents: &[String],
        objects: &[String],
        stances: &BTreeMap<String, Stance>,
    ) {
        let Some(event) = self.annotations.events.get(id) else {
            return;
        };
        let (class, at) = (event.class.clone(), event.place.clone());
        let (mut time, mut place) = (None, None);
        let mut lost = Vec::new();
        for (role, of) in &event.arguments {
            if is_one_of(role, &TIMES) && time.is_none() {
                time = self.mark_of(of).map(|mark| mark.words.clone());
            } else if is_one_of(role, &PLACES) && place.is_none() {
                place = self.end(of);
            } else if !is_one_of(role, &AGENTS) && !is_one_of(role, &OBJECTS) {
                lost.push(format!(
                    "role {} of an event that is a relation",
                    quoted(role)
                ));
            }
        }
        for what in lost {
            self.file.losses.add(Loss::Dropped, &what);
        }
        for agent in agents {
            for object in objects {
                let Some((subject, end)) = self.end(agent).zip(self.end(object)) else {
                    continue;
                };
                let evidence = self.evidence([id, agent.as_str(), object.as_str()]);
                let record = RelationRecord {
                    subject,
                    predicate: class.clone(),
                    object: Some(end),
                    time: time.clone(),
                    place: place.clone(),
                    ..self.record(id, stances, evidence)
                };
                self.file.push(Record::Relation(record), at.clone());
            }
        }
    }

    /// An entity for the event, and a relation under its role to each that takes part.
    fn node(&mut self, id: &str, stances: &BTreeMap<String, Stance>) {
        let Some(Linked {
            class,
            arguments,
            place,
            ..
        }) = self.annotations.events.get(id)
        else {
            return;
        };
        let (class, arguments, place) = (class.clone(), arguments.clone(), place.clone());
        self.file.losses.add(
            Loss::Supposed,
            "event as a node with its roles as relations",
        );
        let trigger = self.mark_of(id);
        let record = EntityRecord {
            id: Some(self.event_id(id)),
            types: [class.as_str()].into_iter().collect(),
            label: trigger.map_or_else(|| class.clone(), |mark| mark.words.clone()),
            mentions: trigger
                .map(|mark| Mention {
                    source: Some(self.stem.clone()),
                    start: Some(mark.range().0),
                    end: Some(mark.range().1),
                    text: (mark.parts.len() == 1).then(|| mark.words.clone()),
                    verified: None,
                })
                .into_iter()
                .collect(),
            ..EntityRecord::default()
        };
        self.file.push(Record::Entity(record), place.clone());
        if !self.is_understood(id, stances) {
            return;
        }
        for (role, of) in arguments {
            let Some(object) = self.end(&of) else {
                continue;
            };
            let evidence = self.evidence([id, of.as_str()]);
            let record = RelationRecord {
                subject: self.event_id(id),
                predicate: role,
                object: Some(object),
                ..self.record(id, stances, evidence)
            };
            self.file.push(Record::Relation(record), place.clone());
        }
    }
}

/// Whether a role is one of some; brat numbers those that come twice, as in `Theme2`.
fn is_one_of(role: &str, roles: &[&str]) -> bool {
    let role = role.to_ascii_lowercase();
    roles.contains(&role.as_str())
        || roles.contains(&role.trim_end_matches(|last: char| last.is_ascii_digit()))
}
