//! `derive(Group)` and `derive(Collection)`, and the part of `derive(Operation)` that they share.

use proc_macro2::TokenStream as Tokens;
use quote::{format_ident, quote, quote_spanned};
use syn::{Data, DeriveInput, Error, Field, Fields, Ident, Result, spanned::Spanned};

use crate::{
    attributes::{Param, Wire, doc},
    names,
};

/// A named field and its name.
pub struct Member<'a> {
    pub ident: &'a Ident,
    pub field: &'a Field,
}

/// The fields of a struct; anything else cannot be a group of parameters.
pub fn members(input: &DeriveInput) -> Result<Vec<Member<'_>>> {
    if !input.generics.params.is_empty() {
        return Err(Error::new(input.generics.span(), "parameter structs cannot be generic: their form is a constant"));
    }
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => Ok(fields
                .named
                .iter()
                .filter_map(|field| Some(Member { ident: field.ident.as_ref()?, field }))
                .collect()),
            Fields::Unit => Ok(Vec::new()),
            Fields::Unnamed(fields) => {
                Err(Error::new(fields.span(), "parameters need names: use a struct with named fields"))
            }
        },
        _ => Err(Error::new(
            input.ident.span(),
            "parameters are the fields of a struct; for a list of values use `derive(Choice)`",
        )),
    }
}

/// Whether anything is left for the body: a field that stands neither in the path nor in the query only.
pub fn has_fields(members: &[Member<'_>], path: &[&Ident]) -> Result<bool> {
    for Member { ident, field } in members {
        let wire = Wire::of(&field.attrs)?;
        if !path.contains(ident) && !wire.skip && !wire.query {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `impl Group` and `impl JsonSchema`. Fields in `path` are not put: they are part of the path already. `in_query` is
/// whether the others make the query.
pub fn group(input: &DeriveInput, path: &[&Ident], in_query: bool) -> Result<Tokens> {
    let (ty, members) = (&input.ident, members(input)?);
    let fields = members.iter().map(|m| field(m, path.contains(&m.ident), in_query)).collect::<Result<Vec<_>>>()?;
    let puts = members.iter().map(|m| put(m, path.contains(&m.ident))).collect::<Result<Vec<_>>>()?;
    let idents: Vec<_> = members.iter().map(|m| m.ident).collect();
    // A type that a macro was given sees no names of the derive.
    let (issues, from) = (format_ident!("issues"), format_ident!("from"));
    let reads = members.iter().enumerate().map(|(n, Member { ident, field })| {
        let ty = &field.ty;
        quote_spanned!(ty.span()=> let #ident = #issues.keep(<#ty as __nodewright::Parameter>::read(#from, &Self::FIELDS[#n]));)
    });
    let (name, text) = (ty.to_string(), doc(&input.attrs));
    Ok(quote! {
        impl __nodewright::Group for #ty {
            const FIELDS: &'static [__nodewright::Field] = &[#(#fields),*];

            fn read_all(
                from: &__nodewright::Parameters,
            ) -> ::std::result::Result<Self, __nodewright::Issues> {
                let mut issues = __nodewright::Issues::default();
                #(#reads)*
                match (#(#idents,)*) {
                    (#(::std::option::Option::Some(#idents),)*) => ::std::result::Result::Ok(Self { #(#idents),* }),
                    #[allow(unreachable_patterns)]
                    _ => ::std::result::Result::Err(issues),
                }
            }

            #[allow(unused_variables)]
            fn put_all(&self, to: &mut __nodewright::Request) {
                #(#puts)*
            }
        }

        impl __nodewright::schemars::JsonSchema for #ty {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(#name)
            }

            fn json_schema(_: &mut __nodewright::schemars::SchemaGenerator) -> __nodewright::schemars::Schema {
                __nodewright::form::object_schema(<Self as __nodewright::Group>::FIELDS, #text)
            }
        }
    })
}

/// A field as a constant of the form.
fn field(Member { ident, field }: &Member<'_>, in_path: bool, in_query: bool) -> Result<Tokens> {
    let (param, ty, text) = (Param::of(&field.attrs)?, &field.ty, doc(&field.attrs));
    let carried = carried(&Wire::of(&field.attrs)?, in_path, in_query);
    let own = ident.to_string();
    let title = param.title.as_ref().map_or_else(|| names::title(&own), syn::LitStr::value);
    let name = param.name.as_ref().map_or_else(|| names::camel(&own), syn::LitStr::value);
    let (modifiers, form) = (param.modifiers()?, param.form());
    let described = (!text.is_empty()).then(|| quote!(.description(#text)));
    Ok(quote_spanned! {ty.span()=>
        __nodewright::Field::new(#name, #title, <#ty as __nodewright::Parameter>::FORM #form) #described #modifiers #carried
    })
}

/// Where the request carries a field, if not where all others are.
fn carried(wire: &Wire, in_path: bool, in_query: bool) -> Option<Tokens> {
    let carried = match wire {
        _ if in_path || wire.skip => quote!(Apart),
        _ if wire.query => quote!(InQuery),
        // The function may put it anywhere.
        Wire { with: Some(_), .. } => quote!(Apart),
        _ if in_query => quote!(InQuery),
        _ => return None,
    };
    Some(quote!(.carried(__nodewright::Carried::#carried)))
}

/// What a field adds to the request.
fn put(Member { ident, field }: &Member<'_>, in_path: bool) -> Result<Tokens> {
    let (wire, own) = (Wire::of(&field.attrs)?, ident.to_string());
    if let (true, Some(span)) = (in_path, wire.span) {
        return Err(Error::new(span, format!("`{own}` is already part of the path: remove `#[wire(…)]`")));
    }
    if in_path || wire.skip {
        return Ok(Tokens::new());
    }
    let name = wire.name.map_or_else(|| names::plain(&own).to_owned(), |name| name.value());
    if wire.body {
        return Ok(quote!(__nodewright::form::put_whole(&self.#ident, to);));
    }
    let put = match wire.with {
        Some(function) => quote!(#function(&self.#ident, #name, to);),
        None => quote!(__nodewright::Parameter::put(&self.#ident, #name, to);),
    };
    Ok(if wire.query { quote!(to.in_query(|to| { #put });) } else { put })
}

/// Parameters at the level of the field: as a shape, and as the rows of a list.
pub fn derive_group(input: &DeriveInput) -> Result<Tokens> {
    let (ty, group) = (&input.ident, group(input, &[], false)?);
    Ok(quote! {
        #group

        impl __nodewright::Parameter for #ty {
            const FORM: __nodewright::Form =
                __nodewright::Form::of(__nodewright::Kind::Inline(<Self as __nodewright::Group>::FIELDS));

            fn read(
                from: &__nodewright::Parameters,
                _: &__nodewright::Field,
            ) -> ::std::result::Result<Self, __nodewright::Issues> {
                __nodewright::Group::read_all(from)
            }

            fn put(&self, _: &str, to: &mut __nodewright::Request) {
                __nodewright::Group::put_all(self, to);
            }
        }

        impl __nodewright::Element for #ty {
            const LIST: __nodewright::Form =
                __nodewright::Form::of(__nodewright::Kind::Rows(<Self as __nodewright::Group>::FIELDS)).optional();

            fn read_one(
                value: &__nodewright::Value,
                field: &__nodewright::Field,
            ) -> ::std::result::Result<Self, __nodewright::Issues> {
                __nodewright::form::read_row(value, field)
            }

            fn wire(&self) -> __nodewright::Value {
                __nodewright::form::row_on_the_wire(self)
            }
        }
    })
}

/// Parameters below the field; in the request they are at the top level.
pub fn derive_collection(input: &DeriveInput) -> Result<Tokens> {
    let (ty, group) = (&input.ident, group(input, &[], false)?);
    Ok(quote! {
        #group

        impl __nodewright::Parameter for #ty {
            const FORM: __nodewright::Form =
                __nodewright::Form::of(__nodewright::Kind::Collection(<Self as __nodewright::Group>::FIELDS)).optional();

            fn read(
                from: &__nodewright::Parameters,
                field: &__nodewright::Field,
            ) -> ::std::result::Result<Self, __nodewright::Issues> {
                __nodewright::form::read_collection(from, field)
            }

            fn put(&self, _: &str, to: &mut __nodewright::Request) {
                __nodewright::Group::put_all(self, to);
            }
        }
    })
}

/// Stands in for a struct whose derive failed.
pub fn stub(input: &DeriveInput) -> Tokens {
    if !input.generics.params.is_empty() {
        return Tokens::new();
    }
    let ty = &input.ident;
    let map = quote!(&__nodewright::Parameters);
    quote! {
        impl __nodewright::Group for #ty {
            const FIELDS: &'static [__nodewright::Field] = &[];
            fn read_all(_: #map) -> ::std::result::Result<Self, __nodewright::Issues> { ::std::unreachable!() }
            fn put_all(&self, _: &mut __nodewright::Request) {}
        }
        impl __nodewright::Parameter for #ty {
            const FORM: __nodewright::Form = __nodewright::Form::of(__nodewright::Kind::Inline(&[]));
            fn read(_: #map, _: &__nodewright::Field) -> ::std::result::Result<Self, __nodewright::Issues> { ::std::unreachable!() }
            fn put(&self, _: &str, _: &mut __nodewright::Request) {}
        }
    }
}
