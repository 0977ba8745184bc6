//! Packages of npm.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::packages::Wanted;

#[derive(Debug, Subcommand)]
pub enum PackagesCommand {
    /// Install a package with npm, without running its install scripts, and print its nodes.
    Add(AddPackage),
    /// List the installed packages with their nodes.
    List(ListPackages),
}

#[derive(Debug, Args)]
pub struct AddPackage {
    /// Package of the registry that npm is configured for, with a version, a range or a tag if it is not to be the latest;
    /// or a .tgz file as npm pack makes it.
    #[arg(value_name = "NAME[@VERSION]", value_parser = Wanted::parse)]
    pub package: Wanted,
    #[command(flatten)]
    pub folder: PackageFolder,
}

#[derive(Debug, Args)]
pub struct ListPackages {
    #[command(flatten)]
    pub folder: PackageFolder,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Where packages are.
#[derive(Debug, Args)]
pub struct PackageFolder {
    /// Folder of the packages, for --nodes. It is created if missing; its package-lock.json notes the integrity of each
    /// package. An .npmrc in it counts.
    #[arg(long, value_name = "DIR", default_value = "nodewright_packages")]
    pub folder: PathBuf,
}
