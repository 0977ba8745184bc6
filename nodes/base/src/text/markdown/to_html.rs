//! Markdown as HTML, laid out as showdown does.

use nodewright_core::{Parameters, Result};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{
    headings::Ids,
    source::{SIZE, STANDING_FOR, prepared},
    words::{Words, escaped},
};
use crate::read;

/// Quotes and lists within each other.
const DEEPEST: usize = 200;

/// The HTML of a Markdown text.
pub fn convert(markdown: &str, parameters: &Parameters) -> Result<String> {
    let flag = |name: &str, otherwise| read::flag(parameters, &format!("options.{name}"), otherwise);
    if flag("emoji", false) {
        return Err(read::refused("The option 'Emoji' is not supported"));
    }
    let source = prepared(markdown, &flag);
    let mut options = Options::empty();
    options.set(Options::ENABLE_TABLES, flag("tables", false));
    options.set(Options::ENABLE_STRIKETHROUGH, flag("strikethrough", false));
    options.set(Options::ENABLE_TASKLISTS, flag("tasklists", false));
    let start = read::number(parameters, "options.headerLevelStart");
    let mut writer = Writer {
        source: &source,
        words: Words::of(parameters),
        ids: Ids::of(parameters),
        table_ids: flag("tablesHeaderId", false),
        line_breaks: flag("simpleLineBreaks", false),
        fenced: flag("ghCodeBlocks", true),
        split_quotes: flag("splitAdjacentBlockquotes", false),
        level: if start > 1.0 { start as usize - 1 } else { 0 },
        open: vec![Open::default()],
        links: 0,
        header: false,
        alignments: Vec::new(),
        column: 0,
        code: None,
    };
    for (event, range) in pulldown_cmark::TextMergeWithOffset::new(Parser::new_ext(&source, options).into_offset_iter())
    {
        if writer.open.len() > DEEPEST {
            return Err(read::refused(format!("The Markdown has more than {DEEPEST} blocks within each other")));
        }
        writer.event(event, range);
    }
    let blocks = writer.open.pop().unwrap_or_default().blocks();
    let mut html = blocks;
    for (_, letter, written) in STANDING_FOR {
        html = html.replace(*letter, written);
    }
    Ok(match flag("completeHTMLDocument", false) {
        true => format!(
            "<!DOCTYPE HTML>\n<html>\n<head>\n<meta charset=\"utf-8\">\n</head>\n<body>\n{html}\n</body>\n</html>"
        ),
        false => html,
    })
}

/// An element that is open: its blocks, and the text that is in none yet.
#[derive(Default)]
pub(super) struct Open {
    pub(super) done: Vec<String>,
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) quote: bool,
    /// Whether it had text of its own, as an entry of a list without paragraphs has.
    pub(super) tight: bool,
}

impl Open {
    pub(super) fn blocks(mut self) -> String {
        self.end_text();
        self.done.join("\n")
    }

    pub(super) fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.tight = true;
            self.done.push(text);
        }
    }
}

pub(super) struct Writer<'s> {
    pub(super) source: &'s str,
    pub(super) words: Words<'s>,
    pub(super) ids: Ids,
    pub(super) table_ids: bool,
    pub(super) line_breaks: bool,
    pub(super) fenced: bool,
    pub(super) split_quotes: bool,
    pub(super) level: usize,
    pub(super) open: Vec<Open>,
    pub(super) links: usize,
    pub(super) header: bool,
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    /// The block of code that is open, and its language.
    pub(super) code: Option<(Option<String>, String)>,
}

impl<'s> Writer<'s> {
    pub(super) fn top(&mut self) -> &mut Open {
        self.open.last_mut().expect("the document is open")
    }

    pub(super) fn text(&mut self, html: &str) {
        self.top().text.push_str(html);
    }

    pub(super) fn block(&mut self, html: String) {
        self.top().end_text();
        self.top().quote = false;
        self.top().done.push(html);
    }

    pub(super) fn close(&mut self) -> Open {
        match self.open.len() > 1 {
            true => self.open.pop().unwrap_or_default(),
            false => Open::default(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: std::ops::Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.code.is_some() => {
                self.code.iter_mut().for_each(|(_, code)| code.push_str(&text));
            }
            Event::Text(text) => {
                let html = self.words.html(&text, self.links > 0);
                self.text(&html);
            }
            Event::Code(code) => self.text(&format!("<code>{}</code>", escaped(&code).replace('>', "&gt;"))),
            Event::InlineHtml(html) | Event::Html(html) => self.text(&html),
            Event::SoftBreak => self.text(if self.line_breaks { "<br />\n" } else { "\n" }),
            Event::HardBreak => self.text("<br />\n"),
            Event::Rule => self.block("<hr />".into()),
            Event::TaskListMarker(checked) => {
                let checked = if checked { " checked" } else { "" };
                self.text(&format!("<input type=\"checkbox\" disabled style=\"margin: 0px 0.35em 0.25em -1.6em; vertical-align: middle;\"{checked}> "));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: std::ops::Range<usize>) {
        match tag {
            Tag::Emphasis => self.text("<em>"),
            Tag::Strong => self.text("<strong>"),
            Tag::Strikethrough => self.text("<del>"),
            Tag::Link { link_type: LinkType::Email, .. } => {
                self.links += 1;
                self.open.push(Open::default());
            }
            Tag::Link { dest_url, title, .. } => {
                self.links += 1;
                let title = attribute("title", &title);
                let html = format!("<a href=\"{}\"{title}{}>", quoted(&dest_url), self.words.link_attributes);
                self.text(&html);
            }
            Tag::Image { dest_url, title, .. } => {
                self.links += 1;
                let start = format!("<img src=\"{}\" alt=\"", quoted(&dest_url));
                self.text(&start);
                self.open.push(Open { done: vec![title.into_string()], ..Open::default() });
            }
            Tag::List(_) | Tag::BlockQuote(_) | Tag::Item | Tag::Table(_) | Tag::CodeBlock(_) | Tag::HtmlBlock => {
                match tag {
                    Tag::Table(alignments) => self.alignments = alignments,
                    Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
                        self.code = Some((Some(language.into_string()), String::new()));
                    }
                    Tag::CodeBlock(CodeBlockKind::Indented) => self.code = Some((None, String::new())),
                    _ => {}
                }
                self.open.push(Open { start: range.start, ..Open::default() });
            }
            Tag::TableHead => {
                (self.header, self.column) = (true, 0);
                self.open.push(Open::default());
            }
            Tag::TableRow => {
                self.column = 0;
                self.open.push(Open::default());
            }
            _ => self.open.push(Open { start: range.start, ..Open::default() }),
        }
    }

    fn end(&mut self, tag: TagEnd, range: std::ops::Range<usize>) {
        match tag {
            TagEnd::Emphasis => self.text("</em>"),
            TagEnd::Strong => self.text("</strong>"),
            TagEnd::Strikethrough => self.text("</del>"),
            TagEnd::Link => self.end_link(range),
            TagEnd::Image => self.end_image(),
            TagEnd::Paragraph => {
                let inside = self.close().blocks();
                self.block(format!("<p>{inside}</p>"));
            }
            TagEnd::Heading(level) => self.heading(level, range),
            TagEnd::BlockQuote(_) => self.quote(),
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::HtmlBlock => {
                let html = self.close().blocks();
                self.block(html.trim_end_matches('\n').to_owned());
            }
            TagEnd::Item => {
                let mut inside = self.close();
                inside.end_text();
                let task = inside.done.first().is_some_and(|first| first.starts_with("<input type=\"checkbox\""));
                let class = if task { " class=\"task-list-item\" style=\"list-style-type: none;\"" } else { "" };
                // A list stands right behind the text of the entry that it is in.
                let html = if inside.tight { inside.done.concat() } else { inside.done.join("\n") };
                self.block(format!("<li{class}>{html}</li>"));
            }
            TagEnd::List(numbered) => self.list(numbered),
            TagEnd::TableCell => self.cell(),
            TagEnd::TableHead => {
                let cells = self.close().blocks();
                self.header = false;
                self.block(format!("<thead>\n<tr>\n{cells}\n</tr>\n</thead>"));
            }
            TagEnd::TableRow => {
                let cells = self.close().blocks();
                self.block(format!("<tr>\n{cells}\n</tr>"));
            }
            TagEnd::Table => {
                let mut rows = self.close().done.into_iter();
                let head = rows.next().unwrap_or_default();
                let body = rows.collect::<Vec<_>>().join("\n");
                let body = if body.is_empty() { String::new() } else { format!("{body}\n") };
                self.block(format!("<table>\n{head}\n<tbody>\n{body}</tbody>\n</table>"));
            }
            _ => {
                let inside = self.close().blocks();
                self.text(&inside);
            }
        }
    }
}

pub(super) fn quoted(text: &str) -> String {
    text.replace('"', "&quot;")
}

pub(super) fn attribute(name: &str, value: &str) -> String {
    match value.starts_with(SIZE) || value.is_empty() {
        true => String::new(),
        false => format!(" {name}=\"{}\"", quoted(value)),
    }
}
