//! Resolution, display conditions and issues of parameters.

use std::sync::Arc;

use nodewright_properties::{
    Conditions, Context, DisplayOptions, Error, Features, Found, Issues, NodeDescription, NodeState, Property, Resolve,
    Resolver, Version, check_conditions, find_displayed, is_displayed, is_displayed_at, merge_properties,
    node_features, node_issues, parameter_issues, resolve,
};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::cases::{Input, check, check_own, throws, undefined};

#[test]
fn parameters() {
    check("parameters.jsonl", 595, run);
    // Generated at random and recorded with the same packages.
    check_own("parameters.jsonl", 1117, run);
}

fn run(function: &str, input: &Input) -> Option<Value> {
    Some(match function {
        "getNodeParameters" => resolved(input),
        "displayParameter" => displayed(input),
        "displayParameterPath" => displayed_at(input),
        "checkConditions" => conditions(input),
        "getParameterValueByPath" => value_by_path(input),
        "findDisplayedProperty" => found(input),
        "getNodeFeatures" => features(input),
        "getParameterIssues" => issues_of_one(input),
        "getNodeParametersIssues" => issues_of_all(input),
        "mergeIssues" => merged_issues(input),
        "nodeIssuesToString" => issue_texts(input),
        "mergeNodeProperties" => merged_properties(input),
        _ => return None,
    })
}

/// The node type and the version of the node that an input is about.
struct Surroundings {
    description: Option<NodeDescription>,
    version: Option<Version>,
}

impl Surroundings {
    fn of(input: &Input) -> Self {
        let version = input.get("node").get("typeVersion").and_then(Value::as_f64);
        Self { description: input.read("nodeTypeDescription"), version: version.map(Version::new) }
    }

    fn context(&self) -> Context<'_> {
        Context { version: self.version, description: self.description.as_ref() }
    }
}

fn answer<T: Serialize>(result: Result<T, Error>) -> Value {
    result.map_or_else(|error| throws(&error.to_string()), |value| json!(value))
}

fn resolved(input: &Input) -> Value {
    let properties: Vec<Property> = input.read("properties");
    let surroundings = Surroundings::of(input);
    let options = Resolve {
        defaults: input.flag("returnDefaults"),
        hidden: input.flag("returnNoneDisplayed"),
        context: surroundings.context(),
    };
    let values = input.get("values").as_object();
    let parameters = resolve(&properties, values, options);
    if let Ok(resolver) = resolver(&surroundings, properties) {
        let version = surroundings.version.unwrap_or(Version::new(0.0));
        assert_eq!(resolver.resolve(values, version, options.defaults, options.hidden), parameters);
    }
    answer(parameters)
}

/// A resolver for a description with other properties. Where there is no description nothing is known about its name.
fn resolver(surroundings: &Surroundings, properties: Vec<Property>) -> Result<Resolver, Error> {
    let description = surroundings.description.clone().unwrap_or_default();
    Resolver::new(Arc::new(NodeDescription { properties, ..description }))
}

fn displayed(input: &Input) -> Value {
    let key = if input.text("displayKey").is_empty() { "displayOptions" } else { input.text("displayKey") };
    let options: Option<DisplayOptions> = serde_json::from_value(input.get("parameter")[key].clone()).unwrap();
    let values = input.map("nodeValues");
    let root = input.get("nodeValuesRoot").as_object();
    answer(is_displayed(options.as_ref(), &values, root, Surroundings::of(input).context()))
}

fn displayed_at(input: &Input) -> Value {
    let property: Property = input.read("parameter");
    let options = property.display_options.as_deref();
    let values = input.map("nodeValues");
    answer(is_displayed_at(options, &values, input.text("path"), Surroundings::of(input).context()))
}

fn conditions(input: &Input) -> Value {
    let conditions = Conditions::from([("", input.read("conditions"))]);
    let values: Vec<Value> = input.read("actualValues");
    let is_undefined = |value: &Value| *value == undefined();
    let values: Vec<_> = values.iter().map(|value| (!is_undefined(value)).then_some(value)).collect();
    answer(check_conditions(conditions.get("").unwrap(), &values))
}

fn value_by_path(input: &Input) -> Value {
    let values = input.map("nodeValues");
    let value = nodewright_properties::value_at(&values, input.text("path"), input.text("parameterName"));
    value.map_or_else(undefined, |value| value.into_owned())
}

fn found(input: &Input) -> Value {
    let properties: Vec<Property> = input.read("properties");
    let values: Map<String, Value> = input.map("nodeValues");
    let surroundings = Surroundings::of(input);
    match find_displayed(&properties, input.text("parameterPath"), &values, surroundings.context()) {
        Ok(Some(Found::Property(property))) => json!(property),
        Ok(Some(Found::Group(group))) => json!(group),
        Ok(Some(Found::Choice(choice))) => json!(choice),
        Ok(None) => undefined(),
        Err(error) => throws(&error.to_string()),
    }
}

fn features(input: &Input) -> Value {
    let features: Features = input.read("featuresDef");
    answer(node_features(&features, input.read("nodeVersion")))
}

fn issues_of_one(input: &Input) -> Value {
    let property: Property = input.read("nodeProperties");
    let values = input.map("nodeValues");
    answer(parameter_issues(&property, &values, input.text("path"), Surroundings::of(input).context()))
}

fn issues_of_all(input: &Input) -> Value {
    let properties: Vec<Property> = input.read("properties");
    let node = input.get("node");
    let empty = Map::new();
    let pinned = input.get("pinDataNodeNames").as_array();
    let state = NodeState {
        parameters: node["parameters"].as_object().unwrap_or(&empty),
        is_disabled: node["disabled"] == true,
        is_pinned: pinned.is_some_and(|names| names.contains(&node["name"])),
    };
    let surroundings = Surroundings::of(input);
    let issues = node_issues(&properties, state, surroundings.context());
    if let (Ok(resolver), Some(version)) = (resolver(&surroundings, properties), surroundings.version) {
        assert_eq!(resolver.issues(state, version), issues);
    }
    answer(issues)
}

fn merged_issues(input: &Input) -> Value {
    let mut issues: Issues = input.read("destination");
    issues.merge(input.read::<Option<Issues>>("source").unwrap_or_default());
    json!(issues)
}

fn issue_texts(input: &Input) -> Value {
    json!(input.read::<Issues>("issues").messages(input.get("node")["type"].as_str()))
}

fn merged_properties(input: &Input) -> Value {
    let mut properties: Vec<Property> = input.read("mainProperties");
    merge_properties(&mut properties, input.read("addProperties"));
    json!(properties)
}
