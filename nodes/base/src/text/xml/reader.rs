//! XML as objects: attributes and elements are keys, those of one name a list.

use nodewright_core::{Parameters, Value, serde_json::Map};
use quick_xml::{Reader, escape, events::Event};

use crate::read;

/// How objects look.
pub struct Options {
    attributes_key: String,
    text_key: String,
    lists: bool,
    root: bool,
    without_attributes: bool,
    attributes_as_keys: bool,
    normalized: bool,
    lower_case: bool,
    trimmed: bool,
}

impl Options {
    pub fn of(parameters: &Parameters) -> Self {
        let key = |name: &str, otherwise: &str| match read::text(parameters, &format!("options.{name}")) {
            "" => otherwise.to_owned(),
            key => key.to_owned(),
        };
        let flag = |name: &str, otherwise| read::flag(parameters, &format!("options.{name}"), otherwise);
        Self {
            attributes_key: key("attrkey", "$"),
            text_key: key("charkey", "_"),
            lists: flag("explicitArray", false),
            root: flag("explicitRoot", true),
            without_attributes: flag("ignoreAttrs", false),
            attributes_as_keys: flag("mergeAttrs", true),
            normalized: flag("normalize", false),
            lower_case: flag("normalizeTags", false),
            trimmed: flag("trim", false),
        }
    }
}

/// Elements within elements; deeper XML is refused.
const DEEPEST: usize = 500;

struct Open {
    name: String,
    map: Map<String, Value>,
    text: String,
    /// White space counts where it stands in CDATA.
    exact: bool,
}

/// Reads a document; what is wrong with it is said as n8n says it.
pub fn read(xml: &str, options: &Options) -> Result<Value, String> {
    let xml = xml.trim_start_matches('\u{feff}');
    if xml.trim().is_empty() {
        return Err("Cannot read properties of null (reading '$error')".into());
    }
    let outside = xml.trim_start();
    if let Some(first) = outside.chars().next().filter(|first| *first != '<') {
        let before = &xml[..xml.len() - outside.len()];
        let (line, column) =
            (before.matches('\n').count(), before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1);
        return Err(format!("Non-whitespace before first tag.\nLine: {line}\nColumn: {column}\nChar: {first}"));
    }
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Open> = Vec::new();
    let mut result = None;
    loop {
        let event = reader.read_event().map_err(|error| format!("The XML is not valid: {error}"))?;
        match event {
            Event::Start(start) => open.push(opened(&start, options)?),
            Event::Empty(start) => {
                let element = opened(&start, options)?;
                result = closed(element, &mut open, options).or(result);
            }
            Event::End(_) => {
                let element = open.pop().ok_or("Unexpected close tag")?;
                result = closed(element, &mut open, options).or(result);
            }
            Event::Text(text) => add(&mut open, &text)?,
            Event::CData(text) => {
                add(&mut open, &text)?;
                if let Some(element) = open.last_mut() {
                    element.exact = true;
                }
            }
            Event::GeneralRef(name) => {
                let text = escape::unescape(&format!("&{};", &*name))
                    .map_err(|_| format!("Invalid character entity: &{};", &*name))?
                    .into_owned();
                add(&mut open, &text)?;
            }
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
        if open.len() > DEEPEST {
            return Err(format!("The XML has more than {DEEPEST} elements within each other"));
        }
    }
    match (open.pop(), result) {
        (Some(element), _) => Err(format!("The XML ends before <{}> is closed", element.name)),
        (None, Some((name, value))) => Ok(match options.root {
            true => Value::Object(Map::from_iter([(name, value)])),
            false => value,
        }),
        (None, None) => Err("The XML has no element".into()),
    }
}

fn add(open: &mut [Open], text: &str) -> Result<(), String> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err("Text data outside of root node.".into()),
    }
    Ok(())
}

fn opened(start: &quick_xml::events::BytesStart<'_>, options: &Options) -> Result<Open, String> {
    let mut element =
        Open { name: start.name().as_ref().to_owned(), map: Map::new(), text: String::new(), exact: false };
    if options.lower_case {
        element.name = element.name.to_lowercase();
    }
    let mut attributes = Map::new();
    for attribute in start.attributes().filter(|_| !options.without_attributes) {
        let attribute = attribute.map_err(|error| format!("The XML is not valid: {error}"))?;
        let value = escape::unescape(&attribute.value);
        let value = value.map_err(|_| format!("Invalid character entity in '{}'", attribute.value))?.into_owned();
        match options.attributes_as_keys {
            true => put(&mut element.map, attribute.key.as_ref().to_owned(), value.into(), options.lists),
            false => _ = attributes.insert(attribute.key.as_ref().to_owned(), value.into()),
        }
    }
    if !attributes.is_empty() {
        element.map.insert(options.attributes_key.clone(), attributes.into());
    }
    Ok(element)
}

/// What an element is, put into the one around it; the outermost is given back.
fn closed(element: Open, open: &mut [Open], options: &Options) -> Option<(String, Value)> {
    let Open { name, mut map, mut text, exact } = element;
    let blank = !exact && text.trim().is_empty();
    if options.normalized && !blank {
        text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    } else if options.trimmed && !blank {
        text = text.trim().to_owned();
    }
    let value = match (map.is_empty(), blank) {
        (true, _) => text.into(),
        (false, true) => map.into(),
        (false, false) => {
            map.insert(options.text_key.clone(), text.into());
            map.into()
        }
    };
    match open.last_mut() {
        Some(around) => {
            put(&mut around.map, name, value, options.lists);
            None
        }
        None => Some((name, value)),
    }
}

/// The second of a name makes a list of it.
fn put(map: &mut Map<String, Value>, name: String, value: Value, lists: bool) {
    match map.get_mut(&name) {
        Some(Value::Array(list)) => list.push(value),
        Some(other) => *other = Value::Array(vec![other.take(), value]),
        None => _ = map.insert(name, if lists { Value::Array(vec![value]) } else { value }),
    }
}
