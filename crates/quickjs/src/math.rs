//! Functions of `Math` as V8 has them, to the last digit: both have theirs from Sun's fdlibm, where the engine takes the C
//! library's.

use rquickjs::function::Opt;
use rquickjs::object::Property;
use rquickjs::{Coerced, Function, Object, Result};

use crate::host::Js;

type Unary = fn(f64) -> f64;

/// The rest is the same, or V8 has it from elsewhere.
const UNARY: [(&str, Unary); 13] = [
    ("acos", libm::acos),
    ("acosh", libm::acosh),
    ("asin", libm::asin),
    ("asinh", libm::asinh),
    ("atan", libm::atan),
    ("atanh", libm::atanh),
    ("cos", libm::cos),
    ("cosh", libm::cosh),
    ("exp", libm::exp),
    ("log", libm::log),
    ("log2", libm::log2),
    ("sin", libm::sin),
    ("tan", libm::tan),
];

type Number = Opt<Coerced<f64>>;

pub fn set_up<'js>(js: &Js<'js>) -> Result<()> {
    let math: Object<'js> = js.ctx.globals().get("Math")?;
    let number = |given: Number| given.0.map_or(f64::NAN, |Coerced(number)| number);
    let set = |name: &str, function: Function<'js>| math.prop(name, Property::from(function).writable().configurable());
    for (name, function) in UNARY {
        let function = Function::new(js.ctx.clone(), move |x: Number| function(number(x)))?;
        set(name, function.with_name(name)?.with_length(1)?)?;
    }
    let atan2 = Function::new(js.ctx.clone(), move |y: Number, x: Number| libm::atan2(number(y), number(x)))?;
    set("atan2", atan2.with_name("atan2")?.with_length(2)?)
}
