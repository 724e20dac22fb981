//! What line breaks, unseen characters and symbols do to facts: nothing, but that quotes keep them.

use super::measure::extract;
use graphwright::model::EvidenceReference;

/// The relations of a text, by their ends and property.
fn relations(text: &str) -> Vec<String> {
    let relations = extract(text).facts.relations.into_iter();
    let shown = relations.map(|relation| {
        let property = relation.predicate.rsplit(':').next().unwrap().to_owned();
        format!(
            "{} {property} {}",
            relation.subject,
            relation.object.unwrap()
        )
    });
    shown.collect()
}

#[test]
fn a_line_break_inside_a_short_sentence_is_a_space() {
    let attacks = ["Russia attacks Ukraine"];
    for text in [
        "Russia attacked\nUkraine.",
        "Russia attacked\r\nUkraine.",
        "Russia has\nattacked Ukraine.",
        "On Monday, Russia attacked\nUkraine and Mali.",
    ] {
        assert_eq!(relations(text)[0], attacks[0], "{text}");
    }
    assert_eq!(
        relations("Talks open in Kampala\nRussia attacked Ukraine."),
        attacks
    );
    assert_eq!(
        relations("Sergey Lavrov\nRussia attacked Ukraine."),
        attacks
    );
}

#[test]
fn a_wrapped_time_is_on_one_line() {
    let facts = extract("Norway invaded Iceland last\nyear.").facts;
    assert_eq!(facts.relations[0].time.as_deref(), Some("last year"));
}

#[test]
fn what_nobody_sees_and_pictures_are_in_the_quote_and_not_in_labels() {
    for text in [
        "\u{200e}Russia\u{202c} 🇷🇺 attacked 💥 Ukraine\u{200b}.",
        "⚡️ \u{2066}Rus\u{ad}sia\u{2069} attacked Ukra\u{200d}ine 🇺🇦!",
        "🔴 Russia\u{feff} attacked\u{7} \u{202a}Ukraine\u{202c} ★",
        "► Kenya ▶ Mali ◀\n► Russia attacked Ukraine.",
    ] {
        let facts = extract(text).facts;
        assert_eq!(relations(text), ["Russia attacks Ukraine"], "{text}");
        let EvidenceReference::Record(evidence) = &facts.relations[0].evidence[0] else {
            panic!("an evidence record");
        };
        let at = |offset: Option<u64>| usize::try_from(offset.unwrap()).unwrap();
        let quote = text
            .chars()
            .skip(at(evidence.start))
            .take(at(evidence.end) - at(evidence.start));
        assert_eq!(evidence.quote, Some(quote.collect()));
        for entity in &facts.entities {
            assert!(entity.label.is_ascii(), "{:?}", entity.label);
        }
    }
}
