//! Markdown as HTML, laid out as showdown does.

use nodewright_core::{Parameters, Result};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::{
    headings::Ids,
    words::{Words, escaped},
};
use crate::read;

/// Stand for letters that the parser is not to see.
const STANDING_FOR: &[(&str, char, &str)] =
    &[("\\<", '\u{e000}', "\\<"), ("<", '\u{e001}', "&lt;"), (">", '\u{e002}', "&gt;"), ("*", '\u{e003}', "*")];

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
    };
    for (event, range) in pulldown_cmark::TextMergeWithOffset::new(Parser::new_ext(&source, options).into_offset_iter()) {
        writer.event(event, range);
    }
    let blocks = writer.open.pop().unwrap_or_default().blocks();
    let mut html = blocks;
    for (_, letter, written) in STANDING_FOR {
        html = html.replace(*letter, written);
    }
    Ok(match flag("completeHTMLDocument", false) {
        true => format!("<!DOCTYPE HTML>\n<html>\n<head>\n<meta charset=\"utf-8\">\n</head>\n<body>\n{html}\n</body>\n</html>"),
        false => html,
    })
}

/// The source as CommonMark has it, where showdown takes more: headings without a space, sizes of images, tags behind a
/// backslash.
fn prepared(markdown: &str, flag: &dyn Fn(&str, bool) -> bool) -> String {
    let mut lines = Vec::new();
    let mut fence = None;
    for line in markdown.replace("\r\n", "\n").lines() {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        if fence.is_some() || mark.is_some() || line.starts_with("    ") {
            lines.push(line.to_owned());
            continue;
        }
        let hashes = line.len() - line.trim_start_matches('#').len();
        let heading = (1..=6).contains(&hashes) && !line[hashes..].is_empty() && !line[hashes..].starts_with(' ');
        let line = match heading && !flag("requireSpaceBeforeHeadingText", false) {
            true => format!("{} {}", &line[..hashes], &line[hashes..]),
            false => line.to_owned(),
        };
        lines.push(backslashes(&sizes(&line), flag));
    }
    lines.join("\n")
}

/// `![a](b.png =1x2)` as an image whose title holds the size.
fn sizes(line: &str) -> String {
    let mut result = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once(" =") {
        let end = behind.find(')');
        let size = end.map(|end| &behind[..end]).filter(|size| size.contains('x') && before.contains("!["));
        let fits = |size: &&str| size.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '*' | '%' | '.'));
        match (size.filter(fits), end) {
            (Some(size), Some(end)) => {
                result.push_str(&format!("{before} \"{SIZE}{size}\""));
                rest = &behind[end..];
            }
            _ => {
                result.push_str(&format!("{before} ="));
                rest = behind;
            }
        }
    }
    result + rest
}

const SIZE: char = '\u{e004}';

fn backslashes(line: &str, flag: &dyn Fn(&str, bool) -> bool) -> String {
    let mut result = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("\\<") {
        result.push_str(before);
        match (flag("backslashEscapesHTMLTags", false), behind.split_once('>')) {
            (true, Some((tag, after))) => {
                result.push_str(&format!("\u{e001}{tag}\u{e002}"));
                rest = after;
            }
            _ => {
                result.push('\u{e000}');
                rest = behind;
            }
        }
    }
    result.push_str(rest);
    if !flag("literalMidWordAsterisks", false) {
        return result;
    }
    let letters: Vec<char> = result.chars().collect();
    let word = |index: Option<usize>| index.and_then(|index| letters.get(index)).is_some_and(|letter| letter.is_alphanumeric());
    let literal = |index: usize| letters[index] == '*' && word(index.checked_sub(1)) && word(Some(index + 1));
    (0..letters.len()).map(|index| if literal(index) { '\u{e003}' } else { letters[index] }).collect()
}

/// An element that is open: its blocks, and the text that is in none yet.
#[derive(Default)]
struct Open {
    done: Vec<String>,
    text: String,
    start: usize,
    quote: bool,
}

impl Open {
    fn blocks(mut self) -> String {
        self.end_text();
        self.done.join("\n")
    }

    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.done.push(text);
        }
    }
}

struct Writer<'s> {
    source: &'s str,
    words: Words<'s>,
    ids: Ids,
    table_ids: bool,
    line_breaks: bool,
    fenced: bool,
    split_quotes: bool,
    level: usize,
    open: Vec<Open>,
    links: usize,
    header: bool,
    alignments: Vec<Alignment>,
    column: usize,
}

impl<'s> Writer<'s> {
    fn top(&mut self) -> &mut Open {
        self.open.last_mut().expect("the document is open")
    }

    fn text(&mut self, html: &str) {
        self.top().text.push_str(html);
    }

    fn block(&mut self, html: String) {
        self.top().end_text();
        self.top().quote = false;
        self.top().done.push(html);
    }

    fn close(&mut self) -> Open {
        match self.open.len() > 1 {
            true => self.open.pop().unwrap_or_default(),
            false => Open::default(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: std::ops::Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
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
                if let Tag::Table(alignments) = tag {
                    self.alignments = alignments;
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
            TagEnd::CodeBlock => self.code(range),
            TagEnd::HtmlBlock => {
                let html = self.close().blocks();
                self.block(html.trim_end_matches('\n').to_owned());
            }
            TagEnd::Item => {
                let inside = self.close();
                let task = inside.text.starts_with("<input type=\"checkbox\"") || inside.done.first().is_some_and(|first| first.starts_with("<input type=\"checkbox\""));
                let class = if task { " class=\"task-list-item\" style=\"list-style-type: none;\"" } else { "" };
                // A list stands right behind the text of the item that it is in.
                let tight = inside.done.first().is_some_and(|first| !first.starts_with('<') || task);
                let html = if tight { { let mut inside = inside; inside.end_text(); inside.done.concat() } } else { inside.blocks() };
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

    fn end_link(&mut self, range: std::ops::Range<usize>) {
        self.links = self.links.saturating_sub(1);
        let source = &self.source[range];
        if source.starts_with('<') && source.contains('@') && !source.contains("://") {
            let address = self.close().blocks();
            let html = self.words.mail(&address);
            return self.text(&html);
        }
        self.text("</a>");
    }

    fn end_image(&mut self) {
        self.links = self.links.saturating_sub(1);
        let inside = self.close();
        let title = inside.done.first().cloned().unwrap_or_default();
        let alt = quoted(&inside.text);
        let (title, size) = title.split_once(SIZE).map_or((title.as_str(), None), |(title, size)| (title, Some(size)));
        let size = size.and_then(|size| size.split_once('x')).map(|(width, height)| {
            let auto = |text: &str| if text == "*" { "auto".to_owned() } else { text.to_owned() };
            format!(" width=\"{}\" height=\"{}\"", auto(width), auto(height))
        });
        let html = format!("{alt}\"{}{} />", attribute("title", title), size.unwrap_or_default());
        self.text(&html);
    }

    fn heading(&mut self, level: HeadingLevel, range: std::ops::Range<usize>) {
        let source = self.source[range].trim();
        let written = match source.starts_with('#') {
            true => source.trim_start_matches('#').trim_end_matches('#').trim(),
            false => source.rsplit_once('\n').map_or(source, |(text, _)| text.trim()),
        };
        let written = STANDING_FOR.iter().fold(written.to_owned(), |text, (_, letter, html)| text.replace(*letter, html));
        let (id, shown) = self.ids.attribute(&written);
        let inside = self.close().blocks();
        let inside = match shown {
            Some(_) => inside.rsplit_once('{').map_or(inside.as_str(), |(text, _)| text.trim_end()).to_owned(),
            None => inside,
        };
        let level = (level as usize + self.level).min(6);
        self.block(format!("<h{level}{id}>{inside}</h{level}>"));
    }

    fn quote(&mut self) {
        let inside = self.close().blocks();
        let indented = inside.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n");
        let top = self.top();
        top.end_text();
        // Quotes one after the other are one.
        if top.quote && !self.split_quotes {
            let top = self.top();
            if let Some(before) = top.done.last_mut().and_then(|before| before.strip_suffix("\n</blockquote>").map(str::to_owned)) {
                top.done.pop();
                top.done.push(format!("{before}\n{indented}\n</blockquote>"));
                return;
            }
        }
        self.block(format!("<blockquote>\n{indented}\n</blockquote>"));
        self.top().quote = true;
    }

    fn code(&mut self, range: std::ops::Range<usize>) {
        self.close();
        let source = &self.source[range];
        let parser = Parser::new(source);
        let (mut language, mut code) = (None, String::new());
        for event in parser {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => language = Some(info.into_string()),
                Event::Text(text) => code.push_str(&text),
                _ => {}
            }
        }
        // A block by its indentation is read without the first of it.
        if language.is_none() && code.is_empty() {
            code = source.lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect::<Vec<_>>().join("\n");
        }
        let code = escaped(code.trim_end_matches('\n')).replace('>', "&gt;");
        self.block(match language {
            Some(language) if !self.fenced => format!("<p><code>{language}\n{code}\n</code></p>"),
            Some(language) if !language.trim().is_empty() => {
                let name = language.split_whitespace().next().unwrap_or_default();
                format!("<pre><code class=\"{name} language-{name}\">{code}\n</code></pre>")
            }
            _ => format!("<pre><code>{code}\n</code></pre>"),
        });
    }

    fn list(&mut self, numbered: bool) {
        let list = self.close();
        let name = if numbered { "ol" } else { "ul" };
        let first: String = self.source[list.start..].chars().take_while(char::is_ascii_digit).collect();
        let start = if numbered && first != "1" { format!(" start=\"{first}\"") } else { String::new() };
        let nested = self.open.len() > 1;
        let end = if nested { "" } else { "\n" };
        self.block(format!("<{name}{start}>\n{}{end}</{name}>", list.done.join("\n")));
    }

    fn cell(&mut self) {
        let inside = self.close().blocks();
        let style = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " style=\"text-align:left;\"",
            Some(Alignment::Center) => " style=\"text-align:center;\"",
            Some(Alignment::Right) => " style=\"text-align:right;\"",
            _ => "",
        };
        self.column += 1;
        let html = match self.header {
            true if self.table_ids => {
                let id = inside.replace(' ', "_").to_lowercase();
                format!("<th id=\"{id}\"{style}>{inside}</th>")
            }
            true => format!("<th{style}>{inside}</th>"),
            false => format!("<td{style}>{inside}</td>"),
        };
        self.block(html);
    }
}

fn quoted(text: &str) -> String {
    text.replace('"', "&quot;")
}

fn attribute(name: &str, value: &str) -> String {
    match value.starts_with(SIZE) || value.is_empty() {
        true => String::new(),
        false => format!(" {name}=\"{}\"", quoted(value)),
    }
}
