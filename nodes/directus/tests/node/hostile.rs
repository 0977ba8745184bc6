//! Values that are up to no good, in every text and JSON field of every operation.

use nodewright_core::serde_json::json;
use nodewright_node_directus::V1;

use crate::harness;

#[tokio::test]
async fn values_stay_in_their_place() {
    let hostile = harness().send_hostile_values(&V1, json!({ "body": r#"{"data":[{"id":1}]}"# })).await;
    let sent = hostile.sent.len();
    assert!(sent > 1000 && hostile.refused > 500, "{sent} sent, {} refused", hostile.refused);
    hostile.stays_in_place(4);
}
