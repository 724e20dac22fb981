//! Writes facts whose entities are as unequally connected as those of a news archive: to measure and to look at
//! large pictures. The same number gives the same bytes.
//!
//! `cargo run --release --example power_law 20000 > facts.jsonl`

use std::error::Error;
use std::io::{BufWriter, Write, stdout};

const GIVEN: [&str; 16] = [
    "Amara", "Boris", "Chen", "Dalia", "Elif", "Farid", "Grace", "Hiroshi", "Ines", "Joseph",
    "Khadija", "Luis", "Mariam", "Nikolai", "Oumar", "Priya",
];
const FAMILY: [&str; 20] = [
    "Abdullahi",
    "Berg",
    "Castillo",
    "Diallo",
    "Eriksen",
    "Fofana",
    "Gupta",
    "Haddad",
    "Ivanova",
    "Jansen",
    "Keita",
    "Lindqvist",
    "Moreau",
    "Nakamura",
    "Okafor",
    "Petrov",
    "Qureshi",
    "Rossi",
    "Sow",
    "Traoré",
];
const TOWNS: [&str; 20] = [
    "Abéché",
    "Bobo-Dioulasso",
    "Conakry",
    "Dori",
    "Eldoret",
    "Freetown",
    "Gao",
    "Hargeisa",
    "Inhambane",
    "Jijiga",
    "Kayes",
    "Lomé",
    "Mopti",
    "Niamey",
    "Ouahigouya",
    "Parakou",
    "Quelimane",
    "Ségou",
    "Tamale",
    "Zinder",
];
const BODIES: [&str; 8] = [
    "Mining Company",
    "Relief Committee",
    "Ministry of Health",
    "Chamber of Commerce",
    "Farmers’ Union",
    "Broadcasting Service",
    "Transport Authority",
    "University",
];
const PREDICATES: [&str; 8] = [
    "meets",
    "criticises",
    "thanks",
    "trains",
    "supplies arms to",
    "ally of",
    "visits",
    "employs",
];

/// Marsaglia's xorshift: any order will do, as long as it is the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "usage: power_law NUMBER_OF_RELATIONS";
    let n_relations: usize = std::env::args().nth(1).ok_or(usage)?.parse()?;
    let n_entities = (n_relations * 2 / 5).max(2);
    let n_sources = (n_relations / 20).max(1);
    let mut out = BufWriter::new(stdout().lock());
    for number in 0..n_sources {
        let (year, month) = (2015 + number % 10, 1 + number % 12);
        writeln!(
            out,
            r#"{{"kind":"source","id":"s{number}","title":"Dispatch {number}","url":"https://news.example/{number}","published":"{year}-{month:02}-15"}}"#
        )?;
    }
    for number in 0..n_entities {
        let (class, label) = entity(number);
        writeln!(
            out,
            r#"{{"kind":"entity","id":"n{number}","type":"{class}","label":"{label}"}}"#
        )?;
    }
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    // An end is half the time one of an earlier relation: whoever has many relations gets more of them.
    let mut ends: Vec<usize> = vec![0, 1];
    for number in 0..n_relations {
        let mut end = || {
            let end = match random.below(2) {
                0 => ends[random.below(ends.len())],
                _ => random.below(n_entities),
            };
            ends.push(end);
            end
        };
        let (subject, object) = (end(), end());
        let predicate = PREDICATES[random.below(PREDICATES.len())];
        let source = random.below(n_sources);
        writeln!(
            out,
            r#"{{"kind":"relation","subject":"n{subject}","predicate":"{predicate}","object":"n{object}","evidence":[{{"source":"s{source}","start":{number},"end":{},"quote":"sentence"}}]}}"#,
            number + 8
        )?;
    }
    Ok(out.flush()?)
}

/// The class and the label of an entity: no two have the same label.
fn entity(number: usize) -> (&'static str, String) {
    let serial = number / 3;
    let round = |n_labels: usize| match serial / n_labels {
        0 => String::new(),
        more => format!(" {}", more + 1),
    };
    match number % 3 {
        0 => {
            let label = format!("{} {}", GIVEN[serial % 16], FAMILY[serial / 16 % 20]);
            ("Person", format!("{label}{}", round(320)))
        }
        1 => {
            let label = format!("{} {}", TOWNS[serial % 20], BODIES[serial / 20 % 8]);
            ("Organization", format!("{label}{}", round(160)))
        }
        _ => {
            let label = format!(
                "{} district of {}",
                FAMILY[serial % 20],
                TOWNS[serial / 20 % 20]
            );
            ("Place", format!("{label}{}", round(400)))
        }
    }
}
