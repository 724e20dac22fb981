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
