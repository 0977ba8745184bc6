//! HTML laid out as text: paragraphs, lists with stars, links with their address, headings in capitals.

use nodewright_core::Result;
use scraper::{ElementRef, Html, Node, Selector, node::Element};

use crate::read;

/// The text of an HTML fragment, without what the selectors in `skipped` find.
pub fn text(html: &str, skipped: &str) -> Result<String> {
    let skipped = match skipped.split(',').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(",")
    {
        none if none.is_empty() => None,
        list => {
            Some(Selector::parse(&list).map_err(|_| read::refused(format!("'{list}' is not a valid CSS selector")))?)
        }
    };
    let document = Html::parse_fragment(html);
    let mut layout = Layout { lines: Lines::default(), skipped, depth: 0 };
    layout.children(document.root_element(), false);
    Ok(layout.lines.text)
}

/// Elements that stand in lines of their own: lines from what is before, lines to what follows.
const BLOCKS: &[(&str, usize, usize)] = &[
    ("article", 1, 1),
    ("aside", 1, 1),
    ("blockquote", 2, 2),
    ("div", 1, 1),
    ("footer", 1, 1),
    ("form", 1, 1),
    ("h1", 3, 2),
    ("h2", 3, 2),
    ("h3", 3, 2),
    ("h4", 2, 2),
    ("h5", 2, 2),
    ("h6", 2, 2),
    ("header", 1, 1),
    ("hr", 2, 2),
    ("main", 1, 1),
    ("nav", 1, 1),
    ("ol", 2, 2),
    ("p", 2, 2),
    ("pre", 2, 2),
    ("section", 1, 1),
    ("table", 2, 2),
    ("ul", 2, 2),
];

const UNSEEN: &[&str] = &["script", "style", "head", "title", "template", "noscript"];

struct Layout {
    lines: Lines,
    skipped: Option<Selector>,
    /// Elements that are open.
    depth: usize,
}

/// Elements within each other; what is deeper is text without a layout.
const DEEPEST: usize = 150;

impl Layout {
    fn children(&mut self, element: ElementRef<'_>, capitals: bool) {
        if self.depth == DEEPEST {
            return self.lines.word(&element.text().collect::<String>());
        }
        self.depth += 1;
        for child in element.children() {
            match child.value() {
                Node::Text(text) if capitals => self.lines.word(&text.to_uppercase()),
                Node::Text(text) => self.lines.word(text),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, capitals);
                    }
                }
                _ => {}
            }
        }
        self.depth -= 1;
    }

    fn element(&mut self, element: ElementRef<'_>, capitals: bool) {
        let name = element.value().name();
        if UNSEEN.contains(&name) || self.skipped.as_ref().is_some_and(|skipped| skipped.matches(&element)) {
            return;
        }
        let (_, before, behind) = BLOCKS.iter().find(|(block, ..)| *block == name).unwrap_or(&("", 0, 0));
        // A list within a list is right below its entry.
        let nested = matches!(name, "ul" | "ol")
            && element.parent().and_then(ElementRef::wrap).is_some_and(|around| around.value().name() == "li");
        let (before, behind) = if nested { (&1, &1) } else { (before, behind) };
        self.lines.space(*before);
        match name {
            "br" => self.lines.line_break(),
            "hr" => self.lines.word(&"-".repeat(40)),
            "img" => self.image(element.value()),
            "a" => self.link(element, capitals),
            "ul" | "ol" => self.list(element, name == "ol", capitals),
            "pre" => self.lines.exactly(&element.text().collect::<String>()),
            "blockquote" => self.quote(element, capitals),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.children(element, true),
            _ => self.children(element, capitals),
        }
        self.lines.space(*behind);
    }

    fn image(&mut self, image: &Element) {
        let alt = image.attr("alt").unwrap_or_default();
        match image.attr("src").unwrap_or_default() {
            "" => self.lines.word(alt),
            source => self.lines.word(&format!("{alt}{}[{source}]", if alt.is_empty() { "" } else { " " })),
        }
    }

    /// The text, with the address behind it where that is another.
    fn link(&mut self, element: ElementRef<'_>, capitals: bool) {
        self.children(element, capitals);
        let address = element.attr("href").unwrap_or_default();
        let text: String = element.text().collect();
        if !address.is_empty() && address.trim_start_matches("mailto:") != text.trim() {
            let gap = if text.trim().is_empty() { "" } else { " " };
            self.lines.word(&format!("{gap}[{address}]"));
        }
    }

    fn list(&mut self, list: ElementRef<'_>, numbered: bool, capitals: bool) {
        let first: usize = list.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let entries: Vec<_> = list.child_elements().filter(|entry| entry.value().name() == "li").collect();
        let width = (first + entries.len()).saturating_sub(1).to_string().len();
        for (index, entry) in entries.into_iter().enumerate() {
            let mark = match numbered {
                true => format!(" {:<width$} ", format!("{}.", first + index), width = width + 1),
                false => " * ".to_owned(),
            };
            let inside = match self.skipped.as_ref().is_some_and(|skipped| skipped.matches(&entry)) {
                true => String::new(),
                false => self.inside(entry, capitals),
            };
            let indented = inside.replace('\n', &format!("\n{}", " ".repeat(mark.len())));
            self.lines.space(1);
            self.lines.exactly(&(mark + &indented));
        }
    }

    fn quote(&mut self, element: ElementRef<'_>, capitals: bool) {
        let inside = self.inside(element, capitals);
        self.lines.exactly(&format!("> {}", inside.trim().replace('\n', "\n> ")));
    }

    fn inside(&mut self, element: ElementRef<'_>, capitals: bool) -> String {
        let outside = std::mem::take(&mut self.lines);
        self.children(element, capitals);
        std::mem::replace(&mut self.lines, outside).text
    }
}

/// Text with the lines and spaces that are still owed before the next letter.
#[derive(Default)]
struct Lines {
    text: String,
    breaks: usize,
    gap: bool,
}

impl Lines {
    /// Letters; white space between them counts as one space.
    fn word(&mut self, text: &str) {
        let mut words = text.split_whitespace();
        let Some(first) = words.next() else {
            self.gap |= !text.is_empty();
            return;
        };
        self.gap |= text.starts_with(char::is_whitespace);
        self.exactly(first);
        for word in words {
            self.text.push(' ');
            self.text.push_str(word);
        }
        self.gap = text.ends_with(char::is_whitespace);
    }

    fn exactly(&mut self, text: &str) {
        match (self.text.is_empty(), self.breaks) {
            (true, _) => {}
            (false, 0) if self.gap && !self.text.ends_with('\n') => self.text.push(' '),
            (false, breaks) => self.text.extend(std::iter::repeat_n('\n', breaks)),
        }
        (self.breaks, self.gap) = (0, false);
        self.text.push_str(text);
    }

    fn space(&mut self, lines: usize) {
        if lines > 0 {
            self.breaks = self.breaks.max(lines);
            self.gap = false;
        }
    }

    fn line_break(&mut self) {
        self.exactly("\n");
    }
}
