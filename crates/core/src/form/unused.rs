//! Stored parameters that a form does not read.

use serde_json::Value;

use super::{Field, Kind};
use crate::Parameters;

/// Paths of stored parameters that `fields` do not show, such as `limit` or `additionalFields.rol`. As in n8n they
/// have no effect. Nothing of their values is in here.
pub fn unused(fields: &[Field], stored: &Parameters) -> Vec<String> {
    let mut paths = Vec::new();
    for (key, value) in stored {
        match shown(fields, stored, key, value) {
            Some(field) => below(field, value, key, &mut paths),
            None => paths.push(key.clone()),
        }
    }
    paths
}

/// The field that reads what is stored under `key`.
fn shown<'f>(fields: &'f [Field], stored: &Parameters, key: &str, value: &Value) -> Option<&'f Field> {
    fields.iter().find_map(|field| match field.form.kind {
        Kind::Inline(inner) => shown(inner, stored, key, value),
        Kind::Toggle(toggle) if toggle.switch.name == key => Some(&toggle.switch),
        Kind::Toggle(toggle) => {
            let side = toggle.side(stored);
            let on = || shown(toggle.on, stored, key, value).filter(|_| side != Some(false));
            on().or_else(|| shown(toggle.off, stored, key, value).filter(|_| side != Some(true)))
        }
        _ if field.name == key => Some(field),
        // An older name only counts if nothing is stored under the field's own.
        _ => (field.aliases.contains(&key) && field.stored(stored).is_some_and(|read| std::ptr::eq(read, value)))
            .then_some(field),
    })
}

fn below(field: &Field, value: &Value, path: &str, paths: &mut Vec<String>) {
    match (field.form.kind, value) {
        (Kind::Collection(inner), Value::Object(members)) => in_group(inner, members, path, paths),
        (Kind::Rows(inner), Value::Array(rows)) => {
            for (index, row) in rows.iter().enumerate() {
                let Value::Object(members) = row else { continue };
                in_group(inner, members, &format!("{path}[{index}]"), paths);
            }
        }
        _ => {}
    }
}

fn in_group(fields: &[Field], stored: &Parameters, path: &str, paths: &mut Vec<String>) {
    paths.extend(unused(fields, stored).into_iter().map(|inner| format!("{path}.{inner}")));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Form, JsonShape, Toggle};

    const TEXT: Form = Form::of(Kind::String);
    const TOGGLE: Toggle = Toggle {
        switch: Field::new("returnAll", "Return All", Form::of(Kind::Boolean)),
        default: true,
        on: &[],
        off: &[Field::new("limit", "Limit", TEXT)],
        hide: false,
    };
    const FIELDS: &[Field] = &[
        Field::new("query", "Query", TEXT).aliases(&["queryJson"]),
        Field::new("rows", "Rows", Form::of(Kind::Toggle(&TOGGLE))),
        Field::new(
            "options",
            "Options",
            Form::of(Kind::Collection(&[
                Field::new("sort", "Sort", TEXT),
                Field::new("columns", "Columns", Form::of(Kind::Rows(&[Field::new("name", "Name", TEXT)]))),
            ])),
        ),
        Field::new("data", "Data", Form::of(Kind::Json(JsonShape::Any))),
    ];

    #[test]
    fn what_no_field_reads_is_listed_by_its_path() {
        let cases = [
            (json!({}), vec![]),
            (json!({ "query": "a", "data": { "any": 1 }, "options": { "sort": "b" } }), vec![]),
            (json!({ "role": "x", "query": "a" }), vec!["role"]),
            (json!({ "returnAll": true, "limit": 5 }), vec!["limit"]),
            (json!({ "limit": 5 }), vec!["limit"]),
            (json!({ "returnAll": false, "limit": 5 }), vec![]),
            (json!({ "returnAll": "={{ $json.all }}", "limit": 5 }), vec![]),
            (json!({ "queryJson": "a" }), vec![]),
            (json!({ "query": "", "queryJson": "a" }), vec![]),
            (json!({ "query": "b", "queryJson": "a" }), vec!["queryJson"]),
            (
                json!({ "options": { "sorted": 1, "columns": [{ "name": "a" }, { "nam": "b" }] } }),
                vec!["options.sorted", "options.columns[1].nam"],
            ),
            (json!({ "options": "={{ $json }}" }), vec![]),
        ];
        for (stored, expected) in cases {
            assert_eq!(unused(FIELDS, stored.as_object().unwrap()), expected, "{stored}");
        }
    }
}
