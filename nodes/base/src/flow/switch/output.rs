//! An output by its index.

use async_trait::async_trait;
use nodewright_core::{Call, ErrorKind, Item, Job, NodeError, Output, Result, Value, Version};
use nodewright_properties::javascript::to_number;

/// The mode `expression`: a parameter says which output.
pub struct Choice {
    output: Option<Value>,
    outputs: usize,
    version: Version,
}

impl Choice {
    pub fn new(output: Option<Value>, outputs: usize, version: Version) -> Self {
        Self { output, outputs, version }
    }
}

#[async_trait]
impl Job for Choice {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let output = index(self.output.as_ref(), self.outputs, self.version)?;
        Ok(Output::at(output, vec![Item::clone(call.item())]))
    }
}

/// The output that a value names; n8n's errors, with what to do below them.
pub fn index(value: Option<&Value>, outputs: usize, version: Version) -> Result<usize> {
    let number = to_number(value);
    let last = outputs as i64 - 1;
    let shown = || value.map_or("undefined".into(), nodewright_core::javascript::text);
    if version >= Version::new(3.0) && number == outputs as f64 {
        let advice = format!("Output indexes are zero based, if you want to use the extra output use {last}");
        return Err(refused(format!("The ouput {} is not allowed. ", shown())).with_description(advice));
    }
    if number < 0.0 || number >= outputs as f64 {
        let (message, range) =
            (format!("The ouput {} is not allowed", shown()), format!("It has to be between 0 and {last}"));
        return Err(match version < Version::new(3.0) {
            true => refused(format!("{message}. {range}!")),
            false => refused(message).with_description(range),
        });
    }
    // What JavaScript finds in a list: by a whole number, or the text of one.
    match value {
        Some(Value::Number(_)) if number.fract() == 0.0 => Ok(number as usize),
        Some(Value::String(text)) if number.fract() == 0.0 && *text == number.to_string() => Ok(number as usize),
        _ => Err(refused("Cannot read properties of undefined (reading 'push')".to_owned())
            .with_description(format!("The output has to be a whole number between 0 and {last}"))),
    }
}

fn refused(message: String) -> NodeError {
    NodeError::new(ErrorKind::Operation, message)
}
