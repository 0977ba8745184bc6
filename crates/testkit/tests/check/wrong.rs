//! Wrong definitions, and what is said of them.

use nodewright_core::{
    Choice, Collection, CredentialDefinition, Definition, Entry, Field, Form, Group, Issues, JsonText, Kind,
    LoadedOption, Loader, LoaderInfo, LoaderName, Locator, Operation, OptionsPage, OptionsRequest, Parameter,
    Parameters, Pick, Request, Resource, Result, Router, Secret, loaders, operations, resource,
};

use super::{Client, Create, List, Queues, V1};

/// Operations that a form is given to, by how their requests carry fields.
macro_rules! forms {
    ($($form:ident: $method:ident { $($field:tt)* } says $expected:expr;)*) => {
        $(
            #[derive(Operation)]
            #[operation(things.act, "Act", $method "/things")]
            #[allow(dead_code, reason = "only the form counts")]
            struct $form { $($field)* }
        )*
        /// An operation with a form, and what is wrong with it.
        pub const FIELDS: &[(Entry<Client>, &[&str])] = &[$((nodewright_core::entry::<$form>(), $expected)),*];
    };
}

#[derive(Choice)]
enum Order {
    Up,
    Down,
}

#[derive(Choice)]
enum Same {
    One,
    #[param(name = "one")]
    Other,
}

struct Never;

impl Parameter for Never {
    const FORM: Form = Form::of(Kind::Options(&[]));

    fn read(_: &Parameters, field: &Field) -> Result<Self, Issues> {
        Err(field.invalid("one of none"))
    }

    fn put(&self, _: &str, _: &mut Request) {}
}

#[derive(Group)]
struct Row {
    #[param(default = "often")]
    weight: i64,
    word: Secret,
}

#[derive(Collection)]
struct Rows {
    rows: Vec<Row>,
}

#[derive(Group)]
struct Limit {
    limit: i64,
}

#[derive(Group)]
struct Hidden {
    #[wire(query)]
    word: Secret,
}

#[derive(Collection)]
struct Options {
    resource: Option<String>,
    #[param(name = "order")]
    up: Option<Order>,
    #[param(name = "order")]
    down: Option<Order>,
}

fn in_header(secret: &Secret, name: &'static str, to: &mut Request) {
    if let Ok(value) = secret.expose().parse() {
        to.headers.insert(name, value);
    }
}

forms! {
    Sound: POST {
        #[param(default = "up")] order: Order, #[param(default = "")] nothing_yet: Order,
        #[param(default = "={{ $json.order }}")] evaluated: Order, #[param(default = -5, range = -5..=-5)] one: i64,
        #[param(default = null)] many: i64, #[param(default = "[1]", json = numbers)] json: JsonText,
        #[param(default = "")] empty: JsonText, #[param(default = 5)] number: JsonText, secret: Secret,
        #[param(default = "a")] board: Locator<Queues>
    } says &[];
    SecretElsewhere: GET {
        #[wire(skip)] unsent: Secret, #[wire(with = in_header)] header: Secret, #[wire(skip)] hidden: Hidden
    } says &[];
    Misspelled: POST { #[param(default = "upwards")] order: Order }
        says &["things.act, parameter 'order': its default 'upwards' is not one of its choices: up, down"];
    NumberForChoice: POST { #[param(default = 1)] order: Order }
        says &["things.act, parameter 'order': its default must be one of its choices"];
    OneForMany: POST { #[param(default = "up")] orders: Vec<Order> }
        says &["things.act, parameter 'orders': its default must be left out: a list starts empty"];
    OneLoadedForMany: POST { #[param(default = "up")] queues: Vec<Pick<Queues>> }
        says &["things.act, parameter 'queues': its default must be left out: a list starts empty"];
    TextForCollection: POST { #[param(default = "{}")] options: Rows } says &[
        "things.act, parameter 'options': its default must be left out: a collection starts empty",
        "things.act, parameter 'options.rows.weight': its default must be a number",
    ];
    RowInCollection: POST { options: Rows }
        says &["things.act, parameter 'options.rows.weight': its default must be a number"];
    NumberForText: POST { #[param(default = 1)] name: String }
        says &["things.act, parameter 'name': its default must be text"];
    BooleanForSecret: POST { #[param(default = true)] word: Secret }
        says &["things.act, parameter 'word': its default must be text"];
    NumberForLoaded: POST { #[param(default = 1)] queue: Pick<Queues> }
        says &["things.act, parameter 'queue': its default must be text"];
    NumberForLocated: POST { #[param(default = 1)] queue: Locator<Queues> }
        says &["things.act, parameter 'queue': its default must be text"];
    TextForBoolean: POST { #[param(default = "true")] open: bool }
        says &["things.act, parameter 'open': its default must be true or false"];
    TextForNumber: POST { #[param(default = "5")] limit: i64 }
        says &["things.act, parameter 'limit': its default must be a number"];
    BooleanForNumber: POST { #[param(default = true)] weight: f64 }
        says &["things.act, parameter 'weight': its default must be a number"];
    NoJson: POST { #[param(default = "{a: 1}")] data: JsonText }
        says &["things.act, parameter 'data': its default is not valid JSON"];
    NoObject: POST { #[param(default = "[]", json = object)] data: JsonText }
        says &["things.act, parameter 'data': its default must be a JSON object"];
    NoObjects: POST { #[param(default = "[1]", json = objects)] data: JsonText }
        says &["things.act, parameter 'data': its default must be a JSON list of objects"];
    NoTexts: POST { #[param(default = 1, json = texts)] keys: JsonText }
        says &["things.act, parameter 'keys': its default must be a JSON list of texts"];
    NoNumbers: POST { #[param(default = true, json = numbers)] keys: JsonText }
        says &["things.act, parameter 'keys': its default must be a JSON list of numbers"];
    Impossible: POST { #[param(default = 5, range = 10..=1)] limit: i64 }
        says &["things.act, parameter 'limit': no number is in its range, at least 10 and at most 1"];
    TooSmall: POST { #[param(default = 0, range = 1..=100)] limit: i64 }
        says &["things.act, parameter 'limit': its default is 0, but its range starts at 1"];
    TooLarge: POST { #[param(default = 101, range = ..=100)] limit: i64 }
        says &["things.act, parameter 'limit': its default is 101, but its range ends at 100"];
    SameChoice: POST { same: Same }
        says &["things.act, parameter 'same': its choice 'one' is there more than once"];
    NoChoice: POST { never: Option<Never> } says &["things.act, parameter 'never': it has no choices"];
    Twice: POST { limit: i64, #[param(name = "limit")] most: i64, rest: Limit }
        says &["things.act: parameter 'limit' is there more than once"];
    TwiceInside: POST { options: Options }
        says &["things.act: parameter 'options.order' is there more than once"];
    ReservedResource: POST { resource: String } says &[
        "things.act: a parameter cannot be called 'resource', which chooses the operation; give it another `name`",
    ];
    ReservedOperation: POST { #[param(name = "operation")] what: String } says &[
        "things.act: a parameter cannot be called 'operation', which chooses the operation; give it another `name`",
    ];
    SecretInGet: GET { word: Option<Secret> } says &[
        "things.act, parameter 'word': a secret must not be in the query, which servers log; send it in the body or a header",
    ];
    SecretInQuery: POST { name: String, #[wire(query)] word: Secret } says &[
        "things.act, parameter 'word': a secret must not be in the query, which servers log; send it in the body or a header",
    ];
    SecretInGroup: POST { hidden: Hidden } says &[
        "things.act, parameter 'word': a secret must not be in the query, which servers log; send it in the body or a header",
    ];
    SecretInRows: GET { options: Rows } says &[
        "things.act, parameter 'options.rows.word': a secret must not be in the query, which servers log; send it in the body or a header",
        "things.act, parameter 'options.rows.weight': its default must be a number",
    ];
}

/// A resource with nothing wrong.
pub const SOUND: Resource<Client> = resource("things", "Things", operations![Sound]);

const LISTS: Resource<Client> = resource("tickets", "Tickets", operations![List, Create, List]);
const FOREIGN: Resource<Client> = resource("desks", "Desks", operations![Create]);
const NAMED: Resource<Client> = resource("tickets", "Tickets", operations![List, Create]);

const fn with(resources: &'static [Resource<Client>], default: &'static str) -> Definition<Client> {
    Definition { router: Router { resources, default }, ..V1 }
}

#[derive(Group)]
struct TwoTokens {
    token: Secret,
    #[param(name = "token", default = 1)]
    other: Secret,
}

static TWO_TOKENS: CredentialDefinition =
    CredentialDefinition::new("twoApi", "Two", TwoTokens::FIELDS).with_headers(&[("a", "b")]);

/// Definitions with a wrong table or credential.
pub const RESOURCES: &[(Definition<Client>, &[&str])] = &[
    (with(&[NAMED], "desk"), &["the default of the router: Unknown resource 'desk'; known: tickets"]),
    (with(&[], "desk"), &["the default of the router: Unknown resource 'desk'"]),
    (
        with(&[NAMED.starting_with("lst")], "tickets"),
        &["the default of resource 'tickets': Unknown operation 'lst'; did you mean 'list'? known: list, create"],
    ),
    (with(&[NAMED, SOUND, NAMED], "things"), &["resource 'tickets' is in the router more than once"]),
    (with(&[LISTS], "tickets"), &["resource 'tickets': operation 'list' is there more than once"]),
    (with(&[NAMED, FOREIGN], "desks"), &["resource 'desks': its operation 'create' says that it belongs to 'tickets'"]),
    (
        Definition { credential: &TWO_TOKENS, ..V1 },
        &[
            "credential 'twoApi': field 'token' is there more than once",
            "credential 'twoApi', field 'token': its default must be text",
        ],
    ),
];

/// A loader that depends on these parameters.
macro_rules! loader {
    ($loader:ident, $method:literal, $depends_on:expr) => {
        pub struct $loader;

        impl LoaderName for $loader {
            const INFO: &'static LoaderInfo = &LoaderInfo { method: $method, depends_on: $depends_on };
        }

        impl Loader for $loader {
            type Client = Client;

            async fn load(_: &Client, request: &OptionsRequest) -> Result<OptionsPage> {
                Ok(OptionsPage::of([LoadedOption::new($method, $method)], request))
            }
        }
    };
}
loader!(Columns, "getColumns", &["tabel", "options.sheets[0].name", "resource"]);
loader!(Cells, "getCells", &["table", "/table", "&name", "options.sheets[0].name", "operation"]);
loader!(Lost, "getLost", &["&table", "options"]);

#[derive(Group)]
struct Sheet {
    name: String,
    cell: Option<Pick<Cells>>,
}

#[derive(Collection)]
struct Sheets {
    sheets: Vec<Sheet>,
}

/// Read a table.
#[derive(Operation)]
#[operation(tables.read, "Read", GET "/tables/{table}")]
struct Read {
    table: String,
    column: Option<Pick<Columns>>,
    options: Sheets,
}

/// Has a loader, but nothing of what it depends on.
#[derive(Operation)]
#[operation(tables.count, "Count", GET "/tables")]
struct Count {
    column: Option<Pick<Columns>>,
    cell: Option<Pick<Cells>>,
}

const TABLES: &[Resource<Client>] = &[resource("tables", "Tables", operations![Read, Count])];
const UNKNOWN: &str =
    "loader 'getColumns': it depends on 'tabel', which no operation that uses it has; did you mean 'table'?";

/// Definitions with wrong loaders.
pub const DEPENDING: &[(Definition<Client>, &[&str])] = &[
    (Definition { loaders: loaders![Columns, Cells], ..with(TABLES, "tables") }, &[UNKNOWN]),
    (
        Definition { loaders: loaders![Columns], ..with(TABLES, "tables") },
        &[
            "tables.read, parameter 'options.sheets.cell': its loader 'getCells' is not in the node's `loaders`",
            "tables.count, parameter 'cell': its loader 'getCells' is not in the node's `loaders`",
            UNKNOWN,
        ],
    ),
    (
        Definition { loaders: loaders![Columns, Cells, Columns], ..with(TABLES, "tables") },
        &["loader 'getColumns' is in `loaders` more than once", UNKNOWN],
    ),
    (
        Definition { loaders: loaders![Queues, Lost], ..V1 },
        &[
            "loader 'getLost': it depends on '&table', which no operation that uses it has",
            "loader 'getLost': it depends on 'options', which no operation that uses it has",
        ],
    ),
];
