//! `routing` of a property or a choice.

use nodewright_core::{Result, has_expression};
use serde_json::{Map, Value};

use super::{FunctionPath, Pagination, Place, PostReceive, texts};

/// A value of a description, which may be or hold expressions.
#[derive(Clone, Debug)]
pub struct Text {
    pub value: Value,
    pub has_expression: bool,
}

impl Text {
    pub fn new(value: &Value) -> Self {
        Self { value: value.clone(), has_expression: has_expression(value) }
    }
}

/// What a property does to the request.
#[derive(Debug, Default)]
pub struct Routing {
    /// Keys of the request.
    pub request: Vec<(String, Text)>,
    pub send: Option<Send>,
    pub output: Option<Output>,
    /// `operations.pagination`.
    pub pagination: Option<Pagination>,
}

/// Where the value of a property goes.
#[derive(Debug)]
pub struct Send {
    pub to: SendTo,
    /// Its name there; nothing is sent without one.
    pub property: Option<Text>,
    /// Whether the name is a path.
    pub is_path: bool,
    /// What is sent instead of the parameter's value.
    pub value: Option<Text>,
    /// Whether the answer comes in pages.
    pub paginate: Option<Text>,
    pub pre_send: Vec<FunctionPath>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendTo {
    Body,
    Query,
}

/// What is made of the answer.
#[derive(Debug)]
pub struct Output {
    pub max_results: Option<Text>,
    pub post_receive: Vec<PostReceive>,
}

impl Routing {
    /// Reads it.
    ///
    /// # Errors
    /// What does not have its shape, with its place.
    pub fn of(routing: &Value, place: &Place<'_>) -> Result<Self> {
        let routing = object(routing, place)?;
        let request = match routing.get("request") {
            Some(request) => texts(object(request, &place.member("request"))?),
            None => Vec::new(),
        };
        Ok(Self {
            request,
            send: routing.get("send").map(|send| Send::of(send, &place.member("send"))).transpose()?,
            output: routing.get("output").map(|output| Output::of(output, &place.member("output"))).transpose()?,
            pagination: match routing.get("operations") {
                Some(operations) => {
                    let place = place.member("operations");
                    Pagination::of(object(operations, &place)?, &place)?
                }
                None => None,
            },
        })
    }
}

impl Send {
    fn of(send: &Value, place: &Place<'_>) -> Result<Self> {
        let send = object(send, place)?;
        let property = send.get("property").filter(|property| !property.is_null());
        if property.is_some_and(|property| !property.is_string() && !property.is_number()) {
            return Err(place.member("property").refuse("is not a text"));
        }
        let pre_send = place.member("preSend");
        Ok(Self {
            // As in n8n, whatever is not `body` is the query.
            to: if send.get("type").is_some_and(|to| to == "body") { SendTo::Body } else { SendTo::Query },
            property: property.map(Text::new),
            is_path: send.get("propertyInDotNotation") != Some(&Value::Bool(false)),
            value: send.get("value").filter(|value| nodewright_core::javascript::is_truthy(value)).map(Text::new),
            paginate: send.get("paginate").map(Text::new),
            pre_send: match send.get("preSend") {
                Some(functions) => list(functions, &pre_send)?
                    .iter()
                    .enumerate()
                    .map(|(index, function)| match is_function(function) {
                        true => Ok(pre_send.element(index).function()),
                        false => Err(pre_send.element(index).refuse("is not a function, `{\"$js\": \"function\"}`")),
                    })
                    .collect::<Result<_>>()?,
                None => Vec::new(),
            },
        })
    }
}

impl Output {
    fn of(output: &Value, place: &Place<'_>) -> Result<Self> {
        let output = object(output, place)?;
        let place = place.member("postReceive");
        let actions = output.get("postReceive").map(|actions| list(actions, &place)).transpose()?.unwrap_or_default();
        let actions = actions.iter().enumerate();
        Ok(Self {
            max_results: output.get("maxResults").map(Text::new),
            post_receive: actions
                .map(|(index, action)| PostReceive::of(action, &place.element(index)))
                .collect::<Result<_>>()?,
        })
    }
}

/// Whether a value stands for a function, which JSON cannot hold. `JSON.stringify` leaves null in its place in a list, as
/// n8n's own files have it.
pub fn is_function(value: &Value) -> bool {
    value.is_null() || value.get("$js").is_some_and(|kind| kind == "function")
}

pub fn object<'v>(value: &'v Value, place: &Place<'_>) -> Result<&'v Map<String, Value>> {
    value.as_object().ok_or_else(|| place.refuse("is not an object"))
}

fn list<'v>(value: &'v Value, place: &Place<'_>) -> Result<&'v [Value]> {
    value.as_array().map(Vec::as_slice).ok_or_else(|| place.refuse("is not a list"))
}
