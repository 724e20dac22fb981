//! What loads, how it looks, what is saved, and that hostile words stay words.

use crate::page::{choose, opened, page, shape};
use crate::run;
use crate::webdriver::{Browser, ENTER, ESCAPE, LEFT};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

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
    assert!(browser.holds("[...picture.querySelectorAll('.entity[id]')].every((shape) => { const [a, b] = [shape.getBoundingClientRect(), stage.getBoundingClientRect()]; return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom; })"));
    assert_eq!(browser.trouble(), [""; 0]);
}

/// The file that a browser saves into a folder.
fn saved(browser: &Browser, folder: &Path) -> PathBuf {
    let parameters = json!({"behavior": "allow", "downloadPath": folder});
    browser.developer("Browser.setDownloadBehavior", &parameters);
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
    for trace in ["tabindex", " near\"", " chosen", "transform: "] {
        assert!(!svg.contains(trace), "{trace} is in {svg}");
    }
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
        browser.developer("Emulation.setEmulatedMedia", &features);
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
        browser.developer("Emulation.setDeviceMetricsOverride", &size);
        browser.developer("Page.reload", &json!({}));
        browser.wait_for(&format!(
            "innerWidth === {width} && document.querySelector('#facets fieldset')"
        ));
        assert!(browser.holds(
            "document.documentElement.scrollWidth <= innerWidth && stage.clientHeight > 250"
        ));
        browser.click(&shape(&browser, "Russia"));
        assert_eq!(browser.text("#panel h2"), "Russia");
        browser.press(ESCAPE);
    }
}
