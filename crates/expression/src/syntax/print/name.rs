//! Names of the printed code, and members.

use super::{Printer, SCOPE, Tool};
use crate::syntax::ast::{Expr, MemberKey};

impl Printer<'_> {
    pub(super) fn identifier(&mut self, name: &str) {
        if name == "undefined" || self.declared.contains(name) {
            self.put(name);
        } else if self.written.contains(name) {
            self.has_scope = true;
            self.own(SCOPE);
            self.put(".");
            self.put(name);
        } else if (self.known.is_own)(name) {
            self.tool(Tool::Own);
            self.put(".");
            self.put(name);
        } else {
            self.read(name);
        }
    }

    /// A free name that is asked for when it is read first.
    fn read(&mut self, name: &str) {
        let known = self.read.iter().position(|read| **read == *name);
        let index = known.unwrap_or_else(|| {
            self.read.push(name.into());
            self.read.len() - 1
        });
        let variable = index.to_string();
        self.put("(");
        self.own(&variable);
        self.put("===");
        self.tool(Tool::Name);
        self.put("?");
        self.own(&variable);
        self.put("=");
        self.tool(Tool::Name);
        self.put("(");
        self.name_text(name);
        self.put("):");
        self.own(&variable);
        self.put(")");
    }

    /// A link of a chain keeps its place, anything else gets parentheses.
    pub(super) fn object(&mut self, expr: &Expr) {
        match expr {
            Expr::Member { .. } | Expr::Call { .. } | Expr::Identifier(_) | Expr::Super => self.expr(expr),
            _ => self.part(expr),
        }
    }

    pub(super) fn member(&mut self, property: &MemberKey, optional: bool) {
        match property {
            MemberKey::Static(name) => {
                self.put(if optional { "?." } else { "." });
                self.put(name);
            }
            MemberKey::Private(name) => {
                self.put(if optional { "?." } else { "." });
                self.put(&format!("#{name}"));
            }
            MemberKey::Computed(key) => {
                self.put(if optional { "?.[" } else { "[" });
                self.tool(Tool::Key);
                self.part(key);
                self.put("]");
            }
        }
    }
}
