#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`macro@Operation`] says what an operation's struct may have; the others are what its fields are made of.

mod attributes;
mod choice;
mod group;
mod names;
mod operation;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::{DeriveInput, Path, Result, parse_macro_input, parse_quote};

/// An operation that is one request, or starts from one. The struct's fields are its parameters; its doc comment is the
/// description.
///
/// ```
/// use nodewright_core::prelude::*;
/// # pub struct Client;
/// # impl Sends for Client {
/// #     async fn send(&self, _: Request, _: &Call<'_>) -> Result<Output> {
/// #         Ok(Output::default())
/// #     }
/// # }
///
/// /// Close a ticket.
/// #[derive(Operation)]
/// #[operation(tickets.close, "Close", POST "/tickets/{id}/close", effect = idempotent_write)]
/// struct Close {
///     /// Number of the ticket.
///     #[param(range = 1..)]
///     id: i64,
///     /// What the requester is told.
///     #[wire("public-note")]
///     note: Option<Text>,
/// }
///
/// # fn main() -> Result<()> {
/// let stored = json!({ "id": 7, "note": "Done." });
/// let request = Close::read_all(stored.as_object().unwrap())?.request()?;
/// assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/tickets/7/close"));
/// assert_eq!(request.json_body(), Some(&json!({ "public-note": "Done." })));
/// # Ok(())
/// # }
/// ```
///
#[doc = include_str!("operation.md")]
///
/// # Fields
///
/// A field is any `Parameter`: `Text` (any value, sent as it is), `String`, numbers, `bool`, `Secret`, `Pick` and `Locator`
/// (options that a loader gives), `JsonText`, an `Option` of those, a `Vec` of a choice or a group, or a type with one of
/// the other derives. Its doc comment is the help text. Fields are sent in the query for a GET, else in a JSON body.
///
#[doc = include_str!("field.md")]
///
/// A field that stands in the path is not sent otherwise; a `Secret` cannot stand there. A field that nothing reads does not
/// compile where `dead_code` is denied.
#[proc_macro_derive(Operation, attributes(operation, param, wire))]
pub fn operation(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(operation::core(&input), operation::derive(&input), || operation::stub(&input))
}

/// Parameters at the level of the field they are used for: shared by operations, or the fields of a credential. As
/// `Vec<T>` inside a collection they are the rows of a list.
///
/// ```
/// use nodewright_core::prelude::*;
///
/// #[derive(Group)]
/// struct Requester {
///     /// Who asks.
///     #[param("E-Mail", placeholder = "ada@example.com")]
///     #[wire("requester_email")]
///     email: Text,
/// }
///
/// assert_eq!((Requester::FIELDS[0].name, Requester::FIELDS[0].title), ("email", "E-Mail"));
/// ```
///
#[doc = include_str!("field.md")]
///
#[doc = include_str!("container.md")]
#[proc_macro_derive(Group, attributes(param, wire))]
pub fn group(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    part(&input, group::derive_group, group::stub)
}

/// Parameters below the field they are used for, to be added one by one: "Options", "Additional Fields". Each of them is an
/// `Option`. In the request they stand beside the others.
///
/// ```
/// use nodewright_core::prelude::*;
///
/// #[derive(Collection)]
/// struct Options {
///     /// Words to label the ticket with.
///     #[param(json = texts)]
///     tags: Option<JsonText>,
///     #[param(default = 3, range = 1..=5)]
///     priority: Option<i64>,
/// }
///
/// let options = Options::read_all(json!({ "priority": 1 }).as_object().unwrap())?;
/// assert_eq!((options.tags.is_some(), options.priority), (false, Some(1)));
/// # Ok::<(), NodeError>(())
/// ```
///
#[doc = include_str!("field.md")]
///
#[doc = include_str!("container.md")]
#[proc_macro_derive(Collection, attributes(param, wire))]
pub fn collection(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    part(&input, group::derive_collection, group::stub)
}

/// One of a list of values: an enum of variants without data. The doc comment of a variant is its help text.
///
/// ```
/// use nodewright_core::prelude::*;
///
/// #[derive(Choice)]
/// enum Urgency {
///     Low,
///     /// Somebody is called.
///     #[param("At Once", name = "urgent")]
///     High,
/// }
///
/// assert_eq!((Urgency::Low.value(), Urgency::High.value()), ("low", "urgent"));
/// ```
///
#[doc = include_str!("variant.md")]
///
#[doc = include_str!("container.md")]
#[proc_macro_derive(Choice, attributes(param))]
pub fn choice(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    part(&input, choice::derive, |_| Tokens::new())
}

/// What operations are made of.
fn part(
    input: &DeriveInput,
    derive: impl FnOnce(&DeriveInput) -> Result<Tokens>,
    stub: impl FnOnce(&DeriveInput) -> Tokens,
) -> TokenStream {
    match attributes::container(&input.attrs) {
        Ok(core) => expand(core, derive(input), || stub(input)),
        Err(error) => expand(None, Err(error), || stub(input)),
    }
}

/// What was asked for, or the error beside a stub: without the stub, "trait not implemented" at every place of use
/// would hide the error that matters. `core` is where the core is found.
fn expand(core: Option<Path>, result: Result<Tokens>, stub: impl FnOnce() -> Tokens) -> TokenStream {
    let (error, tokens) = match result {
        Ok(tokens) => (None, tokens),
        Err(error) => (Some(error.into_compile_error()), stub()),
    };
    let core = core.unwrap_or_else(|| parse_quote!(::nodewright_core));
    let tokens = quote! {
        #error
        const _: () = {
            #[allow(unused_imports)]
            use #core as __nodewright;
            #tokens
        };
    };
    tokens.into()
}
