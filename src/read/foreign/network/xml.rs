//! XML as elements, one record at a time: a file of a million edges is never a tree as a whole.
//!
//! Nothing is fetched and nothing expanded: a document type that declares entities is refused, since no graph
//! program writes one, and whoever does wants a file of ours or our memory.

use crate::limits::{NESTING, XML_ATTRIBUTES};
use crate::model::{Fault, Place, quoted, visible};
use quick_xml::escape::{EscapeError, unescape};
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::{Error, Reader};
use std::sync::Arc;

/// Prefixes of attributes that belong to XML itself.
const OF_XML: [&str; 3] = ["xmlns:", "xml:", "xsi:"];

/// An element with what is in it. Names are without their prefixes.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// The text that stands directly in it.
    pub(super) text: String,
    pub(super) children: Vec<Element>,
    pub(super) place: Place,
}

impl Element {
    /// An attribute that says something.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut known = self.attributes.iter();
        let value = known.find_map(|(known, value)| (known == name).then_some(value.as_str()));
        value.filter(|value| !value.is_empty())
    }

    /// The names of the attributes that say something and are none of these.
    pub(super) fn attributes_beside<'e>(
        &'e self,
        known: &'e [&str],
    ) -> impl Iterator<Item = &'e str> {
        let said = self
            .attributes
            .iter()
            .filter(|(_, value)| !value.is_empty());
        said.map(|(name, _)| name.as_str())
            .filter(move |name| !known.contains(name))
    }

    /// Its name as messages show it.
    pub(super) fn tag(&self) -> String {
        let name: String = self.name.chars().take(60).collect();
        format!("<{}>", visible(&name))
    }

    /// Whether it holds nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.children.is_empty() && self.text.trim().is_empty()
    }
}

/// What comes next in a file.
pub(super) enum Part {
    /// An element opens; what is in it comes next, or [`Xml::whole`] reads it.
    Open(Element),
    /// The element of this name ends that was opened last.
    Close(String),
    /// The file ends.
    End,
}

/// An XML file while it is read.
pub(super) struct Xml<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t str,
    name: Arc<str>,
    /// Where the last event began: byte, line, column.
    at: (usize, u64, u64),
    open: Vec<(String, u64)>,
    is_past_root: bool,
    /// What is said of the file without stopping it.
    pub(super) warnings: Vec<Fault>,
}

impl<'t> Xml<'t> {
    pub(super) fn new(text: &'t str, name: &Arc<str>) -> Self {
        let mut reader = Reader::from_str(text);
        // An empty element is one that opens and closes.
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            text,
            name: Arc::clone(name),
            at: (0, 0, 0),
            open: Vec::new(),
            is_past_root: false,
            warnings: Vec::new(),
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The next element that opens or closes. Between elements no text is wanted.
    pub(super) fn next(&mut self) -> Result<Part, Fault> {
        loop {
            match self.event()? {
                Step::Open(element) => return Ok(Part::Open(element)),
                Step::Close(name) => return Ok(Part::Close(name)),
                Step::End => return Ok(Part::End),
                Step::Text(text) if text.trim().is_empty() => {}
                Step::Text(text) => {
                    let message = format!(
                        "found the text {} between elements; an element is wanted",
                        quoted(text.trim())
                    );
                    return Err(self.error(message));
                }
            }
        }
    }

    /// The rest of an element that was just opened.
    pub(super) fn whole(&mut self, element: Element) -> Result<Element, Fault> {
        let mut outer = Vec::new();
        let mut current = element;
        loop {
            match self.event()? {
                Step::Open(child) => outer.push(std::mem::replace(&mut current, child)),
                Step::Text(text) => current.text.push_str(&text),
                // The reader itself sees to it that names of ends fit, and `event` that the file ends outside.
                Step::Close(_) | Step::End => match outer.pop() {
                    None => return Ok(current),
                    Some(parent) => {
                        let child = std::mem::replace(&mut current, parent);
                        current.children.push(child);
                    }
                },
            }
        }
    }

    fn event(&mut self) -> Result<Step, Fault> {
        loop {
            self.move_to(self.reader.buffer_position());
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    self.move_to(self.reader.error_position());
                    return Err(self.ill_formed(&error));
                }
            };
            match event {
                Event::Start(tag) | Event::Empty(tag) => return self.opened(&tag).map(Step::Open),
                Event::End(_) => {
                    let name = self.open.pop().map(|(name, _)| name).unwrap_or_default();
                    self.is_past_root = self.open.is_empty();
                    return Ok(Step::Close(name));
                }
                Event::Text(text) => {
                    let raw = std::str::from_utf8(&text).unwrap_or_default();
                    let text = unescape(&with_line_feeds(raw))
                        .map(std::borrow::Cow::into_owned)
                        .map_err(|error| self.ill_formed(&Error::Escape(error)))?;
                    return Ok(Step::Text(text));
                }
                Event::CData(text) => {
                    let raw = std::str::from_utf8(&text).unwrap_or_default();
                    return Ok(Step::Text(with_line_feeds(raw)));
                }
                Event::DocType(text) => {
                    let text = String::from_utf8_lossy(&text).into_owned();
                    self.document_type(&text)?;
                }
                Event::Decl(declaration) => self.declaration(&declaration)?,
                Event::Comment(_) | Event::PI(_) => {}
                Event::Eof => return self.ended(),
            }
        }
    }

    fn opened(&mut self, tag: &BytesStart<'_>) -> Result<Element, Fault> {
        let name = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
        if self.is_past_root {
            return Err(self.error(format!(
                "<{}> stands behind the end of the root element; a file has one",
                visible(&name)
            )));
        }
        if self.open.len() == NESTING {
            return Err(self.error(format!("elements nest deeper than {NESTING}")));
        }
        let mut attributes = Vec::new();
        for (number, attribute) in tag.attributes().enumerate() {
            if number == XML_ATTRIBUTES {
                let message = format!("an element has more than {XML_ATTRIBUTES} attributes");
                return Err(self.error(message));
            }
            let attribute =
                attribute.map_err(|error| self.ill_formed(&Error::InvalidAttr(error)))?;
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            // Namespaces and the like say nothing of the graph.
            if key == "xmlns" || OF_XML.iter().any(|start| key.starts_with(start)) {
                continue;
            }
            let raw = std::str::from_utf8(&attribute.value).unwrap_or_default();
            // In an attribute every white space that is not written by number is a space.
            let raw = with_line_feeds(raw).replace(['\n', '\t'], " ");
            let value = unescape(&raw)
                .map(std::borrow::Cow::into_owned)
                .map_err(|error| self.ill_formed(&Error::Escape(error)))?;
            attributes.push((key, value));
        }
        self.open.push((name.clone(), self.at.1));
        Ok(Element {
            name,
            attributes,
            text: String::new(),
            children: Vec::new(),
            place: self.place(),
        })
    }

    /// The end of the file is good where every element is closed and there was one.
    fn ended(&mut self) -> Result<Step, Fault> {
        if let Some((name, line)) = self.open.last() {
            return Err(self.error(format!(
                "the file ends within <{}>, which opens in line {}",
                visible(name),
                line + 1
            )));
        }
        if !self.is_past_root {
            return Err(self.error("found no element; the file is empty"));
        }
        Ok(Step::End)
    }

    fn document_type(&mut self, text: &str) -> Result<(), Fault> {
        if text.contains("<!ENTITY") {
            return Err(self.error(
                "the document type declares entities, which are neither fetched nor expanded; write what they stand for",
            ));
        }
        let message = "the document type is not looked at: nothing is fetched";
        self.warnings.push(Fault::warning(self.place(), message));
        Ok(())
    }

    /// The text is UTF-8 by now; a file that says otherwise and has more than ASCII would be read wrong.
    fn declaration(&mut self, declaration: &BytesDecl<'_>) -> Result<(), Fault> {
        let Some(Ok(encoding)) = declaration.encoding() else {
            return Ok(());
        };
        let encoding = String::from_utf8_lossy(&encoding).into_owned();
        if encoding.eq_ignore_ascii_case("utf-8") || self.text.is_ascii() {
            return Ok(());
        }
        Err(self.error(format!(
            "the file says that its encoding is {}; UTF-8 is wanted",
            quoted(&encoding)
        )))
    }

    /// Moves the place to a byte further on.
    fn move_to(&mut self, byte: u64) {
        let (from, mut line, mut column) = self.at;
        let to = usize::try_from(byte).unwrap_or(usize::MAX);
        let to = to.min(self.text.len());
        let Some(passed) = self.text.get(from..to) else {
            return;
        };
        match passed.rsplit_once('\n') {
            Some((before, after)) => {
                line += 1 + before.bytes().filter(|byte| *byte == b'\n').count() as u64;
                column = after.chars().count() as u64;
            }
            None => column += passed.chars().count() as u64,
        }
        self.at = (to, line, column);
    }

    fn place(&self) -> Place {
        Place {
            column: Some(self.at.2),
            ..Place::line(&self.name, self.at.1)
        }
    }

    fn error(&self, message: impl Into<String>) -> Fault {
        Fault::error(self.place(), message)
    }

    fn ill_formed(&self, error: &Error) -> Fault {
        let message = match error {
            Error::Escape(EscapeError::UnrecognizedEntity(_, entity)) => format!(
                "entity {} is none of XML's own amp, lt, gt, quot and apos; others are not resolved",
                quoted(entity)
            ),
            Error::Escape(EscapeError::UnterminatedEntity(_)) => {
                "found & without the ; of an entity; a plain & is written &amp;".to_owned()
            }
            other => {
                let words: String = visible(&other.to_string()).chars().take(200).collect();
                format!("not well-formed XML: {words}")
            }
        };
        self.error(message)
    }
}

/// An event that says something.
enum Step {
    Open(Element),
    Close(String),
    Text(String),
    End,
}

/// A line ends in one way, as XML 1.0 has it (2.11).
fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
