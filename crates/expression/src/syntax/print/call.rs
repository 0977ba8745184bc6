//! Calls of the printed code; those by the names of n8n's functions go to these.

use super::{Printer, Tool};
use crate::syntax::ast::{Element, Expr, MemberKey};

impl Printer<'_> {
    pub(super) fn call(&mut self, callee: &Expr, arguments: &[Element], optional: bool) {
        let mut inner = callee;
        while let Expr::Paren(next) = inner {
            inner = next;
        }
        match inner {
            Expr::Identifier(name) if **name == *"$if" && (2..=3).contains(&arguments.len()) => {
                if let [Element::Item(test), Element::Item(then), rest @ ..] = arguments {
                    self.put("(");
                    self.part(test);
                    self.put("?");
                    self.part(then);
                    self.put(":");
                    match rest {
                        [Element::Item(otherwise)] => self.part(otherwise),
                        _ => self.put("false"),
                    }
                    self.put(")");
                    return;
                }
            }
            Expr::Member { object, property: MemberKey::Static(name), optional: before_name }
                if (self.known.is_extension)(name) && !matches!(**object, Expr::Super) =>
            {
                self.tool(if optional { Tool::ExtendOptional } else { Tool::Extend });
                self.put("(");
                self.part(object);
                self.put(",");
                self.name_text(name);
                self.put(if *before_name { ",true)" } else { ",false)" });
                self.put(if optional || *before_name { "?." } else { "" });
                self.arguments(arguments);
                return;
            }
            _ => {}
        }
        match callee {
            Expr::Identifier(name) if !self.declared.contains(&**name) => {
                self.put("(0,");
                self.identifier(name);
                self.put(")");
            }
            callee => self.object(callee),
        }
        if optional {
            self.put("?.");
        }
        self.arguments(arguments);
    }

    pub(super) fn arguments(&mut self, arguments: &[Element]) {
        self.put("(");
        self.elements(arguments);
        self.put(")");
    }

    pub(super) fn elements(&mut self, elements: &[Element]) {
        for element in elements {
            match element {
                Element::Hole => {}
                Element::Item(expr) => self.part(expr),
                Element::Spread(expr) => {
                    self.put("...");
                    self.part(expr);
                }
            }
            self.put(",");
        }
    }
}
