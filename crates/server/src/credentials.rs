//! Credentials from several places.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright::{CredentialProvider, CredentialReference, Result};
use serde_json::{Map, Value};

/// Asks one place after the other; the first that has a credential of the type wins.
pub(crate) struct Layered(pub Vec<Arc<dyn CredentialProvider>>);

#[async_trait]
impl CredentialProvider for Layered {
    async fn get(&self, type_name: &str, wanted: Option<&CredentialReference>) -> Result<Option<Map<String, Value>>> {
        for place in &self.0 {
            if let Some(data) = place.get(type_name, wanted).await? {
                return Ok(Some(data));
            }
        }
        Ok(None)
    }

    async fn renewed(
        &self,
        type_name: &str,
        wanted: Option<&CredentialReference>,
        data: &Map<String, Value>,
    ) -> Result<()> {
        for place in &self.0 {
            if place.get(type_name, wanted).await?.is_some() {
                return place.renewed(type_name, wanted, data).await;
            }
        }
        Ok(())
    }
}
