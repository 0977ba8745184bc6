//! The form against the one of the original node: the same parameters, shown under the same conditions.

mod intended;

use nodewright_core::serde_json;
use nodewright_node_directus::V1;
use nodewright_testkit::parity::Parity;

use crate::recorded;

/// The switches of the forms; every combination is looked at.
const SWITCHES: [&str; 3] = ["jsonParameters", "returnAll", "sendBinaryData"];

#[test]
fn the_form_is_that_of_the_original_but_for_intended_differences() {
    let own = serde_json::to_value(&**V1.into_node().description()).unwrap();
    let original = &recorded("directus-v1-parameters.json", 1)[0];
    let parity = Parity::of(original, &own, &SWITCHES, intended::DIFFERENCES);
    assert!(parity.facts > 2400, "{} facts", parity.facts);
    parity.is_intended();
}
