//! HTML as Markdown.

use nodewright_core::{Parameters, Value};
use scraper::{ElementRef, Html, Node};

use crate::read;

/// The Markdown of a page or a part of one.
pub fn convert(html: &str, parameters: &Parameters) -> String {
    let document = Html::parse_document(html);
    let mut writer = Writer { options: Options::of(parameters), text: String::new(), breaks: 0, links: Vec::new() };
    writer.children(document.root_element());
    let mut text = writer.text;
    for (index, link) in writer.links.iter().enumerate() {
        text.push_str(if index == 0 { "\n\n" } else { "\n" });
        text.push_str(&format!("[{}]: {link}", index + 1));
    }
    with_newlines(text.trim(), writer.options.most_newlines)
}

struct Options<'p> {
    parameters: &'p Parameters,
    bullet: &'p str,
    fence: &'p str,
    em: &'p str,
    strong: &'p str,
    indented: bool,
    ignored: &'p str,
    block: &'p str,
    data_images: bool,
    references: bool,
    most_newlines: usize,
}

impl<'p> Options<'p> {
    fn of(parameters: &'p Parameters) -> Self {
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

    fn replaced(&self, mut text: String, option: &str) -> Option<String> {
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
fn with_newlines(text: &str, most: usize) -> String {
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

const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
];

const UNSEEN: &[&str] = &["head", "script", "style", "template", "noscript", "title"];

struct Writer<'p> {
    options: Options<'p>,
    text: String,
    /// Line ends owed before what comes next.
    breaks: usize,
    links: Vec<String>,
}

impl Writer<'_> {
    fn children(&mut self, element: ElementRef<'_>) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.words(text),
                Node::Element(_) => ElementRef::wrap(child).into_iter().for_each(|child| self.element(child)),
                _ => {}
            }
        }
    }

    fn owe(&mut self, breaks: usize) {
        self.breaks = if self.text.is_empty() { 0 } else { self.breaks.max(breaks) };
    }

    fn push(&mut self, text: &str) {
        if !text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', std::mem::take(&mut self.breaks)));
            self.text.push_str(text);
        }
    }

    /// Text: white space is one space, and what Markdown would read is escaped.
    fn words(&mut self, text: &str) {
        let at_start = self.text.is_empty() || self.breaks > 0 || self.text.ends_with('\n');
        let mut plain = String::new();
        for letter in text.chars() {
            match letter.is_whitespace() {
                true if plain.ends_with(' ') || (plain.is_empty() && (at_start || self.text.ends_with(' '))) => {}
                true => plain.push(' '),
                false => plain.push(letter),
            }
        }
        let plain = self.options.replaced(plain.clone(), "textReplace.values").unwrap_or(plain);
        let mut escaped = self.options.replaced(plain.clone(), "globalEscape.value").unwrap_or_else(|| {
            plain.chars().fold(String::new(), |mut text, letter| {
                if matches!(letter, '\\' | '`' | '*' | '_' | '~' | '[' | ']') {
                    text.push('\\');
                }
                text.push(letter);
                text
            })
        });
        if at_start {
            escaped = self.options.replaced(escaped.clone(), "lineStartEscape.value").unwrap_or_else(|| line_start(&escaped));
        }
        self.push(&escaped);
    }

    fn inside(&mut self, element: ElementRef<'_>) -> String {
        let (text, breaks) = (std::mem::take(&mut self.text), std::mem::take(&mut self.breaks));
        self.children(element);
        self.breaks = breaks;
        std::mem::replace(&mut self.text, text)
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if UNSEEN.contains(&name) || name == self.options.ignored {
            return;
        }
        let nested = matches!(name, "ul" | "ol") && element.ancestors().filter_map(ElementRef::wrap).any(|around| around.value().name() == "li");
        let block = (BLOCKS.contains(&name) || name == self.options.block) && !nested;
        if block {
            let after_list = matches!(name, "ul" | "ol")
                && element.prev_siblings().find_map(ElementRef::wrap).is_some_and(|before| matches!(before.value().name(), "ul" | "ol"));
            match after_list {
                true => self.breaks = 1,
                false => self.owe(2),
            }
        }
        match name {
            "br" => {
                self.breaks = self.breaks.saturating_sub(1);
                self.push("  \n");
            }
            "hr" => self.push("---"),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = usize::from(name.as_bytes()[1] - b'0');
                let inside = self.inside(element);
                self.push(&format!("{} {}", "#".repeat(level), inside.trim()));
            }
            "b" | "strong" => self.marked(element, self.options.strong),
            "em" | "i" => self.marked(element, self.options.em),
            "del" | "s" | "strike" => self.marked(element, "~~"),
            "code" | "kbd" | "samp" => {
                let code = element.text().collect::<String>();
                let ticks = if code.contains('`') { "``" } else { "`" };
                self.push(&format!("{ticks}{code}{ticks}"));
            }
            "pre" => self.code(element),
            "blockquote" => {
                let inside = self.inside(element);
                self.push(&format!("> {}", inside.trim().replace('\n', "\n> ")));
            }
            "a" => self.link(element),
            "img" => self.image(element),
            "ul" | "ol" => self.list(element, name == "ol", nested),
            "table" => self.table(element),
            _ => self.children(element),
        }
        if block {
            self.owe(2);
        }
    }

    fn marked(&mut self, element: ElementRef<'_>, mark: &str) {
        let inside = self.inside(element);
        let text = inside.trim();
        if text.is_empty() {
            return;
        }
        // Spaces stand outside of the marks.
        let lead = if inside.starts_with(' ') { " " } else { "" };
        let trail = if inside.ends_with(' ') { " " } else { "" };
        self.push(&format!("{lead}{mark}{text}{mark}{trail}"));
    }

    fn code(&mut self, element: ElementRef<'_>) {
        let code = element.text().collect::<String>();
        let code = code.trim_end_matches('\n');
        if self.options.indented {
            return self.push(&format!("    {}", code.replace('\n', "\n    ")));
        }
        let inner = element.child_elements().find(|inner| inner.value().name() == "code");
        let class = inner.and_then(|inner| inner.attr("class")).or_else(|| element.attr("class")).unwrap_or_default();
        let language = class.split_whitespace().find_map(|name| name.strip_prefix("language-")).unwrap_or_default();
        let fence = self.options.fence;
        self.push(&format!("{fence}{language}\n{code}\n{fence}"));
    }

    fn link(&mut self, element: ElementRef<'_>) {
        let inside = self.inside(element);
        let Some(address) = element.attr("href").filter(|address| !address.is_empty()) else { return self.push(&inside) };
        if inside.trim() == address {
            return self.push(&format!("<{address}>"));
        }
        let title = element.attr("title").map(|title| format!(" \"{title}\"")).unwrap_or_default();
        if !self.options.references {
            let address = address.replace('(', "%28").replace(')', "%29").replace('_', "%5F").replace('*', "%2A");
            return self.push(&format!("[{}]({address}{title})", inside.trim()));
        }
        let link = format!("{address}{title}");
        let place = self.links.iter().position(|other| *other == link).unwrap_or_else(|| {
            self.links.push(link);
            self.links.len() - 1
        });
        self.push(&format!("[{}][{}]", inside.trim(), place + 1));
    }

    fn image(&mut self, element: ElementRef<'_>) {
        let source = element.attr("src").unwrap_or_default();
        if source.is_empty() || (source.starts_with("data:") && !self.options.data_images) {
            return;
        }
        let title = element.attr("title").map(|title| format!(" \"{title}\"")).unwrap_or_default();
        self.push(&format!("![{}]({source}{title})", element.attr("alt").unwrap_or_default()));
    }

    fn list(&mut self, list: ElementRef<'_>, numbered: bool, nested: bool) {
        let first: usize = list.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        if nested && !self.text.is_empty() {
            self.breaks = 0;
            let end = self.text.trim_end().len();
            self.text.truncate(end);
            self.text.push_str("  ");
            self.breaks = 1;
        }
        for (index, entry) in list.child_elements().filter(|entry| entry.value().name() == "li").enumerate() {
            let mark = if numbered { format!("{}. ", first + index) } else { format!("{} ", self.options.bullet) };
            let inside = self.inside(entry);
            if index > 0 {
                self.owe(1);
            }
            self.push(&(mark + &inside.trim().replace('\n', "\n   ")));
        }
    }

    fn table(&mut self, table: ElementRef<'_>) {
        let rows = table.descendent_elements().filter(|element| element.value().name() == "tr");
        let rows: Vec<Vec<String>> = rows
            .map(|row| {
                let cells = row.child_elements().filter(|cell| matches!(cell.value().name(), "td" | "th"));
                cells.map(|cell| self.inside(cell).trim().replace('\n', " ").replace('|', "\\|")).collect()
            })
            .collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0).max(1);
        let widths: Vec<_> = (0..columns).map(width).collect();
        let line = |row: &[String]| {
            let cells = widths.iter().enumerate().map(|(column, width)| format!(" {:<width$} |", row.get(column).map_or("", String::as_str)));
            format!("|{}", cells.collect::<String>())
        };
        let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        let mut lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
        if !lines.is_empty() {
            lines.insert(1, line(&rule));
        }
        self.push(&lines.join("\n"));
    }
}

/// What begins a list, a heading or a quote at the start of a line is escaped.
fn line_start(text: &str) -> String {
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
