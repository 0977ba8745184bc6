//! A realm with what packages find in it: Node.js' modules, `n8n-workflow`, and what calls their nodes.

use std::time::Duration;

use nodewright_quickjs::js::{Ctx, Function, Result as JsResult, Value as JsValue};
use nodewright_quickjs::{Asks, Failure, Js, Limit, Options, Realm, node};
use serde_json::Value;

use crate::host::Job;

const SETUP: &str = include_str!("js/setup.js");

/// Files that are read when something of them is first used.
const PARTS: &[(&str, &str)] = &[
    ("buffer", node::BUFFER),
    ("call", include_str!("js/call.js")),
    ("describe", include_str!("js/describe.js")),
    ("error", include_str!("js/error.js")),
    ("crypto", include_str!("js/crypto.js")),
    ("subtle", include_str!("js/subtle.js")),
    ("zlib", include_str!("js/zlib.js")),
    ("client", include_str!("js/client.js")),
    ("function", include_str!("js/function.js")),
    ("runtimeModules", include_str!("js/runtime-modules.js")),
    ("errors", node::ERRORS),
    ("iterable", node::ITERABLE),
    ("events", include_str!("js/events.js")),
    ("execute", include_str!("js/execute.js")),
    ("files", include_str!("js/files.js")),
    ("form", include_str!("js/form.js")),
    ("helpers", include_str!("js/helpers.js")),
    ("modules", node::MODULES),
    ("n8n", include_str!("js/n8n.js")),
    ("nodeModules", include_str!("js/node-modules.js")),
    ("process", include_str!("js/process.js")),
    ("stream", include_str!("js/stream.js")),
    ("streams", include_str!("js/streams.js")),
    ("intl", node::INTL),
    ("locale", include_str!("js/locale.js")),
    ("luxon", include_str!("js/luxon.js")),
    ("options", include_str!("js/options.js")),
    ("plain", include_str!("js/plain.js")),
    ("request", include_str!("js/request.js")),
    ("require", include_str!("js/require.js")),
    ("sign", include_str!("js/sign.js")),
    ("proxy", include_str!("js/proxy.js")),
    ("unavailable", include_str!("js/unavailable.js")),
    ("url", node::URLS),
    ("web", include_str!("js/web.js")),
];

/// A realm with nothing loaded yet.
pub fn new(memory: usize) -> Result<Realm, Failure> {
    let options = Options { memory, bounded: true, search: None, frozen: false, imports: true };
    Realm::new(&options, set_up)
}

fn set_up<'js>(js: &Js<'js>, asks: &Asks<'js>) -> JsResult<()> {
    let load = Function::new(js.ctx.clone(), |ctx: Ctx<'js>, name: String| {
        let source = PARTS.iter().find(|(known, _)| *known == name).map_or("undefined", |(_, source)| *source);
        ctx.eval::<JsValue<'js>, _>(source)
    })?;
    let setup = js.ctx.eval::<Function<'js>, _>(SETUP)?;
    setup.call((asks.now.clone(), asks.later.clone(), js.tools.clone(), load))
}

/// Does a job: calls what the setup has left among the tools.
pub async fn run(realm: &mut Realm, job: &Job, busy: Duration, limit: &Limit) -> Result<Value, Failure> {
    let answer = realm.enter_async(limit, job, busy, |js, _| {
        let call: Function<'_> = js.tools.get(0)?;
        Ok(call.call((job.call(), js.json(job.input())?))?)
    });
    Ok(answer.await?.unwrap_or_default())
}
