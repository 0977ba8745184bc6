//! Tree → JavaScript for an engine.
//!
//! What the engine runs is printed from the tree that was checked, never the text that was given. On the way, free
//! names become members of an object: JavaScript's own of one that is always the same, those that are written to of the
//! scope; any other is asked for once, when it is read first. Computed keys pass the sanitizer, and calls by the names of
//! n8n's functions go to these.

mod call;
mod function;
mod name;
mod operator;
mod statement;

use super::ast::{AssignOp, Expr, Template, Text};
use super::names::{declared, written};
use operator::{binary_text, logical_text, unary_text};
use std::collections::HashSet;
use std::fmt::Write;

/// What the printed code takes from around itself, in the order of the parameters.
#[derive(Debug, Clone, Copy)]
enum Tool {
    /// Checks a computed key.
    Key,
    /// Finds one of n8n's functions; the second one may find none.
    Extend,
    ExtendOptional,
    /// The object whose members are JavaScript's own names.
    Own,
    /// Finds the value of a free name.
    Name,
    /// Makes the object whose members are the free names that are written to.
    Scope,
    /// Lets no catch clause keep an error that stands for a limit.
    Caught,
}

/// The printed code's own variable: the scope, where it needs one.
const SCOPE: &str = "names";

/// What is told apart by its name.
#[derive(Clone, Copy)]
pub struct Known {
    /// Functions of n8n's.
    pub is_extension: fn(&str) -> bool,
    /// Names of JavaScript itself.
    pub is_own: fn(&str) -> bool,
}

/// Prints the expression as a function of its [tools](Tool).
pub fn print(expr: &Expr, known: Known) -> String {
    let declared = declared(expr);
    let mut prefix = "__nw_".to_owned();
    while declared.iter().any(|name| name.starts_with(&prefix)) {
        prefix.push('_');
    }
    let written = written(expr);
    let mut printer =
        Printer { out: String::new(), declared, written, read: Vec::new(), has_scope: false, known, prefix };
    printer.expr(expr);
    let body = std::mem::take(&mut printer.out);
    printer.put("((");
    for tool in [Tool::Key, Tool::Extend, Tool::ExtendOptional, Tool::Own, Tool::Name, Tool::Scope, Tool::Caught] {
        printer.tool(tool);
        printer.put(",");
    }
    if printer.has_scope {
        printer.own(SCOPE);
        printer.put("=");
        printer.tool(Tool::Scope);
        printer.put("(),");
    }
    for index in 0..printer.read.len() {
        printer.own(&index.to_string());
        printer.put("=");
        printer.tool(Tool::Name);
        printer.put(",");
    }
    printer.put(")=>(");
    printer.put(&body);
    printer.put("))");
    printer.out
}

struct Printer<'t> {
    out: String,
    /// Names declared anywhere in the expression.
    declared: HashSet<&'t str>,
    /// Names that are written to.
    written: HashSet<&'t str>,
    /// Free names that are only read. Each has a variable, which holds the tool that finds it until it has been read.
    read: Vec<Box<str>>,
    has_scope: bool,
    known: Known,
    /// No name of the expression starts with it.
    prefix: String,
}

impl Printer<'_> {
    fn tool(&mut self, tool: Tool) {
        self.out.push_str(&self.prefix);
        self.put(match tool {
            Tool::Key => "key",
            Tool::Extend => "extend",
            Tool::ExtendOptional => "optional",
            Tool::Own => "own",
            Tool::Name => "name",
            Tool::Scope => "scope",
            Tool::Caught => "caught",
        });
    }

    /// A variable of the printed code.
    fn own(&mut self, name: &str) {
        self.out.push_str(&self.prefix);
        self.put(name);
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn text(&mut self, text: &Text) {
        let units: Vec<u16> = match text {
            Text::Utf8(text) => text.encode_utf16().collect(),
            Text::Utf16(units) => units.to_vec(),
        };
        self.out.push('"');
        for unit in units {
            match u8::try_from(unit).ok().map(char::from) {
                Some(c @ (' '..='~')) if c != '"' && c != '\\' => self.out.push(c),
                _ => {
                    // Writing to a string never fails.
                    let _ = write!(self.out, "\\u{unit:04x}");
                }
            }
        }
        self.out.push('"');
    }

    fn name_text(&mut self, name: &str) {
        self.text(&Text::from(name));
    }

    /// In parentheses, so that precedence need not be thought of.
    fn part(&mut self, expr: &Expr) {
        self.put("(");
        self.expr(expr);
        self.put(")");
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Null => self.put("null"),
            Expr::Bool(value) => self.put(if *value { "true" } else { "false" }),
            Expr::Number(number) => {
                let text = ryu_js::Buffer::new().format(*number).to_owned();
                self.put(&format!("({text})"));
            }
            Expr::BigInt(digits) => self.put(&format!("({digits}n)")),
            Expr::String(text) => self.text(text),
            Expr::Regex { pattern, flags } => self.put(&format!("/{pattern}/{flags}")),
            Expr::Template(template) => self.template(template),
            Expr::Tagged { tag, template } => {
                self.put("(");
                self.expr(tag);
                self.put(")");
                self.template(template);
            }
            Expr::Identifier(name) => self.identifier(name),
            Expr::This => self.put("(0,{process:{},require:{},module:{},Buffer:{}})"),
            Expr::Super => self.put("super"),
            Expr::NewTarget => self.put("new.target"),
            Expr::Array(elements) => {
                self.put("[");
                self.elements(elements);
                self.put("]");
            }
            Expr::Object(properties) => {
                self.put("({");
                properties.iter().for_each(|property| self.property(property));
                self.put("})");
            }
            Expr::Function(function) => self.function_expression(function),
            Expr::Class(class) => self.class(class),
            Expr::Unary { op, argument } => {
                self.put(unary_text(*op));
                self.part(argument);
            }
            Expr::Update { increment, prefix, argument } => {
                let operator = if *increment { "++" } else { "--" };
                if *prefix {
                    self.put(operator);
                }
                self.expr(argument);
                if !*prefix {
                    self.put(operator);
                }
            }
            Expr::Binary { first, rest } => {
                self.put(&"(".repeat(rest.len()));
                self.part(first);
                for (op, right) in rest {
                    self.put(binary_text(*op));
                    self.part(right);
                    self.put(")");
                }
            }
            Expr::Logical { op, left, right } => {
                self.part(left);
                self.put(logical_text(*op));
                self.part(right);
            }
            Expr::Assign { op, target, value } => {
                self.put("(");
                self.pattern(target);
                self.put(match op {
                    AssignOp::Plain => "",
                    AssignOp::Binary(op) => binary_text(*op).trim(),
                    AssignOp::Logical(op) => logical_text(*op),
                });
                self.put("=");
                self.value(value, target);
                self.put(")");
            }
            Expr::Conditional { test, then, otherwise } => {
                self.part(test);
                self.put("?");
                self.part(then);
                self.put(":");
                self.part(otherwise);
            }
            Expr::Call { callee, arguments, optional } => self.call(callee, arguments, *optional),
            Expr::New { callee, arguments } => {
                self.put("new ");
                self.part(callee);
                self.arguments(arguments);
            }
            Expr::Member { object, property, optional } => {
                self.object(object);
                self.member(property, *optional);
            }
            Expr::Chain(inner) => self.part(inner),
            Expr::Sequence(all) => {
                for (at, expr) in all.iter().enumerate() {
                    if at > 0 {
                        self.put(",");
                    }
                    self.part(expr);
                }
            }
            Expr::Paren(inner) => self.part(inner),
            Expr::Yield { argument, delegate } => {
                self.put(if *delegate { "yield* " } else { "yield " });
                argument.iter().for_each(|argument| self.part(argument));
            }
            Expr::Await(inner) => {
                self.put("await ");
                self.part(inner);
            }
            // Refused before anything is printed.
            Expr::Import(_) => self.put("undefined"),
            Expr::PrivateIn { name, object } => {
                self.put(&format!("#{name} in "));
                self.part(object);
            }
        }
    }

    fn template(&mut self, template: &Template) {
        self.put("`");
        for (at, quasi) in template.quasis.iter().enumerate() {
            self.put(&quasi.raw);
            if let Some(expr) = template.expressions.get(at) {
                self.put("${");
                self.expr(expr);
                self.put("}");
            }
        }
        self.put("`");
    }
}
