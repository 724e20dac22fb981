//! The extent of a noun phrase, its possessor, the title before a name.

use crate::extract::reading::semantic_head;
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};
use std::ops::Range;

/// Prepositions whose phrase after a common noun tells which one is meant: `the border crossing at Moyale`.
const TELLING: [&str; 2] = ["of", "at"];

/// The words of a noun phrase: determiner, modifiers and head, and the phrase after `of`; without relative clauses,
/// appositions and conjuncts.
pub fn phrase(sentence: &Sentence<'_>, head: usize) -> Range<usize> {
    let mut words = head..head + 1;
    let is_name = sentence.words[head].tag == UniversalTag::ProperNoun;
    for child in sentence.children(head) {
        use Relation as R;
        let wanted = match sentence.words[child].relation {
            R::Det
            | R::Amod
            | R::Compound
            | R::Flat
            | R::Nummod
            | R::NmodPoss
            | R::NmodUnmarked
            | R::DetPredet => !(is_name && child < head && is_title_word(sentence, child)),
            R::Advmod => child < head,
            R::Nmod => child > head && !is_name && is_telling(sentence, child),
            _ => false,
        };
        if wanted {
            let inner = if child < head || sentence.words[child].relation == R::Nmod {
                without_clauses(sentence, child)
            } else {
                sentence.subtree_span(child)
            };
            words = words.start.min(inner.start)..words.end.max(inner.end);
        }
    }
    trim(sentence, words, head)
}

fn is_telling(sentence: &Sentence<'_>, child: usize) -> bool {
    let case = sentence.child_by(child, Relation::Case);
    case.is_some_and(|case| {
        let form = sentence.words[case].form.to_lowercase();
        form == "of"
            || form == "by"
            || TELLING.contains(&form.as_str())
                && sentence.words[child].tag == UniversalTag::ProperNoun
    })
}

fn without_clauses(sentence: &Sentence<'_>, word: usize) -> Range<usize> {
    let case = sentence.child_by(word, Relation::Case).unwrap_or(word);
    let inner = if sentence.words[word].tag == UniversalTag::Noun
        || sentence.words[word].tag == UniversalTag::ProperNoun
    {
        phrase(sentence, word)
    } else {
        sentence.subtree_span(word)
    };
    inner.start.min(case)..inner.end.max(if case > word { case + 1 } else { 0 })
}

/// A mention begins and ends with a word, never with punctuation or a preposition.
fn trim(sentence: &Sentence<'_>, words: Range<usize>, head: usize) -> Range<usize> {
    let mut words = words;
    let cut = |word: usize| {
        let word = &sentence.words[word];
        matches!(
            word.tag,
            UniversalTag::Punctuation | UniversalTag::Adposition | UniversalTag::Coordinator
        )
    };
    while words.start < head && cut(words.start) {
        words.start += 1;
    }
    while words.end > head + 1 && cut(words.end - 1) {
        words.end -= 1;
    }
    words
}

fn is_title_word(sentence: &Sentence<'_>, word: usize) -> bool {
    matches!(sentence.words[word].relation, Relation::NmodDesc)
        || sentence.words[word].relation == Relation::Amod
}

/// What a name in apposition stands beside: the noun that it hangs on, or where that is a name after `for` or `of`,
/// the noun before: `a spokeswoman for Unite, Fiona Grant`. The name after a comma before a subject too, where a
/// parser missed it: `Burkina Faso’s capital, Ouagadougou`.
pub fn anchor(sentence: &Sentence<'_>, name: usize) -> Option<usize> {
    let word = &sentence.words[name];
    let above = word.head?;
    if word.relation == Relation::Appos {
        let is_name = sentence.words[above].tag == UniversalTag::ProperNoun;
        if is_name && sentence.words[above].relation == Relation::Nmod {
            let noun = sentence.words[above].head?;
            let case = sentence.child_by(above, Relation::Case)?;
            if matches!(sentence.words[case].form.as_ref(), "for" | "of")
                && sentence.words[noun].tag == UniversalTag::Noun
            {
                return Some(noun);
            }
        }
        return Some(above);
    }
    // A second object right after a comma: the first one’s name.
    let is_argument = matches!(
        word.relation,
        Relation::Obj | Relation::Conj | Relation::Nsubj | Relation::Obl
    );
    let start = sentence.subtree_span(name).start;
    let comma = start
        .checked_sub(1)
        .filter(|&at| sentence.words[at].form == ",")
        .or_else(|| (sentence.words[start].form == ",").then_some(start))?;
    let before = comma.checked_sub(1)?;
    let has_cc = sentence.child_by(name, Relation::Cc).is_some()
        || sentence.child_by(name, Relation::Case).is_some();
    let is_noun = sentence.words[before].tag == UniversalTag::Noun;
    let is_beside = sentence.words[before].head == Some(above)
        && sentence.words[before].relation == word.relation
        || word.relation == Relation::Conj && above == before + 1;
    (is_argument && is_noun && !has_cc && is_beside && word.tag == UniversalTag::ProperNoun)
        .then_some(before)
}

/// The name in apposition to a noun.
pub fn apposition(sentence: &Sentence<'_>, noun: usize) -> Option<usize> {
    if let Some(name) = sentence
        .child_by(noun, Relation::Appos)
        .filter(|&name| name > noun)
    {
        return Some(name);
    }
    let end = (noun + 12).min(sentence.words.len());
    (noun + 1..end).find(|&name| {
        sentence.words[name].tag == UniversalTag::ProperNoun && anchor(sentence, name) == Some(noun)
    })
}

/// The title before a name: the dependent that describes it (`Foreign Minister` of `Foreign Minister Lavrov`).
pub fn title_of(sentence: &Sentence<'_>, name: usize) -> Option<usize> {
    sentence
        .children_by(name, Relation::NmodDesc)
        .find(|&child| child < name)
}

/// Who a noun belongs to: its possessor, or the noun after its `of`.
pub fn owner(sentence: &Sentence<'_>, head: usize) -> Option<usize> {
    if let Some(possessor) = sentence.child_by(head, Relation::NmodPoss) {
        return Some(semantic_head(sentence, possessor));
    }
    let of = sentence.children_by(head, Relation::Nmod).find(|&child| {
        let case = sentence.child_by(child, Relation::Case);
        child > head && case.is_some_and(|case| sentence.words[case].form == "of")
    });
    of.map(|of| semantic_head(sentence, of))
}

/// A word and what is joined to it by `and`, seen through quantities.
pub fn conjuncts(sentence: &Sentence<'_>, word: usize) -> Vec<usize> {
    // `the brothers Ewan and Callum`, `the minister, Ann Lee, and her guest, Bo Li`: the names are joined.
    let name = sentence
        .child_by(word, Relation::Appos)
        .filter(|&name| name > word && sentence.words[name].tag == UniversalTag::ProperNoun);
    let is_joined = |name: usize| sentence.child_by(name, Relation::Conj).is_some();
    if let Some(name) =
        name.filter(|&name| is_joined(name) && sentence.words[word].tag == UniversalTag::Noun)
    {
        return conjuncts(sentence, name);
    }
    let mut found = vec![semantic_head(sentence, word)];
    let mut open = vec![word, semantic_head(sentence, word)];
    open.dedup();
    while let Some(word) = open.pop() {
        for child in sentence.children_by(word, Relation::Conj) {
            let is_nominal = matches!(
                sentence.words[child].tag,
                UniversalTag::Noun
                    | UniversalTag::ProperNoun
                    | UniversalTag::Pronoun
                    | UniversalTag::Numeral
            ) || sentence.words[child].fine_tag == FineTag::CD;
            if is_nominal && !excluded(sentence, child) {
                let head = semantic_head(sentence, child);
                if !found.contains(&head) {
                    found.push(head);
                    open.push(child);
                }
            }
        }
    }
    found.sort_unstable();
    // `not Mali but Chad`.
    if found.len() > 1 {
        found.retain(|&head| !is_excluded_by_not(sentence, head));
    }
    found
}

fn is_excluded_by_not(sentence: &Sentence<'_>, noun: usize) -> bool {
    let nots = sentence.children_by(noun, Relation::Advmod);
    nots.into_iter().any(|not| {
        let next = sentence.words.get(not + 1).map(|next| next.form.as_ref());
        not < noun
            && sentence.words[not].form.eq_ignore_ascii_case("not")
            && !matches!(next, Some("only" | "just" | "merely"))
    })
}

/// `rather than war` joins nothing.
fn excluded(sentence: &Sentence<'_>, conjunct: usize) -> bool {
    let cc = sentence.child_by(conjunct, Relation::Cc);
    let is_first_excluded = sentence.words[conjunct]
        .head
        .is_some_and(|first| is_excluded_by_not(sentence, first));
    cc.is_some_and(|cc| match sentence.words[cc].form.as_ref() {
        "not" | "rather" => true,
        "but" => !is_first_excluded,
        _ => false,
    })
}
