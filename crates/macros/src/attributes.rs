//! `#[param(…)]`, `#[wire(…)]` and doc comments.

use proc_macro2::{Span, TokenStream as Tokens};
use quote::quote;
use syn::{
    Attribute, Error, Expr, ExprLit, ExprUnary, Ident, Lit, LitInt, LitStr, Meta, Path, Result, Token, UnOp,
    ext::IdentExt, parse::Parse, parse::ParseStream, spanned::Spanned,
};

/// The arguments of `#[param(…)]`: `"Title"`, `name`, `formerly`, `placeholder`, `default`, `range`, `json`.
#[derive(Default)]
pub struct Param {
    pub title: Option<LitStr>,
    pub name: Option<LitStr>,
    formerly: Vec<LitStr>,
    placeholder: Option<LitStr>,
    default: Option<Expr>,
    range: Option<Range>,
    json: Option<Tokens>,
}

impl Param {
    pub fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut param = Self::default();
        for attribute in attributes.iter().filter(|a| a.path().is_ident("param")) {
            attribute.parse_args_with(|input: ParseStream| each(input, |input| param.entry(input)))?;
        }
        Ok(param)
    }

    fn entry(&mut self, input: ParseStream) -> Result<()> {
        if input.peek(LitStr) {
            self.title = Some(input.parse()?);
            return Ok(());
        }
        let key = Ident::parse_any(input)?;
        let known = ["name", "formerly", "placeholder", "default", "range", "json"];
        if !known.iter().any(|k| key == k) {
            return Err(Error::new(
                key.span(),
                "expected \"Title\", `name`, `formerly`, `placeholder`, `default`, `range` or `json`",
            ));
        }
        input.parse::<Token![=]>()?;
        match key.to_string().as_str() {
            "name" => self.name = Some(input.parse()?),
            "formerly" => self.formerly.push(input.parse()?),
            "placeholder" => self.placeholder = Some(input.parse()?),
            "default" => self.default = Some(input.parse()?),
            "json" => self.json = Some(json_shape(&Ident::parse_any(input)?)?),
            _ => self.range = Some(input.parse()?),
        }
        Ok(())
    }

    /// `.placeholder(…).default(…)` behind a field.
    pub fn modifiers(&self) -> Result<Tokens> {
        let placeholder = self.placeholder.as_ref().map(|text| quote!(.placeholder(#text)));
        let default = self.default.as_ref().map(literal).transpose()?.map(|value| quote!(.default(#value)));
        let formerly = &self.formerly;
        let aliases = (!formerly.is_empty()).then(|| quote!(.aliases(&[#(#formerly),*])));
        Ok(quote!(#placeholder #default #aliases))
    }

    /// `.range(…)` and `.json(…)` behind a form.
    pub fn form(&self) -> Tokens {
        let json = self.json.as_ref().map(|shape| quote!(.json(#shape)));
        let range = self.range();
        quote!(#range #json)
    }

    fn range(&self) -> Option<Tokens> {
        let bound = |end: &Option<LitInt>| match end {
            Some(end) => quote!(::std::option::Option::Some(#end)),
            None => quote!(::std::option::Option::None),
        };
        let Range { min, max } = self.range.as_ref()?;
        let (min, max) = (bound(min), bound(max));
        Some(quote!(.range(#min, #max)))
    }
}

/// The bounds of a number, both of them allowed values.
struct Range {
    min: Option<LitInt>,
    max: Option<LitInt>,
}

impl Parse for Range {
    fn parse(input: ParseStream) -> Result<Self> {
        let shape = |span| Error::new(span, "a range is written as `1..=100`, `1..` or `..=100`");
        let span = input.span();
        let min = if input.peek(LitInt) { Some(input.parse()?) } else { None };
        if input.peek(Token![..=]) {
            input.parse::<Token![..=]>()?;
            return Ok(Self { min, max: Some(input.parse().map_err(|_| shape(span))?) });
        }
        input.parse::<Token![..]>().map_err(|_| shape(span))?;
        if min.is_none() || input.peek(LitInt) { Err(shape(span)) } else { Ok(Self { min, max: None }) }
    }
}

/// A default as a constant of the core.
fn literal(value: &Expr) -> Result<Tokens> {
    let literal = quote!(__nodewright::Literal);
    match value {
        Expr::Lit(ExprLit { lit: Lit::Bool(b), .. }) => Ok(quote!(#literal::Bool(#b))),
        Expr::Lit(ExprLit { lit: Lit::Int(n), .. }) => Ok(quote!(#literal::Int(#n))),
        Expr::Lit(ExprLit { lit: Lit::Str(s), .. }) => Ok(quote!(#literal::Str(#s))),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) if int(expr).is_some() => {
            Ok(quote!(#literal::Int(#value)))
        }
        Expr::Path(path) if path.path.is_ident("null") => Ok(quote!(#literal::Null)),
        other => Err(Error::new(other.span(), "a default is text, a whole number, `true`, `false` or `null`")),
    }
}

/// The shape of JSON as a constant of the core.
fn json_shape(name: &Ident) -> Result<Tokens> {
    let shape = quote!(__nodewright::JsonShape);
    match name.to_string().as_str() {
        "object" => Ok(quote!(#shape::Object)),
        "objects" => Ok(quote!(#shape::Objects)),
        "texts" => Ok(quote!(#shape::Texts)),
        "numbers" => Ok(quote!(#shape::Numbers)),
        _ => Err(Error::new(name.span(), "expected `object`, `objects`, `texts` or `numbers`")),
    }
}

fn int(value: &Expr) -> Option<&LitInt> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(n), .. }) => Some(n),
        _ => None,
    }
}

/// The arguments of `#[wire(…)]`: `skip`, `query`, `body`, `"name"`, `with = function`.
#[derive(Default)]
pub struct Wire {
    pub skip: bool,
    pub query: bool,
    pub body: bool,
    pub name: Option<LitStr>,
    pub with: Option<Path>,
    pub span: Option<Span>,
}

impl Wire {
    pub fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut wire = Self::default();
        for attribute in attributes.iter().filter(|a| a.path().is_ident("wire")) {
            wire.span = Some(attribute.path().span());
            attribute.parse_args_with(|input: ParseStream| each(input, |input| wire.entry(input)))?;
        }
        Ok(wire)
    }

    fn entry(&mut self, input: ParseStream) -> Result<()> {
        if input.peek(LitStr) {
            self.name = Some(input.parse()?);
            return Ok(());
        }
        let key = Ident::parse_any(input)?;
        match key.to_string().as_str() {
            "skip" => self.skip = true,
            "query" => self.query = true,
            "body" => self.body = true,
            "with" => {
                input.parse::<Token![=]>()?;
                self.with = Some(input.parse()?);
            }
            _ => return Err(Error::new(key.span(), "expected `skip`, `query`, `body`, \"name\" or `with = function`")),
        }
        Ok(())
    }
}

/// The value of `crate = path`, from its `=` on.
pub fn core_path(input: ParseStream) -> Result<Path> {
    input.parse::<Token![=]>()?;
    let shape = "expected a path to the core, as in `crate = tickets::nodewright_core`";
    Path::parse_mod_style(input).map_err(|e| Error::new(e.span(), shape))
}

/// What `#[param(crate = path)]` says on a struct or an enum; nothing else can be said there.
pub fn container(attributes: &[Attribute]) -> Result<Option<Path>> {
    let mut core = None;
    for attribute in attributes.iter().filter(|a| a.path().is_ident("param")) {
        attribute.parse_args_with(|input: ParseStream| {
            let known = |span| Error::new(span, "expected `crate = path`; titles and defaults belong to fields");
            if !input.peek(Token![crate]) {
                return Err(known(input.span()));
            }
            input.parse::<Token![crate]>()?;
            core = Some(core_path(input)?);
            if input.is_empty() { Ok(()) } else { Err(known(input.span())) }
        })?;
    }
    Ok(core)
}

/// Entries with commas between them.
fn each(input: ParseStream, mut entry: impl FnMut(ParseStream) -> Result<()>) -> Result<()> {
    while !input.is_empty() {
        entry(input)?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

/// The doc comment: lines of a paragraph joined, paragraphs by a line break.
pub fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    });
    let mut paragraphs = vec![String::new()];
    for line in lines {
        match (paragraphs.last_mut(), line.is_empty()) {
            (Some(last), false) if last.is_empty() => last.push_str(&line),
            (Some(last), false) => *last = format!("{last} {line}"),
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|p| !p.is_empty());
    paragraphs.join("\n")
}
