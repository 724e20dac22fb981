//! The page that `draw -o x.html` writes, in a real browser.

use crate::run;
use crate::webdriver::{Browser, DOWN, ENTER, ESCAPE, LEFT, UP};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const TEXT: &str = "Russia speaks of peace. “We are training, so-called, the forces & police - all of them,” Sergey Lavrov said. \
    He plans to visit Ouagadougou in autumn. It lies far from here, as everybody knows. Nobody denies that the \
    sun shines there, and the forces are not at war. That may change: Russia may move its embassy one day, and \
    then the long road from the airport to the old market, past the river and the mills, will be closed to all.\n\
    A second paragraph ends the story.";

fn facts() -> Vec<Value> {
    let quote = |words: &str| json!({"source": "story", "quote": words});
    vec![
        json!({"kind": "source", "id": "story", "title": "Talks in the capital", "url": "https://example.org/story?a=1",
            "publisher": "Daily Post", "published": "2024-06-10", "language": "en", "text": TEXT}),
        json!({"kind": "source", "id": "other", "title": "A book without its text"}),
        json!({"kind": "entity", "id": "russia", "type": "State", "label": "Russia", "aliases": ["Russian Federation"],
            "codes": ["RUS"], "same_as": ["http://www.wikidata.org/entity/Q159", "urn:alert:1"]}),
        json!({"kind": "entity", "id": "lavrov", "type": "Person", "label": "Sergey Lavrov"}),
        json!({"kind": "entity", "id": "forces", "type": "ArmedForce", "label": "the forces"}),
        json!({"kind": "entity", "id": "capital", "type": "Place", "label": "Ouagadougou"}),
        json!({"kind": "entity", "id": "embassy", "type": "Organization", "label": "Émbassy"}),
        json!({"kind": "relation", "subject": "russia", "predicate": "trains", "object": "forces", "confidence": 0.9,
            "attribution": {"speaker": "lavrov", "report": "direct-quote"},
            "evidence": [quote("We are training, so-called, the forces & police - all")]}),
        json!({"kind": "relation", "subject": "lavrov", "predicate": "visits", "object": "capital", "modality": "planned",
            "evidence": [quote("plans to visit Ouagadougou")]}),
        json!({"kind": "relation", "subject": "lavrov", "predicate": "actsFor", "object": "russia",
            "evidence": [{"source": "other", "quote": "foreign minister"}]}),
        json!({"kind": "relation", "subject": "russia", "predicate": "moves", "object": "embassy", "modality": "possible",
            "evidence": [quote("Russia may move its embassy")]}),
        json!({"kind": "relation", "subject": "forces", "predicate": "invades", "object": "capital", "polarity": "negative",
            "attribution": {"speaker": "lavrov", "report": "reported"}, "evidence": [quote("words that nobody wrote")]}),
        json!({"kind": "relation", "subject": "russia", "predicate": "needs", "value": "five mills",
            "evidence": [quote("the mills")]}),
    ]
}

/// Draws facts as a page. The folder has to outlive the browser.
fn page(folder: &Path, facts: &[Value]) -> PathBuf {
    let lines: Vec<String> = facts.iter().map(Value::to_string).collect();
    let (input, page) = (folder.join("facts.jsonl"), folder.join("page.html"));
    fs::write(&input, lines.join("\n")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_graphwright"))
        .args(["-q", "draw", "--quotes", "mark"])
        .arg(&input)
        .arg("-o")
        .arg(&page)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    page
}

fn opened(folder: &Path) -> Browser {
    Browser::open(&page(folder, &facts()), 1440, 900)
}

/// The number of an entity's shape, by its label.
fn shape(browser: &Browser, label: &str) -> String {
    browser.text_of_script(&format!(
        "return '#n' + (1 + data.entities.findIndex((entity) => entity.label === '{label}'));"
    ))
}

/// The words on the arrow of a relation, by its predicate.
fn arrow(browser: &Browser, predicate: &str) -> String {
    browser.text_of_script(&format!(
        "return `#e${{1 + data.relations.find((relation) => relation.predicate === '{predicate}').arrow}}`;"
    ))
}

/// The labels of the entities, and the predicates of the arrows, that are not filtered out.
fn shown(browser: &Browser) -> String {
    browser.text_of_script(
        "const seen = (shape) => getComputedStyle(shape).display !== 'none' && !shape.classList.contains('out');
        const entities = data.entities.filter((_, number) => seen(entityShape(number))).map((entity) => entity.label);
        const arrows = data.relations.filter((relation) => seen(arrowShape(relation.arrow))).map((relation) => relation.predicate);
        return `${entities.sort().join(', ')} | ${arrows.sort().join(', ')}`;",
    )
}

/// Ticks or unticks a choice, and gives the number that stood beside it.
fn choose(browser: &Browser, facet: &str, choice: &str) -> String {
    let script = format!(
        "const facet = [...document.querySelectorAll('#facets fieldset')].find((one) => one.querySelector('legend').textContent === '{facet}');
        const row = [...facet.querySelectorAll('.choice')].find((one) => one.querySelector('.label').textContent === '{choice}');
        document.querySelectorAll('.wanted').forEach((one) => one.classList.remove('wanted'));
        row.querySelector('input').classList.add('wanted');
        return row.querySelector('.count').textContent;"
    );
    let count = browser.text_of_script(&script);
    browser.click(".wanted");
    count
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn the_page_loads_alone_and_its_policy_holds() {
    let folder = tempfile::tempdir().unwrap();
    let browser = opened(folder.path());
    assert_eq!(browser.trouble(), [""; 0]);
    assert_eq!(browser.text("h1"), "Knowledge graph");
    assert_eq!(browser.text(".tally"), "5 entities, 5 relations");
    // The witness sees what it is there to see.
    browser.run(
        "document.body.append(Object.assign(new Image(), { src: 'https://example.org/x.png' }));",
    );
    browser.wait_for("trouble.some((words) => words.startsWith('policy: img-src'))");
    let refused = "try { document.body.innerHTML = '<b>x</b>'; return 'set'; } catch (error) { return error.name; }";
    assert_eq!(browser.text_of_script(refused), "TypeError");
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

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn the_picture_zooms_moves_and_fits() {
    let folder = tempfile::tempdir().unwrap();
    let browser = opened(folder.path());
    let state = || {
        ["view.scale", "view.x", "view.y"].map(|what| browser.number(&format!("return {what};")))
    };
    // To the last bit: what fits does not depend on where the view was.
    let is_same = |one: [f64; 3], two: [f64; 3]| one.map(f64::to_bits) == two.map(f64::to_bits);
    let fitting = state();
    let place = "const frame = stage.getBoundingClientRect(); return ";
    let left = browser.number(&format!("{place} frame.x;"));
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a window")]
    let corner = [
        left as i32 + 8,
        browser.number(&format!("{place} frame.y;")) as i32 + 8,
    ];
    browser.wheel(corner, -300);
    let zoomed = state();
    assert!(zoomed[0] > fitting[0] * 1.2, "{zoomed:?}");
    // What is under the pointer stays there.
    let still = |state: [f64; 3]| (8.0 - state[1]) / state[0];
    assert!(
        (still(zoomed) - still(fitting)).abs() < 1.0,
        "{fitting:?} {zoomed:?}"
    );
    browser.drag(corner, [70, 40]);
    let moved = state();
    assert!(
        (moved[1] - zoomed[1] - 70.0).abs() < 1.5 && (moved[2] - zoomed[2] - 40.0).abs() < 1.5,
        "{moved:?}"
    );
    assert_eq!(
        browser.text("#panel h2"),
        "Relations",
        "a drag opens nothing"
    );
    browser.run("stage.focus();");
    browser.press(LEFT);
    assert!((state()[1] - moved[1] - 60.0).abs() < 0.01);
    browser.press("+");
    assert!((state()[0] / moved[0] - 1.25).abs() < 0.01);
    browser.press("-");
    assert!((state()[0] / moved[0] - 1.0).abs() < 0.01);
    browser.press("0");
    assert!(is_same(state(), fitting));
    browser.click("#zoom-in");
    browser.click("#fit");
    assert!(is_same(state(), fitting));
    // All of it lies in the stage, and what is seen is what the numbers say.
    browser.wait_for("!picture.getAnimations().length");
    assert!(browser.holds("[...picture.querySelectorAll('.entity')].every((shape) => { const [a, b] = [shape.getBoundingClientRect(), stage.getBoundingClientRect()]; return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom; })"));
    assert_eq!(browser.trouble(), [""; 0]);
}

/// The file that a browser saves into a folder.
fn saved(browser: &Browser, folder: &Path) -> PathBuf {
    let parameters = json!({"behavior": "allow", "downloadPath": folder});
    browser.developer("Browser.setDownloadBehavior", parameters);
    browser.click("#save");
    let start = Instant::now();
    loop {
        let files = fs::read_dir(folder).unwrap();
        let mut files = files.map(|entry| entry.unwrap().path());
        if let Some(file) = files.find(|file| file.extension().is_some_and(|end| end == "svg")) {
            return file;
        }
        assert!(
            start.elapsed() < Duration::from_secs(8),
            "nothing was saved"
        );
        std::thread::sleep(Duration::from_millis(30));
    }
}

#[test]
#[ignore = "needs Chromium, chromedriver and xmllint"]
fn what_is_saved_is_well_formed_and_as_seen() {
    let folder = tempfile::tempdir().unwrap();
    let browser = opened(folder.path());
    choose(&browser, "Speaker", "Sergey Lavrov");
    browser.click(&shape(&browser, "Russia"));
    browser.click("#theme");
    let downloads = folder.path().join("downloads");
    fs::create_dir(&downloads).unwrap();
    let file = saved(&browser, &downloads);
    let lint = run("xmllint", &["--noout", "--nonet"], &file);
    assert!(
        lint.status.success(),
        "{}",
        String::from_utf8_lossy(&lint.stderr)
    );
    let svg = fs::read_to_string(&file).unwrap();
    assert!(svg.contains("xmlns=\"http://www.w3.org/2000/svg\""));
    assert_eq!(
        svg.matches("class=\"relation ").count(),
        2 + 5,
        "two arrows and the legend"
    );
    assert_eq!(
        svg.matches("class=\"entity ").count(),
        5 + 5,
        "all entities and the legend"
    );
    assert!(svg.contains("<style class=\"dark\">"), "dark, as seen");
    assert!(
        !svg.contains("tabindex") && !svg.contains("near") && !svg.contains("transform: "),
        "{svg}"
    );
    // It stands for itself: a browser shows it in the colours that were seen.
    let dark = browser.text_of_script(
        "return getComputedStyle(document.querySelector('#picture .state .shape')).fill;",
    );
    let alone = Browser::open(&file, 800, 600);
    assert_eq!(
        alone.text_of_script(
            "return getComputedStyle(document.querySelector('.state .shape')).fill;"
        ),
        dark
    );
    assert_eq!(browser.trouble(), [""; 0]);
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn the_colours_follow_the_screen_until_the_reader_chooses() {
    let folder = tempfile::tempdir().unwrap();
    let browser = opened(folder.path());
    let screen = |scheme: &str| {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        browser.developer("Emulation.setEmulatedMedia", features);
    };
    let colors = || {
        browser.text_of_script("return getComputedStyle(document.body).backgroundColor + getComputedStyle(document.querySelector('.state .shape')).fill;")
    };
    let (light, dark) = (
        "rgb(255, 255, 255)rgb(0, 114, 178)",
        "rgb(20, 24, 29)rgb(11, 108, 166)",
    );
    screen("light");
    assert_eq!(colors(), light);
    screen("dark");
    assert_eq!(colors(), dark);
    browser.wait_for("byId('theme').textContent === 'Light'");
    browser.click("#theme");
    assert_eq!(colors(), light);
    assert_eq!(browser.text("#theme"), "Dark");
    screen("light");
    browser.click("#theme");
    assert_eq!(colors(), dark);
    assert_eq!(browser.trouble(), [""; 0]);
}

const HOSTILE: [&str; 9] = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "\" onclick=\"alert(3)",
    "</title></svg><script>alert(4)</script>",
    "<!-- --> ]]> <!--data-->",
    "\u{202e}reversed\u{2066}",
    "javascript:alert(5)",
    "${alert(6)} {{alert(7)}} &lt;b&gt;",
    "line\u{2028}and\u{2029}paragraph \u{1b}[31m \u{0}",
];

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn hostile_words_stay_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut facts = vec![
        json!({"kind": "source", "id": "s", "title": HOSTILE[0], "publisher": HOSTILE[1],
        "language": HOSTILE[2], "text": format!("{} {}", HOSTILE.join(" "), "y".repeat(10_000))}),
    ];
    facts[0].as_object_mut().unwrap().remove("language");
    for (number, words) in HOSTILE.iter().enumerate() {
        facts.push(
            json!({"kind": "entity", "id": format!("n{number}"), "type": words, "label": words,
            "aliases": [format!("alias {words}")], "codes": [words], "same_as": ["urn:alert:8"]}),
        );
        facts.push(json!({"kind": "relation", "subject": format!("n{number}"), "predicate": words, "object": "n0", "time": words,
            "attribution": {"speaker": "n1", "report": "reported"}, "evidence": [{"source": "s", "quote": words}]}));
        facts.push(json!({"kind": "relation", "subject": format!("n{number}"), "predicate": words, "value": words}));
    }
    facts.push(json!({"kind": "entity", "id": "long", "label": "x".repeat(10_000)}));
    let browser = Browser::open(&page(folder.path(), &facts), 1440, 900);
    assert!(browser.holds("data.entities.length === 10 && data.relations.length === 9"));
    // Everything is opened once, and every way in is tried.
    browser.run("data.entities.forEach((_, entity) => { openEntity(entity, true); panel.querySelectorAll('details').forEach((one) => { one.open = true; }); });");
    browser.run("onArrow.forEach((_, arrow) => { openArrow(arrow, true); panel.querySelectorAll('.passage button').forEach((one) => one.click()); });");
    browser.type_into("#search", "<img");
    assert!(
        browser
            .text("#hits")
            .contains("<img src=x onerror=alert(2)>")
    );
    browser.press(ENTER);
    assert_eq!(browser.text("#panel h2"), "<img src=x onerror=alert(2)>");
    browser.run("document.querySelectorAll('#facets input').forEach((box) => box.click());");
    let foreign = "return document.querySelectorAll('img, iframe, object, embed, [onclick], [onerror], body script:not(#data):not(:last-of-type)').length;";
    assert_eq!(browser.count(foreign), 0);
    assert_eq!(
        browser.count("return document.querySelectorAll('script').length;"),
        2
    );
    assert!(browser.holds(
        "[...document.querySelectorAll('a')].every((link) => link.protocol !== 'javascript:')"
    ));
    assert!(browser.holds("![...document.body.textContent].some((one) => '\\u202e\\u2066\\u0000\\u001b'.includes(one))"));
    // The longest name is whole in the panel and breaks into lines there.
    browser.run(
        "openEntity(data.entities.findIndex((entity) => entity.label.startsWith('xxx')), true);",
    );
    assert_eq!(
        browser.count("return panel.querySelector('h2').textContent.length;"),
        10_000
    );
    assert!(browser.holds(
        "panel.scrollWidth <= panel.clientWidth && document.body.scrollWidth <= innerWidth"
    ));
    assert_eq!(browser.trouble(), [""; 0]);
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn on_a_narrow_screen_nothing_sticks_out() {
    let folder = tempfile::tempdir().unwrap();
    let browser = opened(folder.path());
    for (width, height) in [(390, 844), (820, 1180)] {
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": true});
        browser.developer("Emulation.setDeviceMetricsOverride", size);
        browser.wait_for(&format!("innerWidth === {width}"));
        assert!(browser.holds(
            "document.documentElement.scrollWidth <= innerWidth && stage.clientHeight > 250"
        ));
        browser.click(&shape(&browser, "Russia"));
        assert_eq!(browser.text("#panel h2"), "Russia");
        browser.press(ESCAPE);
    }
}
