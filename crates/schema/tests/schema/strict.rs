//! What strict schemas refuse and accept.

use nodewright_schema::{Profile, Validator, node};
use serde_json::{Value, json};

use crate::descriptions;

/// Parameters of the description `shop`, and where they are wrong.
fn cases() -> Vec<(Value, Option<&'static str>)> {
    let order = |more: Value| {
        let mut all = json!({"resource": "order", "operation": "create"});
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    vec![
        (json!({"customer": "c1"}), None),
        (json!({"resource": "order", "customer": "c1", "limit": 5}), None),
        (json!({"customer": "={{ $json.id }}", "returnAll": "={{ $json.all }}", "limit": 3}), None),
        (order(json!({"article": "a"})), None),
        (
            order(json!({"article": "a", "amount": "={{ 2 }}", "additionalFields": {"express": true, "surcharge": 1}})),
            None,
        ),
        (order(json!({"jsonParameters": true, "body": "{}"})), None),
        (order(json!({"jsonParameters": true, "body": {"article": "a"}})), None),
        (json!({"resource": "customer", "email": "a@b", "password": "p"}), None),
        (
            json!({"resource": "customer", "email": "a@b", "password": "p",
            "addresses": {"address": [{"kind": "company", "company": "c"}, {"street": "s"}]}}),
            None,
        ),
        // Left out or empty
        (json!({}), Some("")),
        (json!({"customer": ""}), Some("/customer")),
        (order(json!({})), Some("")),
        (order(json!({"article": ""})), Some("/article")),
        (order(json!({"jsonParameters": true})), Some("")),
        (
            json!({"resource": "customer", "email": "a@b", "password": "p",
            "addresses": {"address": [{"kind": "company"}]}}),
            Some("/addresses/address/0"),
        ),
        // Not of the type, not listed, out of range
        (order(json!({"article": 5})), Some("/article")),
        (order(json!({"article": "a", "amount": "many"})), Some("/amount")),
        (order(json!({"article": "a", "amount": 0})), Some("/amount")),
        (order(json!({"article": "a", "amount": 100})), Some("/amount")),
        (json!({"resource": "article"}), Some("/resource")),
        (json!({"resource": "={{ 1 }}"}), Some("/resource")),
        (json!({"customer": "c1", "operation": "delete"}), Some("/operation")),
        (
            json!({"resource": "customer", "email": "a@b", "password": "p",
            "addresses": {"address": [{"kind": "work"}]}}),
            Some("/addresses/address/0/kind"),
        ),
        // Unknown, or not shown
        (json!({"customer": "c1", "color": "red"}), Some("")),
        (json!({"customer": "c1", "article": "a"}), Some("")),
        (json!({"customer": "c1", "returnAll": true, "limit": 5}), Some("")),
        (order(json!({"article": "a", "body": "{}"})), Some("")),
        (order(json!({"article": "a", "additionalFields": {"surcharge": 1}})), Some("/additionalFields")),
        (order(json!({"article": "a", "additionalFields": {"color": "red"}})), Some("/additionalFields")),
    ]
}

#[test]
fn strict_says_where_parameters_are_wrong() {
    let description = descriptions::read("shop");
    let validator = Validator::new(&node(&description, description.latest_version(), Profile::Strict)).unwrap();
    for (parameters, wrong) in cases() {
        let violations = validator.violations(&parameters);
        assert_eq!(validator.is_valid(&parameters), wrong.is_none(), "{parameters}: {violations:?}");
        if let Some(path) = wrong {
            assert!(violations.iter().any(|violation| violation.path == path), "{parameters}: {violations:?}");
        }
    }
}

#[test]
fn violations_quote_no_value() {
    let description = descriptions::read("shop");
    let validator = Validator::new(&node(&description, description.latest_version(), Profile::Strict)).unwrap();
    let parameters = json!({"resource": "customer", "email": ["hunter2"], "password": {"of": "hunter2"}});
    let violations = validator.violations(&parameters);
    assert!(violations.iter().any(|violation| violation.path == "/password"), "{violations:?}");
    assert!(!format!("{violations:?}").contains("hunter2"), "{violations:?}");
}
