//! Search, filters, and the panel.

use crate::page::{arrow, choose, opened, shape};
use crate::webdriver::{Browser, DOWN, ENTER, ESCAPE, UP};

/// The labels of the entities, and the predicates of the arrows, that are not filtered out.
fn shown(browser: &Browser) -> String {
    browser.text_of_script(
        "const seen = (shape) => getComputedStyle(shape).display !== 'none' && !shape.classList.contains('out');
        const entities = data.entities.filter((_, number) => seen(entityShape(number))).map((entity) => entity.label);
        const arrows = data.relations.filter((relation) => seen(arrowShape(relation.arrow))).map((relation) => relation.predicate);
        return `${entities.sort().join(', ')} | ${arrows.sort().join(', ')}`;",
    )
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn a_search_finds_names_and_aliases_and_keys_lead_there() {
    let folder = tempfile::tempdir().unwrap();
    let browser = opened(folder.path());
    browser.press("/");
    assert!(browser.holds("document.activeElement.id === 'search'"));
    browser.press("federation");
    assert_eq!(browser.text("#hits"), "Russia\nalso Russian Federation");
    assert_eq!(
        browser.text_of_script("return byId('announcement').textContent;"),
        "1 entity found"
    );
    assert!(browser.holds("document.querySelector('.found').id === `n${1 + data.entities.findIndex((one) => one.label === 'Russia')}`"));
    browser.press(ESCAPE);
    assert!(
        browser.holds("search.value === '' && hits.hidden && !document.querySelector('.found')")
    );
    browser.press("e");
    assert!(browser.count("return hits.children.length;") > 2);
    browser.press(DOWN);
    browser.press(DOWN);
    browser.press(UP);
    let second =
        browser.text_of_script("return hits.children[1].querySelector('bdi').textContent;");
    assert!(browser.holds("hits.children[1].getAttribute('aria-selected') === 'true'"));
    browser.press(ENTER);
    assert_eq!(browser.text("#panel h2"), second);
    // Accents and case do not matter.
    browser.type_into("#search", "EMBASSY");
    browser.press(ENTER);
    assert_eq!(browser.text("#panel h2"), "Émbassy");
    browser.wait_for("Math.abs(document.querySelector('.chosen').getBoundingClientRect().x + document.querySelector('.chosen').getBoundingClientRect().width / 2 - (stage.getBoundingClientRect().x + stage.clientWidth / 2)) < 2");
    browser.type_into("#search", "nowhere");
    assert_eq!(browser.text("#hits"), "No entity has this name");
    assert_eq!(browser.trouble(), [""; 0]);
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn each_filter_shows_what_it_says_and_counts_it() {
    let folder = tempfile::tempdir().unwrap();
    let browser = opened(folder.path());
    let all = "Ouagadougou, Russia, Sergey Lavrov, the forces, Émbassy | acts for, invades, moves, trains, visits";
    assert_eq!(shown(&browser), all);
    let cases = [
        (
            "Who and what",
            "Person",
            "1",
            "Ouagadougou, Russia, Sergey Lavrov | acts for, visits",
        ),
        ("Relation", "trains", "1", "Russia, the forces | trains"),
        (
            "How it is said",
            "stated",
            "1",
            "Russia, Sergey Lavrov | acts for",
        ),
        (
            "How it is said",
            "said by a speaker",
            "1",
            "Russia, the forces | trains",
        ),
        (
            "How it is said",
            "planned, predicted",
            "1",
            "Ouagadougou, Sergey Lavrov | visits",
        ),
        (
            "How it is said",
            "possible, hypothetical, requested",
            "1",
            "Russia, Émbassy | moves",
        ),
        (
            "How it is said",
            "denied, negated",
            "1",
            "Ouagadougou, the forces | invades",
        ),
        (
            "Speaker",
            "Sergey Lavrov",
            "2",
            "Ouagadougou, Russia, the forces | invades, trains",
        ),
        (
            "Speaker",
            "The source itself",
            "3",
            "Ouagadougou, Russia, Sergey Lavrov, Émbassy | acts for, moves, visits",
        ),
        (
            "Source",
            "A book without its text",
            "1",
            "Russia, Sergey Lavrov | acts for",
        ),
    ];
    for (facet, choice, count, expected) in cases {
        assert_eq!(choose(&browser, facet, choice), count, "{choice}");
        assert_eq!(shown(&browser), expected, "{choice}");
        choose(&browser, facet, choice);
        assert_eq!(shown(&browser), all, "{choice}");
    }
    // Two of a facet are either, two facets are both; numbers follow.
    choose(&browser, "Speaker", "Sergey Lavrov");
    assert_eq!(browser.text("#status"), "2 of 5 relations, 3 of 5 entities");
    assert_eq!(choose(&browser, "How it is said", "stated"), "0");
    assert_eq!(browser.text("#status"), "0 of 5 relations, 0 of 5 entities");
    choose(&browser, "How it is said", "denied, negated");
    assert_eq!(shown(&browser), "Ouagadougou, the forces | invades");
    assert_eq!(
        browser.count("return panel.querySelectorAll('.card').length;"),
        1
    );
    browser.click("#clear");
    assert_eq!(shown(&browser), all);
    assert_eq!(browser.trouble(), [""; 0]);
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn an_entity_opens_with_its_relations_and_a_relation_with_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let browser = opened(folder.path());
    browser.click(&shape(&browser, "Russia"));
    let panel = browser.text("#panel");
    for words in [
        "Russia\nstate · RUS\nAlso: Russian Federation\nhttp://www.wikidata.org/entity/Q159",
        "Starting here: 2",
        "Russia trains the forces",
        "said by Sergey Lavrov, direct quote",
        "Ending here: 1",
        "Sergey Lavrov acts for Russia",
        "needs: five mills",
        "Talks in the capital · Daily Post · 2024-06-10 · Open",
    ] {
        assert!(panel.contains(words), "{words} is not in:\n{panel}");
    }
    assert!(browser.holds("[...document.querySelectorAll('a[href]')].every((link) => /^(https?:|file:)/.test(link.href))"));
    // A relation there leads to the arrow; its passage is marked in the text.
    browser.run("[...panel.querySelectorAll('.sentence')].find((one) => one.textContent === 'Russia trains the forces').classList.add('wanted');");
    browser.click(".wanted");
    assert_eq!(browser.text("#panel h2"), "Russia → the forces");
    assert_eq!(
        browser.text("#panel mark"),
        "We are training, so-called, the forces & police - all"
    );
    let window = browser.text("#panel blockquote");
    assert!(
        window.starts_with("Russia speaks of peace. “We are") && window.ends_with('…'),
        "{window}"
    );
    assert!(browser.text("#panel .footing").contains("confidence 0.9"));
    assert_eq!(
        browser.text_of_script("return panel.querySelector('.imprint a').href;"),
        "https://example.org/story?a=1#:~:text=We%20are%20training%2C%20so%2Dcalled%2C%20the%20forces%20%26%20police%20%2D%20all"
    );
    browser.click(".passage button");
    assert!(
        browser
            .text("#panel blockquote")
            .ends_with("A second paragraph ends the story.")
    );
    assert_eq!(
        browser.text("#panel mark"),
        "We are training, so-called, the forces & police - all"
    );
    assert_eq!(browser.trouble(), [""; 0]);
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn a_click_on_an_arrow_and_enter_on_an_entity_open_them() {
    let folder = tempfile::tempdir().unwrap();
    let browser = opened(folder.path());
    browser.click(&format!("{} text", arrow(&browser, "visits")));
    assert_eq!(browser.text("#panel h2"), "Sergey Lavrov → Ouagadougou");
    assert_eq!(browser.text("#panel mark"), "plans to visit Ouagadougou");
    let panel = browser.text("#panel");
    assert!(
        panel.contains("1 relation\nvisits\nplanned\nRussia speaks of peace."),
        "{panel}"
    );
    browser.click(&format!("{} text", arrow(&browser, "invades")));
    let panel = browser.text("#panel");
    assert!(
        panel.contains("denied; said by Sergey Lavrov, reported"),
        "{panel}"
    );
    assert!(
        panel.contains("“words that nobody wrote”\nUnverified: these words were not found"),
        "{panel}"
    );
    browser.click(&format!("{} text", arrow(&browser, "acts for")));
    assert!(
        browser
            .text("#panel")
            .contains("“foreign minister”\nNot checked: the text of the source is not at hand.")
    );
    // Enter on the speaker's name goes there; Escape goes back to the list and to the shape.
    browser.run(&format!(
        "document.querySelector('{}').focus();",
        shape(&browser, "the forces")
    ));
    browser.press(ENTER);
    assert_eq!(browser.text("#panel h2"), "the forces");
    assert!(browser.holds("document.activeElement === panel.querySelector('h2')"));
    browser.press(ESCAPE);
    assert_eq!(browser.text("#panel h2"), "Relations");
    assert!(browser.holds("document.activeElement.id.startsWith('n')"));
    // The list is the picture in words, in the order of the texts.
    let list = browser
        .run("return [...panel.querySelectorAll('.sentence')].map((one) => one.textContent);");
    assert_eq!(list.as_array().unwrap().len(), 5);
    assert_eq!(list[0], "Russia trains the forces");
    assert_eq!(list[1], "Sergey Lavrov visits Ouagadougou");
    assert_eq!(browser.trouble(), [""; 0]);
}
