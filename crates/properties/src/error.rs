//! What can be wrong with a description or with the parameters of a node.

/// Why parameters could not be resolved, shown or checked.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The display options of properties depend on each other, or a property on itself.
    #[error(
        "Could not resolve parameter dependencies. Max iterations reached! Hint: If `displayOptions` are specified in any \
         child parameter of a parent `collection` or `fixedCollection`, remove the `displayOptions` from the child parameter."
    )]
    DependencyLoop,
    /// A collection or fixed collection holds a value but its property has no `options` that say what may be in it.
    #[error("Property \"{property}\" has no options, so its value cannot be read")]
    MissingOptions {
        /// The property's name.
        property: String,
    },
    /// Something that has to be a list is not one: a group of a fixed collection with several values, the conditions of a filter, the
    /// schema of a resource mapper.
    #[error("Parameter \"{property}\": \"{part}\" must be a list")]
    NotAList {
        /// The property's name.
        property: String,
        /// The name of the value that is not a list.
        part: String,
    },
    /// The default of a fixed collection with one value names a group, which n8n cannot resolve.
    #[error(
        "Property \"{property}\": the default of a fixed collection without multiple values must not name the group \"{group}\""
    )]
    DefaultGroup {
        /// The property's name.
        property: String,
        /// The group's name.
        group: String,
    },
    /// A `between` condition without a range.
    #[error("A condition with `between` needs {{\"from\": …, \"to\": …}}")]
    MissingRange,
    /// An invalid regular expression.
    #[error("Invalid regular expression: /{pattern}/{flags}: {reason}")]
    InvalidRegex {
        /// The expression.
        pattern: String,
        /// Its flags.
        flags: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Invalid flags of a regular expression.
    #[error("Invalid flags supplied to RegExp constructor '{flags}'")]
    InvalidRegexFlags {
        /// The flags.
        flags: String,
    },
    /// A regular expression that JavaScript knows, and this library does not.
    #[error("{reason}")]
    UnsupportedRegex {
        /// What is not supported.
        reason: String,
    },
    /// A regular expression that has to try too much on a text.
    #[error("Regular expression execution timed out")]
    RegexTimeout,
}

impl Error {
    /// A part of a parameter that has to be a list is not one.
    #[cfg(feature = "resolve")]
    pub(crate) fn not_a_list(property: &crate::Property, part: &str) -> Self {
        Self::NotAList { property: property.name.to_string(), part: part.to_owned() }
    }
}
