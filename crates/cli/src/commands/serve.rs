//! `nodewright serve`

use nodewright_server::{
    Api, CredentialStore,
    http::{self, Settings},
    mcp,
};

use super::limited_runtime;
use crate::{
    arguments::{Serve, Tools},
    failure::Failure,
    listen, network,
    sandbox::Running,
};

/// Serves the API over HTTP until it is told to end.
pub async fn serve(serve: Serve) -> Result<(), Failure> {
    if !serve.mcp && serve.tools != Tools::default() {
        return Err(Failure::usage("which tools are offered (--node, --only, --read-only …) only counts with --mcp"));
    }
    let token = serve.token_file.as_deref().map(|path| listen::secret(path, "token")).transpose()?;
    let settings =
        Settings { token, store: store(&serve)?, allow_descriptions: serve.allow_descriptions, ..Settings::default() };
    let policy = network::policy(&serve.allow_host, serve.deny_private)?;
    let listener = serve.bind.listen(&settings).await?;
    let (runtime, sandbox) = limited_runtime(&serve.nodes, &serve.credentials, &serve.network, policy, &[]).await?;
    let api = Api::new(runtime);
    let ending = listen::ending()?;
    let mut router = http::router(api.clone(), &settings);
    if serve.mcp {
        router = router.merge(mcp::router(super::mcp::server(&api, serve.tools)?, &settings, &ending));
    }
    listen::announce(listener.local_addr(), "")?;
    let served = http::serve(listener, router, async move { ending.cancelled().await }).await;
    sandbox.iter().for_each(Running::report);
    served.map_err(|e| Failure::usage(format!("the server failed: {e}")))
}

fn store(serve: &Serve) -> Result<Option<CredentialStore>, Failure> {
    let (Some(path), Some(passphrase)) = (&serve.credential_store, &serve.passphrase_file) else { return Ok(None) };
    Ok(Some(CredentialStore::open(path, listen::secret(passphrase, "passphrase")?)?))
}
