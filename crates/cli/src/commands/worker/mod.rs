//! `nodewright worker`

#[cfg(feature = "restate")]
mod restate;
#[cfg(feature = "temporal")]
mod temporal;

use nodewright::Runtime;

use super::runtime_of;
use crate::{failure::Failure, sandbox::Running, worker::Worker};

/// Executes nodes until it is told to end.
pub async fn worker(worker: Worker) -> Result<(), Failure> {
    // The engine waits and tries again, also over the end of this process.
    let builder = worker.destinations.limit(Runtime::builder().retries(0))?;
    let (runtime, sandbox) = runtime_of(builder, &worker.nodes, &worker.credentials, &worker.network, &[]).await?;
    serve(runtime, &worker).await?;
    sandbox.iter().for_each(Running::report);
    Ok(())
}

async fn serve(runtime: Runtime, worker: &Worker) -> Result<(), Failure> {
    #[cfg(feature = "restate")]
    if worker.restate.restate {
        return restate::serve(runtime, worker).await;
    }
    #[cfg(feature = "temporal")]
    if let Some(server) = &worker.temporal.temporal {
        return temporal::serve(runtime, worker, server).await;
    }
    Err(Failure::usage("no engine is named".to_owned()))
}
