//! The property behind the path of a parameter.

use serde_json::{Map, Value};

use super::{Context, is_displayed_at};
use crate::{Choice, DisplayOptions, Error, Group, Options, Property};

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found<'d> {
    /// A parameter, or a field of a collection.
    Property(&'d Property),
    /// A group of a fixed collection.
    Group(&'d Group),
    /// A choice, by its title.
    Choice(&'d Choice),
}

/// The first shown property at the path of a parameter, such as `options.rows[0].name`; indexes and a leading
/// `parameters.` are passed over. n8n's `findDisplayedProperty`.
///
/// As in n8n, display conditions inside of a collection look in a place that is not there: n8n leaves out the first name of
/// the path but not the dot behind it.
///
/// # Errors
/// A condition that cannot be evaluated.
pub fn find_displayed<'d>(
    properties: &'d [Property],
    path: &str,
    values: &Map<String, Value>,
    context: Context<'_>,
) -> Result<Option<Found<'d>>, Error> {
    let path = without_indexes(path.strip_prefix("parameters.").unwrap_or(path));
    let mut level = Level::Properties(properties);
    let mut found = None;
    let mut place = String::new();
    for (depth, name) in path.split('.').enumerate() {
        found = level.find(name, |options| is_displayed_at(options, values, &place, context))?;
        if depth > 0 {
            place = format!("{place}.{name}");
        }
        level = match found {
            Some(Found::Property(property)) => property.options.as_ref().into(),
            Some(Found::Group(group)) => Level::Properties(&group.values),
            Some(Found::Choice(_)) => Level::Properties(&[]),
            None => return Ok(None),
        };
    }
    Ok(found)
}

/// A path without its parts in brackets.
fn without_indexes(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((_, after)) = after.split_once(']') else {
            break;
        };
        plain.push_str(before);
        rest = after;
    }
    plain + rest
}

/// What a name can lead to.
enum Level<'d> {
    Properties(&'d [Property]),
    Groups(&'d [Group]),
    Choices(&'d [Choice]),
}

impl<'d> From<Option<&'d Options>> for Level<'d> {
    fn from(options: Option<&'d Options>) -> Self {
        match options {
            Some(Options::Fields(fields)) => Self::Properties(fields),
            Some(Options::Groups(groups)) => Self::Groups(groups),
            Some(Options::Choices(choices)) => Self::Choices(choices),
            None => Self::Properties(&[]),
        }
    }
}

impl<'d> Level<'d> {
    fn find(
        &self,
        name: &str,
        is_displayed: impl Fn(Option<&DisplayOptions>) -> Result<bool, Error>,
    ) -> Result<Option<Found<'d>>, Error> {
        match self {
            Self::Properties(properties) => {
                for property in properties.iter().filter(|property| property.name == name) {
                    if is_displayed(property.display_options.as_deref())? {
                        return Ok(Some(Found::Property(property)));
                    }
                }
            }
            Self::Groups(groups) => return Ok(groups.iter().find(|group| group.name == name).map(Found::Group)),
            Self::Choices(choices) => {
                for choice in choices.iter().filter(|choice| choice.name == name) {
                    if is_displayed(choice.display_options.as_deref())? {
                        return Ok(Some(Found::Choice(choice)));
                    }
                }
            }
        }
        Ok(None)
    }
}
