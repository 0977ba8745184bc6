//! How a node is executed: the settings beside its parameters.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A node's settings, as n8n stores them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// Hand the input on without running the node.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
    /// Try again when it fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_on_fail: Option<bool>,
    /// Number of attempts, 2 to 5; 3 if it is 0 or left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_tries: Option<f64>,
    /// Milliseconds between two attempts, up to 5000; 1000 if it is 0 or left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_between_tries: Option<f64>,
    /// What happens when it fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_error: Option<OnError>,
    /// Older name of `onError: continueRegularOutput`; wins over `stopWorkflow`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continue_on_fail: Option<bool>,
    /// Use the first input item only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub execute_once: Option<bool>,
    /// Emit an empty item if there would be none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub always_output_data: Option<bool>,
}

/// What happens when a node fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum OnError {
    /// The execution ends with the error.
    #[default]
    StopWorkflow,
    /// An item stands for the error, among the results.
    ContinueRegularOutput,
    /// The error becomes an item on an extra output after the others.
    ContinueErrorOutput,
}

impl Settings {
    /// Whether a failure becomes an item.
    #[must_use]
    pub fn continues(&self) -> bool {
        self.continue_on_fail == Some(true) || self.on_error.unwrap_or_default() != OnError::StopWorkflow
    }

    /// Whether failures have an output of their own.
    #[must_use]
    pub fn has_error_output(&self) -> bool {
        self.on_error == Some(OnError::ContinueErrorOutput)
    }

    /// How often it is tried in all.
    #[must_use]
    pub fn tries(&self) -> u32 {
        if self.retry_on_fail != Some(true) {
            return 1;
        }
        let wanted = self.max_tries.filter(|n| *n != 0.0 && !n.is_nan()).unwrap_or(3.0);
        wanted.clamp(2.0, 5.0) as u32
    }

    /// The pause between two tries.
    #[must_use]
    pub fn pause(&self) -> Duration {
        let wanted = self.wait_between_tries.filter(|n| *n != 0.0 && !n.is_nan()).unwrap_or(1000.0);
        Duration::from_millis(wanted.clamp(0.0, 5000.0) as u64)
    }
}
