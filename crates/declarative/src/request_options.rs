//! The parameter `requestOptions`, which n8n adds to every declarative node: batches, certificates, proxy, timeout.

use std::sync::{Arc, LazyLock};

use nodewright_core::NodeDescription;
use nodewright_properties::{Group, Options, Property, PropertyType, TypeOptions};

/// Its name.
pub const NAME: &str = "requestOptions";

/// Adds it to a description that does not have it.
pub fn add(description: &mut Arc<NodeDescription>) {
    if description.properties.iter().all(|property| property.name != NAME) {
        Arc::make_mut(description).properties.push(PROPERTY.clone());
    }
}

/// Whether a property is the one that was added: the description did not have it, so nothing of it is merged.
pub fn is_added(property: &Property) -> bool {
    property.name == NAME && *property == *PROPERTY
}

static PROPERTY: LazyLock<Property> = LazyLock::new(|| {
    let said =
        |description: &'static str, property: Property| Property { description: Some(description.into()), ..property };
    let number = |title: &'static str, name: &'static str, default: i64| {
        Property::new(title, name, PropertyType::Number, default)
    };
    let batch = Group {
        display_name: "Batching".into(),
        name: "batch".into(),
        values: vec![
            said("How many requests start at once", number("Items per Batch", "batchSize", 50)),
            said("Milliseconds between the batches; 0 for none", number("Batch Interval (ms)", "batchInterval", 1000)),
        ],
        ..Group::default()
    };
    let batching = Property {
        type_options: Some(Box::new(TypeOptions { multiple_values: Some(false), ..TypeOptions::default() })),
        options: Some(Options::Groups(vec![batch])),
        ..Property::new(
            "Batching",
            "batching",
            PropertyType::FixedCollection,
            nodewright_core::serde_json::json!({ "batch": {} }),
        )
    };
    let fields = vec![
        batching,
        said(
            "Whether to take any certificate that the service shows",
            Property::new("Ignore SSL Issues (Insecure)", "allowUnauthorizedCerts", PropertyType::Boolean, false),
        ),
        said("URL of the proxy to send the request through", Property::new("Proxy", "proxy", PropertyType::String, "")),
        said("Milliseconds that a request may take", number("Timeout", "timeout", 10_000)),
    ];
    Property {
        is_node_setting: Some(true),
        placeholder: Some("Add option".into()),
        options: Some(Options::Fields(fields)),
        ..Property::new("Request Options", NAME, PropertyType::Collection, nodewright_core::serde_json::json!({}))
    }
});
