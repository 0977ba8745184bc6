//! Files of items, in n8n's words where there is none.

use nodewright_core::{Binary, Call, ErrorKind, NodeError, Result};

/// A file of the call's item.
pub fn file<'a>(call: &Call<'a>, name: &str) -> Result<&'a Binary> {
    let index = call.index();
    let Some(files) = &call.item().binary else {
        let message = format!(
            "This operation expects the node's input data to contain a binary file '{name}', but none was found [item {index}]"
        );
        return Err(NodeError::new(ErrorKind::Operation, message)
            .with_description("Make sure that the previous node outputs a binary file")
            .at_item(index));
    };
    files.get(name).ok_or_else(|| {
        let message = format!("The item has no binary field '{name}' [item {index}]");
        let description = "Check that the parameter where you specified the input binary field name is correct, \
                           and that it matches a field in the binary input";
        NodeError::new(ErrorKind::Operation, message).with_description(description).at_item(index)
    })
}

/// The bytes of a file of the call's item. They are held in memory.
pub async fn bytes(call: &Call<'_>, name: &str) -> Result<Vec<u8>> {
    Ok(call.content(file(call, name)?).await?.bytes().await?.to_vec())
}
