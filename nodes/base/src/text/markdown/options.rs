//! Options of Markdown that is made, and texts by them.

use nodewright_core::{Parameters, Value};

use crate::read;

/// How Markdown is written.
pub struct Options<'p> {
    pub parameters: &'p Parameters,
    pub bullet: &'p str,
    pub fence: &'p str,
    pub em: &'p str,
    pub strong: &'p str,
    pub indented: bool,
    pub ignored: &'p str,
    pub block: &'p str,
    pub data_images: bool,
    pub references: bool,
    pub most_newlines: usize,
}

impl<'p> Options<'p> {
    pub fn of(parameters: &'p Parameters) -> Self {
        let text = |name: &str, otherwise: &'p str| match read::text(parameters, &format!("options.{name}")) {
            "" => otherwise,
            text => text,
        };
        let flag = |name: &str| read::flag(parameters, &format!("options.{name}"), false);
        let most = read::number(parameters, "options.maxConsecutiveNewlines");
        Self {
            parameters,
            bullet: text("bulletMarker", "*"),
            fence: text("codeFence", "```"),
            em: text("emDelimiter", "_"),
            strong: text("strongDelimiter", "**"),
            indented: text("codeBlockStyle", "fence") == "indented",
            ignored: text("ignore", ""),
            block: text("blockElements", ""),
            data_images: flag("keepDataImages"),
            references: flag("useLinkReferenceDefinitions"),
            most_newlines: if most >= 1.0 { most as usize } else { 3 },
        }
    }

    /// A text with what an option replaces in it; nothing if the option is not set.
    pub fn replaced(&self, mut text: String, option: &str) -> Option<String> {
        let given = read::at(self.parameters, &format!("options.{option}"))?;
        let pairs = match given {
            Value::Array(list) => list.iter().collect(),
            one => vec![one],
        };
        for pair in pairs {
            let part = |name: &str| pair.get(name).and_then(Value::as_str).unwrap_or_default();
            if !part("pattern").is_empty() {
                text = text.replacen(part("pattern"), part("replacement"), 1);
            }
        }
        Some(text)
    }
}

/// No more line ends in a row than wanted.
pub fn with_newlines(text: &str, most: usize) -> String {
    let (mut result, mut count, mut spaces) = (String::new(), 0, String::new());
    for letter in text.chars() {
        match letter {
            '\n' => {
                count += 1;
                if count <= most {
                    result.push_str(&spaces);
                    result.push('\n');
                }
                spaces.clear();
            }
            ' ' => spaces.push(' '),
            letter => {
                result.push_str(&spaces);
                spaces.clear();
                count = 0;
                result.push(letter);
            }
        }
    }
    result
}

/// What begins a list, a heading or a quote at the start of a line is escaped.
pub fn line_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && text[digits..].starts_with(". ") {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    let heading = text.trim_start_matches('#');
    let heading = heading.len() < text.len() && heading.starts_with(' ');
    match heading || text.starts_with("+ ") || text.starts_with(['=', '>', '-']) {
        true => format!("\\{text}"),
        false => text.to_owned(),
    }
}
