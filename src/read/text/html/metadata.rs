//! What a page says about itself, as far as it fits a source.

use dom_query::Document;
use oxigraph::model::NamedNode;

/// The address that the page gives as its own.
pub(super) fn canonical_address(page: &Document) -> Option<String> {
    let link = page.select_single("link[rel=canonical]").attr("href");
    let property = page.select_single("meta[property='og:url']");
    [link, property.attr("content")]
        .into_iter()
        .flatten()
        .map(|address| address.trim().to_owned())
        .find(|address| is_web_address(address))
}

/// Whether it can stand as the address of a source.
pub(super) fn is_web_address(address: &str) -> bool {
    (address.starts_with("http://") || address.starts_with("https://"))
        && NamedNode::new(address).is_ok()
}
