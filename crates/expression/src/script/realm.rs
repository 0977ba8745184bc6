//! The realms that a thread keeps from one evaluation to the next, and what expressions find in them.

use crate::check;
use crate::functions;
use crate::native::DENIED;
use nodewright_quickjs::js::{Ctx, Function, Object, Result, Value as JsValue};
use nodewright_quickjs::{Asks, Failure, Js, Options, Realm, node};
use serde_json::{Value as Json, json};
use std::cell::RefCell;
use std::sync::LazyLock;

const SETUP: &str = include_str!("setup.js");
const LAZY: &str = include_str!("lazy.js");
const LIBRARY: &str = include_str!("library.js");
/// Files that a context reads when it first needs what they make.
const LATER: &[(&str, &str)] = &[("intl", node::INTL), ("sort", include_str!("sort.js"))];

/// Realms that a thread keeps: one, and one for expressions inside of expressions.
const KEPT: usize = 2;

thread_local! {
    static KEPT_REALMS: RefCell<Vec<Realm>> = const { RefCell::new(Vec::new()) };
}

/// JavaScript's own names that an expression may use. The rest of what there is comes from outside.
const ALLOWED: &[&str] = &[
    "Array",
    "Int8Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "Int16Array",
    "Uint16Array",
    "Int32Array",
    "Uint32Array",
    "Float32Array",
    "Float64Array",
    "BigInt64Array",
    "BigUint64Array",
    "Map",
    "WeakMap",
    "Set",
    "WeakSet",
    "String",
    "RegExp",
    "Math",
    "Number",
    "BigInt",
    "isFinite",
    "isNaN",
    "parseFloat",
    "parseInt",
    "JSON",
    "ArrayBuffer",
    "SharedArrayBuffer",
    "Atomics",
    "DataView",
    "encodeURI",
    "encodeURIComponent",
    "decodeURI",
    "decodeURIComponent",
    "Boolean",
    "Symbol",
    "Date",
    "Object",
    "Error",
    "TypeError",
    "SyntaxError",
    "EvalError",
    "RangeError",
    "ReferenceError",
    "URIError",
    "NaN",
    "Infinity",
];

/// Whether a free name is JavaScript's own, the same in all evaluations.
pub fn is_own(name: &str) -> bool {
    ALLOWED.contains(&name)
}

/// What the setup needs to know, as JSON.
static NAMES: LazyLock<String> = LazyLock::new(|| {
    let extensions: serde_json::Map<String, Json> =
        functions::names().into_iter().map(|(type_name, names)| (type_name.to_owned(), json!(names))).collect();
    json!({ "extensions": extensions, "denied": DENIED, "allowed": ALLOWED, "unsafe": check::UNSAFE_PROPERTIES })
        .to_string()
});

/// Functions that the setup gives to this side, by their place in its array.
#[derive(Debug, Clone, Copy)]
pub enum Tool {
    Run,
    Classify,
    Explain,
    Failure,
    WellFormed,
    Date,
    RegExp,
    Map,
    Set,
    Error,
    Remote,
    LazyArray,
    LazyMember,
}

impl Tool {
    /// How many there are.
    pub const COUNT: usize = Self::LazyMember as usize + 1;

    /// The function in a realm.
    pub fn of<'js>(self, js: &Js<'js>) -> Result<Function<'js>> {
        js.tools.get(self as usize)
    }
}

/// The realm that this thread keeps, or a new one where it is in use.
pub fn take(memory: usize) -> std::result::Result<Realm, Failure> {
    match KEPT_REALMS.with_borrow_mut(Vec::pop) {
        Some(mut realm) => {
            realm.set_memory(memory);
            Ok(realm)
        }
        None => {
            // A text that is long and searched for a long one is this side's: in linear time.
            let options = Options { memory, bounded: true, search: Some("method"), frozen: true, imports: false };
            Realm::new(&options, set_up)
        }
    }
}

/// Keeps it for the next evaluation of this thread, unless something is left in it.
pub fn put_back(realm: Realm) {
    if !realm.is_reusable() {
        return;
    }
    KEPT_REALMS.with_borrow_mut(|kept| {
        if kept.len() < KEPT {
            kept.push(realm);
        }
    });
}

fn set_up<'js>(js: &Js<'js>, asks: &Asks<'js>) -> Result<()> {
    prepare(js, asks, false).map(|_| ())
}

/// Makes n8n's language of the engine's: that of expressions, or that of programs, which nothing is taken from. Gives what
/// the setup of programs goes on with.
pub fn prepare<'js>(js: &Js<'js>, asks: &Asks<'js>, is_program: bool) -> Result<Object<'js>> {
    let ctx = &js.ctx;
    let names: Object<'js> = ctx.json_parse(NAMES.as_str())?.get()?;
    names.set("isProgram", is_program)?;
    let source = |text: &str| ctx.eval::<Function<'js>, _>(text);
    let load = Function::new(ctx.clone(), |ctx: Ctx<'js>, name: String| {
        let source = LATER.iter().find(|(known, _)| *known == name).map_or("undefined", |(_, source)| *source);
        ctx.eval::<JsValue<'js>, _>(source)
    })?;
    let (lazy, library) = (source(LAZY)?, source(LIBRARY)?);
    source(SETUP)?.call((asks.now.clone(), js.tools.clone(), asks.roots.clone(), names, lazy, library, load))
}
