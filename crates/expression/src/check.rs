//! n8n's static security rules: what an expression may not even mention.

use crate::error::{Error, ErrorClass};
use crate::syntax::ast::{Class, ClassMember, Expr, MemberKey, Pattern, PropertyKey, Statement, Text};
use crate::syntax::declared;
use crate::syntax::walk::{self, Node};
use std::collections::HashSet;

/// Properties that lead out of a value to what made it.
pub const UNSAFE_PROPERTIES: &[&str] = &[
    "__proto__",
    "prototype",
    "constructor",
    "getPrototypeOf",
    "setPrototypeOf",
    "getOwnPropertyDescriptor",
    "getOwnPropertyDescriptors",
    "defineProperty",
    "defineProperties",
    "mainModule",
    "binding",
    "_linkedBinding",
    "_load",
    "prepareStackTrace",
    "__lookupGetter__",
    "__lookupSetter__",
    "__defineGetter__",
    "__defineSetter__",
    "caller",
    "callee",
    "arguments",
    "getBuiltinModule",
    "dlopen",
    "execve",
    "loadEnvFile",
];

/// Names that n8n keeps for its own code around an expression.
const RESERVED: &[&str] = &["___n8n_data", "__sanitize"];

/// Classes that must not be extended.
const SEALED: &[&str] = &["Function", "GeneratorFunction", "AsyncFunction", "AsyncGeneratorFunction", "Buffer"];

const DOLLAR: &str = "Cannot access \"$\" without calling it as a function";

/// Whether a property may be reached by this name.
#[must_use]
pub fn is_safe_property(name: &str) -> bool {
    !UNSAFE_PROPERTIES.contains(&name)
}

/// n8n's error for a property that may not be reached.
#[must_use]
pub fn refused_property(name: &str) -> Error {
    Error::expression(format!("Cannot access \"{name}\" due to security concerns"))
}

/// Whether one of the names stands in the text as a word.
#[must_use]
pub fn mentions_unsafe_property(text: &str) -> bool {
    let mut words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    words.any(|word| !is_safe_property(word))
}

/// The rule about the text as a whole: no `.constructor`.
pub fn text(text: &str) -> Result<(), Error> {
    let mut rest = text;
    while let Some(dot) = rest.find('.') {
        rest = &rest[dot + 1..];
        if rest.trim_start_matches(crate::value::number::is_space).starts_with("constructor") {
            return Err(Error::expression("Expression contains invalid constructor function call"));
        }
    }
    Ok(())
}

/// The rules about a segment. `program` is all of it, the expression its first statement.
pub fn program(program: &[Statement]) -> Result<(), Error> {
    let mut refused = None;
    walk::statements(program, &mut |node| {
        if refused.is_none() {
            refused = before(node).err();
        }
    });
    if let Some(error) = refused {
        return Err(error);
    }
    match program.first() {
        Some(Statement::Expression(expr)) => expression(expr),
        _ => Err(Error::expression("invalid syntax")),
    }
}

/// Whether n8n loses its way in a segment: it looks up every name in the scopes around it, and cannot do so in the block of
/// a `catch` that binds nothing. The whole text is null then.
pub fn loses_names(program: &[Statement]) -> bool {
    let mut loses = false;
    walk::statements(program, &mut |node| {
        if let Node::Statement(Statement::Try { handler: Some(handler), .. }) = node
            && handler.param.is_none()
        {
            loses |= looks_up_names(&handler.body);
        }
    });
    loses
}

/// Whether statements use names that no function inside of them declares.
fn looks_up_names(body: &[Statement]) -> bool {
    let mut inside = HashSet::new();
    walk::statements(body, &mut |node| {
        if let Node::Function(function) = node {
            inside.extend(function.name.as_deref());
            walk::function(function, &mut |node| {
                if let Node::Pattern(Pattern::Identifier(name)) = node {
                    inside.insert(&**name);
                }
            });
        }
    });
    let mut looks = false;
    walk::statements(body, &mut |node| {
        let name = match node {
            Node::Expr(Expr::Identifier(name)) => name,
            Node::Expr(Expr::Assign { target, .. }) => match &**target {
                Pattern::Identifier(name) => name,
                _ => return,
            },
            _ => return,
        };
        looks |= !inside.contains(&**name) && !NOT_LOOKED_UP.contains(&&**name);
    });
    looks
}

/// Names that n8n leaves as they are.
const NOT_LOOKED_UP: &[&str] = &["Date", "NaN", "RegExp", "isFinite", "isNaN", "undefined"];

fn before(node: Node<'_>) -> Result<(), Error> {
    match node {
        Node::Class(class) => superclass(class),
        Node::Expr(Expr::Import(_)) => Err(Error::other("Imports are not supported")),
        _ => Ok(()),
    }
}

fn superclass(class: &Class) -> Result<(), Error> {
    match &class.superclass {
        None => Ok(()),
        Some(Expr::Identifier(name)) if SEALED.contains(&&**name) => {
            Err(Error::new(ErrorClass::ClassExtension, format!("Cannot extend \"{name}\" due to security concerns")))
        }
        Some(Expr::Identifier(_)) => Ok(()),
        Some(_) => Err(Error::expression("Cannot use dynamic class extension due to security concerns")),
    }
}

fn expression(whole: &Expr) -> Result<(), Error> {
    let declared = declared(whole);
    let mut refused = None;
    // Callees may be `$`, and so may the name of the member that the whole expression is.
    let mut allowed: Vec<*const Expr> = vec![std::ptr::from_ref(whole)];
    walk::expr(whole, &mut |node| {
        if refused.is_some() {
            return;
        }
        if let Node::Expr(Expr::Call { callee, .. } | Expr::New { callee, .. }) = node {
            allowed.push(std::ptr::from_ref(&**callee));
        }
        refused = inside(node, &declared)
            .and_then(|()| dollar(node, |expr| allowed.contains(&std::ptr::from_ref(expr)), whole))
            .err();
    });
    refused.map_or(Ok(()), Err)
}

fn inside(node: Node<'_>, declared: &HashSet<&str>) -> Result<(), Error> {
    match node {
        Node::Expr(Expr::Identifier(name)) if !declared.contains(&**name) => property(name),
        Node::Expr(Expr::Member { property: key, .. }) => match key {
            MemberKey::Static(name) => property(name),
            MemberKey::Private(_) => {
                Err(Error::expression("Unknown property type PrivateIdentifier while sanitising expression"))
            }
            MemberKey::Computed(key) => match &**key {
                Expr::String(Text::Utf8(name)) => property(name),
                _ => Ok(()),
            },
        },
        Node::Expr(Expr::Update { argument, .. }) => match &**argument {
            Expr::Identifier(name) => reserved(name),
            _ => Ok(()),
        },
        Node::Pattern(Pattern::Identifier(name)) => {
            reserved(name)?;
            if declared.contains(&**name) { Ok(()) } else { property(name) }
        }
        Node::Pattern(Pattern::Object { properties, .. }) => {
            properties.iter().try_for_each(|property| destructured(&property.key))
        }
        Node::Function(function) => function.name.as_deref().map_or(Ok(()), reserved),
        Node::Class(class) => class_names(class),
        Node::Statement(Statement::With) => {
            Err(Error::new(ErrorClass::WithStatement, "Cannot use \"with\" statements due to security concerns"))
        }
        _ => Ok(()),
    }
}

fn property(name: &str) -> Result<(), Error> {
    if is_safe_property(name) { Ok(()) } else { Err(refused_property(name)) }
}

fn reserved(name: &str) -> Result<(), Error> {
    if !RESERVED.contains(&name) {
        return Ok(());
    }
    let message = format!("Cannot use \"{name}\" due to security concerns");
    Err(Error::new(ErrorClass::ReservedVariable, message))
}

fn destructured(key: &PropertyKey) -> Result<(), Error> {
    let name = match key {
        PropertyKey::Computed(_) => {
            let message = "Computed property names in destructuring are not allowed due to security concerns";
            return Err(Error::new(ErrorClass::ComputedDestructuring, message));
        }
        PropertyKey::Name(name) | PropertyKey::String(Text::Utf8(name)) => name,
        _ => return Ok(()),
    };
    if is_safe_property(name) {
        return Ok(());
    }
    let message = format!("Cannot destructure \"{name}\" due to security concerns");
    Err(Error::new(ErrorClass::Destructuring, message))
}

fn class_names(class: &Class) -> Result<(), Error> {
    class.name.as_deref().map_or(Ok(()), reserved)?;
    for member in &class.members {
        let (ClassMember::Method { key, .. } | ClassMember::Field { key, .. }) = member else { continue };
        match key {
            PropertyKey::Name(name) | PropertyKey::Private(name) | PropertyKey::String(Text::Utf8(name)) => {
                reserved(name)?;
            }
            PropertyKey::Computed(key) => {
                if let Expr::String(Text::Utf8(name)) = &**key {
                    reserved(name)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// `$` is a function to call, nothing else.
fn dollar(node: Node<'_>, is_allowed: impl Fn(&Expr) -> bool, whole: &Expr) -> Result<(), Error> {
    let is_dollar = match node {
        Node::Expr(expr @ Expr::Identifier(name)) => **name == *"$" && (!is_allowed(expr) || std::ptr::eq(expr, whole)),
        Node::Expr(expr @ Expr::Member { property: MemberKey::Static(name), object, .. }) => {
            let plain = matches!(**object, Expr::Identifier(_) | Expr::Member { .. });
            **name == *"$" && !(is_allowed(expr) && (plain || !std::ptr::eq(expr, whole)))
        }
        Node::Pattern(Pattern::Identifier(name)) | Node::Key(PropertyKey::Name(name)) => **name == *"$",
        _ => false,
    };
    if is_dollar { Err(Error::expression(DOLLAR)) } else { Ok(()) }
}

/// Whether n8n runs the segment in a `try`: what it throws becomes undefined then.
#[must_use]
pub fn swallows_errors(whole: &Expr) -> bool {
    /// Names that n8n leaves alone; every other free name becomes the member of an object.
    const PLAIN: &[&str] = &["isFinite", "isNaN", "NaN", "Date", "RegExp", "Math", "undefined", "this"];
    let declared = declared(whole);
    let mut found = false;
    walk::expr(whole, &mut |node| {
        found |= match node {
            Node::Expr(Expr::Identifier(name)) => !PLAIN.contains(&&**name) && !declared.contains(&**name),
            Node::Pattern(Pattern::Identifier(name)) => !declared.contains(&**name),
            Node::Expr(Expr::Member { .. } | Expr::Call { .. }) => true,
            // n8n binds functions, which is a call.
            Node::Function(function) => !function.arrow,
            _ => false,
        };
    });
    found
}
