//! Renaming fields by a regular expression.

use nodewright_core::serde_json::Map;
use nodewright_core::{Result, Value, javascript};
use nodewright_regex::{Captures, Input, Regex};

use crate::{compare, read};

pub struct Pattern {
    regex: Regex,
    /// With `$1` and the like for what matched.
    replacement: String,
    /// Levels below the item's own whose fields are renamed too; negative for all.
    depth: f64,
}

/// How often a search may ask whether it may go on; about ten milliseconds in all.
const QUESTIONS: usize = 60;

impl Pattern {
    pub fn read(entry: &Value) -> Result<Self> {
        let option = |name: &str| entry.get("options").and_then(|options| options.get(name));
        let flags = if option("caseInsensitive").is_some_and(javascript::is_truthy) { "i" } else { "" };
        let regex = Regex::new(&read::member(entry, "searchRegex"), flags);
        Ok(Self {
            regex: regex.map_err(|error| read::refused(error.to_string()))?,
            replacement: read::member(entry, "replaceRegex").into_owned(),
            depth: option("depth").map_or(-1.0, |depth| compare::number(Some(depth))),
        })
    }

    pub fn rename(&self, map: &mut Map<String, Value>) -> Result<()> {
        self.fields(map, self.depth)
    }

    fn fields(&self, map: &mut Map<String, Value>, depth: f64) -> Result<()> {
        let names: Vec<String> = map.keys().cloned().collect();
        for name in names {
            if let Some(value) = map.get_mut(&name).filter(|_| depth != 0.0) {
                self.inside(value, depth - 1.0)?;
            }
            // A name that is there already is overwritten, as in n8n.
            if let Some(new) = self.replaced(&name)?
                && let Some(value) = map.shift_remove(&name)
            {
                map.insert(new, value);
            }
        }
        Ok(())
    }

    /// The entries of a list are not renamed, but what is inside of them.
    fn inside(&self, value: &mut Value, depth: f64) -> Result<()> {
        match value {
            Value::Object(map) => self.fields(map, depth),
            Value::Array(list) if depth != 0.0 => list.iter_mut().try_for_each(|value| self.inside(value, depth - 1.0)),
            _ => Ok(()),
        }
    }

    /// The name with the first match replaced; nothing if that leaves it as it is.
    fn replaced(&self, name: &str) -> Result<Option<String>> {
        let units: Vec<u16> = name.encode_utf16().collect();
        let mut questions = 0;
        let mut may_go_on = || {
            questions += 1;
            questions <= QUESTIONS
        };
        let found = self.regex.find(Input::Units(&units), 0, &mut may_go_on).map_err(|_| {
            read::refused("The search for a regular expression takes too long").with_description("Make it simpler")
        })?;
        let Some(groups) = found else { return Ok(None) };
        let Some(range) = groups.first().cloned().flatten() else { return Ok(None) };
        let mut renamed = units[..range.start].to_vec();
        self.write(&units, &groups, &mut renamed);
        renamed.extend(&units[range.end..]);
        Ok((renamed != units).then(|| String::from_utf16_lossy(&renamed)))
    }

    /// The replacement, with what its references stand for.
    fn write(&self, units: &[u16], groups: &Captures, to: &mut Vec<u16>) {
        let group = |index: usize| groups.get(index).cloned().flatten().map_or(&[][..], |range| &units[range]);
        let whole = groups.first().cloned().flatten().unwrap_or_default();
        let mut rest = self.replacement.as_str();
        while let Some(at) = rest.find('$') {
            to.extend(rest[..at].encode_utf16());
            let behind = &rest[at + 1..];
            let (put, length) = match reference(behind, groups.len()) {
                Some((Reference::Dollar, length)) => (&[u16::from(b'$')][..], length),
                Some((Reference::Group(index), length)) => (group(index), length),
                Some((Reference::Before, length)) => (&units[..whole.start], length),
                Some((Reference::After, length)) => (&units[whole.end..], length),
                Some((Reference::Named(name), length)) if !self.regex.names().is_empty() => {
                    let named = self.regex.names().iter().find(|named| named.name() == name);
                    (named.and_then(|named| named.find(groups)).map_or(&[][..], |range| &units[range]), length)
                }
                _ => (&[u16::from(b'$')][..], 0),
            };
            to.extend(put);
            rest = &behind[length..];
        }
        to.extend(rest.encode_utf16());
    }
}

enum Reference<'t> {
    Dollar,
    Group(usize),
    Before,
    After,
    Named(&'t str),
}

/// What stands behind a dollar, and how long it is.
fn reference(text: &str, groups: usize) -> Option<(Reference<'_>, usize)> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| usize::from(byte - b'0'));
    Some(match bytes.first()? {
        b'$' => (Reference::Dollar, 1),
        b'&' => (Reference::Group(0), 1),
        b'`' => (Reference::Before, 1),
        b'\'' => (Reference::After, 1),
        b'<' => {
            let end = text.find('>')?;
            (Reference::Named(&text[1..end]), end + 1)
        }
        _ => {
            let one = digit(0)?;
            match digit(1).map(|next| one * 10 + next).filter(|two| (1..groups).contains(two)) {
                Some(two) => (Reference::Group(two), 2),
                None if (1..groups).contains(&one) => (Reference::Group(one), 1),
                None => return None,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use nodewright_core::serde_json::json;

    use super::*;

    #[test]
    fn references_are_javascripts() {
        for (regex, replacement, name, expected) in [
            ("(a)(b)", "$2$1", "xaby", "xbay"),
            ("b", "[$&|$`|$']", "abc", "a[b|a|c]c"),
            ("(?<y>\\d+)", "$<y>$$$9", "in2024", "in2024$$9"),
            ("x", "$<y>", "ax", "a$<y>"),
            ("日", "n", "a日b日", "anb日"),
        ] {
            let pattern = Pattern::read(&json!({ "searchRegex": regex, "replaceRegex": replacement })).unwrap();
            let mut map = Map::from_iter([(name.to_owned(), json!(1))]);
            pattern.rename(&mut map).unwrap();
            assert_eq!(map.keys().collect::<Vec<_>>(), [expected], "{regex} {replacement}");
        }
    }

    #[test]
    fn a_search_without_end_is_an_error() {
        let pattern = Pattern::read(&json!({ "searchRegex": "^(a+)+$", "replaceRegex": "x" })).unwrap();
        let mut map = Map::from_iter([(format!("{}b", "a".repeat(64)), json!(1))]);
        let error = pattern.rename(&mut map).unwrap_err();
        assert_eq!(error.message(), "The search for a regular expression takes too long");
    }
}
