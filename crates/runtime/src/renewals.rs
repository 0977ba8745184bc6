//! Whose turn it is to renew a credential, over all executions of a runtime.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use nodewright_core::RenewalTurn;

use crate::CredentialReference;

/// The turns of the credentials that are in use, by type and reference.
#[derive(Default)]
pub(crate) struct Renewals(Mutex<HashMap<(String, CredentialReference), RenewalTurn>>);

impl Renewals {
    /// The turn of a credential; the same for all who ask while one of them has it.
    pub(crate) fn of(&self, type_name: &str, wanted: Option<&CredentialReference>) -> RenewalTurn {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, turn| turn.is_shared());
        turns.entry((type_name.to_owned(), wanted.cloned().unwrap_or_default())).or_default().clone()
    }
}
