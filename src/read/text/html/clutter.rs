//! What stands on a page beside its article and speaks to its reader: menus, footers, requests for consent.
//!
//! Readability leaves most of it out of long pages; of short ones it finds no article, so all of it would be text.

use dom_query::{Document, NodeRef, Selection};

/// What no page has its article in, as selectors.
const BESIDE: &str = "nav, aside, footer, dialog, template, button, select, textarea, [hidden], \
    [role=navigation], [role=complementary], [role=contentinfo], [role=search], [role=dialog], \
    [role=alertdialog], [aria-modal=true], [aria-hidden=true]";
/// What holds an article, or its headline.
const ARTICLE: &str = "article, main, [role=main], h1";
/// How many elements are looked through for an article before they go: each costs time.
const MOST: usize = 200;
/// How long a request for consent may be, in characters.
const LONGEST_REQUEST: usize = 3000;
/// The same where only its words and its buttons tell.
const LONGEST_BARE_REQUEST: usize = 800;
/// Makers of requests for consent, as classes and ids have them.
const MAKERS: [&str; 11] = [
    "consent",
    "gdpr",
    "ccpa",
    "onetrust",
    "cookiebot",
    "cybot",
    "didomi",
    "qc-cmp",
    "truste",
    "usercentrics",
    "sp_message",
];

/// Takes it out. An element that holds an article stays, whatever it is called.
pub(super) fn remove(page: &Document) {
    // Its buttons tell that something is a request, so they go last.
    for button in page
        .select("button, [role=button], input[type=submit]")
        .nodes()
        .iter()
        .take(MOST)
    {
        // While the iterator lives, nothing can be taken out.
        let around: Vec<NodeRef<'_>> = button.ancestors_it(Some(4)).collect();
        let mut blocks = around.iter().filter(|node| is_block(node));
        if let Some(request) = blocks.find(|node| is_request(node, LONGEST_BARE_REQUEST)) {
            take_out(request);
        }
    }
    let named = page.select("[id], [class]");
    let requests = named.nodes().iter().filter(|node| is_named_request(node));
    for request in requests.take(MOST) {
        if is_block(request) && is_request(request, LONGEST_REQUEST) {
            take_out(request);
        }
    }
    for node in page.select(BESIDE).nodes().iter().take(MOST) {
        take_out(node);
    }
}

fn take_out(node: &NodeRef<'_>) {
    let is_page = ["html", "body", "main", "article"];
    let holds_article = || Selection::from(*node).select_single(ARTICLE).exists();
    if !is_page.iter().any(|name| node.has_name(name)) && !holds_article() {
        node.remove_from_parent();
    }
}

fn is_block(node: &NodeRef<'_>) -> bool {
    let blocks = [
        "div", "section", "form", "aside", "dialog", "p", "footer", "header", "ul",
    ];
    blocks.iter().any(|name| node.has_name(name))
}

/// Whether its class or id calls an element a request for consent.
fn is_named_request(node: &NodeRef<'_>) -> bool {
    [node.class(), node.id_attr()]
        .into_iter()
        .flatten()
        .any(|name| {
            let name = name.to_ascii_lowercase();
            name.contains("cookie") || MAKERS.iter().any(|maker| name.contains(maker))
        })
}

/// Whether a text is short and about what a reader has to agree to.
fn is_request(node: &NodeRef<'_>, longest: usize) -> bool {
    let mut text = String::new();
    for part in node.descendants_it().filter(NodeRef::is_text) {
        text.push_str(&part.text());
        if text.len() > longest {
            return false;
        }
    }
    let text = text.to_lowercase();
    ["cookie", "consent", "privacy", "personal data"]
        .iter()
        .any(|word| text.contains(word))
}
