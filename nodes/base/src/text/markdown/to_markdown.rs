//! HTML as Markdown.

use nodewright_core::{Parameters, Result};
use scraper::{ElementRef, Node};

use crate::text::page;

use super::options::{Options, line_start, with_newlines};

/// The Markdown of a page or a part of one.
pub fn convert(html: &str, parameters: &Parameters) -> Result<String> {
    let document = page::document(html)?;
    let mut writer =
        Writer { options: Options::of(parameters), text: String::new(), breaks: 0, depth: 0, links: Vec::new() };
    writer.children(document.root_element());
    let mut text = writer.text;
    for (index, link) in writer.links.iter().enumerate() {
        text.push_str(if index == 0 { "\n\n" } else { "\n" });
        text.push_str(&format!("[{}]: {link}", index + 1));
    }
    Ok(with_newlines(text.trim(), writer.options.most_newlines))
}

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

const UNSEEN: &[&str] = &["head", "script", "style", "template", "noscript", "title"];

struct Writer<'p> {
    options: Options<'p>,
    text: String,
    /// Line ends owed before what comes next.
    breaks: usize,
    /// Elements that are open.
    depth: usize,
    links: Vec<String>,
}

/// Elements within each other; what is deeper is text.
const DEEPEST: usize = 150;

impl Writer<'_> {
    fn children(&mut self, element: ElementRef<'_>) {
        if self.depth == DEEPEST {
            return self.words(&element.text().collect::<String>());
        }
        self.depth += 1;
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.words(text),
                Node::Element(_) => ElementRef::wrap(child).into_iter().for_each(|child| self.element(child)),
                _ => {}
            }
        }
        self.depth -= 1;
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
            escaped =
                self.options.replaced(escaped.clone(), "lineStartEscape.value").unwrap_or_else(|| line_start(&escaped));
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
        let nested = matches!(name, "ul" | "ol")
            && element.ancestors().filter_map(ElementRef::wrap).any(|around| around.value().name() == "li");
        let block = (BLOCKS.contains(&name) || name == self.options.block) && !nested;
        if block {
            let after_list = matches!(name, "ul" | "ol")
                && element
                    .prev_siblings()
                    .find_map(ElementRef::wrap)
                    .is_some_and(|before| matches!(before.value().name(), "ul" | "ol"));
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
        let Some(address) = element.attr("href").filter(|address| !address.is_empty()) else {
            return self.push(&inside);
        };
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
        let width = |column: usize| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0).max(1)
        };
        let widths: Vec<_> = (0..columns).map(width).collect();
        let line = |row: &[String]| {
            let cells = widths
                .iter()
                .enumerate()
                .map(|(column, width)| format!(" {:<width$} |", row.get(column).map_or("", String::as_str)));
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
