//! `nodewright schema`

use std::{
    fs,
    path::{Path, PathBuf},
};

use nodewright::{
    Registry,
    serde_json::{Value, json},
};
use nodewright_schema::Provider;
use nodewright_server::{
    catalog::{self, Catalogs},
    files,
};

use super::{print, with_nodes};
use crate::{
    arguments::{self, Schema},
    failure::Failure,
};

/// Prints one schema, or writes all of them into a folder.
pub fn schema(schema: &Schema) -> Result<(), Failure> {
    let runtime = with_nodes(&schema.nodes)?;
    let registry = runtime.registry();
    if let Some(folder) = &schema.all {
        return write_all(registry, folder);
    }
    let (name, version) = catalog::split_version(schema.node_type.as_deref().unwrap_or_default(), None)?;
    let catalog = Catalogs::new(registry).find(name, version)?;
    if let Some(provider) = schema.format {
        let tools = |provider| catalog::tools(&catalog, provider);
        let printed: Value = match provider {
            arguments::Provider::Openai => tools(Provider::OpenAi).into(),
            arguments::Provider::Anthropic => tools(Provider::Anthropic).into(),
            arguments::Provider::Tools => {
                json!({ "openai": tools(Provider::OpenAi), "anthropic": tools(Provider::Anthropic) })
            }
        };
        return print(&printed, true);
    }
    let operation = catalog::operation(schema.resource.as_deref(), schema.operation.as_deref())?;
    print(catalog::schema(&catalog, operation)?, true)
}

/// Stale files are removed, so that the folder holds exactly the current schemas.
fn write_all(registry: &Registry, folder: &Path) -> Result<(), Failure> {
    let files = files::all(registry)?;
    for stale in existing(folder).into_iter().filter(|path| !files.iter().any(|(name, _)| folder.join(name) == *path)) {
        fs::remove_file(&stale).map_err(|e| cannot("remove", &stale, &e))?;
    }
    for (name, text) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|e| cannot("create", parent, &e))?;
        fs::write(&path, text).map_err(|e| cannot("write", &path, &e))?;
    }
    Ok(())
}

/// Every JSON file below a folder.
fn existing(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries
        .flat_map(|path| if path.is_dir() { existing(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect()
}

fn cannot(what: &str, path: &Path, why: &std::io::Error) -> Failure {
    Failure::usage(format!("cannot {what} {}: {why}", path.display()))
}
