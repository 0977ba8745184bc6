//! What of other projects the libraries show: a host compiles against it, and must not need another version of it.
//!
//! `cargo public-api` and `cargo check-external-types` need a nightly compiler, so the sources are read here.

mod names;
mod surface;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use nodewright_tests::packages::{Package, members};

use names::Names;
use surface::{Shown, shown};

/// Crate (`*` for all), path (`::*` for all of it), why it may be shown.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("*", "serde_json::*", "values are serde_json's"),
    ("*", "schemars::Schema", "schemas are schemars'"),
    ("*", "bytes::Bytes", "bytes that are shared"),
    ("*", "http::*", "methods, statuses and headers are http's"),
    ("*", "serde::Serialize", "what serde_json writes"),
    ("*", "serde::Deserialize", "what serde_json reads"),
    ("*", "serde::de::*", "the same, in bounds"),
    ("*", "schemars::JsonSchema", "what makes a schema"),
    ("*", "thiserror::Error", "a derive of std's trait, which shows nothing of thiserror"),
    ("nodewright-core", "schemars", "hosts and derives get the version that schemas are made with"),
    ("nodewright-core", "inventory", "node crates register themselves with it"),
    ("nodewright", "async_trait::*", "a macro that shows nothing of its crate"),
    ("nodewright-core", "async_trait::*", "a macro that shows nothing of its crate"),
    ("nodewright-core", "indexmap::IndexMap", "files of an item, in their order"),
    ("nodewright-testkit", "indexmap::IndexMap", "routes of a script, in their order"),
    ("nodewright", "futures_util::Stream", "std has no stable trait for it yet"),
    ("nodewright-server", "axum::Router", "what a host mounts"),
    ("nodewright-server", "rmcp::ServerHandler", "a host may serve tools over a transport of rmcp"),
    ("nodewright-server", "tokio::io::*", "std has no asynchronous readers and writers"),
    ("nodewright-server", "tokio::net::TcpListener", "std has no asynchronous listener"),
    ("nodewright-restate", "restate_sdk::*", "a host's own services are beside it, in handlers of the same version"),
    ("nodewright-restate", "futures_util::future::BoxFuture", "a handler's future is not to be generic over lifetimes"),
    ("nodewright-restate", "tokio::net::TcpListener", "std has no asynchronous listener"),
    ("nodewright-temporal", "temporalio_client::*", "a host has a client of the same version, with its codec"),
    ("nodewright-temporal", "temporalio_common::*", "what a client's codec and failures are made of"),
    ("nodewright-quickjs", "rquickjs::*", "the room that touches the engine lends its values to expressions"),
];

fn is_allowed(entry: &(&str, &str, &str), package: &str, path: &str) -> bool {
    let matches = match entry.1.strip_suffix("::*") {
        Some(all) => path.strip_prefix(all).is_some_and(|rest| rest.is_empty() || rest.starts_with("::")),
        None => path == entry.1,
    };
    (entry.0 == "*" || entry.0 == package) && matches
}

#[test]
fn only_listed_types_of_others_are_shown() {
    let (mut refused, mut used, mut read) = (Vec::new(), BTreeSet::new(), 0);
    for package in members().iter().filter(|package| package.is_published()) {
        let Some(root) = &package.library else { continue };
        read += 1;
        let names = Names::read(root, foreign(package), &|file| std::fs::read_to_string(file).ok());
        for Shown { path, by } in shown(&names) {
            match ALLOWED.iter().position(|entry| is_allowed(entry, &package.name, &path)) {
                Some(entry) => drop(used.insert(entry)),
                None => refused.push(format!("{}: {by} shows {path}", package.name)),
            }
        }
    }
    assert!(read >= 12, "{read} libraries read");
    assert!(refused.is_empty(), "{} are not on the list:\n{}", refused.len(), refused.join("\n"));
    let unused: Vec<_> = ALLOWED.iter().enumerate().filter(|(entry, _)| !used.contains(entry)).collect();
    assert!(unused.is_empty(), "nothing needs these entries any more: {unused:?}");
}

/// Dependencies that are not of this project, as code names them.
fn foreign(package: &Package) -> BTreeSet<String> {
    package
        .dependencies
        .iter()
        .map(|name| name.replace('-', "_"))
        .filter(|name| !name.starts_with("nodewright"))
        .collect()
}

#[test]
fn what_is_shown_is_found() {
    for (what, sources, expected) in cases() {
        let files: BTreeMap<PathBuf, &str> = sources.iter().map(|(file, text)| (file.into(), *text)).collect();
        let read = |file: &Path| files.get(file).map(|text| (*text).to_owned());
        let dependencies = ["foreign", "other"].map(str::to_owned).into();
        let found = shown(&Names::read(Path::new("src/lib.rs"), dependencies, &read));
        let mut found: Vec<_> = found.iter().map(|Shown { path, by }| format!("{by}: {path}")).collect();
        found.sort();
        assert_eq!(found, expected, "{what}");
    }
}

type Case = (&'static str, Vec<(&'static str, &'static str)>, Vec<&'static str>);

fn cases() -> Vec<Case> {
    let one = |what, source, expected: &[&'static str]| (what, vec![("src/lib.rs", source)], expected.to_vec());
    vec![
        one("an argument", "use foreign::Client; pub fn send(client: &Client) {}", &["send: foreign::Client"]),
        one("a result", "pub fn send() -> Result<foreign::Client, ()> { todo!() }", &["send: foreign::Client"]),
        one("another name", "use foreign::{a::B as C, d}; pub fn f(_: C, _: d::E) {}", &["f: foreign::a::B", "f: foreign::d::E"]),
        one("a private function", "use foreign::Client; fn send(client: &Client) {} pub(crate) fn f(_: Client) {}", &[]),
        one("a body", "pub fn send() { foreign::send(); let _: foreign::Client; }", &[]),
        one("std, generics, Self", "use std::io; pub fn f<T: io::Read>(t: T) -> Option<T> { None }", &[]),
        one("a public field", "pub struct A { pub a: foreign::A, b: foreign::B }", &["A: foreign::A"]),
        one("a tuple's field", "pub struct A(pub foreign::A, foreign::B);", &["A: foreign::A"]),
        one("a variant", "pub enum A { B(foreign::B), C { c: foreign::C } }", &["A: foreign::B", "A: foreign::C"]),
        one("a bound", "pub struct A<T: foreign::T>(T);", &["A: foreign::T"]),
        one("a where clause", "pub fn f<T>(_: T) where T: foreign::T {}", &["f: foreign::T"]),
        one("an alias", "pub type A = foreign::A;", &["A: foreign::A"]),
        one("a private alias", "type A = foreign::A; pub fn f(_: A) {}", &["A: foreign::A"]),
        one("a constant", "pub const A: foreign::A = foreign::B;", &["A: foreign::A"]),
        one("a derive", "#[derive(Clone, foreign::Read)] pub struct A;", &["A: foreign::Read"]),
        one("a re-export", "pub use foreign::{self, A}; use foreign::B;", &["pub use A: foreign::A", "pub use foreign: foreign"]),
        one("all of it, for itself", "use foreign::*; pub fn f(_: A) {}", &["use *: foreign"]),
        one("all of it", "pub use foreign::a::*;", &["use *: foreign::a"]),
        one("a trait", "pub trait A: foreign::A { fn a(&self) -> foreign::B { foreign::c() } }", &["A: foreign::A", "A: foreign::B"]),
        one("a method", "pub struct A; impl A { pub fn a(&self, _: foreign::A) {} fn b(_: foreign::B) {} }", &["impl A::a: foreign::A"]),
        one("a method of a private type", "struct A; impl A { pub fn a(&self, _: foreign::A) {} }", &[]),
        one("a trait's argument", "pub struct A; impl From<foreign::E> for A { fn from(_: foreign::E) -> A { A } }", &["impl A as From: foreign::E"]),
        one("a foreign trait", "pub struct A; impl foreign::T for A {}", &["impl A as foreign::T: foreign::T"]),
        one("a type of a trait", "pub struct A; impl Iterator for A { type Item = foreign::I; }", &["impl A as Iterator: foreign::I"]),
        one("for a foreign type", "pub trait T {} impl T for foreign::A {}", &["impl as T: foreign::A"]),
        one("a private trait", "trait T {} impl T for foreign::A {} pub struct A; impl T for A {}", &[]),
        one("only in tests", "#[cfg(test)] pub mod tests { pub fn f(_: foreign::A) {} }", &[]),
        one("own module of the same name", "pub mod foreign { pub struct A; } pub fn f(_: foreign::A) {} pub fn g(_: ::foreign::A) {}", &["g: foreign::A"]),
        one("through a member", "pub fn f(_: nodewright_core::schemars::Gen, _: nodewright_core::Item) {}", &["f: schemars::Gen"]),
        (
            "other files",
            vec![
                ("src/lib.rs", "mod a; mod prelude; pub mod b; pub use a::{A, inner::C};"),
                ("src/a.rs", "pub(crate) mod inner; use crate::prelude::*; pub struct A; pub struct Hidden; impl A { pub fn a(_: P) -> Hidden { Hidden } }
                    impl Hidden { pub fn h(_: super::prelude::Q) {} }"),
                ("src/a/inner.rs", "use super::A; pub struct C { pub a: A, pub d: foreign::D } pub struct D(pub foreign::E);"),
                ("src/prelude.rs", "pub(crate) use foreign::P; pub(crate) use other as Q;"),
                ("src/b/mod.rs", "pub fn b(_: foreign::B) {}"),
            ],
            vec!["a::impl A::a: foreign::P", "a::impl Hidden::h: other", "a::inner::C: foreign::D", "b::b: foreign::B"],
        ),
    ]
}
