//! Utilities of the server.

use crate::prelude::*;

pub const UTILS: Resource<Client> = resource(
    "utils",
    "Utility",
    operations![ClearCache, GenerateHash, GetRandomString, ImportFileData, SortItems, VerifyHash],
);

/// Empty the server's cache.
#[derive(Operation)]
#[operation(utils.clearCache, "Clear Cache", POST "/utils/cache/clear", effect = idempotent_write)]
pub struct ClearCache {}

/// Hash a text. Directus has no such route from version 12.1 on.
#[derive(Operation)]
#[operation(utils.generateHash, "Generate Hash", POST "/utils/hash/generate", effect = read)]
pub struct GenerateHash {
    /// Text to hash.
    string: Secret,
}

/// Generate a random string.
#[derive(Operation)]
#[operation(utils.getRandomString, "Get a Random String", GET "/utils/random/string")]
pub struct GetRandomString {
    additional_fields: RandomStringOptions,
}

#[derive(Collection)]
pub struct RandomStringOptions {
    /// Number of characters, at most 500.
    #[param(range = 1..)]
    length: Option<i64>,
}

/// Import the rows of a CSV or JSON file into a collection.
#[derive(Operation)]
#[operation(utils.importFileData, "Import File Data", POST "/utils/import/{collection}", run = import)]
pub struct ImportFileData {
    /// Collection to import into.
    #[param("Collection Name")]
    collection: Pick<Collections>,
    /// Name of the input item's binary property that holds the file.
    #[param("Binary Property", default = "data")]
    #[wire(skip)]
    binary_property_name: String,
}

async fn import(import: &ImportFileData, directus: &Client, call: &Call<'_>) -> Result<Output> {
    let mut request = import.request()?;
    call.attach(&import.binary_property_name, "file", &mut request).await?;
    directus.send(request, call).await
}

/// Move an item to the position of another.
#[derive(Operation)]
#[operation(utils.sortItems, "Sort Items", POST "/utils/sort/{collection}")]
pub struct SortItems {
    /// Primary key of the item whose position it takes.
    to: Key,
    /// Primary key of the item to move.
    item: Key,
    /// Collection of both.
    #[param("Collection Name")]
    collection: Pick<Collections>,
}

/// Compare a text with a hash. Directus has no such route from version 12.1 on.
#[derive(Operation)]
#[operation(utils.verifyHash, "Verify Hash", POST "/utils/hash/verify", effect = read)]
pub struct VerifyHash {
    /// Text to compare.
    string: Secret,
    /// Hash to compare it with.
    hash: Secret,
}
