//! Writes a synthetic knowledge graph to measure with: `workload TRIPLES OUT`.
//!
//! `OUT.nt` and `OUT.ttl` hold about that many triples about entities whose degrees follow a power law, with one
//! node of evidence for each relation; `OUT.jsonl` holds a relation with its quote for each twelve triples. The
//! same arguments give the same bytes on every machine.

use std::error::Error;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
const PREFIXES: [(&str, &str); 6] = [
    ("rdf", RDF),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", XSD),
    ("kg", "https://example.org/kg/ontology#"),
    ("ent", "https://example.org/kg/entity/"),
    ("ev", "https://example.org/kg/evidence/"),
];
const CLASSES: [&str; 6] = [
    "Person",
    "Organization",
    "Location",
    "Event",
    "Product",
    "Law",
];
const RELATIONS: [&str; 12] = [
    "relatedTo",
    "worksFor",
    "locatedIn",
    "mentions",
    "causes",
    "uses",
    "cites",
    "funds",
    "memberOf",
    "supports",
    "precedes",
    "requires",
];
const SYLLABLES: [&str; 20] = [
    "ka", "lo", "mi", "ren", "tor", "va", "sel", "bri", "dan", "cor", "pha", "nix", "ul", "est",
    "gra", "hem", "io", "jun", "zu", "pel",
];

/// Numbers that look random and are the same everywhere (xorshift64*, Vigna 2016).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit
    }

    /// Small numbers far more often than large ones: the product of three draws.
    fn skewed(&mut self, limit: u64) -> u64 {
        let unit = 1 << 10;
        let product = (0..3).fold(1, |product, _| product * self.below(unit));
        u64::try_from((u128::from(product) * u128::from(limit)) >> 30).unwrap_or(0)
    }

    fn word(&mut self) -> String {
        let n_syllables = 2 + self.below(2);
        (0..n_syllables)
            .map(|_| SYLLABLES[usize::try_from(self.below(20)).unwrap_or(0)])
            .collect()
    }

    fn one_of(&mut self, names: &[&'static str]) -> &'static str {
        let limit = u64::try_from(names.len()).unwrap_or(1);
        names[usize::try_from(self.skewed(limit)).unwrap_or(0)]
    }
}

struct Output {
    lines: BufWriter<File>,
    turtle: BufWriter<File>,
    subject: String,
}

impl Output {
    /// Writes a triple of prefixed names; the object may be a literal in N-Triples with a prefixed datatype.
    fn triple(
        &mut self,
        subject: &str,
        predicate: &str,
        object: &str,
    ) -> Result<(), Box<dyn Error>> {
        let object_whole = match object.rsplit_once("^^") {
            Some((text, datatype)) => format!("{text}^^{}", whole(datatype)),
            None if object.starts_with('"') => object.to_owned(),
            None => whole(object),
        };
        writeln!(
            self.lines,
            "{} {} {object_whole} .",
            whole(subject),
            whole(predicate)
        )?;
        if self.subject == subject {
            write!(self.turtle, " ;\n  {predicate} {object}")?;
        } else {
            let end = if self.subject.is_empty() { "" } else { " .\n" };
            write!(self.turtle, "{end}{subject} {predicate} {object}")?;
            subject.clone_into(&mut self.subject);
        }
        Ok(())
    }
}

fn whole(name: &str) -> String {
    let (prefix, local) = name.split_once(':').unwrap_or_default();
    let namespace = PREFIXES.iter().find(|(known, _)| *known == prefix);
    format!(
        "<{}{local}>",
        namespace.map_or("", |(_, namespace)| namespace)
    )
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [n_triples, out] = arguments.as_slice() else {
        return Err("workload TRIPLES OUT".into());
    };
    let n_triples: u64 = n_triples.parse()?;
    let (n_entities, n_relations) = (n_triples / 16, n_triples / 12);
    let file = |extension: &str| File::create(format!("{out}.{extension}")).map(BufWriter::new);
    let mut output = Output {
        lines: file("nt")?,
        turtle: file("ttl")?,
        subject: String::new(),
    };
    let mut facts = file("jsonl")?;
    for (prefix, namespace) in PREFIXES {
        writeln!(output.turtle, "@prefix {prefix}: <{namespace}> .")?;
    }
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut labels = Vec::new();
    for number in 0..n_entities {
        let entity = format!("ent:e{number}");
        let label = format!("{} {} {number}", random.word(), random.word());
        output.triple(
            &entity,
            "rdf:type",
            &format!("kg:{}", random.one_of(&CLASSES)),
        )?;
        output.triple(&entity, "rdfs:label", &format!("\"{label}\"@en"))?;
        let mentions = 1 + random.skewed(2000);
        output.triple(
            &entity,
            "kg:mentionCount",
            &format!("\"{mentions}\"^^xsd:integer"),
        )?;
        if number > 0 {
            output.triple(
                &entity,
                "kg:partOf",
                &format!("ent:e{}", random.below(number)),
            )?;
        }
        labels.push(label);
    }
    for number in 0..n_relations {
        let (subject, object) = (random.skewed(n_entities), random.skewed(n_entities));
        let predicate = random.one_of(&RELATIONS);
        let label = |entity: u64| labels[usize::try_from(entity).unwrap_or(0)].as_str();
        let mut quote = label(subject).to_owned();
        for _ in 0..8 + random.below(12) {
            write!(quote, " {}", random.word())?;
        }
        write!(quote, " {}.", label(object))?;
        let evidence = format!("ev:r{number}");
        output.triple(&evidence, "rdf:type", "kg:Evidence")?;
        output.triple(&evidence, "rdf:subject", &format!("ent:e{subject}"))?;
        output.triple(&evidence, "rdf:predicate", &format!("kg:{predicate}"))?;
        output.triple(&evidence, "rdf:object", &format!("ent:e{object}"))?;
        output.triple(&evidence, "kg:quote", &format!("\"{quote}\""))?;
        let start = random.below(60_000);
        output.triple(&evidence, "kg:start", &format!("\"{start}\"^^xsd:integer"))?;
        let confidence = 300 + random.below(700);
        output.triple(
            &evidence,
            "kg:confidence",
            &format!("\"0.{confidence}\"^^xsd:decimal"),
        )?;
        let date = format!(
            "20{}-{:02}-{:02}",
            15 + random.below(10),
            1 + random.below(12),
            1 + random.below(28)
        );
        output.triple(&evidence, "kg:date", &format!("\"{date}\"^^xsd:date"))?;
        writeln!(
            facts,
            r#"{{"subject":"{}","predicate":"{predicate}","object":"{}","evidence":[{{"quote":"{quote}"}}]}}"#,
            label(subject),
            label(object)
        )?;
    }
    writeln!(output.turtle, " .")?;
    for file in [&mut output.lines, &mut output.turtle, &mut facts] {
        file.flush()?;
    }
    Ok(())
}
