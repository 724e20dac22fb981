//! Pictures: what Graphviz makes of DOT with places, and what becomes of the places that it finds.

use crate::{example, run};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Draws facts into a file of a folder and gives its path.
fn drawn(facts: &Path, folder: &Path, name: &str, options: &[&str]) -> PathBuf {
    let file = folder.join(name);
    let output = Command::new(env!("CARGO_BIN_EXE_graphwright"))
        .args(["-q", "draw"])
        .arg(facts)
        .arg("-o")
        .arg(&file)
        .args(options)
        .output()
        .unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{message}");
    assert_eq!(message, "");
    file
}

/// Facts with words that break files, in every field that is drawn.
fn hostile(folder: &Path) -> PathBuf {
    let words = [
        "</text><script>alert(1)</script>",
        "\"quoted\" 'single' onload=\"x\"",
        "back\\slash \\N \\G \\l",
        "a\nb %%{init: {}}%% `c` ]]> --> <!--",
        "nul\u{0} esc\u{1b}[31m c1\u{9b} \u{fffe} \u{202e}rtl",
        "&amp; &lt; &#0; #quot;",
        "😀 漢字 عربي ሀ",
    ];
    let mut facts = Vec::new();
    for (number, word) in words.iter().enumerate() {
        let id = format!("n{number}");
        facts.push(serde_json::json!({"kind": "entity", "id": id, "type": word, "label": word,
            "aliases": [word], "same_as": [format!("https://example.org/{number}?'onclick=alert(1)&x")]}));
        facts.push(
            serde_json::json!({"subject": id, "predicate": word, "object": "n0", "time": word,
            "attribution": {"speaker": "n1", "report": "reported"}, "evidence": [{"quote": word}]}),
        );
    }
    let long = "long ".repeat(400);
    facts.push(serde_json::json!({"kind": "entity", "id": "long", "label": long}));
    let lines: Vec<String> = facts.iter().map(ToString::to_string).collect();
    let file = folder.join("hostile.jsonl");
    fs::write(&file, lines.join("\n")).unwrap();
    file
}

type Place = [f64; 2];

/// What a file of DOT with places says, in points.
#[derive(Default)]
struct Placed {
    /// Middle and half size of each node.
    boxes: BTreeMap<String, [Place; 2]>,
    /// Both ends of each half of an arrow, and points along it.
    lines: Vec<([String; 2], Vec<Place>)>,
}

/// The value of an attribute with figures.
fn value<'a>(statement: &'a str, name: &str) -> &'a str {
    let (_, rest) = statement.rsplit_once(&format!(" {name}=")).unwrap();
    rest.split([',', ']']).next().unwrap().trim_matches('"')
}

/// The places in the last `pos` of a statement: `x,y!` or a spline.
fn places(statement: &str) -> Vec<Place> {
    let (_, rest) = statement.rsplit_once(" pos=\"").unwrap();
    let (figures, _) = rest.split_once('"').unwrap();
    let place = |figures: &str| {
        let figures = figures.trim_start_matches("e,").trim_end_matches('!');
        let (x, y) = figures.split_once(',').unwrap();
        [x.parse().unwrap(), y.parse().unwrap()]
    };
    figures.split(' ').map(place).collect()
}

fn placed(file: &Path) -> Placed {
    let text = fs::read_to_string(file).unwrap();
    let mut found = Placed::default();
    for line in text.lines().filter(|line| line.contains(" pos=\"")) {
        let (name, attributes) = line.trim().split_once(" [").unwrap();
        let places = places(attributes);
        let Some((from, to)) = name.split_once(" -> ") else {
            let half = |name| value(attributes, name).parse::<f64>().unwrap() * 36.0;
            let sizes = [half("width"), half("height")];
            found.boxes.insert(name.to_owned(), [places[0], sizes]);
            continue;
        };
        if !attributes.contains("style=invis") {
            let tip = places.len() - 4;
            let spline = [
                places[tip],
                places[tip + 1],
                places[tip + 2],
                places[tip + 3],
            ];
            let mut points: Vec<Place> = (0..=16)
                .map(|step| at(spline, f64::from(step) / 16.0))
                .collect();
            points.extend(places[..tip].iter().copied());
            found.lines.push(([from.to_owned(), to.to_owned()], points));
        }
    }
    found
}

/// A point of a cubic Bézier curve.
fn at(spline: [Place; 4], part: f64) -> Place {
    let rest = 1.0 - part;
    let weights = [
        rest * rest * rest,
        3.0 * rest * rest * part,
        3.0 * rest * part * part,
        part * part * part,
    ];
    [0, 1].map(|axis| {
        (0..4)
            .map(|point| spline[point][axis] * weights[point])
            .sum()
    })
}

impl Placed {
    /// Width and height of all boxes.
    fn size(&self) -> Place {
        [0, 1].map(|axis| {
            let ends = |sign: f64| {
                let boxes = self.boxes.values();
                let ends = boxes.map(|[middle, half]| sign * middle[axis] + half[axis]);
                ends.fold(f64::MIN, f64::max)
            };
            ends(1.0) + ends(-1.0)
        })
    }

    /// Pairs of boxes that lie on each other.
    fn overlaps(&self) -> usize {
        let boxes: Vec<_> = self.boxes.values().collect();
        let overlap = |[a, half]: &[Place; 2], [b, other]: &[Place; 2]| {
            [0, 1]
                .iter()
                .all(|&axis| (a[axis] - b[axis]).abs() < half[axis] + other[axis] - 0.02)
        };
        let pairs = boxes.iter().enumerate();
        pairs
            .map(|(number, one)| {
                boxes[..number]
                    .iter()
                    .filter(|two| overlap(one, two))
                    .count()
            })
            .sum()
    }

    /// Pairs of an arrow and a box that is not its own but that it runs through.
    fn hits(&self) -> usize {
        let mut hits = std::collections::BTreeSet::new();
        for (ends, points) in &self.lines {
            let arrow = ends.iter().find(|end| end.starts_with('w')).unwrap();
            let own: Vec<&String> = self
                .lines
                .iter()
                .filter(|(other, _)| other.contains(arrow))
                .flat_map(|(other, _)| other)
                .collect();
            for (name, [middle, half]) in self.boxes.iter().filter(|(name, _)| !own.contains(name))
            {
                // Points lie close enough that only a corner can be missed by a hair.
                let fine = points.windows(2).flat_map(|ends| {
                    (0..8).map(|step| {
                        let part = f64::from(step) / 8.0;
                        [0, 1].map(|axis| ends[0][axis] + (ends[1][axis] - ends[0][axis]) * part)
                    })
                });
                let mut fine = fine;
                if fine.any(|point| {
                    [0, 1]
                        .iter()
                        .all(|&axis| (point[axis] - middle[axis]).abs() < half[axis])
                }) {
                    hits.insert((arrow.clone(), name.clone()));
                }
            }
        }
        hits.len()
    }
}

#[test]
#[ignore = "needs Graphviz"]
fn neato_draws_dot_with_places_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    for facts in [example().join("facts.jsonl"), hostile(folder.path())] {
        let dot = drawn(&facts, folder.path(), "g.dot", &[]);
        let ours = placed(&dot);
        let output = run("neato", &["-n2", "-Tplain"], &dot);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        let plain = String::from_utf8(output.stdout).unwrap();
        let theirs: BTreeMap<&str, Place> = plain
            .lines()
            .filter_map(|line| line.strip_prefix("node "))
            .map(|line| {
                let words: Vec<&str> = line.split(' ').collect();
                (
                    words[0],
                    [1, 2].map(|axis| words[axis].parse::<f64>().unwrap() * 72.0),
                )
            })
            .collect();
        assert_eq!(theirs.len(), ours.boxes.len());
        // Graphviz makes room for the title and moves everything by it.
        let ([first, _], start) = (ours.boxes["n1"], theirs["n1"]);
        for (name, [place, _]) in &ours.boxes {
            for axis in [0, 1] {
                let (ours, theirs) = (
                    place[axis] - first[axis],
                    theirs[name.as_str()][axis] - start[axis],
                );
                assert!((ours - theirs).abs() < 0.1, "{name}: {ours} {theirs}");
            }
        }
        let svg = run("neato", &["-n2", "-Tsvg"], &dot);
        assert_eq!(String::from_utf8_lossy(&svg.stderr), "");
        let svg = String::from_utf8(svg.stdout).unwrap();
        assert_eq!(svg.matches("class=\"edge ").count(), ours.lines.len());
    }
}

#[test]
#[ignore = "needs Graphviz"]
fn by_graphviz_the_example_is_drawn_whole_and_without_overlaps() {
    let folder = tempfile::tempdir().unwrap();
    let facts = example().join("facts.jsonl");
    let options = ["--engine", "graphviz"];
    let file = drawn(&facts, folder.path(), "g.dot", &options);
    let dot = fs::read_to_string(&file).unwrap();
    let placed = placed(&file);
    let text = fs::read_to_string(&facts).unwrap();
    let count = |key: &str| text.lines().filter(|line| line.contains(key)).count();
    let n_entities = placed
        .boxes
        .keys()
        .filter(|name| name.starts_with('n'))
        .count();
    assert_eq!(n_entities, count("\"kind\":\"entity\""));
    assert_eq!(placed.overlaps(), 0);
    assert!(placed.hits() <= 2, "{}", placed.hits());
    assert!(dot.contains(&format!(
        "{n_entities} entities, {} relations",
        count("\"predicate\"")
    )));
    let [width, height] = placed.size();
    assert!((0.7..=1.8).contains(&(width / height)), "{width} {height}");
    // Beside the graph there are margins of 22. The smallest words have 10 pixels, so that much width leaves
    // them 9 in a picture of 1,200.
    assert!(width + 44.0 <= 1_334.0, "{width}");
}

#[test]
#[ignore = "needs xmllint"]
fn svg_is_well_formed_whatever_the_words() {
    let folder = tempfile::tempdir().unwrap();
    for facts in [example().join("facts.jsonl"), hostile(folder.path())] {
        let svg = drawn(&facts, folder.path(), "g.svg", &[]);
        let lint = run("xmllint", &["--noout", "--nonet"], &svg);
        assert_eq!(String::from_utf8_lossy(&lint.stderr), "");
        assert!(lint.status.success());
    }
}

#[test]
#[ignore = "needs dot"]
fn a_label_makes_no_node_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let long = "0123456789".repeat(1000);
    for label in [
        "<script>alert(\"1\")</script> & &amp; <b>",
        "<<b>bold</b>>",
        "\"; evil [label=\"x\"]; \"",
        "C:\\new\\table \\N \\G \\",
        "one\ntwo\r\nthree",
        "a\0b",
        "\u{1b}[31mred\u{1b}[0m \u{9b}2J \u{7}",
        "a\u{fffe}b\u{ffff}\u{fdd0}\u{10ffff}",
        "--> ]]> */ } #",
        &long,
    ] {
        let facts = [
            serde_json::json!({"kind": "entity", "id": label, "label": label}),
            serde_json::json!({"kind": "entity", "id": "b", "label": "B"}),
            serde_json::json!({"subject": label, "predicate": label, "object": "b"}),
        ];
        let lines = facts.map(|record| record.to_string() + "\n").concat();
        let input = folder.path().join("label.jsonl");
        fs::write(&input, lines).unwrap();
        let file = folder.path().join("label.dot");
        let mut export = Command::new(env!("CARGO_BIN_EXE_graphwright"));
        let export = export
            .args(["-q", "export"])
            .arg(&input)
            .arg("-o")
            .arg(&file);
        assert!(export.status().unwrap().success());
        let plain = run("dot", &["-Tplain"], &file);
        assert!(
            plain.status.success(),
            "{label:?}: {}",
            String::from_utf8_lossy(&plain.stderr)
        );
        let plain = String::from_utf8_lossy(&plain.stdout).into_owned();
        let n = |word: &str| plain.lines().filter(|line| line.starts_with(word)).count();
        assert_eq!((n("node "), n("edge ")), (2, 1), "{label:?}: {plain}");
    }
}
