//! `derive(Operation)`.

use proc_macro2::{Span, TokenStream as Tokens};
use quote::{format_ident, quote, quote_spanned};
use syn::{
    DeriveInput, Error, Ident, LitStr, Path, Result, Token, Type, ext::IdentExt, parse::ParseStream, parse_quote,
    spanned::Spanned,
};

use crate::{
    attributes::{core_path, doc},
    group::{self, Member},
    names,
};

/// `#[operation(resource.operation, "Title", METHOD "/path/{field}", …)]`.
struct Route {
    resource: Ident,
    operation: Ident,
    title: LitStr,
    method: Ident,
    path: LitStr,
    formerly: Option<LitStr>,
    anonymous: bool,
    effect: Option<Ident>,
    run: Option<Path>,
    client: Option<Type>,
    core: Option<Path>,
}

const SHAPE: &str =
    "an operation is written as `#[operation(resource.operation, \"Title\", METHOD \"/path/{field}\")]`";
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const EFFECTS: [(&str, &str); 4] =
    [("read", "Read"), ("write", "Write"), ("idempotent_write", "IdempotentWrite"), ("delete", "Delete")];

impl Route {
    fn of(input: &DeriveInput) -> Result<Self> {
        let mut found = input.attrs.iter().filter(|a| a.path().is_ident("operation"));
        match (found.next(), found.next()) {
            (Some(attribute), None) => attribute.parse_args_with(Self::parse),
            (None, _) => Err(Error::new(input.ident.span(), SHAPE)),
            (_, Some(second)) => Err(Error::new_spanned(second, "an operation has one route")),
        }
    }

    fn parse(input: ParseStream) -> Result<Self> {
        let shape = |e: Error| Error::new(e.span(), SHAPE);
        let resource = Ident::parse_any(input).map_err(shape)?;
        input.parse::<Token![.]>().map_err(shape)?;
        let operation = Ident::parse_any(input).map_err(shape)?;
        input.parse::<Token![,]>().map_err(shape)?;
        let title = input.parse().map_err(shape)?;
        input.parse::<Token![,]>().map_err(shape)?;
        let method: Ident = input.parse().map_err(shape)?;
        if !METHODS.iter().any(|m| method == m) {
            return Err(Error::new(method.span(), format!("expected {}", METHODS.join(", "))));
        }
        let path = input.parse().map_err(shape)?;
        let mut route = Self {
            resource,
            operation,
            title,
            method,
            path,
            formerly: None,
            anonymous: false,
            effect: None,
            run: None,
            client: None,
            core: None,
        };
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if !input.is_empty() {
                route.flag(input)?;
            }
        }
        Ok(route)
    }

    fn flag(&mut self, input: ParseStream) -> Result<()> {
        // `crate` is a keyword.
        let key = Ident::parse_any(input)?;
        match key.to_string().as_str() {
            "anonymous" => self.anonymous = true,
            "effect" => {
                input.parse::<Token![=]>()?;
                let effect: Ident = input.parse()?;
                let Some((_, variant)) = EFFECTS.iter().find(|(name, _)| effect == name) else {
                    let known: Vec<_> = EFFECTS.iter().map(|(name, _)| format!("`{name}`")).collect();
                    return Err(Error::new(effect.span(), format!("expected {}", known.join(", "))));
                };
                self.effect = Some(format_ident!("{variant}"));
            }
            "run" => {
                input.parse::<Token![=]>()?;
                self.run = Some(input.parse()?);
            }
            "formerly" => {
                input.parse::<Token![=]>()?;
                self.formerly = Some(input.parse()?);
            }
            "client" => {
                input.parse::<Token![=]>()?;
                let shape = |e: Error| Error::new(e.span(), "expected the type of the client, as in `client = Desk`");
                self.client = Some(input.parse().map_err(shape)?);
            }
            "crate" => self.core = Some(core_path(input)?),
            _ => {
                let known = "expected `anonymous`, `effect = …`, `formerly = \"/path\"`, `run = function`, \
                             `client = Type` or `crate = path`";
                return Err(Error::new(key.span(), known));
            }
        }
        Ok(())
    }

    /// The type of the client: `crate::Client` if it is not given.
    fn client(&self) -> Type {
        self.client.clone().unwrap_or_else(|| parse_quote!(crate::Client))
    }

    /// Follows from the method if it is not given.
    fn effect(&self) -> Ident {
        self.effect.clone().unwrap_or_else(|| match self.method.to_string().as_str() {
            "GET" => format_ident!("Read"),
            "DELETE" => format_ident!("Delete"),
            "PUT" => format_ident!("IdempotentWrite"),
            _ => format_ident!("Write"),
        })
    }
}

/// A path as text and fields in turn.
fn parts<'a>(path: &LitStr, members: &[Member<'a>]) -> Result<Vec<Part<'a>>> {
    let (text, span) = (path.value(), path.span());
    if !text.starts_with('/') {
        return Err(Error::new(span, "a path starts with `/`"));
    }
    let (mut parts, mut rest) = (Vec::new(), text.as_str());
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((name, behind)) = behind.split_once('}') else {
            return Err(Error::new(span, "a `{` of the path is not closed"));
        };
        parts.push(Part::Text(before.to_owned()));
        parts.push(Part::Field(field(name, members, span)?));
        rest = behind;
    }
    parts.push(Part::Text(rest.to_owned()));
    Ok(parts)
}

/// The path with the fields' values in it, as an expression.
fn path_expression(parts: &[Part<'_>], members: &[Member<'_>]) -> Tokens {
    let pushes = parts.iter().map(|part| match part {
        Part::Text(text) => quote!(path.push_str(#text);),
        Part::Field((n, ident)) => quote_spanned! {members[*n].field.ty.span()=>
            __nodewright::push_segment(&mut path, &self.#ident, <Self as __nodewright::Group>::FIELDS[#n].title)?;
        },
    });
    quote!({
        let mut path = ::std::string::String::new();
        #(#pushes)*
        path
    })
}

enum Part<'a> {
    Text(String),
    /// Index of the field, and its name.
    Field((usize, &'a Ident)),
}

fn field<'a>(name: &str, members: &[Member<'a>], span: Span) -> Result<(usize, &'a Ident)> {
    let found = members.iter().position(|m| names::plain(&m.ident.to_string()) == name);
    found.map(|n| (n, members[n].ident)).ok_or_else(|| {
        let fields: Vec<_> = members.iter().map(|m| format!("`{}`", m.ident)).collect();
        let known =
            if fields.is_empty() { "there are none".to_owned() } else { format!("there are {}", fields.join(", ")) };
        Error::new(span, format!("the path names `{{{name}}}`, which is not a field of the struct; {known}"))
    })
}

pub fn derive(input: &DeriveInput) -> Result<Tokens> {
    let (ty, route, members) = (&input.ident, Route::of(input)?, group::members(input)?);
    let parts_now = parts(&route.path, &members)?;
    let in_path: Vec<_> =
        parts_now.iter().filter_map(|p| if let Part::Field((_, ident)) = p { Some(*ident) } else { None }).collect();
    let (group, path) = (group::group(input, &in_path, route.method == "GET")?, path_expression(&parts_now, &members));
    let former = route.formerly.as_ref().map(|path| parts(path, &members)).transpose()?;
    let former = former
        .map(|parts| path_expression(&parts, &members))
        .map(|path| quote!(request.former_path = ::std::option::Option::Some(#path);));
    let new = if group::has_fields(&members, &in_path)? { quote!(with_fields) } else { quote!(new) };
    let Route { method, anonymous, .. } = &route;
    let anonymous = anonymous.then(|| quote!(request.authenticate = false;));
    let run = match &route.run {
        Some(function) => quote!(#function(self, client, call).await),
        // Where the client cannot send, its type is what is wrong.
        None => quote_spanned!(route.client().span()=> __nodewright::Sends::send(client, self.request()?, call).await),
    };
    let operation = implementation(input, &route, &run);
    if let Some(attribute) = input.attrs.iter().find(|a| a.path().is_ident("param")) {
        let message = "`#[param(…)]` is for fields: what an operation has is written in `#[operation(…)]`";
        return Err(Error::new_spanned(attribute, message));
    }
    Ok(quote! {
        #group
        #operation

        impl #ty {
            /// The request that these parameters make.
            ///
            /// # Errors
            /// A value that cannot be part of the path.
            pub fn request(&self) -> __nodewright::Result<__nodewright::Request> {
                let mut request = __nodewright::Request::#new(__nodewright::Method::#method, #path);
                #former
                request.effect = ::std::option::Option::Some(<Self as __nodewright::Operation>::INFO.effect);
                #anonymous
                __nodewright::Group::put_all(self, &mut request);
                ::std::result::Result::Ok(request)
            }
        }
    })
}

fn implementation(input: &DeriveInput, route: &Route, run: &Tokens) -> Tokens {
    let (ty, title, text, effect) = (&input.ident, &route.title, doc(&input.attrs), route.effect());
    let client = route.client();
    let resource = names::plain(&route.resource.to_string()).to_owned();
    let operation = names::plain(&route.operation.to_string()).to_owned();
    quote! {
        impl __nodewright::Operation for #ty {
            type Client = #client;
            const INFO: __nodewright::OperationInfo = __nodewright::OperationInfo {
                resource: #resource,
                operation: #operation,
                title: #title,
                description: #text,
                effect: __nodewright::Effect::#effect,
            };

            async fn run(
                &self,
                client: &#client,
                call: &__nodewright::Call<'_>,
            ) -> __nodewright::Result<__nodewright::Output> {
                #run
            }
        }
    }
}

/// Where the core is, if the route could be read and says so.
pub fn core(input: &DeriveInput) -> Option<Path> {
    Route::of(input).ok()?.core
}

/// Replaces a struct whose derive failed, at the operation's own place in the table if its route could be read.
pub fn stub(input: &DeriveInput) -> Tokens {
    let route = Route::of(input).unwrap_or_else(|_| Route {
        resource: format_ident!("unknown"),
        operation: format_ident!("unknown"),
        title: LitStr::new("", Span::call_site()),
        method: format_ident!("GET"),
        path: LitStr::new("/", Span::call_site()),
        formerly: None,
        anonymous: false,
        effect: None,
        run: None,
        client: None,
        core: None,
    });
    let (group, operation) = (group::stub(input), implementation(input, &route, &quote!(::std::unreachable!())));
    quote!(#group #operation)
}
