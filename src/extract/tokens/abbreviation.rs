//! Words that keep their full stop.

/// Abbreviations of English news and mail, in small letters, without the last full stop; in order.
const KNOWN: &[&str] = &[
    "a.k.a", "a.m", "adm", "al", "amb", "apr", "arrv", "asst", "attn", "aug", "ave", "bldg",
    "blvd", "bros", "capt", "cf", "ch", "cmdr", "co", "col", "conn", "corp", "cpl", "cpt", "d.c",
    "dec", "dept", "det", "dr", "e.g", "eg", "esp", "esq", "est", "etc", "ext", "feb", "fig",
    "fla", "fri", "ft", "gen", "gov", "hon", "hrs", "i.e", "inc", "jan", "jr", "jul", "jun", "kan",
    "ky", "lb", "lbs", "lt", "ltd", "maj", "md", "messrs", "mgr", "mich", "min", "minn", "mins",
    "mo", "mr", "mrs", "ms", "mt", "no", "nos", "nov", "oct", "okla", "op", "ore", "oz", "p.m",
    "pa", "ph", "ph.d", "pp", "pres", "prof", "pvt", "rd", "rep", "reps", "rev", "sec", "sen",
    "sens", "sep", "sept", "sgt", "sq", "sr", "st", "ste", "supt", "tenn", "tex", "thur", "thurs",
    "tue", "tues", "u.k", "u.n", "u.s", "v", "va", "vol", "vs", "wash", "wed", "yr", "yrs",
];

/// No abbreviation of the list has more bytes.
const LONGEST: usize = 8;

/// Whether a word that ends with a full stop keeps it: a known abbreviation, an initial, or letters with stops
/// between them (`U.S.`, `Ph.D.`).
#[must_use]
pub fn is_abbreviation(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('.') else {
        return false;
    };
    if stem.is_empty() || stem.len() > LONGEST + 4 {
        return false;
    }
    let mut letters = stem.chars();
    if let (Some(first), None) = (letters.next(), letters.next()) {
        return first.is_uppercase() && first != 'I';
    }
    if stem.contains('.') && stem.split('.').all(is_short) {
        return true;
    }
    let small = stem.to_lowercase();
    // `no.` and `sat.` in small letters end sentences; as abbreviations they have a capital.
    let is_word = matches!(
        small.as_str(),
        "no" | "co" | "min" | "dec" | "mo" | "gen" | "op" | "det" | "fig" | "md"
    ) && stem.starts_with(char::is_lowercase);
    KNOWN.binary_search(&small.as_str()).is_ok() && !is_word
}

/// One letter, or the `Ph` of `Ph.D.`.
fn is_short(part: &str) -> bool {
    let n_letters = part.chars().count();
    part.chars().all(char::is_alphabetic)
        && (n_letters == 1 || n_letters == 2 && part.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        assert!(KNOWN.is_sorted());
        assert!(KNOWN.iter().all(|word| word.len() <= LONGEST + 4));
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        for word in ["U.S.", "Mr.", "Jan.", "J.", "Ph.D.", "p.m.", "No.", "vs."] {
            assert!(is_abbreviation(word), "{word}");
        }
        for word in ["coup.", "no.", "I.", "it.", "example.com.", ".", "Russia."] {
            assert!(!is_abbreviation(word), "{word}");
        }
    }
}
