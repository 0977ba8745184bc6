//! `nodewright packages`

use nodewright::{Registry, Runtime};
use nodewright_server::catalog;
use serde_json::json;

use super::{print, write_line};
use crate::{
    arguments::{AddPackage, ListPackages, PackagesCommand},
    failure::Failure,
    packages::{Folder, Installed},
};

/// Installs a package, or lists those that are.
pub fn packages(command: &PackagesCommand) -> Result<(), Failure> {
    match command {
        PackagesCommand::Add(add) => add_one(add),
        PackagesCommand::List(list) => list_all(list),
    }
}

fn add_one(arguments: &AddPackage) -> Result<(), Failure> {
    let installed = Folder::at(&arguments.folder.folder).add(&arguments.package)?;
    let folder = arguments.folder.folder.display();
    let integrity = installed.integrity.as_deref().unwrap_or_default();
    let Installed { name, version, .. } = &installed;
    write_line(&format!("added {name} {version} to {folder}\nits integrity is in package-lock.json: {integrity}"))?;
    let loaded = load(&installed)?;
    for problem in loaded.problems() {
        eprintln!("nodewright: {problem}");
    }
    let types = catalog::types(loaded.registry());
    let Some(first) = types.first() else {
        return Err(Failure::Failed(format!("{name} {version} has no node that can be run here")));
    };
    write_line("nodes:")?;
    for node in &types {
        let versions: Vec<_> = node.versions.iter().map(ToString::to_string).collect();
        write_line(&format!("  {} {}  {}", node.name, versions.join(", "), node.description))?;
    }
    let named = &first.name;
    write_line(&format!(
        "use them with --nodes {folder}:\n  nodewright describe {named} --nodes {folder}\n  nodewright run node.json --nodes {folder}"
    ))
}

fn list_all(arguments: &ListPackages) -> Result<(), Failure> {
    let packages = Folder::at(&arguments.folder.folder).packages()?;
    let mut rows = Vec::new();
    for installed in packages {
        let (nodes, problems) = match load(&installed) {
            Ok(runtime) => {
                let names = catalog::types(runtime.registry()).into_iter().map(|node| node.name);
                (names.collect(), runtime.problems().to_vec())
            }
            Err(Failure::Node(error)) => (Vec::new(), vec![error.message().to_owned()]),
            Err(other) => return Err(other),
        };
        rows.push((installed, nodes, problems));
    }
    if arguments.json {
        let shown = rows.iter().map(|(package, nodes, problems)| {
            let Installed { name, version, integrity, .. } = package;
            json!({ "name": name, "version": version, "integrity": integrity, "nodes": nodes, "problems": problems })
        });
        return print(&shown.collect::<Vec<_>>(), true);
    }
    for (package, nodes, problems) in rows {
        write_line(&format!("{} {}  {}", package.name, package.version, nodes.join(", ")))?;
        problems.iter().for_each(|problem| eprintln!("nodewright: {problem}"));
    }
    Ok(())
}

/// A runtime with the nodes of this package only.
fn load(installed: &Installed) -> Result<Runtime, Failure> {
    Ok(Runtime::builder().registry(Registry::new()).nodes(&installed.folder).build()?)
}
