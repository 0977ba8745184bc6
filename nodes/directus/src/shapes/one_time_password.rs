use nodewright_core::prelude::*;

/// A one-time password. Directus refuses a number, which an expression may well give, so it is sent as text.
#[derive(Clone, Debug)]
pub struct OneTimePassword(Text);

impl Parameter for OneTimePassword {
    const FORM: Form = Form::of(Kind::String);

    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        let code = Text::read(from, field)?;
        Ok(Self(match code.value() {
            Value::Number(_) => code.as_str().into_owned().into(),
            _ => code,
        }))
    }

    fn put(&self, name: &str, to: &mut Request) {
        self.0.put(name, to);
    }
}
