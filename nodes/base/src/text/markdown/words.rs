//! What becomes of plain text: links without brackets, mentions, underscores within words.

use nodewright_core::Parameters;

use crate::read;

pub struct Words<'p> {
    links: bool,
    without_punctuation: bool,
    encoded_addresses: bool,
    mentions: Option<&'p str>,
    underscores: bool,
    pub link_attributes: &'static str,
}

impl<'p> Words<'p> {
    pub fn of(parameters: &'p Parameters) -> Self {
        let flag = |name: &str, otherwise| read::flag(parameters, &format!("options.{name}"), otherwise);
        let mentions = match read::text(parameters, "options.ghMentionsLink") {
            "" => "https://github.com/{u}",
            link => link,
        };
        Self {
            links: flag("simplifiedAutoLink", false),
            without_punctuation: flag("excludeTrailingPunctuationFromURLs", false),
            encoded_addresses: flag("encodeEmails", true),
            mentions: flag("ghMentions", false).then_some(mentions),
            underscores: !flag("literalMidWordUnderscores", false),
            link_attributes: match flag("openLinksInNewWindow", false) {
                true => " rel=\"noopener noreferrer\" target=\"_blank\"",
                false => "",
            },
        }
    }

    /// The HTML of a text. Within a link nothing else is one.
    pub fn html(&self, text: &str, in_link: bool) -> String {
        let mut html = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            if length == 0 {
                html.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let (word, behind) = rest.split_at(length);
            html.push_str(&if in_link { self.plain(word) } else { self.word(word) });
            rest = behind;
        }
        html
    }

    fn word(&self, word: &str) -> String {
        if let (Some(template), Some(mentioned)) = (self.mentions, word.strip_prefix('@')) {
            let length = mentioned
                .find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.')))
                .unwrap_or(mentioned.len());
            let (user, behind) = mentioned.split_at(mentioned[..length].trim_end_matches('.').len());
            if !user.is_empty() {
                let link = template.replace("{u}", user);
                return format!("<a href=\"{link}\"{}>@{user}</a>{}", self.link_attributes, self.plain(behind));
            }
        }
        if self.links && ["http://", "https://", "ftp://", "www."].iter().any(|start| word.starts_with(start)) {
            let address = match self.without_punctuation {
                true => word.trim_end_matches(['.', ',', '!', '?', ';', ':', ')', ']', '\'', '"']),
                false => word,
            };
            let target = if address.starts_with("www.") { format!("http://{address}") } else { address.to_owned() };
            return format!(
                "<a href=\"{target}\"{}>{address}</a>{}",
                self.link_attributes,
                self.plain(&word[address.len()..])
            );
        }
        if self.links && is_mail(word) {
            return self.mail(word);
        }
        self.plain(word)
    }

    /// A link to a mail address, written in entities if the options say so, against collectors of addresses.
    pub fn mail(&self, address: &str) -> String {
        let written = |text: &str| match self.encoded_addresses {
            true => text.chars().map(|letter| format!("&#x{:X};", u32::from(letter))).collect(),
            false => text.to_owned(),
        };
        format!(
            "<a href=\"{}\"{}>{}</a>",
            written(&format!("mailto:{address}")),
            self.link_attributes,
            written(address)
        )
    }

    fn plain(&self, word: &str) -> String {
        let escaped = escaped(word);
        match self.underscores {
            true => emphasized(&emphasized(&escaped, "__", "strong"), "_", "em"),
            false => escaped,
        }
    }
}

fn is_mail(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    let fits = |text: &str| {
        !text.is_empty()
            && text.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | '+'))
    };
    fits(name) && fits(host) && host.contains('.') && !host.ends_with('.')
}

/// Markdown leaves `>` alone, and `<` and `&` where they begin a tag or an entity.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Pairs of marks within a word as an element.
fn emphasized(text: &str, mark: &str, element: &str) -> String {
    let mut html = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(mark) {
        match behind.split_once(mark).filter(|(inside, _)| !inside.is_empty()) {
            Some((inside, after)) => {
                html.push_str(&format!("{before}<{element}>{inside}</{element}>"));
                rest = after;
            }
            None => break,
        }
    }
    html + rest
}
