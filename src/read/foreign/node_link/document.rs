use crate::model::{Loss, SourceRecord};
use crate::read::foreign::graph::NodeGraph;
use crate::read::foreign::json::properties;
use crate::read::foreign::node_link::unwrapped;
use crate::read::json::Context;
use serde_json::value::RawValue;

/// The text that LangChain drew a graph from: a `Document` with `page_content` and `metadata`. Gives the
/// source's id in the file.
pub(super) fn read<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    number: usize,
    graph: &mut NodeGraph,
) -> Option<String> {
    let fields = context.object(raw)?;
    let mut fields = unwrapped(context, fields)?;
    let text = fields.optional(context, "page_content", Context::any_string);
    let _ = fields.take("type");
    let _ = fields.take("id");
    let mut metadata = properties(context, fields);
    let is_address = |text: &String| {
        let is_web = text.starts_with("http://") || text.starts_with("https://");
        is_web
            && !text
                .contains(|letter: char| letter.is_whitespace() || "<>\"{}|\\^`".contains(letter))
    };
    let title = metadata.take_text(&["title"]);
    // Loaders put into `source` where they had the text from: an address or a path.
    let mut from: Vec<String> = ["url", "source"]
        .iter()
        .filter_map(|name| metadata.take_text(&[name]))
        .collect();
    let url = from.iter().position(is_address).map(|at| from.remove(at));
    let path = from.into_iter().next();
    let published = metadata.take_text(&["published", "date", "publish_date"]);
    let language = metadata.take_text(&["language"]);
    // "English" would do as a tag and be none.
    let is_tag = |tag: &String| {
        tag.split('-').next().is_some_and(|first| {
            matches!(first.len(), 2 | 3) && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
    };
    if language.as_ref().is_some_and(|language| !is_tag(language)) {
        graph.lose(
            Loss::Dropped,
            "metadata \"language\" of a source, which is no tag",
        );
    }
    let language = language.filter(is_tag);
    let record = SourceRecord {
        id: format!("document {}", number + 1),
        title: title.or(path),
        url,
        publisher: metadata.take_text(&["publisher"]),
        published,
        language,
        text,
        ..SourceRecord::default()
    };
    for (name, _) in metadata.rest() {
        let what = format!("metadata \"{name}\" of a source");
        graph.lose(Loss::Dropped, &what);
    }
    let id = record.id.clone();
    graph.source(record, &context.place_of(raw));
    Some(id)
}
