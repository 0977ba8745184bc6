//! What elements are written as once they are whole.

use pulldown_cmark::{Alignment, HeadingLevel};

use super::{
    source::{SIZE, STANDING_FOR},
    to_html::{Writer, attribute, quoted},
    words::escaped,
};

impl Writer<'_> {
    pub(super) fn end_link(&mut self, range: std::ops::Range<usize>) {
        self.links = self.links.saturating_sub(1);
        let source = &self.source[range];
        if source.starts_with('<') && source.contains('@') && !source.contains("://") {
            let address = self.close().blocks();
            let html = self.words.mail(&address);
            return self.text(&html);
        }
        self.text("</a>");
    }

    pub(super) fn end_image(&mut self) {
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

    pub(super) fn heading(&mut self, level: HeadingLevel, range: std::ops::Range<usize>) {
        let source = self.source[range].trim();
        let written = match source.starts_with('#') {
            true => source.trim_start_matches('#').trim_end_matches('#').trim(),
            false => source.rsplit_once('\n').map_or(source, |(text, _)| text.trim()),
        };
        let written =
            STANDING_FOR.iter().fold(written.to_owned(), |text, (_, letter, html)| text.replace(*letter, html));
        let (id, shown) = self.ids.attribute(&written);
        let inside = self.close().blocks();
        let inside = match shown {
            Some(_) => inside.rsplit_once('{').map_or(inside.as_str(), |(text, _)| text.trim_end()).to_owned(),
            None => inside,
        };
        let level = (level as usize + self.level).min(6);
        self.block(format!("<h{level}{id}>{inside}</h{level}>"));
    }

    pub(super) fn quote(&mut self) {
        let inside = self.close().blocks();
        // The lines of code stay as they are.
        let mut in_code = false;
        let indented = inside.lines().map(|line| {
            let indented = if in_code { line.to_owned() } else { format!("  {line}") };
            in_code = (in_code || line.contains("<pre>")) && !line.contains("</pre>");
            indented
        });
        let indented = indented.collect::<Vec<_>>().join("\n");
        let top = self.top();
        top.end_text();
        // Quotes one after the other are one.
        if top.quote && !self.split_quotes {
            let top = self.top();
            if let Some(before) =
                top.done.last_mut().and_then(|before| before.strip_suffix("\n</blockquote>").map(str::to_owned))
            {
                top.done.pop();
                top.done.push(format!("{before}\n{indented}\n</blockquote>"));
                return;
            }
        }
        self.block(format!("<blockquote>\n{indented}\n</blockquote>"));
        self.top().quote = true;
    }

    pub(super) fn code_block(&mut self) {
        self.close();
        let Some((language, code)) = self.code.take() else { return };
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

    pub(super) fn list(&mut self, numbered: bool) {
        let list = self.close();
        let name = if numbered { "ol" } else { "ul" };
        let first: String = self.source[list.start..].chars().take_while(char::is_ascii_digit).collect();
        let start = if numbered && first != "1" { format!(" start=\"{first}\"") } else { String::new() };
        let nested = self.open.len() > 1;
        let end = if nested { "" } else { "\n" };
        self.block(format!("<{name}{start}>\n{}{end}</{name}>", list.done.join("\n")));
    }

    pub(super) fn cell(&mut self) {
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
