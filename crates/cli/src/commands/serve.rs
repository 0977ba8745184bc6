//! `nodewright serve`

use std::{convert::Infallible, time::Duration};

use axum::Router;
use nodewright::{NodesStamp, Runtime};
use nodewright_server::{
    Api, CredentialStore,
    http::{self, Changing, Settings},
    mcp,
};

use tokio::task::block_in_place;

use super::{runtime_of, with_nodes};
use crate::{
    arguments::{NodeSource, Serve, Tools},
    failure::Failure,
    listen,
    sandbox::Running,
};

/// How often the files of nodes are looked at.
const LOOK: Duration = Duration::from_secs(1);

/// Serves the API over HTTP until it is told to end.
pub async fn serve(serve: Serve) -> Result<(), Failure> {
    if !serve.mcp && serve.tools != Tools::default() {
        return Err(Failure::usage("which tools are offered (--node, --only, --read-only …) only counts with --mcp"));
    }
    let token = serve.token_file.as_deref().map(|path| listen::secret(path, "token")).transpose()?;
    let settings =
        Settings { token, store: store(&serve)?, allow_descriptions: serve.allow_descriptions, ..Settings::default() };
    let builder = serve.destinations.limit(Runtime::builder())?;
    let listener = serve.bind.listen(async |address| http::bind(address, &settings).await).await?;
    let (runtime, sandbox) = runtime_of(builder, &serve.nodes, &serve.credentials, &serve.network, &[]).await?;
    let ending = listen::ending()?;
    let tools = serve.mcp.then_some(serve.tools);
    let router = |runtime: Runtime| {
        let api = Api::new(runtime);
        let router = http::router(api.clone(), &settings);
        Ok::<_, Failure>(match &tools {
            Some(tools) => router.merge(mcp::router(super::mcp::server(&api, tools.clone())?, &settings, &ending)),
            None => router,
        })
    };
    let changing = Changing::new(router(runtime.clone())?);
    listen::announce(listener.local_addr(), "")?;
    let end = ending.clone();
    let serving = http::serve(listener, changing.router(), async move { end.cancelled().await });
    let served = tokio::select! {
        served = serving => served,
        never = reload(&serve.nodes, &runtime, &changing, router) => match never {},
    };
    sandbox.iter().for_each(Running::report);
    served.map_err(|e| Failure::usage(format!("the server failed: {e}")))
}

/// Loads the nodes again whenever their files change. Where that fails, those that there are stay. The sessions of agents end.
async fn reload(
    nodes: &NodeSource,
    runtime: &Runtime,
    changing: &Changing,
    router: impl Fn(Runtime) -> Result<Router, Failure>,
) -> Infallible {
    let paths = nodes.paths();
    if paths.is_empty() {
        return std::future::pending().await;
    }
    let mut known = NodesStamp::of(&paths);
    let mut look = tokio::time::interval(LOOK);
    loop {
        look.tick().await;
        // Disks may take their time; callers do not wait for them.
        let now = block_in_place(|| NodesStamp::of(&paths));
        if now == known {
            continue;
        }
        known = now;
        let again = block_in_place(|| with_nodes(nodes)).map(|fresh| runtime.with_registry(fresh.registry().clone()));
        match again.and_then(&router) {
            Ok(router) => {
                changing.replace(router);
                eprintln!("nodewright: the nodes have changed and were loaded again");
            }
            Err(failure) => drop(failure.report()),
        }
    }
}

fn store(serve: &Serve) -> Result<Option<CredentialStore>, Failure> {
    let (Some(path), Some(passphrase)) = (&serve.credential_store, &serve.passphrase_file) else { return Ok(None) };
    Ok(Some(CredentialStore::open(path, listen::secret(passphrase, "passphrase")?)?))
}
