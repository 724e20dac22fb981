//! What is a name and what only looks like one.

use super::measure::extract;

#[test]
fn an_age_or_a_creed_before_a_noun_is_no_entity() {
    let labels = |text: &str| -> Vec<String> {
        let entities = extract(text).facts.entities.into_iter();
        entities.map(|entity| entity.label).collect()
    };
    let found = labels("A Soviet-era tank attacked Mali. The Soviet Union invaded Norway.");
    assert!(!found.contains(&"Soviet".to_owned()), "{found:?}");
    assert!(found.contains(&"Soviet Union".to_owned()), "{found:?}");
}
