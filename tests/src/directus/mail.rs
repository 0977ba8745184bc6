//! Mails that Directus would have sent.

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mail {
    /// The address it goes to.
    pub to: String,
    /// Its subject, as sent.
    pub subject: String,
    /// Its HTML.
    pub body: String,
}

impl Mail {
    /// The `token` in the first link that has one.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        let (_, after) = self.body.split_once("token=")?;
        let end = after.find(|character: char| !character.is_ascii_alphanumeric() && !"._-".contains(character));
        Some(&after[..end.unwrap_or(after.len())])
    }

    /// Reads a mail of one part.
    pub(super) fn parse(source: &str) -> Self {
        let source = source.replace("\r\n", "\n");
        let (head, body) = source.split_once("\n\n").unwrap_or((&source, ""));
        let field = |name: &str| {
            let fields = head.lines().filter_map(|line| line.split_once(": "));
            fields.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
        };
        let quoted = field("Content-Transfer-Encoding").is_some_and(|encoding| encoding == "quoted-printable");
        Self {
            to: field("To").unwrap_or_default(),
            subject: field("Subject").unwrap_or_default(),
            body: if quoted { unquote(body) } else { body.to_owned() },
        }
    }
}

/// Undoes quoted-printable: `=` and a line break is nothing, `=3D` is a byte.
fn unquote(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let escaped = after.get(..2).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        rest = match (byte, after, escaped) {
            (b'=', [b'\n', after @ ..], _) => after,
            (b'=', _, Some(escaped)) => {
                bytes.push(escaped);
                &after[2..]
            }
            _ => {
                bytes.push(*byte);
                after
            }
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Mail;

    #[test]
    fn a_mail_is_read_as_it_was_written() {
        let quoted = "From: a@example.com\r\nTo: b@example.com\r\nSubject: Hello\r\n\
                      Content-Transfer-Encoding: quoted-printable\r\n\r\n\
                      <a href=3D\"http://127.0.0.1/reset?token=3Da.b=\r\n_c-1\">gr=C3=BC=C3=9F</a> =zz =";
        let plain = "To: b@example.com\nsubject: Hello\n\n<p>token=x&amp;y =3D</p>";
        let cases = [
            (quoted, "<a href=\"http://127.0.0.1/reset?token=a.b_c-1\">grüß</a> =zz =", Some("a.b_c-1")),
            (plain, "<p>token=x&amp;y =3D</p>", Some("x")),
            ("To: b@example.com\nSubject: Hello\n\n", "", None),
        ];
        for (source, body, token) in cases {
            let mail = Mail::parse(source);
            assert_eq!((mail.to.as_str(), mail.subject.as_str()), ("b@example.com", "Hello"), "{source}");
            assert_eq!((mail.body.as_str(), mail.token()), (body, token), "{source}");
        }
    }
}
