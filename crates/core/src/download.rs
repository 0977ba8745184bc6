//! Files that come with an answer: their name and type are in its headers.

use std::borrow::Cow;

use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use percent_encoding::percent_decode_str;

use crate::{Binary, Call, Response, Result};

impl Response {
    /// The name that the answer gives its body: `filename*` (RFC 8187) or `filename` of `Content-Disposition`, without any
    /// folders.
    pub fn file_name(&self) -> Option<String> {
        self.headers.get(CONTENT_DISPOSITION).and_then(|value| file_name(&text(value.as_bytes())))
    }

    /// The content type without its parameters.
    pub fn mime_type(&self) -> Option<&str> {
        self.header(CONTENT_TYPE.as_str()).map(essence).filter(|mime| !mime.is_empty())
    }
}

impl Call<'_> {
    /// The body of an answer as a file, kept where the host keeps files. `name` and `mime_type` are for an answer that says
    /// neither; where files do not stand in the items, `Request::unlimited` lets them be of any size:
    ///
    /// ```
    /// use nodewright_core::{Call, HttpClient, Item, Output, Request, Result, Service};
    ///
    /// async fn download(http: &dyn HttpClient, service: &Service, call: &Call<'_>) -> Result<Output> {
    ///     let mut request = Request::get("/attachments/7");
    ///     request.options.unlimited = call.stores_files();
    ///     let file = call.download(http.send(service, request).await?, "7", "application/octet-stream").await?;
    ///     let mut item = Item::default();
    ///     item.binary.get_or_insert_default().insert("data".into(), file);
    ///     Ok(vec![item].into())
    /// }
    /// ```
    ///
    /// # Errors
    /// The answer breaks off, or the host cannot keep the file.
    pub async fn download(&self, answer: Response, name: &str, mime_type: &str) -> Result<Binary> {
        let name = answer.file_name().unwrap_or_else(|| name.to_owned());
        let mime_type = answer.mime_type().unwrap_or(mime_type).to_owned();
        self.prepare_binary(answer, Some(&name), Some(&mime_type)).await
    }
}

/// Most services send what fits into Latin-1 as such, a byte per character; some send UTF-8.
fn text(header: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(header) {
        Ok(text) => text.into(),
        Err(_) => header.iter().copied().map(char::from).collect(),
    }
}

/// A content type without its parameters.
fn essence(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

/// The file name of a `Content-Disposition`: `filename*` (RFC 8187) before `filename`. No folder comes along.
fn file_name(disposition: &str) -> Option<String> {
    let parameters = || parameters(disposition);
    let extended = parameters().find(|(name, _)| name.eq_ignore_ascii_case("filename*"));
    let name = match extended.and_then(|(_, value)| value.splitn(3, '\'').nth(2).map(str::to_owned)) {
        Some(encoded) => percent_decode_str(&encoded).decode_utf8_lossy().into_owned(),
        None => parameters().find(|(name, _)| name.eq_ignore_ascii_case("filename"))?.1,
    };
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned();
    (!name.is_empty()).then_some(name)
}

/// The parameters behind the type; a quoted value may hold `;` and escaped quotes.
fn parameters(disposition: &str) -> impl Iterator<Item = (&str, String)> {
    let mut rest = disposition.split_once(';').map_or("", |(_, rest)| rest);
    std::iter::from_fn(move || {
        let (name, behind) = rest.split_once('=')?;
        let mut value = String::new();
        let end = match behind.trim_start().strip_prefix('"') {
            Some(quoted) => {
                let mut chars = quoted.char_indices();
                let mut end = quoted.len();
                while let Some((at, c)) = chars.next() {
                    match c {
                        '"' => {
                            end = at + 1;
                            break;
                        }
                        '\\' => value.extend(chars.next().map(|(_, c)| c)),
                        c => value.push(c),
                    }
                }
                &quoted[end..]
            }
            None => {
                let end = behind.find(';').unwrap_or(behind.len());
                value.push_str(behind[..end].trim());
                &behind[end..]
            }
        };
        rest = end.trim_start().strip_prefix(';').unwrap_or("");
        Some((name.trim(), value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_name_is_the_one_of_the_header() {
        for (header, expected) in [
            (r#"inline; filename="photo.png""#, Some("photo.png")),
            (r#"attachment; filename="a; \"b\".txt"; size=3"#, Some(r#"a; "b".txt"#)),
            ("attachment; filename=export.csv", Some("export.csv")),
            ("attachment; filename=\"f_.png\"; filename*=UTF-8''f%C3%BC.png", Some("fü.png")),
            (r#"attachment; filename="../../etc/passwd""#, Some("passwd")),
            (r#"attachment; filename="open"#, Some("open")),
            ("inline", None),
            ("inline; filename=", None),
            ("", None),
        ] {
            assert_eq!(file_name(header).as_deref(), expected, "{header}");
        }
    }

    #[test]
    fn a_header_is_latin_1_unless_it_is_utf_8() {
        for (header, expected) in [
            (&b"filename=\"gr\xFC\xDFe.txt\""[..], "filename=\"grüße.txt\""),
            ("filename=\"grüße.txt\"".as_bytes(), "filename=\"grüße.txt\""),
            (b"inline", "inline"),
        ] {
            assert_eq!(text(header), expected);
        }
    }
}
