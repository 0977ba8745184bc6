//! Renewing the data of a credential, once for all who use it.

use std::sync::Arc;

use async_trait::async_trait;
use futures_util::lock::Mutex;
use serde_json::{Map, Value};

use super::{Credential, Refusal, Renewal, Signer, Signing};
use crate::Result;

/// Is told of renewed data, so that others get it too.
#[async_trait]
pub trait CredentialKeeper: Send + Sync + 'static {
    /// The data after it was renewed: as it was given, with what is new.
    async fn renewed(&self, data: &Map<String, Value>);

    /// The credential as it is kept now, which others may have renewed meanwhile. By default it is not looked up.
    async fn latest(&self) -> Option<Credential> {
        None
    }

    /// Whose turn it is to renew, for all who hold the same credential. By default that is not shared.
    fn turn(&self) -> Option<RenewalTurn> {
        None
    }
}

/// Whose turn it is to renew a credential. Clones are of the same credential.
#[derive(Clone, Debug, Default)]
pub struct RenewalTurn(Arc<Mutex<()>>);

impl RenewalTurn {
    /// Whether there are further clones.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        Arc::strong_count(&self.0) > 1
    }
}

/// What took the place of a credential.
#[derive(Clone, Debug)]
pub struct Renewed {
    /// The credential from now on.
    pub credential: Arc<Credential>,
    /// Whether it was renewed before, for another caller: it may be refused again.
    pub by_another: bool,
}

impl Credential {
    /// The newest of it: itself, or what has taken its place since it was renewed.
    pub fn current(self: &Arc<Self>) -> &Arc<Self> {
        let mut newest = self;
        while let Some(next) = newest.next.get() {
            newest = next;
        }
        newest
    }

    /// Renews it by the code of its type, after an answer has refused it, or before it is used at all. Many may ask at the
    /// same time; it is renewed once, also if they hold it from different executions. `None` if it cannot be.
    ///
    /// # Errors
    /// What the type's code says, for example that a refresh token is not accepted.
    pub async fn renew(&self, refusal: Option<&Refusal>, with: &dyn Signing) -> Result<Option<Renewed>> {
        let Some(Signer(signer)) = &self.kind.signer else { return Ok(None) };
        let keeper = self.keeper.as_ref().filter(|_| signer.keeps_renewed());
        let turn = keeper.and_then(|keeper| keeper.turn());
        let _turn = match &turn {
            Some(turn) => Some(turn.0.lock().await),
            None => None,
        };
        let _one_at_a_time = self.renewing.lock().await;
        let by_another = |next: &Arc<Self>| Some(Renewed { credential: Arc::clone(next), by_another: true });
        if let Some(next) = self.next.get() {
            return Ok(by_another(next));
        }
        if let Some(keeper) = keeper
            && let Some(latest) = keeper.latest().await
            && latest.data != self.data
            && self.before.as_ref() != Some(&latest.data)
        {
            return Ok(by_another(self.next.get_or_init(|| Arc::new(latest))));
        }
        let own = |credential| Some(Renewed { credential, by_another: false });
        match signer.renew(self, refusal, with).await? {
            None => Ok(None),
            Some(Renewal::Once(data)) => Ok(own(Arc::new(Self::unchecked(Arc::clone(&self.kind), data)))),
            Some(Renewal::Kept(data)) => {
                let given = self.with_changes(&data);
                if let Some(keeper) = &self.keeper {
                    keeper.renewed(&given).await;
                }
                let next = Self {
                    given: Some(given),
                    keeper: self.keeper.clone(),
                    before: self.before.clone().or_else(|| Some(self.data.clone())),
                    ..Self::unchecked(Arc::clone(&self.kind), data)
                };
                Ok(own(Arc::clone(self.next.get_or_init(|| Arc::new(next)))))
            }
        }
    }

    /// The data as it was given, with what differs in `data` from what it holds: defaults and the results of expressions
    /// are not stored.
    pub fn with_changes(&self, data: &Map<String, Value>) -> Map<String, Value> {
        let mut given = self.given.clone().or_else(|| self.data.as_object().cloned()).unwrap_or_default();
        let changed = data.iter().filter(|(name, value)| self.data.get(name) != Some(value));
        given.extend(changed.map(|(name, value)| (name.clone(), value.clone())));
        given
    }
}
