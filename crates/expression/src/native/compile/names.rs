//! Names that the expression does not declare.

use super::super::NotNative;
use super::super::code::Code;
use super::{Compiler, Result};
use crate::builtins;
use crate::data;

/// What stands for `this`.
const CONTEXT: &[&str] = &["process", "require", "module", "Buffer"];

/// Names that n8n keeps from expressions by putting an empty object in their place.
pub const DENIED: &[&str] = &[
    "document",
    "global",
    "Window",
    "globalThis",
    "self",
    "alert",
    "prompt",
    "confirm",
    "eval",
    "uneval",
    "setTimeout",
    "setInterval",
    "setImmediate",
    "clearImmediate",
    "queueMicrotask",
    "Function",
    "require",
    "module",
    "Buffer",
    "__dirname",
    "__filename",
    "fetch",
    "XMLHttpRequest",
    "Promise",
    "Generator",
    "GeneratorFunction",
    "AsyncFunction",
    "AsyncGenerator",
    "AsyncGeneratorFunction",
    "WebAssembly",
    "Reflect",
    "Proxy",
    "escape",
    "unescape",
];

/// Names that only a JavaScript engine knows.
const ENGINE_ONLY: &[&str] = &[
    "Symbol",
    "BigInt",
    "Map",
    "Set",
    "RegExp",
    "Error",
    "EvalError",
    "RangeError",
    "ReferenceError",
    "SyntaxError",
    "TypeError",
    "URIError",
    "Intl",
    "Atomics",
    "WeakMap",
    "WeakSet",
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
    "ArrayBuffer",
    "SharedArrayBuffer",
    "DataView",
];

/// Members of values that only a JavaScript engine knows.
const ENGINE_MEMBERS: &[&str] = &[
    "anchor",
    "big",
    "blink",
    "bold",
    "compile",
    "copyWithin",
    "create",
    "f16round",
    "fill",
    "fixed",
    "fontcolor",
    "fontsize",
    "fromAsync",
    "getOwnPropertyNames",
    "getOwnPropertySymbols",
    "groupBy",
    "isDisjointFrom",
    "isRawJSON",
    "isSubsetOf",
    "isSupersetOf",
    "italics",
    "link",
    "pop",
    "push",
    "raw",
    "rawJSON",
    "setYear",
    "shift",
    "small",
    "splice",
    "strike",
    "sub",
    "sup",
    "symmetricDifference",
    "toSpliced",
    "unicodeSets",
    "unshift",
    "with",
];

/// Whether a member of this name is left to a JavaScript engine: values of the language have it, and it is not known here.
pub fn is_engine_member(name: &str) -> bool {
    ENGINE_MEMBERS.contains(&name)
}

impl Compiler<'_> {
    pub fn name(&self, name: &str) -> Result<Code> {
        if let Some(local) = self.resolve(name) {
            return Ok(Code::Local(local));
        }
        Ok(match name {
            "undefined" => Code::Undefined,
            "NaN" => Code::Number(f64::NAN),
            "Infinity" => Code::Number(f64::INFINITY),
            "$json" | "$data" => Code::Json,
            _ if DENIED.contains(&name) => Code::Surrogate(&[]),
            _ if ENGINE_ONLY.contains(&name) => return Err(NotNative("a class of a JavaScript engine")),
            _ if data::is_variable(name) => Code::Data(name.into()),
            _ if builtins::is_global(name) => Code::Global(name.into()),
            _ => Code::Free(name.into()),
        })
    }

    pub fn this() -> Code {
        Code::Surrogate(CONTEXT)
    }
}
