//! Which fields of the input stay.

use nodewright_core::serde_json::Map;
use nodewright_core::{Parameters, Value};

use crate::{path, read};

pub enum Include {
    All,
    None,
    Selected(Vec<String>),
    Except(Vec<String>),
}

impl Include {
    /// Before 3.3 the choice has the value `none`; from there on a switch is in front of it.
    pub fn read(parameters: &Parameters) -> Self {
        let keeps_none = parameters.get("includeOtherFields").is_some_and(|value| value == false);
        match read::text(parameters, "include") {
            _ if keeps_none => Self::None,
            "none" => Self::None,
            "selected" => Self::Selected(read::names(parameters.get("includeFields"))),
            "except" => Self::Except(read::names(parameters.get("excludeFields"))),
            _ => Self::All,
        }
    }

    pub fn keeps_others(&self) -> bool {
        !matches!(self, Self::None)
    }

    pub fn kept(&self, json: &Value, dot_notation: bool) -> Map<String, Value> {
        let Value::Object(fields) = json else { return Map::new() };
        match self {
            Self::None => Map::new(),
            Self::All => fields.clone(),
            Self::Selected(names) => {
                let selected = names.iter().filter_map(|name| match dot_notation {
                    true => path::get(json, name).map(|value| (path::last_name(fields, name), value.clone())),
                    false => fields.get(name).map(|value| (name.clone(), value.clone())),
                });
                selected.collect()
            }
            Self::Except(names) => {
                let mut kept = fields.clone();
                for name in names {
                    path::take(&mut kept, name, dot_notation);
                }
                kept
            }
        }
    }
}
