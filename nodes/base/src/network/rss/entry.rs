//! The entries of a feed, under the names that people know from n8n.

use jiff::{Timestamp, civil, fmt::rfc2822, tz::TimeZone};
use nodewright_core::{
    Value,
    serde_json::{Map, json},
};

use super::{snippet, xml::Element};

/// Elements of RSS that are kept, and under which name.
const RSS: &[(&str, &str)] = &[
    ("author", "creator"),
    ("dc:creator", "creator"),
    ("dc:date", "date"),
    ("dc:language", "language"),
    ("dc:rights", "rights"),
    ("dc:source", "source"),
    ("dc:title", "title"),
    ("title", "title"),
    ("link", "link"),
    ("pubDate", "pubDate"),
    ("author", "author"),
    ("summary", "summary"),
    ("content:encoded", "content:encoded"),
    ("dc:creator", "dc:creator"),
    ("dc:date", "dc:date"),
    ("comments", "comments"),
];

/// Elements of podcasts that are kept.
const ITUNES: &[&str] = &[
    "author",
    "subtitle",
    "summary",
    "explicit",
    "duration",
    "image",
    "episode",
    "season",
    "keywords",
    "episodeType",
    "title",
];

/// The entries of a document; nothing if it is no feed.
pub fn all(root: &Element, fields: &[String]) -> Option<Vec<Map<String, Value>>> {
    let rss = |entry: &Element| of_rss(entry, fields);
    match root.name.as_str() {
        "feed" => Some(root.all("entry").map(|entry| of_atom(entry, fields)).collect()),
        "rss" if root.attribute("version").is_some_and(is_known) => {
            Some(root.all("channel").flat_map(|channel| channel.all("item")).map(rss).collect())
        }
        "rdf:RDF" => Some(root.all("item").map(rss).collect()),
        _ => None,
    }
}

fn is_known(version: &str) -> bool {
    version.starts_with('2') || version.starts_with("0.9") || version.starts_with('1')
}

fn of_rss(entry: &Element, fields: &[String]) -> Map<String, Value> {
    let mut map = Map::new();
    for (element, name) in RSS {
        if let Some(text) = entry.text_of(element) {
            map.insert((*name).to_owned(), text.into());
        }
    }
    add_custom(&mut map, entry, fields);
    if let Some(enclosure) = entry.child("enclosure") {
        map.insert("enclosure".into(), enclosure.attribute_values().into());
    }
    if let Some(text) = entry.text_of("content:encoded") {
        map.insert("content:encodedSnippet".into(), snippet::of(text).into());
    }
    if let Some(text) = entry.text_of("description") {
        map.insert("content".into(), text.into());
        map.insert("contentSnippet".into(), snippet::of(text).into());
    }
    if let Some(guid) = entry.text_of("guid") {
        map.insert("guid".into(), guid.into());
    }
    let categories: Vec<Value> = entry.all("category").map(|category| category.text.as_str().into()).collect();
    if !categories.is_empty() {
        map.insert("categories".into(), categories.into());
    }
    let date = entry.text_of("pubDate").or_else(|| entry.text_of("dc:date"));
    if let Some(date) = date.and_then(utc) {
        map.insert("isoDate".into(), date.into());
    }
    add_itunes(&mut map, entry);
    map
}

fn add_itunes(map: &mut Map<String, Value>, entry: &Element) {
    let mut podcast = Map::new();
    for name in ITUNES {
        let Some(element) = entry.child(&format!("itunes:{name}")) else { continue };
        let value = if *name == "image" { element.attribute("href").unwrap_or(&element.text) } else { &element.text };
        podcast.insert((*name).to_owned(), value.into());
    }
    if !podcast.is_empty() {
        map.insert("itunes".into(), podcast.into());
    }
}

fn add_custom(map: &mut Map<String, Value>, entry: &Element, fields: &[String]) {
    for name in fields {
        if let Some(element) = entry.child(name) {
            map.insert(name.clone(), element.value());
        }
    }
}

fn of_atom(entry: &Element, fields: &[String]) -> Map<String, Value> {
    let mut map = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            map.insert(name.to_owned(), value);
        }
    };
    let is_main = |link: &&Element| link.attribute("rel").is_none_or(|rel| rel == "alternate");
    let link = entry.all("link").find(is_main).or_else(|| entry.child("link")).and_then(|link| link.attribute("href"));
    let content = entry.child("content").map(html).filter(|text| !text.is_empty());
    let date = entry.text_of("published").or_else(|| entry.text_of("updated")).and_then(utc);
    let author = entry.child("author").and_then(|author| author.text_of("name"));
    put("title", entry.child("title").map(html).map(Value::from));
    put("link", link.map(Value::from));
    put("pubDate", date.clone().map(Value::from));
    put("author", author.map(Value::from));
    put("contentSnippet", content.as_deref().map(|text| snippet::of(text).into()));
    put("content", content.map(Value::from));
    put("summary", entry.child("summary").map(html).map(Value::from));
    put("id", entry.text_of("id").map(Value::from));
    put("isoDate", date.map(Value::from));
    add_custom(&mut map, entry, fields);
    map
}

/// A text of Atom; what is written as elements is given as such.
fn html(element: &Element) -> String {
    if element.children.is_empty() {
        return element.text.clone();
    }
    let attributes: Vec<_> =
        element.attributes.iter().map(|(name, value)| format!(" {name}={}", json!(value))).collect();
    format!("<div{}>{}</div>", attributes.concat(), element.inner)
}

/// A date in UTC, as JavaScript writes it; nothing of what is none.
fn utc(text: &str) -> Option<String> {
    let text = text.trim();
    let day = || text.parse::<civil::Date>().ok()?.to_zoned(TimeZone::UTC).ok().map(|moment| moment.timestamp());
    let local = || text.parse::<civil::DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|moment| moment.timestamp());
    let moment = text.parse::<Timestamp>().ok();
    let moment =
        moment.or_else(|| rfc2822::parse(text).ok().map(|moment| moment.timestamp())).or_else(local).or_else(day)?;
    let moment = moment
        .round(jiff::TimestampRound::new().smallest(jiff::Unit::Millisecond).mode(jiff::RoundMode::Trunc))
        .ok()?;
    Some(moment.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_given_in_utc() {
        for (text, expected) in [
            ("Tue, 02 Jan 2024 03:04:05 GMT", Some("2024-01-02T03:04:05.000Z")),
            ("Tue, 02 Jan 2024 03:04:05 +0200", Some("2024-01-02T01:04:05.000Z")),
            ("2024-01-01T00:00:00+02:00", Some("2023-12-31T22:00:00.000Z")),
            ("2024-01-02T03:04:05.6789Z", Some("2024-01-02T03:04:05.678Z")),
            ("2024-01-02", Some("2024-01-02T00:00:00.000Z")),
            ("not a date", None),
        ] {
            assert_eq!(utc(text).as_deref(), expected, "{text}");
        }
    }
}
