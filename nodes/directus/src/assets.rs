//! Assets: downloads of files, with image transformations.

use indexmap::IndexMap;

use crate::{answer, prelude::*};

pub const ASSETS: Resource<Client> = resource("assets", "Asset", operations![Get]);

/// Download a file; images can be transformed.
#[derive(Operation)]
#[operation(assets.get, "Get", GET "/assets/{id}", run = get)]
pub struct Get {
    query: JsonOr<Transform, QueryJson>,
    /// Primary key of the file.
    id: Text,
    /// Whether to also return the file's record.
    #[wire(skip)]
    include_file_data: bool,
    /// Name of the binary property to put the file into.
    #[param("Binary Property", default = "data")]
    #[wire(skip)]
    binary_property_name: String,
}

#[derive(Group)]
pub struct Transform {
    additional_fields: TransformOptions,
}

#[derive(Collection)]
pub struct TransformOptions {
    /// How the image is fitted into width and height.
    #[param(default = "contain")]
    fit: Option<Fit>,
    /// Format to convert to.
    #[param(default = "jpg")]
    format: Option<Format>,
    /// Height in pixels.
    #[param(range = 1..)]
    height: Option<i64>,
    /// Key of a preset in the project's settings.
    key: Option<Text>,
    /// Quality in percent.
    #[param(default = 50, range = 1..=100)]
    quality: Option<i64>,
    /// Further operations of the image library sharp.
    #[param("Transforms (JSON)", placeholder = r#"[["blur", 10]]"#)]
    transforms: Option<JsonText>,
    /// Width in pixels.
    #[param(range = 1..)]
    width: Option<i64>,
    /// Whether to leave smaller images unchanged.
    #[wire("withoutEnlargement")]
    without_enlargement: Option<bool>,
}

#[derive(Choice)]
pub enum Fit {
    Contain,
    Cover,
    Inside,
    Outside,
}

#[derive(Choice)]
pub enum Format {
    #[param("JPG")]
    Jpg,
    #[param("PNG")]
    Png,
    #[param("TIFF")]
    Tiff,
    #[param("WEBP")]
    Webp,
}

async fn get(get: &Get, directus: &Client, call: &Call<'_>) -> Result<Output> {
    let mut request = get.request()?;
    request.options.unlimited = call.stores_files();
    // The query encoding would spread it over `transforms[0][0]`, …; Directus takes the list as JSON text.
    if let Some(list @ Value::Array(_)) = request.query.get("transforms") {
        let text = list.to_string();
        request.set_query("transforms", text);
    }
    let record = if get.include_file_data { Some(record(get, directus).await?) } else { None };
    let stored = |key: &str| record.as_ref().and_then(|record| record[key].as_str());
    let name = stored("filename_download").map_or_else(|| get.id.as_str().into_owned(), str::to_owned);
    let mime = stored("type").unwrap_or("application/octet-stream").to_owned();
    let file = call.download(directus.request(request).await?, &name, &mime).await?;
    let json = record.map_or_else(|| json!({}), |record| json!({ "file": record }));
    let binary = Some(IndexMap::from([(get.binary_property_name.clone(), file)]));
    Ok(vec![Item { json, binary, ..Item::default() }].into())
}

async fn record(get: &Get, directus: &Client) -> Result<Value> {
    let mut path = "/files/".to_owned();
    push_segment(&mut path, &get.id, "ID")?;
    answer::data(directus.request(Request::get(path)).await?).await
}
