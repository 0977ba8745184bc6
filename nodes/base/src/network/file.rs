//! Answers and items as files.

use nodewright_core::{Binary, Call, ErrorKind, NodeError, Part, Response, Result};
use url::Url;

/// The body of an answer as a file: its name is the one that the answer says, else the last of the address.
pub async fn of_answer(call: &Call<'_>, answer: Response, url: &Url) -> Result<Binary> {
    let said = answer.file_name();
    let mime = answer.mime_type().map(str::to_owned);
    let last = url.path().rsplit('/').next().filter(|name| !name.is_empty()).map(str::to_owned);
    let has_place = last.is_some();
    let mut file = call.prepare_binary(answer, said.or(last).as_deref(), mime.as_deref()).await?;
    if has_place {
        file.directory = Some(url.to_string());
    } else if file.file_name.is_none() {
        let extension = file.file_extension.as_ref().map(|extension| format!(".{extension}"));
        file.file_name = Some(format!("data{}", extension.unwrap_or_default()));
    }
    Ok(file)
}

/// A file of the input item.
///
/// # Errors
/// n8n's: the item has no files, or not this one.
pub fn of_item<'a>(call: &Call<'a>, name: &str) -> Result<&'a Binary> {
    let files = call.item().binary.as_ref().filter(|files| !files.is_empty());
    let refuse = |message: String, advice: &str| {
        Err(NodeError::new(ErrorKind::Operation, format!("{message} [item {}]", call.index())).with_description(advice))
    };
    match files.map(|files| files.get(name)) {
        Some(Some(file)) => Ok(file),
        Some(None) => refuse(
            format!("The item has no binary field '{name}'"),
            "Check that the parameter where you specified the input binary field name is correct, and that it matches a \
             field in the binary input",
        ),
        None => refuse(
            format!(
                "This operation expects the node's input data to contain a binary file '{name}', but none was found"
            ),
            "Make sure that the previous node outputs a binary file",
        ),
    }
}

/// A file of the input item as a part of a multipart body.
pub async fn part(call: &Call<'_>, name: &str, property: &str) -> Result<Part> {
    let file = of_item(call, property)?;
    Ok(Part::file(name, file, call.content(file).await?))
}
