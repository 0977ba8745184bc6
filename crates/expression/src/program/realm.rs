//! Where a program runs: a realm with the language and n8n's names in it.

use crate::script::{Tool, prepare};
use nodewright_quickjs::js::{Function, Object, Result};
use nodewright_quickjs::{Asks, Failure, Js, Options, Realm};

const SETUP: &str = include_str!("setup.js");

/// A realm for one run.
pub fn new(memory: usize) -> std::result::Result<Realm, Failure> {
    let options = Options { memory, bounded: true, search: Some("method"), frozen: false };
    Realm::new(&options, set_up)
}

fn set_up<'js>(js: &Js<'js>, asks: &Asks<'js>) -> Result<()> {
    let program = js.ctx.eval::<Function<'js>, _>(SETUP)?;
    let kit: Object<'js> = prepare(js, asks, true)?;
    program.call((asks.now.clone(), asks.later.clone(), js.tools.clone(), kit))
}

/// What runs a program: the last of the tools.
pub fn run<'js>(js: &Js<'js>) -> Result<Function<'js>> {
    js.tools.get(Tool::COUNT)
}
