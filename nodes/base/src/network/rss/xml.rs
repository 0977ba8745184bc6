//! Feeds as trees of elements.

use nodewright_core::{
    ErrorKind, NodeError, Result, Value,
    serde_json::{Map, json},
};
use quick_xml::{
    Reader,
    escape::resolve_html5_entity,
    events::{BytesRef, BytesStart, Event},
};

/// Elements may be nested so deeply.
const DEPTH: usize = 200;

/// An element with what is in it.
#[derive(Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// The texts in it, joined.
    pub text: String,
    /// What is in it, as it was written.
    pub inner: String,
}

/// Reads a document.
///
/// # Errors
/// It is no XML: where it stops being that.
pub fn read(text: &str) -> Result<Element> {
    let refuse = |message: String| NodeError::new(ErrorKind::Operation, message);
    let text = text.trim_start_matches('\u{feff}');
    match text.char_indices().find(|(_, letter)| !letter.is_whitespace()) {
        None => return Err(refuse("Unable to parse XML.".into())),
        Some((at, letter)) if letter != '<' => {
            return Err(refuse(format!(
                "Non-whitespace before first tag.\n{}\nChar: {letter}",
                place(text, at + letter.len_utf8())
            )));
        }
        Some(_) => {}
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut open: Vec<(Element, usize)> = Vec::new();
    loop {
        let before = position(&reader);
        let event = reader
            .read_event()
            .map_err(|error| refuse(format!("Unable to parse XML: {error}\n{}", place(text, position(&reader)))))?;
        match event {
            Event::Start(start) if open.len() >= DEPTH => {
                let name = start.name().as_ref().to_owned();
                return Err(refuse(format!("The feed nests its elements more than {DEPTH} deep, at '{name}'")));
            }
            Event::Start(start) => open.push((element(&start), position(&reader))),
            Event::Empty(start) => match open.last_mut() {
                Some((parent, _)) => parent.children.push(element(&start)),
                None => return Ok(element(&start)),
            },
            Event::End(_) => {
                let Some((mut done, from)) = open.pop() else { continue };
                done.inner = text.get(from..before).unwrap_or_default().to_owned();
                match open.last_mut() {
                    Some((parent, _)) => parent.children.push(done),
                    None => return Ok(done),
                }
            }
            Event::Text(part) => add(&mut open, &part),
            Event::CData(part) => add(&mut open, &part),
            Event::GeneralRef(entity) => add(&mut open, &resolved(&entity)),
            Event::Eof => return Err(refuse(format!("Unclosed root tag\n{}\nChar: ", place(text, text.len())))),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn add(open: &mut [(Element, usize)], text: &str) {
    if let Some((element, _)) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// The text of an entity; one that is unknown stays as it is.
fn resolved(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = entity.resolve_char_ref() {
        return letter.to_string();
    }
    let name: &str = entity;
    resolve_html5_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = start.attributes();
    Element {
        name: start.name().as_ref().to_owned(),
        attributes: attributes
            .with_checks(false)
            .flatten()
            .map(|one| (one.key.as_ref().to_owned(), super::snippet::decoded(&one.value)))
            .collect(),
        ..Element::default()
    }
}

/// Line and column of a place, as JavaScript's parser counts.
fn place(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    format!("Line: {line}\nColumn: {column}")
}

impl Element {
    /// The first child of a name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of a name.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the first child of a name that has some.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.as_str()).filter(|text| !text.is_empty())
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The attributes as an object.
    pub fn attribute_values(&self) -> Map<String, Value> {
        self.attributes.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect()
    }

    /// The whole of it: its text, or an object of attributes (`$`), text (`_`) and children.
    pub fn value(&self) -> Value {
        if self.children.is_empty() && (self.attributes.is_empty() || !self.text.trim().is_empty()) {
            return self.text.as_str().into();
        }
        let mut map = Map::new();
        if !self.attributes.is_empty() {
            map.insert("$".into(), self.attribute_values().into());
        }
        if !self.text.trim().is_empty() {
            map.insert("_".into(), self.text.as_str().into());
        }
        for child in &self.children {
            let list = map.entry(child.name.clone()).or_insert_with(|| json!([]));
            list.as_array_mut().into_iter().for_each(|list| list.push(child.value()));
        }
        map.into()
    }
}
