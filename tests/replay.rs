//! What the fuzzer found once, and the inputs that it begins with, go through the targets of `fuzz/` again.
//!
//! The targets are modules of this test, so that no second build of everything is needed. Each has a test of its own:
//! one that runs out of stack ends the program, and its name is the last one told.
#![cfg(test)]

#[path = "../fuzz/src/seeds.rs"]
mod seeds;
#[path = "../fuzz/src/targets/mod.rs"]
mod targets;

use std::path::Path;
use std::time::{Duration, Instant};

/// A hang to AFL is two seconds; builds of tests are slower, and share the machine with each other.
const LONGEST: Duration = Duration::from_secs(20);

fn replay(name: &str) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = targets::ALL.iter().find(|target| target.name == name);
    let run = target.unwrap().run;
    let inputs = seeds::seeds(name, repository).unwrap();
    assert!(!inputs.is_empty());
    for (input, bytes) in inputs {
        let start = Instant::now();
        // An overflow of the stack ends the program: its input is the last one told.
        #[expect(clippy::print_stdout, reason = "shown when a test fails")]
        {
            println!("{input}");
        }
        run(&bytes);
        let taken = start.elapsed();
        assert!(taken < LONGEST, "{input} takes {taken:?}");
    }
}

macro_rules! replayed {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            replay(stringify!($name));
        })*

        #[test]
        fn every_target_is_replayed() {
            let names: Vec<&str> = targets::ALL.iter().map(|target| target.name).collect();
            assert_eq!(names, [$(stringify!($name)),*]);
        }
    };
}

replayed! {
    read_facts read_graph_json read_foreign read_rdf read_text escape query query_text round_trip shapes
}
