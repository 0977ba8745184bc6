//! Ids of headings.

use std::collections::HashMap;

use nodewright_core::{Parameters, Value, javascript};

use crate::read;

/// Makes ids of headings, each once.
pub struct Ids {
    without: bool,
    own: bool,
    github: bool,
    raw: bool,
    raw_prefix: bool,
    prefix: String,
    used: HashMap<String, usize>,
}

impl Ids {
    pub fn of(parameters: &Parameters) -> Self {
        let flag = |name: &str| read::flag(parameters, &format!("options.{name}"), false);
        let prefix = match read::at(parameters, "options.prefixHeaderId") {
            Some(Value::Bool(true)) => "section".into(),
            Some(Value::Bool(false)) | None => String::new(),
            Some(prefix) => javascript::text(prefix).into_owned(),
        };
        Self {
            without: flag("noHeaderId"),
            own: flag("customizedHeaderId"),
            github: flag("ghCompatibleHeaderId"),
            raw: flag("rawHeaderId"),
            raw_prefix: flag("rawPrefixHeaderId"),
            prefix,
            used: HashMap::new(),
        }
    }

    /// The attribute for a heading as it is written, and what of it is shown if a part of it is the id.
    pub fn attribute<'h>(&mut self, heading: &'h str) -> (String, Option<&'h str>) {
        let mut shown = None;
        let mut title = heading;
        if let (true, Some((text, id))) =
            (self.own, heading.trim_end().strip_suffix('}').and_then(|text| text.rsplit_once('{')))
        {
            (title, shown) = (id, Some(text.trim_end()));
        }
        if self.without {
            return (String::new(), shown);
        }
        let prefix = self.prefix.clone();
        let title = if self.raw_prefix { title.to_owned() } else { format!("{prefix}{title}") };
        let id = if self.github {
            let title = title.replace(' ', "-").replace("&amp;", "").to_lowercase();
            title.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_')).collect()
        } else if self.raw {
            title.replace(' ', "-").replace("&amp;", "&").replace(['"', '\''], "-").to_lowercase()
        } else {
            let letters = title.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_');
            letters.collect::<String>().to_lowercase()
        };
        let id = if self.raw_prefix { format!("{prefix}{id}") } else { id };
        let count = self.used.entry(id.clone()).or_default();
        *count += 1;
        let id = if *count > 1 { format!("{id}-{}", *count - 1) } else { id };
        (format!(" id=\"{id}\""), shown)
    }
}
