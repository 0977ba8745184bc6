//! `derive(Choice)`.

use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Result, spanned::Spanned};

use crate::{
    attributes::{Param, doc},
    names,
};

pub fn derive(input: &DeriveInput) -> Result<Tokens> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new(input.ident.span(), "a choice is an enum; its variants are the values"));
    };
    let (mut choices, mut reads, mut writes, mut values) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            return Err(Error::new(variant.span(), "variants must not carry data"));
        }
        let (param, own, ident) = (Param::of(&variant.attrs)?, variant.ident.to_string(), &variant.ident);
        let value = param.name.as_ref().map_or_else(|| names::lower_first(&own), syn::LitStr::value);
        let title = param.title.as_ref().map_or_else(|| names::spaced(&own), syn::LitStr::value);
        let text = doc(&variant.attrs);
        choices.push(quote!(__nodewright::Choice { value: #value, title: #title, description: #text }));
        reads.push(quote!(::std::option::Option::Some(#value) => ::std::result::Result::Ok(Self::#ident)));
        writes.push(quote!(Self::#ident => #value));
        values.push(value);
    }
    let (ty, name) = (&input.ident, input.ident.to_string());
    let expected = format!("one of: {}", values.join(", "));
    Ok(quote! {
        impl #ty {
            /// All values, in order.
            pub const CHOICES: &'static [__nodewright::Choice] = &[#(#choices),*];

            /// What is stored and sent.
            pub const fn value(&self) -> &'static str {
                match self { #(#writes),* }
            }

            fn read_value(
                value: &__nodewright::Value,
                field: &__nodewright::Field,
            ) -> ::std::result::Result<Self, __nodewright::Issues> {
                match value.as_str() {
                    #(#reads,)*
                    _ => ::std::result::Result::Err(field.invalid(#expected)),
                }
            }
        }

        impl __nodewright::Parameter for #ty {
            const FORM: __nodewright::Form =
                __nodewright::Form::of(__nodewright::Kind::Options(<#ty>::CHOICES));

            fn read(
                from: &__nodewright::Parameters,
                field: &__nodewright::Field,
            ) -> ::std::result::Result<Self, __nodewright::Issues> {
                Self::read_value(&*__nodewright::form::required(from, field)?, field)
            }

            fn put(&self, name: &str, to: &mut __nodewright::Request) {
                to.set(name, self.value());
            }
        }

        impl __nodewright::Element for #ty {
            const LIST: __nodewright::Form =
                __nodewright::Form::of(__nodewright::Kind::MultiOptions(<#ty>::CHOICES));

            fn read_one(
                value: &__nodewright::Value,
                field: &__nodewright::Field,
            ) -> ::std::result::Result<Self, __nodewright::Issues> {
                Self::read_value(value, field)
            }

            fn wire(&self) -> __nodewright::Value {
                self.value().into()
            }
        }

        impl __nodewright::Segment for #ty {
            fn segment(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Borrowed(self.value())
            }
        }

        impl __nodewright::schemars::JsonSchema for #ty {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(#name)
            }

            fn json_schema(_: &mut __nodewright::schemars::SchemaGenerator) -> __nodewright::schemars::Schema {
                __nodewright::form::choices_schema(<#ty>::CHOICES)
            }
        }
    })
}
