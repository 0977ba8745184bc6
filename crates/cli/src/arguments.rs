//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::listen::Address;
pub use crate::network::{Destinations, Network};
use crate::packages::Wanted;
#[cfg(feature = "restate")]
pub use crate::worker::Worker;

/// Execute n8n-style workflow nodes: a node's JSON in, items out.
#[derive(Debug, Parser)]
#[command(name = "nodewright", version, propagate_version = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Execute a node and print its outputs: [[{json, binary?, pairedItem?, error?}, …], …].
    Run(Run),
    /// Evaluate an expression and print its value as JSON; nothing for undefined.
    Eval(Eval),
    /// Load the options of a parameter.
    Options(Options),
    /// Print a node's resolved parameters, their issues, and stored parameters that have no effect.
    Params(Params),
    /// List the node types.
    List(List),
    /// Print a node type's description (n8n's INodeTypeDescription).
    Describe(Describe),
    /// Print the JSON Schema of a node type, or of one operation.
    Schema(Schema),
    /// Answer JSON Lines: {"id", "method", "params"} in, {"id", "result" | "error"} out.
    Stdio(Stdio),
    /// Offer operations as tools for agents over the Model Context Protocol, on standard input and output or HTTP.
    Mcp(Mcp),
    /// Serve the API over HTTP, with a page that shows the nodes' forms.
    Serve(Serve),
    /// Execute nodes for a durable engine, as steps whose results it keeps.
    #[cfg(feature = "restate")]
    Worker(Worker),
    /// Look over descriptions of nodes and credential types in JSON, as a linter does, and run the cases beside them.
    Check(Check),
    /// Test the credentials of a file, and log in to services.
    #[command(subcommand)]
    Credentials(CredentialsCommand),
    /// Install packages of n8n community nodes from npm, for --nodes, and list those that are installed.
    #[command(subcommand)]
    Packages(PackagesCommand),
    /// Create a crate, or files, to start from.
    #[command(subcommand)]
    New(New),
}

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

#[derive(Debug, Subcommand)]
pub enum CredentialsCommand {
    /// Test credentials with the request that their type names, and print a line for each. Exits with 1 if one fails.
    Test(TestCredentials),
    /// Log in to a service in the browser (OAuth2), and store the token in the file.
    Login(Login),
}

#[derive(Debug, Args)]
pub struct TestCredentials {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// File with {"type": {…}} or n8n's decrypted export; - for standard input. Left out, the credential of --type comes
    /// from the environment.
    #[arg(value_name = "FILE", required_unless_present_any = ["sandbox", "kind"])]
    pub file: Option<PathBuf>,
    /// Test the credentials of this type only.
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Option<String>,
    /// Test the credentials of the in-process stand-ins.
    #[arg(long, conflicts_with = "file")]
    pub sandbox: bool,
    #[command(flatten)]
    pub network: Network,
}

#[derive(Debug, Args)]
pub struct Login {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Credential type, such as oAuth2Api or one that extends it.
    #[arg(value_name = "TYPE")]
    pub kind: String,
    /// File with the credential ({"type": {"clientId": …}} or n8n's decrypted export); the token is stored in it.
    #[arg(long, value_name = "FILE")]
    pub file: PathBuf,
    /// Id or name of the credential, where the file has several of the type.
    #[arg(long, value_name = "ID|NAME")]
    pub credential: Option<String>,
    /// Print the address only, do not open it.
    #[arg(long)]
    pub no_browser: bool,
    /// Port of the redirect on 127.0.0.1; 0 picks a free port, for services that take any.
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub port: u16,
    #[command(flatten)]
    pub network: Network,
}

#[derive(Debug, Subcommand)]
pub enum New {
    /// Create the crate of a node, with a resource, operations, a credential, a loader and tests.
    Node(NewNode),
}

#[derive(Debug, Args)]
pub struct Check {
    /// File of a description, or folder of such files. Cases are in files called NAME.cases.json.
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
}

#[derive(Debug, Args)]
pub struct NewNode {
    /// Name of the node: lowercase words with hyphens between them, such as tickets or help-desk.
    pub name: String,
    /// Create a description in JSON with its credential type and cases, instead of a crate.
    #[arg(long)]
    pub declarative: bool,
    /// Folder of the crate, which must not exist yet; nodewright-node-NAME by default, NAME for a description.
    #[arg(long, value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// Take nodewright's crates from a checkout instead of the registry. Inside a checkout this is the default.
    #[arg(long, value_name = "DIR", conflicts_with = "declarative")]
    pub nodewright_path: Option<PathBuf>,
}

/// Further nodes.
#[derive(Clone, Debug, Default, Args)]
pub struct NodeSource {
    /// Description of a node in JSON, a folder of such files, a package of n8n community nodes as npm has installed it, a
    /// node_modules folder with such, or the folder of `packages add`; repeat for several. The environment works too, as NODEWRIGHT_NODES with paths
    /// separated as in PATH.
    #[arg(long = "nodes", value_name = "PATH")]
    pub sources: Vec<PathBuf>,
}

impl NodeSource {
    /// All paths, those of the environment last.
    pub fn paths(&self) -> Vec<PathBuf> {
        let named = std::env::var_os("NODEWRIGHT_NODES").unwrap_or_default();
        let further = std::env::split_paths(&named).filter(|path| !path.as_os_str().is_empty());
        self.sources.iter().cloned().chain(further).collect()
    }
}

/// Where credentials come from. They are never arguments themselves: other users can see a command line.
#[derive(Clone, Debug, Default, Args)]
pub struct CredentialSource {
    /// File with {"type": {…}} or n8n's decrypted export. The environment works too, as
    /// NODEWRIGHT_CREDENTIAL_<TYPE>='{…}'; the file wins. Tokens that are renewed are written back to the file.
    #[arg(long, value_name = "FILE")]
    pub credentials: Option<PathBuf>,
    /// Run against an in-process stand-in for the service, without a server.
    #[arg(long, conflicts_with = "credentials")]
    pub sandbox: bool,
}

#[derive(Debug, Args)]
pub struct Run {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Node, workflow export or clipboard JSON; - for standard input.
    #[arg(value_name = "NODE.json")]
    pub node: PathBuf,
    /// Which node of a workflow.
    #[arg(long = "node", value_name = "NAME")]
    pub name: Option<String>,
    /// Input items, [{"json": {…}}, …]; - for standard input. One empty item by default. Given again for every further input
    /// of the node.
    #[arg(long, value_name = "ITEMS.json")]
    pub input: Vec<PathBuf>,
    /// Read the input item by item, a list or JSON Lines, and print every item as a line as soon as it is there: {json, …},
    /// or {"output": N, "item": {…}} where the node has several outputs. Memory stays the same however long the input is.
    /// For nodes that work item by item.
    #[arg(long, requires = "input", conflicts_with = "pretty")]
    pub stream: bool,
    #[command(flatten)]
    pub credentials: CredentialSource,
    #[command(flatten)]
    pub network: Network,
    /// How many items to process at once; by default 1 for writes and 8 for reads.
    #[arg(long, value_name = "N", value_parser = concurrency)]
    pub concurrency: Option<usize>,
    /// Folder for files: output files are written there instead of into the items, input files are read from it by
    /// their ids. It is created if missing; files are never removed.
    #[arg(long, value_name = "DIR")]
    pub binary_folder: Option<PathBuf>,
    /// Print indented JSON.
    #[arg(long)]
    pub pretty: bool,
}

#[derive(Debug, Args)]
pub struct Eval {
    /// The expression, with or without its leading =.
    #[arg(value_name = "EXPRESSION")]
    pub expression: String,
    /// The json of the one input item; - for standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "items")]
    pub json: Option<PathBuf>,
    /// Input items, [{"json": {…}}, …]; - for standard input.
    #[arg(long, value_name = "FILE")]
    pub items: Option<PathBuf>,
    /// Index of the item to evaluate for.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub item: usize,
    /// Time zone: an IANA name, UTC, or an offset such as UTC+2.
    #[arg(long, value_name = "Z", default_value = "UTC")]
    pub zone: String,
}

#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Node JSON with its current parameters; - for standard input.
    #[arg(value_name = "NODE.json")]
    pub node: PathBuf,
    /// Path of the parameter, such as collection, or its options method, such as getCollections.
    #[arg(value_name = "PATH|METHOD")]
    pub of: String,
    /// Which node of a workflow.
    #[arg(long = "node", value_name = "NAME")]
    pub name: Option<String>,
    #[command(flatten)]
    pub credentials: CredentialSource,
    #[command(flatten)]
    pub network: Network,
    /// Search text to filter the options by.
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// Cursor of the next page, from the previous answer.
    #[arg(long)]
    pub cursor: Option<String>,
}

#[derive(Debug, Args)]
pub struct Params {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Node, workflow export or clipboard JSON; - for standard input.
    #[arg(value_name = "NODE.json")]
    pub node: PathBuf,
    /// Which node of a workflow.
    #[arg(long = "node", value_name = "NAME")]
    pub name: Option<String>,
    /// Description of the node's type (n8n's INodeTypeDescription), if the type is unknown here.
    #[arg(long, value_name = "FILE")]
    pub description: Option<PathBuf>,
    /// Leave out parameters equal to their default.
    #[arg(long)]
    pub no_defaults: bool,
    /// Keep parameters that are not shown.
    #[arg(long)]
    pub hidden: bool,
}

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Describe {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Node type, such as directus or directus@1.
    #[arg(value_name = "TYPE[@VERSION]")]
    pub node_type: String,
}

#[derive(Debug, Args)]
pub struct Schema {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Node type, such as directus or directus@1.
    #[arg(value_name = "TYPE[@VERSION]", required_unless_present = "all")]
    pub node_type: Option<String>,
    /// Resource of the operation.
    #[arg(long, requires = "operation")]
    pub resource: Option<String>,
    /// Operation.
    #[arg(long, requires = "resource")]
    pub operation: Option<String>,
    /// Print every operation as a tool, in this provider's format.
    #[arg(long, value_name = "PROVIDER", conflicts_with_all = ["resource", "operation", "all"])]
    pub format: Option<Provider>,
    /// Write all schemas into this folder.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["node_type", "resource", "operation"])]
    pub all: Option<PathBuf>,
}

/// Provider whose tool format to print.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Provider {
    /// OpenAI functions.
    Openai,
    /// Anthropic tools.
    Anthropic,
    /// Both, as {"openai": […], "anthropic": […]}.
    Tools,
}

#[derive(Debug, Args)]
pub struct Stdio {
    #[command(flatten)]
    pub nodes: NodeSource,
    #[command(flatten)]
    pub credentials: CredentialSource,
    #[command(flatten)]
    pub network: Network,
    /// How long a line may be, in bytes; a longer one is answered by an error.
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    pub max_line: usize,
}

#[derive(Debug, Args)]
pub struct Mcp {
    #[command(flatten)]
    pub nodes: NodeSource,
    #[command(flatten)]
    pub tools: Tools,
    /// Listen on this address, path /mcp, instead of standard input; port 0 picks a free port. An address that is
    /// reachable from other machines requires a token.
    #[arg(long, value_name = "HOST:PORT")]
    pub bind: Option<Address>,
    /// File with the token that clients send as "Authorization: Bearer …".
    #[arg(long, value_name = "FILE", requires = "bind")]
    pub token_file: Option<PathBuf>,
    #[command(flatten)]
    pub credentials: CredentialSource,
    #[command(flatten)]
    pub network: Network,
}

const TOOLS: &str = "Tools for agents";

/// Which tools an agent is offered.
#[derive(Clone, Debug, Default, PartialEq, Args)]
pub struct Tools {
    /// Node type to offer, such as directus or directus@1; repeat for several. All by default.
    #[arg(long = "node", help_heading = TOOLS, value_name = "TYPE[@VERSION]")]
    pub nodes: Vec<String>,
    /// Operations to offer, such as items.list,items.get,users.*; models choose better among few.
    #[arg(long, help_heading = TOOLS, value_name = "RESOURCE.OPERATION", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Offer read-only operations only.
    #[arg(long, help_heading = TOOLS)]
    pub read_only: bool,
    /// Offer three tools that search, describe and execute operations, instead of one per operation.
    #[arg(long, help_heading = TOOLS)]
    pub search: bool,
    /// Evaluate arguments that start with = as expressions. Off by default: a model may copy them from untrusted
    /// content.
    #[arg(long, help_heading = TOOLS)]
    pub expressions: bool,
}

#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Address to listen on; port 0 picks a free port. An address that is reachable from other machines requires a token.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:7890")]
    pub bind: Address,
    /// File with the token that callers send as "Authorization: Bearer …".
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// Also offer operations as tools for agents, at /mcp.
    #[arg(long)]
    pub mcp: bool,
    #[command(flatten)]
    pub tools: Tools,
    #[command(flatten)]
    pub credentials: CredentialSource,
    #[command(flatten)]
    pub network: Network,
    #[command(flatten)]
    pub destinations: Destinations,
    /// File for credentials stored by callers, encrypted with a passphrase (age); created when needed.
    #[arg(long, value_name = "FILE", requires = "passphrase_file")]
    pub credential_store: Option<PathBuf>,
    /// File with the passphrase of the credential store.
    #[arg(long, value_name = "FILE", requires = "credential_store")]
    pub passphrase_file: Option<PathBuf>,
    /// Let calls bring descriptions of node types and credential types, which decide what requests are sent.
    #[arg(long)]
    pub allow_descriptions: bool,
}

fn concurrency(text: &str) -> Result<usize, String> {
    let items = text.parse().map_err(|_| "it must be a whole number".to_owned())?;
    nodewright::concurrency(items).map_err(|e| e.message().to_owned())
}
