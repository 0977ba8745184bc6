//! How fast the steps of one credential follow each other.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use restate_sdk::{
    context::{
        Context, ContextClient, ContextReadState, ContextSideEffects, ContextTimers, ContextWriteState, ObjectContext,
        RunFuture,
    },
    errors::{HandlerError, TerminalError},
    object,
};

/// When the next step of a credential may begin, in milliseconds since 1970.
const FREE_AT: &str = "freeAt";

/// Gives the steps of a credential their turn, whichever worker they run on. Its key names the credential.
pub(crate) struct CredentialPace;

#[object(name = "CredentialPace")]
impl CredentialPace {
    /// Takes the next turn, `interval` milliseconds behind the one before: how many milliseconds to wait for it.
    #[handler]
    async fn next(&self, context: ObjectContext<'_>, interval: u64) -> Result<u64, TerminalError> {
        let now = context.run(|| async { Ok(now()) }).name("now").await?;
        let turn = context.get::<u64>(FREE_AT).await?.unwrap_or_default().max(now);
        context.set(FREE_AT, turn.saturating_add(interval));
        Ok(turn - now)
    }
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// The pace of one execution.
#[derive(Clone)]
pub(crate) struct Pace {
    /// Names the credential.
    pub key: String,
    /// Milliseconds between two steps.
    pub interval: u64,
}

impl Pace {
    /// Waits for a turn.
    pub async fn wait(&self, context: &Context<'_>) -> Result<(), HandlerError> {
        let turn = context.object_client::<CredentialPaceClient>(&self.key).next(self.interval).call();
        match turn.await? {
            0 => {}
            wait => context.sleep(Duration::from_millis(wait)).await?,
        }
        Ok(())
    }
}
