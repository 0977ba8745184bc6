//! Where the node differs from the recorded one, and by which rule.

use nodewright_testkit::replay::{
    Aspect::{self, Body, Items, Outcome, Query, Requests},
    Rule,
};

const fn rule(name: &'static str, count: usize, cases: &'static [&'static str], aspects: &'static [Aspect]) -> Rule {
    Rule::new(name, count, cases, aspects)
}

/// All of them; the first that fits counts. The numbers are those of the decisions that docs and README name.
pub const RULES: &[Rule] = &[
    // For every operation.
    rule("R2: a path value is one encoded segment", 20, &["*/expr2items"], &[Requests]).saying("encoded: "),
    rule("R2: an empty path value is missing", 1, &["*/badExpression"], &[Requests, Outcome]),
    rule("R2: a URL must be one", 1, &["*/urlEmpty"], &[Outcome]),
    rule("R3: an empty JSON object is sent", 23, &["*"], &[Body]).saying("Nothing -> Json(Object {})"),
    rule("R6: no content is a success", 52, &["*"], &[Items]).saying(r#"[{"json":{"result":""}}"#),
    rule("R7: an item's JSON is an object", 5, &["auth/list/*", "extensions/list/*"], &[Items]),
    rule("R9: continue on fail works for every item", 1, &["*continueOnFailLegacy"], &[Requests, Outcome]),
    rule("R10: invalid JSON is named", 30, &["*"], &[Outcome]).saying("-> Some((\"Invalid JSON in '"),
    rule("R10: empty JSON is missing", 10, &["*/json:empty", "*/dataEmpty"], &[Outcome]).saying("is required."),
    rule("R10: empty optional JSON is left out", 1, &["*/filterEmptyString"], &[Requests, Outcome]),
    rule("R10: empty optional JSON is left out", 3, &["files/import/*"], &[Body]).saying(r#""data": Null"#),
    rule("R10: JSON is an object or a list", 1, &["*/dataNumber"], &[Requests, Outcome]),
    rule("R11: a missing binary is named", 4, &["*"], &[Outcome]).saying("-> Some((\"No binary data '"),
    rule(
        "R14: the JSON that the form declares is read",
        13,
        &["*/list/json:*", "auth/resetPassword/json:string"],
        &[Requests, Outcome],
    ),
    rule("R15: an export is a file, as it was sent", 22, &["*export*", "settings/*/all:additionalFields"], &[Items]),
    rule(
        "R16: moved routes",
        25,
        &["activity/*", "auth/list/*", "auth/startOauthFlow/*", "extensions/list/*"],
        &[Requests, Outcome],
    ),
    rule("R17: Directus' own names", 15, &["collections/create/*", "users/inviteUser/*"], &[Body]),
    // Operation by operation.
    rule("auth/logout sends the token", 2, &["auth/logout/*"], &[Requests, Outcome]),
    rule("auth/startOauthFlow sends the redirect", 2, &["auth/startOauthFlow/*"], &[Query]),
    rule("assets/get asks for the file only", 14, &["assets/get/*"], &[Requests, Items, Outcome]),
    rule("collections/update without meta", 2, &["collections/update/*"], &[Requests, Outcome]),
    rule("fields/create works", 16, &["fields/create/*"], &[Requests, Outcome]),
    rule("fields/update of a type sends a schema, or Directus ignores it", 12, &["fields/update/*"], &[Body])
        .saying(r#""schema": Object {}"#),
    rule("fields/update sends objects", 5, &["fields/update/*"], &[Body]),
    rule("files/create and update are one request", 3, &["files/create/*", "files/update/*"], &[Requests, Body, Items]),
    rule("items/get sends its options", 11, &["items/get/*"], &[Query]),
    rule("items/upsert asks for the primary key", 2, &["items/upsert/*ilter*"], &[Requests]).saying("GET /fields/"),
    rule("items/upsert needs a filter", 4, &["items/upsert/*"], &[Requests, Outcome]),
    rule("permissions/create sends the action, on all fields", 4, &["permissions/create/*"], &[Body]),
    rule(
        "presets/create and roles/create send their data",
        8,
        &["presets/create/*", "roles/create/*"],
        &[Requests, Outcome],
    ),
    rule("relations/listAll sends its options", 11, &["relations/listAll/*"], &[Query]),
    rule("utils/importFileData succeeds", 1, &["utils/importFileData/minimal"], &[Outcome]),
    // What another part of the runtime does, or the scripted server cannot.
    rule("an unknown operation lists those that are known", 1, &["*/unknownOperation"], &[Outcome]),
    rule(
        "the transport's: a second try after 401, a refused connection",
        2,
        &["*/http401", "*/refused"],
        &[Requests, Outcome],
    ),
];
