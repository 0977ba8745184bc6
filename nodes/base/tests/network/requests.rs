//! Requests beside those that n8n sent.

use std::collections::BTreeMap;

use nodewright_testkit::RecordedRequest;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    Place,
    compare::{fits, same},
};

/// A request as it was recorded.
#[derive(Clone, Deserialize)]
pub struct Wanted {
    method: String,
    url: String,
    #[serde(default)]
    headers: Map<String, Value>,
    body: Option<String>,
    #[serde(rename = "bodyLatin1")]
    latin1: Option<String>,
    #[serde(default)]
    incomplete: bool,
}

/// Headers that a connection has, and those that name an HTTP library.
const TRANSPORT: [&str; 3] = ["connection", "content-length", "transfer-encoding"];
const LIBRARIES: [&str; 3] = ["n8n", "rss-parser", "axios/"];

/// How the requests of an execution are compared.
pub struct Rules {
    /// Whether several were in flight.
    pub unordered: bool,
    /// Whether the execution fails, which takes back what has not gone out by then.
    pub fails: bool,
}

/// Compares all requests of an execution.
pub fn compare(wanted: &[Wanted], sent: &[RecordedRequest], rules: &Rules, place: &Place) -> Result<(), String> {
    let fewer = rules.unordered && rules.fails && sent.len() < wanted.len();
    if wanted.len() != sent.len() && !fewer {
        return Err(format!("{} requests instead of {}", sent.len(), wanted.len()));
    }
    if !rules.unordered {
        return wanted.iter().zip(sent).try_for_each(|(wanted, sent)| wanted.compare(sent, place));
    }
    let mut left: Vec<&Wanted> = wanted.iter().collect();
    for sent in sent {
        let found = left.iter().position(|wanted| wanted.compare(sent, place).is_ok());
        left.remove(found.ok_or_else(|| format!("not recorded: {} {}", sent.method, sent.target))?);
    }
    Ok(())
}

impl Wanted {
    fn compare(&self, sent: &RecordedRequest, place: &Place) -> Result<(), String> {
        let url = place.text(&self.url);
        if (&sent.method, &sent.target) != (&self.method, &url) {
            return Err(format!("{} {} instead of {} {url}", sent.method, sent.target, self.method));
        }
        self.compare_headers(sent, place)?;
        if self.incomplete {
            return Ok(());
        }
        let kind = sent.header("content-type").unwrap_or_default();
        let boundary = kind.split_once("boundary=").map(|(_, boundary)| boundary);
        let text: String = match self.latin1 {
            Some(_) => sent.body.iter().copied().map(char::from).collect(),
            None => sent.text(),
        };
        let text = boundary.map_or(text.clone(), |boundary| text.replace(boundary, "{{BOUNDARY}}"));
        let wanted = self.latin1.clone().unwrap_or_else(|| place.text(self.body.as_deref().unwrap_or_default()));
        let json = |text: &str| serde_json::from_str::<Value>(text).ok();
        let equal = text == wanted || matches!((json(&text), json(&wanted)), (Some(a), Some(b)) if same(&a, &b));
        if equal { Ok(()) } else { Err(format!("body {text:?} instead of {wanted:?}")) }
    }

    fn compare_headers(&self, sent: &RecordedRequest, place: &Place) -> Result<(), String> {
        let mut wanted: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in &self.headers {
            let one = std::slice::from_ref(value);
            let texts: Vec<_> = value.as_array().map_or(one, Vec::as_slice).iter().filter_map(Value::as_str).collect();
            add(&mut wanted, name, &place.text(&texts.join(", ")));
        }
        wanted
            .retain(|name, value| name != "user-agent" || !LIBRARIES.iter().any(|library| value.starts_with(library)));
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in &sent.headers {
            let usual = ["user-agent", "accept-encoding"].contains(&name.as_str()) && !wanted.contains_key(name);
            let own = name == "host" && *value == place.text("{{HOST}}");
            if TRANSPORT.contains(&name.as_str()) || usual || own {
                continue;
            }
            let value = value
                .split_once("boundary=")
                .map_or(value.clone(), |(kind, _)| format!("{kind}boundary={{{{BOUNDARY}}}}"));
            add(&mut seen, name, &value);
        }
        let fit = seen.len() == wanted.len()
            && seen.iter().all(|(name, value)| wanted.get(name).is_some_and(|wanted| fits(value, wanted)));
        if fit { Ok(()) } else { Err(format!("headers {seen:?} instead of {wanted:?}")) }
    }
}

fn add(headers: &mut BTreeMap<String, String>, name: &str, value: &str) {
    headers
        .entry(name.to_lowercase())
        .and_modify(|known| *known = format!("{known}, {value}"))
        .or_insert(value.to_owned());
}
