//! Items that are combined whatever is in them: by their place, or each with each.

use nodewright_core::{Item, Parameters, Result, Value, javascript::is_truthy};

use super::{
    Inputs, MOST_ITEMS,
    clash::{Clash, Prefer, with_suffix},
    too_many,
};

fn includes_unpaired(parameters: &Parameters) -> bool {
    parameters.get("options").and_then(|options: &Value| options.get("includeUnpaired")).is_some_and(is_truthy)
}

/// Every item of the first input with every one of the second; the other way round where the first is preferred.
pub fn multiply(inputs: Inputs<'_>, clash: &Clash) -> Result<Vec<Item>> {
    let (first, second) = (inputs.get(0), inputs.get(1));
    if first.len().saturating_mul(second.len()) > MOST_ITEMS {
        return Err(too_many());
    }
    if clash.prefer == Prefer::Input(0) {
        return Ok(second.iter().flat_map(|b| first.iter().map(|a| clash.pair(a, b))).collect());
    }
    Ok(first.iter().flat_map(|a| second.iter().map(|b| clash.pair(a, b))).collect())
}

/// Items of the same place: version 2, which has two inputs and hands on those of one if the other is empty.
pub fn pairs(parameters: &Parameters, inputs: Inputs<'_>, clash: &Clash) -> Vec<Item> {
    let (first, second) = (inputs.get(0), inputs.get(1));
    if first.is_empty() || second.is_empty() {
        return [first, second].concat();
    }
    let mut items: Vec<_> = first.iter().zip(second).map(|(a, b)| clash.pair(a, b)).collect();
    if includes_unpaired(parameters) {
        let paired = items.len();
        items.extend(first.iter().skip(paired).map(|item| clash.alone(item, 0)));
        items.extend(second.iter().skip(paired).map(|item| clash.alone(item, 1)));
    }
    items
}

/// Items of the same place: version 3, with any number of inputs. That of the input whose fields are preferred is laid
/// over the others once more, and linked once more; with suffixes, which prefer none, that of the last.
pub fn rows(parameters: &Parameters, inputs: Inputs<'_>, clash: &Clash) -> Vec<Item> {
    let inputs = inputs.of(parameters);
    let lengths = inputs.iter().map(|items| items.len());
    let rows = if includes_unpaired(parameters) { lengths.max() } else { lengths.min() };
    let preferred = match clash.prefer {
        Prefer::Input(index) => index,
        Prefer::Suffix | Prefer::Last => inputs.len() - 1,
    };
    let row = |row: usize| {
        let items = inputs.iter().enumerate().filter_map(|(input, items)| Some((input, items.get(row)?)));
        let mut items: Vec<_> = match clash.prefer {
            Prefer::Suffix => items.map(|(input, item)| with_suffix(item, input)).collect(),
            _ => items.map(|(_, item)| item.clone()).collect(),
        };
        items.extend(inputs.get(preferred).and_then(|items| items.get(row)).cloned());
        clash.fold(&items)
    };
    (0..rows.unwrap_or(0)).map(row).collect()
}
