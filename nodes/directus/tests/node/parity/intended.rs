//! Where the form differs from the original's, and why.

/// A difference that is meant.
pub struct Difference {
    /// Key of the facts; `*` stands for anything.
    pub pattern: &'static str,
    /// Why.
    pub reason: &'static str,
}

impl Difference {
    /// Whether a fact is covered.
    pub fn matches(&self, key: &str) -> bool {
        let mut rest = key;
        let mut parts = self.pattern.split('*');
        let Some(behind) = parts.next().and_then(|start| rest.strip_prefix(start)) else { return false };
        rest = behind;
        let mut parts = parts.peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                return rest.ends_with(part);
            }
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        rest.is_empty()
    }
}

const fn meant(pattern: &'static str, reason: &'static str) -> Difference {
    Difference { pattern, reason }
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
