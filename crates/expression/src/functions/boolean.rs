//! Functions of booleans.

use crate::value::{NativeFn, Value};

pub fn function(name: &str) -> Option<NativeFn> {
    Some(match name {
        "toBoolean" => |_, this, _| Ok(this),
        "toInt" | "toFloat" | "toNumber" => |_, this, _| Ok(Value::Number(f64::from(u8::from(this.truthy())))),
        "toDateTime" => |_, _, _| Ok(Value::Undefined),
        _ => return None,
    })
}
