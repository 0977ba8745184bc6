//! What ECMAScript modules import.

use rquickjs::loader::{ImportAttributes, Loader, Resolver};
use rquickjs::module::Declared;
use rquickjs::{Atom, Ctx, Error, Function, Module, Object, Result, Symbol, Value};

/// Under the symbol of this name (`Symbol.for`), a realm's setup leaves `{ resolve(base, name), source(name) }` among the globals:
/// which module is meant, and its text.
const IMPORTS: &str = "nodewright.imports";

/// Asks the realm's JavaScript.
pub struct Imports;

fn ask<'js>(ctx: &Ctx<'js>, what: &str, of: (&str, &str)) -> Result<String> {
    let symbols: Object<'js> = ctx.globals().get("Symbol")?;
    let symbol: Symbol<'js> = symbols.get::<_, Function<'js>>("for")?.call((IMPORTS,))?;
    let imports: Value<'js> = ctx.globals().get(Atom::from_value(ctx.clone(), symbol.as_value())?)?;
    let Some(imports) = imports.as_object() else { return Err(Error::new_loading(of.1)) };
    imports.get::<_, Function<'js>>(what)?.call(of)
}

impl Resolver for Imports {
    fn resolve<'js>(
        &mut self,
        ctx: &Ctx<'js>,
        base: &str,
        name: &str,
        _: Option<ImportAttributes<'js>>,
    ) -> Result<String> {
        ask(ctx, "resolve", (base, name))
    }
}

impl Loader for Imports {
    fn load<'js>(
        &mut self,
        ctx: &Ctx<'js>,
        name: &str,
        _: Option<ImportAttributes<'js>>,
    ) -> Result<Module<'js, Declared>> {
        let source = ask(ctx, "source", ("", name))?;
        Module::declare(ctx.clone(), name, source)
    }
}
