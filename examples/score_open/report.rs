//! Where points are won and lost.

use crate::carb::{Tuple, match_once};
use crate::curve::Scored;
use crate::sentences::Gold;
use graphwright::extract::open::Pattern;
use std::io::{self, Write};

/// Each sentence with its gold tuples, how much of each was found, its tuples, and the precision each brought.
pub fn sentences(
    output: &mut impl Write,
    gold: &[Gold],
    all: &[Scored],
    patterns: &[Vec<Pattern>],
    threshold: u8,
) -> io::Result<()> {
    for ((gold, scored), patterns) in gold.iter().zip(all).zip(patterns) {
        let (scores, chosen) = (scored.scores(), scored.chosen(threshold));
        writeln!(output, "# {}", gold.text)?;
        for (tuple, row) in scored.gold.iter().zip(&scores) {
            let found = chosen.iter().map(|&index| row[index].recall);
            let found = found.fold(0.0, f64::max);
            writeln!(output, "  gold {found:.2} {}", line(tuple))?;
        }
        let (_, pairs) = match_once(&scores, &chosen);
        for &index in &chosen {
            let pair = pairs.iter().find(|pair| pair.1 == index);
            let won = pair.map_or(0.0, |&(gold, index)| scores[gold][index].precision);
            let (tuple, pattern) = (&scored.predicted[index], patterns[index]);
            writeln!(output, "  ours {won:.2} {} [{pattern:?}]", line(tuple))?;
        }
    }
    Ok(())
}

fn line(tuple: &Tuple) -> String {
    let [first, others] = &tuple.arguments;
    format!(
        "({}; {}; {})",
        first.join(" "),
        tuple.relation.join(" "),
        others.join(" ")
    )
}

/// For each pattern how many tuples there are, and the mean of the best precision against any gold tuple and of that
/// in the matching when every tuple takes part.
pub fn patterns(
    output: &mut impl Write,
    all: &[Scored],
    patterns: &[Vec<Pattern>],
) -> io::Result<()> {
    let mut sums: Vec<(Pattern, f64, f64, f64)> = Vec::new();
    for (scored, patterns) in all.iter().zip(patterns) {
        let scores = scored.scores();
        let (_, pairs) = match_once(&scores, &scored.chosen(0));
        for (index, &pattern) in patterns.iter().enumerate() {
            let any = scores.iter().map(|row| row[index].precision);
            let any = any.fold(0.0, f64::max);
            let pair = pairs.iter().find(|pair| pair.1 == index);
            let won = pair.map_or(0.0, |&(gold, index)| scores[gold][index].precision);
            match sums.iter_mut().find(|sum| sum.0 == pattern) {
                Some(sum) => {
                    sum.1 += 1.0;
                    sum.2 += any;
                    sum.3 += won;
                }
                None => sums.push((pattern, 1.0, any, won)),
            }
        }
    }
    sums.sort_by_key(|sum| sum.0);
    for (pattern, count, any, won) in sums {
        writeln!(
            output,
            "{pattern:?}: {count} tuples, precision {:.2}, matched once {:.2}",
            any / count,
            won / count
        )?;
    }
    Ok(())
}
