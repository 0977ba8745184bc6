//! Where the form differs from the original's, and why.

use nodewright_testkit::parity::Difference;

const fn meant(pattern: &'static str, reason: &'static str) -> Difference {
    Difference::new(pattern, reason)
}

/// All of them.
pub const DIFFERENCES: &[Difference] = &[
    meant("activity.create item.default", "the original's default is a one and a line break, which is no item"),
    meant("activity.create item.typeOptions.minValue", "a text has no least value"),
    meant("utils.importFileData binaryPropertyName.default", "the original's default is a line break; `data` is n8n's"),
    meant(
        "*.typeOptions.loadOptionsDependsOn",
        "the fields are those of the collection, so they are loaded again with it",
    ),
    meant("*oken.typeOptions.password", "a token is a secret"),
    meant("*ecret.typeOptions.password", "the secret of an authenticator app is a secret"),
    meant("utils.*Hash string.typeOptions.password", "what is hashed is a password more often than not"),
    meant("utils.verifyHash hash.typeOptions.password", "the hash of a password is not for everybody"),
    meant("auth.logout verifyToken.*", "asks for proof that the token was alive"),
    meant("auth.resetPassword bodyParametersJson.*", "the original shows it for an operation that does not exist"),
    meant("fields.create additionalFields.*", "the original reads it, but declares it for Update a second time"),
    meant("fields.create field.shown", "with JSON it has no effect"),
    meant("fields.create type.shown", "with JSON it has no effect"),
    meant("items.get limit.*", "one item is returned, so it has no effect"),
    meant("items.get returnAll.*", "one item is returned, so it has no effect"),
    meant("items.get additionalFields.shown", "there is no switch that could hide it"),
    meant("items.upsert *.shown", "there is no switch that could hide it"),
    meant("permissions.create policy.*", "Directus needs it from version 11 on"),
];
