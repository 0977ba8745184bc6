//! What the documentation of each provider asks of a tool, and every tool held against all of it.

use nodewright_schema::{Provider, Tool, operation, tools};
use serde_json::{Map, Value};

use crate::descriptions;

/// One demand of a provider's documentation.
struct Rule {
    /// Who demands it, and where that is written.
    source: &'static str,
    demand: &'static str,
    of: Of,
}

/// What of a tool a rule is about.
enum Of {
    Name(fn(&str) -> bool),
    Description(fn(&str) -> bool),
    /// The schema of all arguments.
    Root(fn(&Map<String, Value>) -> bool),
    /// Every schema in it, its own included.
    Each(fn(&Map<String, Value>) -> bool),
    /// The name of every argument, nested ones included.
    Argument(fn(&str) -> bool),
}

/// A client of the Model Context Protocol hands the schema on to any of the providers.
const MCP: [Rule; 2] = [
    Rule {
        source: "Model Context Protocol, Tools: Tool Names",
        demand: "1 to 128 letters, digits, `_`, `-` and `.`",
        of: Of::Name(|name| (1..=128).contains(&name.len()) && name.chars().all(|one| is_word(one, "_-."))),
    },
    Rule {
        source: "Model Context Protocol, Tools: inputSchema",
        demand: "JSON Schema 2020-12 of an object",
        of: Of::Root(|schema| is_kind(schema, "object") && is_json_schema(schema)),
    },
];

const ANTHROPIC: [Rule; 4] = [
    Rule {
        source: "Anthropic, Define tools: name",
        demand: "1 to 64 letters, digits, `_` and `-`",
        of: Of::Name(|name| (1..=64).contains(&name.len()) && name.chars().all(|one| is_word(one, "_-"))),
    },
    Rule {
        source: "Anthropic, Define tools: input_schema",
        demand: "JSON Schema of an object",
        of: Of::Root(|schema| is_kind(schema, "object") && is_json_schema(schema)),
    },
    Rule {
        source: "Anthropic, Messages API: input_schema",
        demand: "no `oneOf`, `allOf` or `anyOf` at the top",
        of: Of::Root(|schema| has_none(schema, &["oneOf", "allOf", "anyOf"])),
    },
    Rule {
        source: "Anthropic, Messages API: input_schema.properties",
        demand: "names of 1 to 64 letters, digits, `_`, `.` and `-`",
        of: Of::Argument(|name| (1..=64).contains(&name.len()) && name.chars().all(|one| is_word(one, "_.-"))),
    },
];

const OPENAI: [Rule; 5] = [
    Rule {
        source: "OpenAI, Chat Completions: tools.function.name",
        demand: "1 to 64 letters, digits, `_` and `-`",
        of: Of::Name(|name| (1..=64).contains(&name.len()) && name.chars().all(|one| is_word(one, "_-"))),
    },
    Rule {
        source: "OpenAI, Chat Completions: tools.function.description",
        demand: "at most 1,024 letters",
        of: Of::Description(|text| text.chars().count() <= 1024),
    },
    Rule {
        source: "OpenAI, Function calling: parameters",
        demand: "an object with its properties, nothing combined at the top",
        of: Of::Root(|schema| {
            is_kind(schema, "object")
                && schema.contains_key("properties")
                && has_none(schema, &["oneOf", "anyOf", "allOf", "enum", "not"])
        }),
    },
    Rule {
        source: "OpenAI, Function calling: array schema missing items",
        demand: "`items` wherever an array is possible",
        of: Of::Each(has_items),
    },
    Rule {
        source: "OpenAI, Function calling: parameters",
        demand: "each field is of one type, or of one of several possibilities",
        of: Of::Each(has_one_type),
    },
];

const OPENAI_STRICT: [Rule; 5] = [
    Rule {
        source: "OpenAI, Structured Outputs: All fields must be required",
        demand: "every property is required",
        of: Of::Each(|schema| match properties(schema) {
            Some(properties) => properties.keys().eq(required(schema)),
            None => true,
        }),
    },
    Rule {
        source: "OpenAI, Structured Outputs: additionalProperties: false must always be set in objects",
        demand: "no object takes further properties",
        of: Of::Each(|schema| !is_kind(schema, "object") || schema.get("additionalProperties") == Some(&false.into())),
    },
    Rule {
        source: "OpenAI, Structured Outputs: Limitations on nesting depth and size",
        demand: "at most 5,000 properties and 10 levels",
        of: Of::Root(|schema| {
            let (count, depth) = size(schema);
            count <= 5000 && depth <= 10
        }),
    },
    Rule {
        source: "OpenAI, Structured Outputs: Limitations on total string size, enum size",
        demand: "at most 1,000 values in all of its lists",
        of: Of::Root(|schema| {
            let mut values = 0;
            each(schema, &mut |one| values += one.get("enum").and_then(Value::as_array).map_or(0, Vec::len));
            values <= 1000
        }),
    },
    Rule {
        source: "OpenAI, Structured Outputs: Supported schemas, and what is not supported",
        demand: "only keywords that are listed",
        of: Of::Each(|schema| {
            let listed = [
                "type",
                "title",
                "description",
                "properties",
                "required",
                "additionalProperties",
                "items",
                "enum",
                "const",
                "anyOf",
                "minimum",
                "maximum",
                "minItems",
                "maxItems",
                "pattern",
                "format",
            ];
            schema.keys().all(|keyword| listed.contains(&keyword.as_str()))
        }),
    },
];

/// Gemini takes a subset of OpenAPI's schemas, or of JSON Schema's (`parametersJsonSchema`); these hold for both.
const GEMINI: [Rule; 7] = [
    Rule {
        source: "Gemini API, FunctionDeclaration: name",
        demand: "starts with a letter or `_`; at most 64 letters, digits, `_`, `.` and `-`",
        of: Of::Name(|name| {
            name.len() <= 64
                && name.starts_with(|one: char| one.is_ascii_alphabetic() || one == '_')
                && name.chars().all(|one| is_word(one, "_.-"))
        }),
    },
    Rule {
        source: "Gemini API, FunctionDeclaration: parameters",
        demand: "names that start with a letter or `_`; at most 64 letters, digits and `_`",
        of: Of::Argument(|name| {
            name.len() <= 64
                && name.starts_with(|one: char| one.is_ascii_alphabetic() || one == '_')
                && name.chars().all(|one| is_word(one, "_"))
        }),
    },
    Rule {
        source: "Gemini API, Schema: type",
        demand: "each field is of exactly one type, or of one of several possibilities",
        of: Of::Each(has_one_type),
    },
    Rule { source: "Gemini API, Schema: items", demand: "`items` in every array", of: Of::Each(has_items) },
    Rule {
        source: "Gemini API, Schema: enum",
        demand: "texts or numbers, none of them empty",
        of: Of::Each(|schema| {
            let values = schema.get("enum").and_then(Value::as_array);
            values.is_none_or(|all| {
                all.iter().all(|one| one.is_number() || one.as_str().is_some_and(|text| !text.is_empty()))
            })
        }),
    },
    Rule {
        source: "Gemini API, Schema: required",
        demand: "only properties that are there",
        of: Of::Each(|schema| {
            required(schema).all(|name| properties(schema).is_some_and(|all| all.contains_key(name)))
        }),
    },
    Rule {
        source: "Gemini API, Schema; parametersJsonSchema for additionalProperties",
        demand: "only keywords that are listed",
        of: Of::Each(|schema| {
            let listed = [
                "type",
                "format",
                "title",
                "description",
                "nullable",
                "enum",
                "items",
                "minItems",
                "maxItems",
                "properties",
                "required",
                "minProperties",
                "maxProperties",
                "minLength",
                "maxLength",
                "pattern",
                "example",
                "anyOf",
                "propertyOrdering",
                "default",
                "minimum",
                "maximum",
                "additionalProperties",
            ];
            let formats = ["enum", "date-time", "float", "double", "int32", "int64"];
            let format = schema.get("format").and_then(Value::as_str);
            schema.keys().all(|keyword| listed.contains(&keyword.as_str()))
                && format.is_none_or(|format| formats.contains(&format))
        }),
    },
];

/// A schema as it is sent, and the rules for it.
type Sent<'t> = (Value, Vec<&'t Rule>);

fn sent(tool: &Tool) -> [Sent<'static>; 3] {
    let [openai, anthropic] = [Provider::OpenAi, Provider::Anthropic].map(|provider| tool.format(provider));
    let function = &openai["function"];
    let strict = OPENAI_STRICT.iter().filter(|_| function["strict"] == true);
    [
        (tool.input_schema.as_value().clone(), MCP.iter().chain(&ANTHROPIC).chain(&OPENAI).chain(&GEMINI).collect()),
        (anthropic["input_schema"].clone(), ANTHROPIC.iter().chain(&OPENAI).chain(&GEMINI).collect()),
        (function["parameters"].clone(), OPENAI.iter().chain(strict).collect()),
    ]
}

fn broken(tool: &Tool) -> Vec<String> {
    let mut broken = Vec::new();
    for (schema, rules) in sent(tool) {
        let root = schema.as_object().unwrap();
        for rule in rules {
            let mut holds = true;
            match rule.of {
                Of::Name(check) => holds = check(&tool.name),
                Of::Description(check) => holds = check(&tool.description),
                Of::Root(check) => holds = check(root),
                Of::Each(check) => each(root, &mut |one| holds &= check(one)),
                Of::Argument(check) => each(root, &mut |one| {
                    holds &= properties(one).is_none_or(|all| all.keys().all(|name| check(name)));
                }),
            }
            if !holds {
                broken.push(format!("{}: {} ({}): {root:?}", tool.name, rule.demand, rule.source));
            }
        }
    }
    broken
}

#[test]
fn every_provider_takes_every_tool() {
    for (description, least) in [(descriptions::of_project(), 118)]
        .into_iter()
        .chain(["directus", "shop", "kinds", "boards"].map(|name| (descriptions::read(name), 1)))
    {
        let all = tools(&description, description.latest_version());
        assert!(all.len() >= least, "{}: {} tools", description.name, all.len());
        let broken: Vec<_> = all.iter().flat_map(broken).collect();
        assert!(broken.is_empty(), "{} demands are not met: {:#?}", broken.len(), &broken[..broken.len().min(5)]);
    }
}

/// The rules can fail: each refuses what it is about.
#[test]
fn the_rules_refuse_what_providers_refuse() {
    for (schema, refused_by) in [
        (serde_json::json!({ "type": ["object", "array", "string"] }), "`items` wherever an array is possible"),
        (serde_json::json!({ "type": ["object", "string"] }), "each field is of exactly one type"),
        (serde_json::json!({ "type": "array", "items": { "type": "array" } }), "`items` in every array"),
        (serde_json::json!({ "description": "Anything." }), "each field is of exactly one type"),
        (serde_json::json!({ "type": "string", "enum": [""] }), "texts or numbers, none of them empty"),
        (serde_json::json!({ "type": "string", "writeOnly": true }), "only keywords that are listed"),
    ] {
        let all = OPENAI.iter().chain(&GEMINI).filter(|rule| rule.demand.starts_with(refused_by));
        let refuses = |rule: &Rule| {
            let Of::Each(check) = rule.of else { return false };
            let mut holds = true;
            each(schema.as_object().unwrap(), &mut |one| holds &= check(one));
            !holds
        };
        let verdicts: Vec<_> = all.map(refuses).collect();
        assert!(!verdicts.is_empty() && verdicts.iter().all(|refused| *refused), "{schema}: {refused_by}");
    }
}

/// The example that a tool gives of a JSON argument is of the type that it names.
#[test]
fn examples_of_json_are_of_their_type() {
    let description = descriptions::of_project();
    let mut count = 0;
    for tool in tools(&description, description.latest_version()) {
        each(tool.input_schema.as_object().unwrap(), &mut |schema| {
            let text = schema.get("description").and_then(Value::as_str).unwrap_or_default();
            let Some((_, example)) = text.split_once("For example ") else { return };
            let example = example.split_once(" Only if ").map_or(example, |(example, _)| example);
            let example: Value = serde_json::from_str(example).unwrap_or_else(|e| panic!("{}: {e}: {text}", tool.name));
            count += 1;
            if schema["type"] != "string" {
                let schema = Value::Object(schema.clone());
                assert!(jsonschema::is_valid(&schema, &example), "{}: {example} is not {schema}", tool.name);
            }
        });
    }
    assert!(count > 80, "{count} examples");
}

/// The schema of an operation is that of its tool, besides the marks.
#[test]
fn a_tool_takes_what_its_operation_takes() {
    let description = descriptions::of_project();
    let version = description.latest_version();
    for tool in tools(&description, version) {
        let [resource, name] =
            [&tool.operation.resource, &tool.operation.operation].map(|part| part.as_deref().unwrap());
        let mut schema = operation(&description, version, resource, name).unwrap().to_value();
        without_marks(&mut schema);
        let root = schema.as_object_mut().unwrap();
        root.remove("title");
        root.remove("description");
        assert_eq!(&schema, tool.input_schema.as_value(), "{}", tool.name);
    }
}

fn without_marks(value: &mut Value) {
    if let Value::Object(map) = value {
        map.remove("x-nodewright");
        map.remove("writeOnly");
        map.values_mut().for_each(without_marks);
    }
}

/// Calls `check` with a schema and all those inside of it.
fn each(schema: &Map<String, Value>, check: &mut impl FnMut(&Map<String, Value>)) {
    check(schema);
    let fields = properties(schema).into_iter().flat_map(Map::values);
    let any = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    fields.chain(any).chain(schema.get("items")).filter_map(Value::as_object).for_each(|one| each(one, check));
}

/// How many properties there are, and how deep they are nested.
fn size(schema: &Map<String, Value>) -> (usize, usize) {
    let fields = properties(schema).into_iter().flat_map(Map::values);
    let any = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let inner = fields.chain(any).chain(schema.get("items")).filter_map(Value::as_object).map(size);
    let (count, depth) = inner.fold((0, 0), |(sum, most), (count, depth)| (sum + count, most.max(depth)));
    (count + properties(schema).map_or(0, Map::len), depth + usize::from(is_kind(schema, "object")))
}

fn properties(schema: &Map<String, Value>) -> Option<&Map<String, Value>> {
    schema.get("properties")?.as_object()
}

fn required(schema: &Map<String, Value>) -> impl Iterator<Item = &str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn is_kind(schema: &Map<String, Value>, kind: &str) -> bool {
    schema.get("type").is_some_and(|own| own == kind)
}

/// One type, besides the null by which strict schemas of OpenAI leave a field out.
fn has_one_type(schema: &Map<String, Value>) -> bool {
    match schema.get("type") {
        Some(Value::String(_)) => true,
        Some(Value::Array(kinds)) => matches!(&kinds[..], [_, null] if null == "null"),
        _ => schema.contains_key("anyOf"),
    }
}

fn has_items(schema: &Map<String, Value>) -> bool {
    let kinds = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.as_slice(),
        Some(kind) => std::slice::from_ref(kind),
        None => &[],
    };
    !kinds.iter().any(|kind| kind == "array") || schema.get("items").is_some_and(Value::is_object)
}

fn has_none(schema: &Map<String, Value>, keywords: &[&str]) -> bool {
    !keywords.iter().any(|keyword| schema.contains_key(*keyword))
}

fn is_json_schema(schema: &Map<String, Value>) -> bool {
    jsonschema::draft202012::meta::is_valid(&Value::Object(schema.clone()))
}

fn is_word(letter: char, others: &str) -> bool {
    letter.is_ascii_alphanumeric() || others.contains(letter)
}
