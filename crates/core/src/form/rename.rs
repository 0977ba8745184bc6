//! Parameters that are stored under older names.

use std::borrow::Cow;

use serde_json::Value;

use super::{Field, Kind};
use crate::Parameters;

/// The stored parameters under their names of today. Under several names the field's own counts, unless it is empty.
pub fn renamed<'p>(fields: &[Field], stored: &'p Parameters) -> Cow<'p, Parameters> {
    let mut renamed = Cow::Borrowed(stored);
    for field in flat(fields) {
        let older = field.aliases.iter().find(|name| stored.get(**name).is_some_and(says_something));
        if let Some(older) = older
            && !stored.get(field.name).is_some_and(says_something)
        {
            let map = renamed.to_mut();
            if let Some(value) = map.shift_remove(*older) {
                map.insert(field.name.to_owned(), value);
            }
        }
        if let (Kind::Collection(inner), Some(Value::Object(members))) = (field.form.kind, stored.get(field.name))
            && let Cow::Owned(members) = self::renamed(inner, members)
        {
            renamed.to_mut().insert(field.name.to_owned(), members.into());
        }
    }
    renamed
}

fn says_something(value: &Value) -> bool {
    !value.is_null() && *value != ""
}

/// The fields of a level, with those of groups and toggles that stand at the same level.
fn flat(fields: &[Field]) -> Box<dyn Iterator<Item = &Field> + '_> {
    Box::new(fields.iter().flat_map(|field| match field.form.kind {
        Kind::Inline(inner) => flat(inner),
        Kind::Toggle(toggle) => {
            Box::new(std::iter::once(&toggle.switch).chain(flat(toggle.on)).chain(flat(toggle.off)))
        }
        _ => Box::new(std::iter::once(field)),
    }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Form, JsonShape};

    const QUERY: Field =
        Field::new("query", "Query", Form::of(Kind::Json(JsonShape::Any))).aliases(&["queryJson", "data"]);
    const OPTIONS: Field = Field::new("options", "Options", Form::of(Kind::Collection(&[QUERY])));

    #[test]
    fn an_older_name_counts_where_the_own_one_is_empty() {
        for (stored, expected) in [
            (json!({ "query": "{}", "queryJson": "[]" }), json!({ "query": "{}", "queryJson": "[]" })),
            (json!({ "query": "", "queryJson": "[]" }), json!({ "query": "[]" })),
            (json!({ "queryJson": null, "data": { "a": 1 } }), json!({ "queryJson": null, "query": { "a": 1 } })),
            (json!({ "options": { "data": 1 } }), json!({ "options": { "query": 1 } })),
            (json!({ "options": "={{ $json }}" }), json!({ "options": "={{ $json }}" })),
        ] {
            let stored = stored.as_object().unwrap();
            assert_eq!(Value::Object(renamed(&[QUERY, OPTIONS], stored).into_owned()), expected, "{stored:?}");
        }
    }
}
