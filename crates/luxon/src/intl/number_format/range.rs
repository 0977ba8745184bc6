//! Two numbers as a range: `3–5`, `~3` where both look the same.

use super::amount::Amount;
use super::{NumberFormat, NumberStyle};
use crate::error::{Error, Result};
use crate::intl::{Part, RangePart, Source};
use crate::locale::Language;

impl NumberFormat {
    /// Two numbers as a range, in parts.
    pub(crate) fn range_parts(&self, from: &Amount, to: &Amount) -> Result<Vec<RangePart>> {
        for (name, amount) in [("start", from), ("end", to)] {
            if amount.is_nan() {
                return Err(Error::range(format!("Invalid {name} : NaN")));
            }
        }
        if let Language::Other(data) = self.language {
            return Err(missing(&format!("of numbers in locale '{}'", data.tag())));
        }
        if self.options.style == NumberStyle::Unit || !self.is_plain_notation() {
            return Err(missing("of units and of notations other than standard"));
        }
        let (from, to) = (self.parts_of(from), self.parts_of(to));
        let part = |source: Source| move |part: Part| RangePart { part, source };
        if from == to {
            let sign = RangePart { part: Part::new("approximatelySign", "~"), source: Source::Shared };
            return Ok([sign].into_iter().chain(from.into_iter().map(part(Source::Shared))).collect());
        }
        // Anything but digits is set apart from the dash by a space.
        let bare =
            |parts: &[Part]| parts.iter().all(|part| matches!(part.kind, "integer" | "group" | "decimal" | "fraction"));
        let dash = if bare(&from) && bare(&to) { "–" } else { " – " };
        let dash = RangePart { part: Part::new("literal", dash), source: Source::Shared };
        let from = from.into_iter().map(part(Source::Start));
        Ok(from.chain([dash]).chain(to.into_iter().map(part(Source::End))).collect())
    }
}

fn missing(what: &str) -> Error {
    Error::unsupported(format!("a range {what} is not built in"))
}
