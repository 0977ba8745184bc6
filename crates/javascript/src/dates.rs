//! Dates: luxon's classes and `Intl` for JavaScript, over crates/luxon. Values cross over as JSON, what JSON lacks as an object
//! with `$luxon`: an object of luxon is what it was made of.

use std::time::{SystemTime, UNIX_EPOCH};

use nodewright_core::{Batch, Locals, ReadParameter};
use nodewright_luxon::intl::{self, Defaults, members};
use nodewright_luxon::{DateTime, Duration, ErrorKind, Interval, Invalid, Object, Result, Settings, Value, Zone};
use serde_json::{Map, Value as Json, json};

/// Values inside each other, at most.
const DEEPEST: usize = 64;

/// Answers `{ value }`, or `{ error, name }` to throw. `zone` is the workflow's.
pub fn answer(operation: &str, request: &Json, zone: &str) -> Json {
    let text = |name: &str| request.get(name).and_then(Json::as_str).unwrap_or_default();
    let given = |name: &str| value(request.get(name).unwrap_or(&Json::Null), 0);
    let arguments = || match given("arguments") {
        Value::Array(arguments) => arguments,
        _ => Vec::new(),
    };
    let settings = Settings::new(Zone::iana(zone));
    let name = text("name");
    let done = match operation {
        "names" => return json!({ "value": names() }),
        "static" => match text("class") {
            "DateTime" => DateTime::call_static(name, &arguments(), &settings),
            "Duration" => Duration::call_static(name, &arguments(), &settings),
            _ => Interval::call_static(name, &arguments(), &settings),
        },
        "get" => match given("this") {
            Value::DateTime(date) => date.get(name).unwrap_or(Ok(Value::Undefined)),
            Value::Duration(duration) => duration.get(name).unwrap_or(Ok(Value::Undefined)),
            Value::Interval(interval) => interval.get(name).unwrap_or(Ok(Value::Undefined)),
            _ => Ok(Value::Undefined),
        },
        "call" => match given("this") {
            Value::DateTime(date) => date.call(name, &arguments(), &settings),
            Value::Duration(duration) => duration.call(name, &arguments(), &settings),
            Value::Interval(interval) => interval.call(name, &arguments(), &settings),
            _ => Ok(Value::Undefined),
        },
        "intl" => {
            let (locales, options) = (given("locales"), given("options"));
            let receiver = members::Receiver { locales: &locales, options: &options };
            let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64() * 1000.0);
            members::call(name, receiver, &arguments(), now.floor())
        }
        "text" => local_text(name, &given("this"), &given("locales"), &given("options")),
        _ => Ok(Value::Undefined),
    };
    match done {
        Ok(value) => json!({ "value": json_of(value) }),
        Err(error) => {
            let name = match error.kind() {
                ErrorKind::Range => "RangeError",
                ErrorKind::Type => "TypeError",
                _ => "Error",
            };
            json!({ "error": error.message(), "name": name })
        }
    }
}

/// What the `toLocale…` methods of numbers, dates and texts give.
fn local_text(method: &str, this: &Value, locales: &Value, options: &Value) -> Result<Value> {
    let dated = |defaults| match this {
        Value::Number(time) if time.is_nan() => Ok(Value::from("Invalid Date".to_owned())),
        Value::Number(time) => members::date_text(*time, locales, options, defaults).map(Value::from),
        _ => Ok(Value::Undefined),
    };
    match method {
        "number" => members::number_text(this, locales, options).map(Value::from),
        "date" => dated(Defaults::DateAlways),
        "time" => dated(Defaults::TimeAlways),
        "dateAndTime" => dated(Defaults::All),
        "upper" => intl::to_upper(&this.to_text(), locales).map(Value::from),
        "lower" => intl::to_lower(&this.to_text(), locales).map(Value::from),
        _ => match this {
            Value::Array(texts) => {
                let text = |at: usize| texts.get(at).map(|text| text.to_text().to_string()).unwrap_or_default();
                members::compare(&text(0), &text(1), locales, options)
                    .map(|order| Value::Number(f64::from(order as i8)))
            }
            _ => Ok(Value::Undefined),
        },
    }
}

/// The members of the classes.
fn names() -> Json {
    let presets: Map<String, Json> = DateTime::STATIC_PROPERTIES
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), json_of(DateTime::get_static(name)?))))
        .collect();
    json!({
        "DateTime": { "getters": DateTime::GETTERS, "methods": DateTime::METHODS, "statics": DateTime::STATIC_METHODS, "presets": presets },
        "Duration": { "getters": Duration::GETTERS, "methods": Duration::METHODS, "statics": Duration::STATIC_METHODS },
        "Interval": { "getters": Interval::GETTERS, "methods": Interval::METHODS, "statics": Interval::STATIC_METHODS },
    })
}

fn value(json: &Json, depth: usize) -> Value {
    if depth > DEEPEST {
        return Value::Undefined;
    }
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
        Json::String(text) => Value::String(text.clone()),
        Json::Array(list) => Value::Array(list.iter().map(|one| value(one, depth + 1)).collect()),
        Json::Object(members) => match members.get("$luxon").and_then(Json::as_str) {
            Some(kind) => special(kind, members, depth),
            None => Value::Object(members.iter().map(|(key, one)| (key.clone(), value(one, depth + 1))).collect()),
        },
    }
}

fn special(kind: &str, members: &Map<String, Json>, depth: usize) -> Value {
    let member = |name: &str| value(members.get(name).unwrap_or(&Json::Null), depth + 1);
    let text = |name: &str| members.get(name).and_then(Json::as_str).unwrap_or_default();
    let number = |name: &str| members.get(name).and_then(Json::as_f64).unwrap_or(f64::NAN);
    let reason = || {
        let reason = members.get("invalid").and_then(Json::as_str)?;
        Some(match members.get("explanation").and_then(Json::as_str) {
            Some(explanation) => Invalid::explained(reason, explanation),
            None => Invalid::new(reason),
        })
    };
    let settings = Settings::default();
    let options = |names: &[&str]| {
        let mut options = Object::new();
        for name in names {
            if let Some(one) = members.get(*name).filter(|one| !one.is_null()) {
                options.insert(*name, value(one, depth + 1));
            }
        }
        Value::Object(options)
    };
    let made = match kind {
        "undefined" => return Value::Undefined,
        "number" => return Value::Number(text("value").parse().unwrap_or(f64::NAN)),
        "Date" => return Value::Date(number("ts")),
        "Zone" => return Value::String(text("name").to_owned()),
        "RegExp" => return Value::RegExp { source: text("source").to_owned(), flags: text("flags").to_owned() },
        "DateTime" => match reason() {
            Some(reason) => return Value::DateTime(DateTime::invalid(reason)),
            None => {
                let options = options(&["zone", "locale", "numberingSystem", "outputCalendar"]);
                DateTime::call_static("fromMillis", &[number("ts").into(), options], &settings)
            }
        },
        "Duration" => match reason() {
            Some(reason) => return Value::Duration(Duration::invalid(reason)),
            None => {
                let options = options(&["locale", "numberingSystem", "conversionAccuracy"]);
                Duration::call_static("fromObject", &[member("values"), options], &settings)
            }
        },
        _ => match reason() {
            Some(reason) => return Value::Interval(Interval::invalid(reason)),
            None => Interval::call_static("fromDateTimes", &[member("start"), member("end")], &settings),
        },
    };
    made.unwrap_or(Value::Undefined)
}

fn json_of(value: Value) -> Json {
    let gotten = |member: Option<Result<Value>>| member.and_then(Result::ok).map(json_of).unwrap_or_default();
    let invalid = |kind: &str, reason: &Invalid| json!({ "$luxon": kind, "invalid": reason.reason(), "explanation": reason.explanation() });
    match value {
        Value::Undefined => json!({ "$luxon": "undefined" }),
        Value::Null => Json::Null,
        Value::Bool(value) => value.into(),
        Value::Number(number) if number.is_finite() && (number != 0.0 || number.is_sign_positive()) => number.into(),
        Value::Number(number) => {
            json!({ "$luxon": "number", "value": nodewright_luxon::number_text(number).to_string() })
        }
        Value::String(text) => text.into(),
        Value::Array(list) => list.into_iter().map(json_of).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(key, member)| (key, json_of(member))).collect::<Map<_, _>>().into()
        }
        Value::DateTime(date) => match date.invalid_reason() {
            Some(reason) => invalid("DateTime", reason),
            None => json!({
                "$luxon": "DateTime", "ts": date.to_millis(), "zone": gotten(date.get("zoneName")),
                "locale": gotten(date.get("locale")), "numberingSystem": gotten(date.get("numberingSystem")),
                "outputCalendar": gotten(date.get("outputCalendar")),
            }),
        },
        Value::Duration(duration) => match duration.invalid_reason() {
            Some(reason) => invalid("Duration", reason),
            None => json!({
                "$luxon": "Duration", "values": json_of(duration.to_object().into()), "locale": gotten(duration.get("locale")),
                "numberingSystem": gotten(duration.get("numberingSystem")),
                "conversionAccuracy": gotten(duration.get("conversionAccuracy")),
            }),
        },
        Value::Interval(interval) => match interval.invalid_reason() {
            Some(reason) => invalid("Interval", reason),
            None => json!({
                "$luxon": "Interval", "start": gotten(interval.get("start")), "end": gotten(interval.get("end")),
            }),
        },
        Value::Zone(zone) => json!({
            "$luxon": "Zone", "name": zone.name(), "type": zone.kind(), "ianaName": zone.iana_name(),
            "isUniversal": zone.is_universal(), "isValid": zone.is_valid(),
        }),
        Value::Date(ts) => json!({ "$luxon": "Date", "ts": ts }),
        Value::RegExp { source, flags } => json!({ "$luxon": "RegExp", "source": source, "flags": flags }),
        Value::FormatParser(_) => json!({ "$luxon": "undefined" }),
    }
}

/// What an expression gives where JSON shows a date's text: the date.
const KIND: &str = "(value => value && value.isLuxonDateTime ? { \"$luxon\": 'DateTime', ts: value.toMillis(), zone: value.zoneName, \
                    locale: value.locale } : value instanceof Date ? { \"$luxon\": 'Date', ts: value.getTime() } : null)";

/// The dates in the value of a parameter, each with the path to it: those that an expression of their own gives.
pub async fn dates_in(batch: &dyn Batch, index: usize, name: &str, value: &Json) -> Vec<Json> {
    let mut found = Vec::new();
    let mut texts = Vec::new();
    texts_in(value, &mut Vec::new(), &mut texts);
    if texts.is_empty() {
        return found;
    }
    let raw = ReadParameter { raw_expressions: true, ..ReadParameter::default() };
    let Ok(Some(raw)) = batch.parameter(index, name, &raw).await else { return found };
    for path in texts {
        let written = path.iter().try_fold(&raw, |value, key| match key {
            Json::String(key) => value.get(key),
            key => value.get(key.as_u64().and_then(|at| usize::try_from(at).ok())?),
        });
        let Some(written) = written.and_then(Json::as_str) else { continue };
        if let Some(date) = asked(batch, index, written).await {
            found.push(json!([path, date]));
        }
    }
    found
}

/// The date that an expression gives whose value JSON shows as `value`, if it is one.
pub async fn date_of(batch: &dyn Batch, index: usize, expression: &str, value: &Json) -> Option<Json> {
    if !value.as_str().is_some_and(is_date) {
        return None;
    }
    asked(batch, index, expression).await
}

async fn asked(batch: &dyn Batch, index: usize, text: &str) -> Option<Json> {
    let expression = only_expression(text)?;
    let asked = Json::from(format!("={{{{ {KIND}({expression}) }}}}"));
    batch.evaluate(index, &asked, &Locals::new()).await.ok().flatten().filter(Json::is_object)
}

/// Paths to the texts that are dates as JSON writes them.
fn texts_in(value: &Json, path: &mut Vec<Json>, found: &mut Vec<Vec<Json>>) {
    match value {
        Json::String(text) if is_date(text) => found.push(path.clone()),
        Json::Array(list) if path.len() < DEEPEST => {
            for (at, one) in list.iter().enumerate() {
                path.push(at.into());
                texts_in(one, path, found);
                path.pop();
            }
        }
        Json::Object(members) if path.len() < DEEPEST => {
            for (key, one) in members {
                path.push(key.clone().into());
                texts_in(one, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    (20..=35).contains(&bytes.len())
        && text.contains('T')
        && bytes.iter().filter(|byte| byte.is_ascii_digit()).count() >= 14
        && bytes.iter().all(|byte| byte.is_ascii_digit() || b"-:.+TZ".contains(byte))
}

/// The expression of a text that is nothing else.
fn only_expression(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('=')?.trim().strip_prefix("{{")?.strip_suffix("}}")?.trim();
    (!inside.contains("}}") && !inside.contains("{{") && !inside.contains("//")).then_some(inside)
}
