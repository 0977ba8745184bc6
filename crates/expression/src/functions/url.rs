//! Addresses: of the web, and of mail.

use super::pattern::{Pattern, find, pattern};
use crate::builtins::part;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{NativeFn, Value};
use std::sync::LazyLock;

pub fn function(name: &str) -> Option<NativeFn> {
    Some(match name {
        "extractDomain" => extract_domain,
        "extractEmail" => |cx, this, _| group(cx, this, &EMAIL, 0),
        "extractUrl" => |cx, this, _| group(cx, this, &URL, 0),
        "extractUrlPath" => |cx, this, _| match url::Url::parse(cx.to_str(this)?) {
            Ok(url) => cx.text(url.path()),
            Err(_) => Ok(Value::Undefined),
        },
        "isDomain" => |cx, this, _| is(cx, this, &DOMAIN).map(Value::Bool),
        "isEmail" => |cx, this, _| is_email(cx, this).map(Value::Bool),
        "isUrl" => |cx, this, _| is(cx, this, &WHOLE_URL).map(Value::Bool),
        _ => return None,
    })
}

/// Names with a top level, this machine, or an IPv4 address.
const HOST: &str = r"(?:(?:[-\w]+\.)+(?:[a-zA-Z]{2,}|xn--[a-zA-Z0-9]+)|localhost|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})";
const PORT: &str = r"(?::\d+)?";

static EMAIL: Pattern = LazyLock::new(|| {
    let part = r#"[^<>()\[\]\\.,;:\s@"]+"#;
    let address = r"\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}]";
    pattern(&format!(r#"(({part}(\.{part})*)|(".+"))@(?<domain>({address})|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{{2,}}))"#), "")
});
static DOMAIN: Pattern =
    LazyLock::new(|| pattern(&format!(r"^(?:www\.)?({HOST}){PORT}(?:\/[^\s?]*)?(?:\?[^\s#]*)?(?:#[^\s]*)?$"), "i"));
static ANY_DOMAIN: Pattern = LazyLock::new(|| {
    let start = r"^(?:(?:https?|ftp):\/\/)?(?:mailto:)?(?:\/\/)?";
    pattern(&format!(r"{start}((?:www\.)?{HOST}){PORT}(?:\/[^\s?]*)?(?:\?[^\s#]*)?(?:#[^\s]*)?$"), "i")
});
static URL: Pattern = LazyLock::new(|| pattern(&url_source(), "i"));
static WHOLE_URL: Pattern = LazyLock::new(|| pattern(&format!("^{}$", url_source()), "i"));

fn url_source() -> String {
    format!(r"(?:(?:https?|ftp):\/\/)(?:www\.)?({HOST}){PORT}(?:\/[^\s?#]*)?(?:\?[^\s#]*)?(?=([^\s]+#.*)?)#?[^\s]*")
}

fn is<'a>(cx: &Evaluation<'a>, this: Value<'a>, regex: &Pattern) -> Result<bool, Throw<'a>> {
    Ok(find(cx, regex, cx.to_text(this)?)?.is_some())
}

fn is_email<'a>(cx: &Evaluation<'a>, this: Value<'a>) -> Result<bool, Throw<'a>> {
    Ok(is(cx, this, &EMAIL)? && !cx.to_str(this)?.contains(' '))
}

/// What a group of the first match holds.
fn group<'a>(cx: &Evaluation<'a>, this: Value<'a>, regex: &Pattern, index: usize) -> Completion<'a> {
    let text = cx.to_text(this)?;
    let range = find(cx, regex, text)?.and_then(|found| found.groups.get(index).cloned().flatten());
    Ok(part(cx, text, range))
}

fn extract_domain<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    if is_email(cx, this)? {
        let domain = EMAIL.as_ref().and_then(|regex| regex.names().first()).map_or(0, |name| name.groups()[0]);
        return group(cx, this, &EMAIL, domain);
    }
    group(cx, this, &ANY_DOMAIN, 1)
}
