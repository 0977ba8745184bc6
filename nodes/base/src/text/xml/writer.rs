//! Objects as XML.

use nodewright_core::{Parameters, Value, javascript, serde_json::Map};

use crate::read;

/// How the XML looks.
pub struct Options {
    attributes_key: String,
    text_key: String,
    root: Option<String>,
    cdata: bool,
    headless: bool,
}

impl Options {
    pub fn of(parameters: &Parameters) -> Self {
        let text = |name: &str| {
            Some(read::text(parameters, &format!("options.{name}")).to_owned()).filter(|text| !text.is_empty())
        };
        Self {
            attributes_key: text("attrkey").unwrap_or_else(|| "$".into()),
            text_key: text("charkey").unwrap_or_else(|| "_".into()),
            root: text("rootName").filter(|name| name != "root"),
            cdata: read::flag(parameters, "options.cdata", false),
            headless: read::flag(parameters, "options.headless", false),
        }
    }
}

#[derive(Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    content: Vec<Content>,
}

enum Content {
    Text(String),
    Cdata(String),
    Element(Element),
}

/// The document. An object of one key is that element; any other is in one named `root`, if no name is given.
pub fn write(value: &Value, options: &Options) -> Result<String, String> {
    let empty = Map::new();
    let map = value.as_object().unwrap_or(&empty);
    let mut only = map.iter();
    let root = match (only.next(), only.next(), &options.root) {
        (Some((name, inner)), None, None) => {
            let mut root = named(name)?;
            match inner {
                Value::Array(list) => {
                    for map in list.iter().filter_map(Value::as_object) {
                        fill(&mut root, map, options)?;
                    }
                }
                inner => set(&mut root, inner, options)?,
            }
            root
        }
        (_, _, name) => {
            let mut root = named(name.as_deref().unwrap_or("root"))?;
            fill(&mut root, map, options)?;
            root
        }
    };
    let mut xml = String::new();
    if !options.headless {
        xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    }
    print(&root, 0, true, &mut xml);
    Ok(xml)
}

fn set(element: &mut Element, value: &Value, options: &Options) -> Result<(), String> {
    match value {
        Value::Object(map) => fill(element, map, options)?,
        Value::Null => {}
        other => text(element, &javascript::text(other), options),
    }
    Ok(())
}

fn text(element: &mut Element, text: &str, options: &Options) {
    match options.cdata && text.contains(['&', '<', '>']) {
        true => element.content.push(Content::Cdata(text.replace("]]>", "]]]]><![CDATA[>"))),
        false if text.is_empty() => {}
        false => element.content.push(Content::Text(text.to_owned())),
    }
}

fn fill(element: &mut Element, map: &Map<String, Value>, options: &Options) -> Result<(), String> {
    for (name, value) in map {
        match value {
            Value::Object(attributes) if *name == options.attributes_key => {
                for (name, value) in attributes {
                    checked(name)?;
                    element.attributes.push((name.clone(), javascript::text(value).into_owned()));
                }
            }
            value if *name == options.text_key => text(element, &javascript::text(value), options),
            Value::Array(list) => {
                for entry in list {
                    child(element, name, entry, options)?;
                }
            }
            value => child(element, name, value, options)?,
        }
    }
    Ok(())
}

fn child(element: &mut Element, name: &str, value: &Value, options: &Options) -> Result<(), String> {
    let mut child = named(name)?;
    set(&mut child, value, options)?;
    element.content.push(Content::Element(child));
    Ok(())
}

fn named(name: &str) -> Result<Element, String> {
    checked(name)?;
    Ok(Element { name: name.to_owned(), ..Element::default() })
}

/// Whether XML allows a name.
fn checked(name: &str) -> Result<(), String> {
    let starts = |letter: char| letter.is_alphabetic() || letter == '_' || letter == ':';
    let goes_on = |letter: char| starts(letter) || letter.is_numeric() || matches!(letter, '-' | '.' | '\u{b7}');
    match name.starts_with(starts) && name.chars().all(goes_on) {
        true => Ok(()),
        false => Err("Invalid character in name".into()),
    }
}

/// Elements stand in lines of their own, but not beside text.
fn print(element: &Element, depth: usize, lines: bool, xml: &mut String) {
    xml.push('<');
    xml.push_str(&element.name);
    for (name, value) in &element.attributes {
        let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let value = value.replace('\t', "&#x9;").replace('\n', "&#xA;").replace('\r', "&#xD;");
        xml.push_str(&format!(" {name}=\"{value}\""));
    }
    if element.content.is_empty() {
        xml.push_str("/>");
        return;
    }
    xml.push('>');
    let lines = lines && element.content.iter().all(|content| matches!(content, Content::Element(_)));
    for content in &element.content {
        match content {
            Content::Text(text) => {
                let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "&#xD;");
                xml.push_str(&text);
            }
            Content::Cdata(text) => xml.push_str(&format!("<![CDATA[{text}]]>")),
            Content::Element(child) => {
                if lines {
                    xml.push('\n');
                    xml.push_str(&"  ".repeat(depth + 1));
                }
                print(child, depth + 1, lines, xml);
            }
        }
    }
    if lines {
        xml.push('\n');
        xml.push_str(&"  ".repeat(depth));
    }
    xml.push_str(&format!("</{}>", element.name));
}
