//! A page of HTML that needs nothing but itself: the picture, what is behind it as JSON, and a script that
//! searches, filters and shows the words. Data enters it as XML text, or as JSON that the script puts into text nodes;
//! the content security policy keeps everything else from running or loading.

mod choices;
mod data;
mod filters;
mod fragment;
mod passage;
mod policy;
mod samples;
mod sheet;

use crate::draw::drawing::Scene;
use crate::draw::html::policy::policy;
use crate::draw::html::samples::samples;
use crate::draw::html::sheet::Sheets;
use crate::draw::svg::{Setting, name, write_picture};
use std::io::{self, Write};

/// The page with a comment in place of everything that changes.
const PAGE: &str = include_str!("page.html");
const SCRIPT: &str = concat!(
    include_str!("script/base.js"),
    include_str!("script/view.js"),
    include_str!("script/filters.js"),
    include_str!("script/search.js"),
    include_str!("script/panel.js"),
    include_str!("script/controls.js"),
);

/// Writes a scene as a page that can be searched, filtered and read down to the quotes, offline and without
/// another file. The same graph gives the same bytes on any machine.
///
/// # Errors
/// Those of writing to `out`.
pub fn html(scene: &Scene<'_>, out: &mut impl Write) -> io::Result<()> {
    let sheets = Sheets::new();
    // A browser hashes line ends as line feeds, whatever a checkout made of them.
    let (page, script) = (PAGE.replace('\r', ""), SCRIPT.replace('\r', ""));
    let mut rest = page.as_str();
    while let Some((before, slot, after)) = next_slot(rest) {
        out.write_all(before.as_bytes())?;
        match slot {
            "policy" => out.write_all(policy(&script, sheets.all()).as_bytes())?,
            "title" => out.write_all(name(scene).as_bytes())?,
            "counts" => out.write_all(scene.counts.as_bytes())?,
            "styles" => out.write_all(sheets.of_page().as_bytes())?,
            "samples" => out.write_all(samples().as_bytes())?,
            "picture" => {
                let styles = &sheets.of_picture();
                write_picture(scene, Setting::Page { styles }, out)?;
            }
            "data" => out.write_all(data::data(scene)?.as_bytes())?,
            "script" => out.write_all(script.as_bytes())?,
            // A comment for who edits the page.
            _ => {}
        }
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

/// What stands before the next comment, the comment, and what comes after it.
fn next_slot(page: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = page.split_once("<!--")?;
    let (slot, after) = rest.split_once("-->")?;
    Some((before, slot, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::choose::Choice;
    use crate::draw::drawing::Drawing;
    use crate::draw::sample::Sample;
    use crate::ontology::Ontology;

    fn page(sample: Sample, choice: &Choice) -> String {
        let (graph, ontology) = (sample.graph(), Ontology::built_in().unwrap());
        let drawing = Drawing::of(&graph, &ontology, choice).unwrap();
        let mut out = Vec::new();
        html(&drawing.lay_out(Some("A & B")), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn two(label: &str) -> Sample {
        Sample::default()
            .entity("a", "State", label)
            .entity("b", "Person", "Bob")
            .relation("a", "trains", "b")
    }

    /// What stands between a start tag and its end tag, for each element of a name.
    fn contents<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
        let (start, end) = (format!("<{name}"), format!("</{name}>"));
        let parts = page.split(&start).skip(1);
        parts
            .map(|part| part.split_once('>').unwrap().1.split(&end).next().unwrap())
            .collect()
    }

    #[test]
    fn the_policy_allows_the_sheets_and_the_script_of_the_page() {
        let page = page(two("Ada"), &Choice::default());
        let policy = page.split("content=\"").nth(1).unwrap();
        let policy = policy.split('"').next().unwrap();
        let (styles, scripts) = (contents(&page, "style"), contents(&page, "script"));
        assert_eq!((styles.len(), scripts.len()), (4, 2));
        for text in styles.into_iter().chain([scripts[1]]) {
            assert!(policy.contains(&policy::hash(text)), "{text}");
        }
    }

    #[test]
    fn every_slot_is_filled() {
        let page = page(two("Ada"), &Choice::default());
        assert!(!page.contains("<!--"));
        assert!(page.contains("<title>A &amp; B</title>"));
        assert!(page.contains("<p class=\"tally\">2 entities, 1 relation</p>"));
        assert!(page.contains("<svg id=\"picture\""));
        assert!(page.contains("<svg class=\"sample relation denied\""));
    }

    #[test]
    fn hostile_labels_are_no_markup_and_no_names() {
        let label = "</script><img src=x onerror=alert(1)><script>\u{202e}\u{2028}";
        let page = page(two(label), &Choice::default());
        assert_eq!(page.matches("<script").count(), 2);
        assert!(!page.contains("<img") && !page.contains(['\u{202e}', '\u{2028}']));
        let names = page
            .split(" id=\"")
            .skip(1)
            .chain(page.split(" class=\"").skip(1));
        for name in names {
            assert!(!name.split('"').next().unwrap().contains("alert"), "{name}");
        }
    }

    #[test]
    fn entities_in_one_box_are_found_by_their_names() {
        let sample = ["c", "d", "e", "f"].iter().fold(two("Ada"), |sample, id| {
            let leaf = sample.entity(id, "Person", &format!("Leaf {id}"));
            leaf.relation(id, "trains", "a")
        });
        let choice = Choice {
            fold: true,
            ..Choice::default()
        };
        let page = page(sample, &choice);
        let data: serde_json::Value = serde_json::from_str(contents(&page, "script")[0]).unwrap();
        let entities = data["entities"].as_array().unwrap();
        let folded = entities
            .iter()
            .find(|entity| entity["is_folded"] == true)
            .unwrap();
        assert!(
            folded["aliases"]
                .as_array()
                .unwrap()
                .contains(&"Leaf c".into())
        );
        let relations = data["relations"].as_array().unwrap();
        let ends = relations
            .iter()
            .map(|relation| relation["ends"].to_string());
        assert!(ends.collect::<String>().contains(r#"["Leaf c","Ada"]"#));
    }

    #[test]
    fn the_script_puts_words_into_text_nodes_only() {
        for word in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "</script",
            "<!--",
            "fetch(",
        ] {
            assert!(!SCRIPT.contains(word), "{word}");
        }
    }
}
