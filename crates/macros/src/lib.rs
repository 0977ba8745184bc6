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
use syn::{DeriveInput, Error, Result, parse_macro_input};

/// An operation that is one request: `#[operation(resource.operation, "Title", METHOD "/path/{field}")]`, then
/// `anonymous` (no credential), `effect = read | write | idempotent_write | delete` if it does not follow from the
/// method, `formerly = "/old/path/{field}"` if the service moved the route, and `run = function` for an operation that does more than send `request()` and return
/// the answer: an `async fn(&Self, &Client, &Call<'_>) -> Result<Output>`.
#[proc_macro_derive(Operation, attributes(operation, param, wire))]
pub fn operation(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(operation::derive(&input), || operation::stub(&input))
}

/// Parameters at the level of the field they are used for.
#[proc_macro_derive(Group, attributes(param, wire))]
pub fn group(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(group::derive_group(&input), || group::stub(&input))
}

/// Parameters below the field they are used for, to be added one by one.
#[proc_macro_derive(Collection, attributes(param, wire))]
pub fn collection(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(group::derive_collection(&input), || group::stub(&input))
}

/// One of a list of values: an enum of variants without data.
#[proc_macro_derive(Choice, attributes(param))]
pub fn choice(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(choice::derive(&input), Tokens::new)
}

/// What was asked for, or the error beside a stub: without the stub, "trait not implemented" at every place of use
/// would hide the error that matters.
fn expand(result: Result<Tokens>, stub: impl FnOnce() -> Tokens) -> TokenStream {
    match result {
        Ok(tokens) => tokens.into(),
        Err(error) => {
            let (error, stub) = (Error::into_compile_error(error), stub());
            quote::quote!(#error #stub).into()
        }
    }
}
