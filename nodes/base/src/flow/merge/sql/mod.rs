//! The mode "SQL Query": the inputs as tables `input1`, `input2` and so on, whose values are JavaScript's.
//!
//! No embedded engine compares them as n8n's does, which takes `'3' = 3` for true and has fields that are missing in some
//! rows. So only the parser is one of the usual ones; what it reads is worked out here. What is not is refused by name.

mod aggregate;
mod column;
mod function;
mod join;
mod query;
mod scope;
mod value;

use nodewright_core::{ErrorKind, Item, ItemRef, NodeError, PairedItem, Parameters, Result, Value, Version};
use sqlparser::{
    ast::Statement,
    dialect::GenericDialect,
    parser::{Parser, ParserError},
    tokenizer::{Token, Tokenizer},
};

use super::Inputs;
use query::Rows;
use scope::{Entry, Link};

/// Words and signs that a query may have, besides numbers, texts and commas: how deep it nests hangs on them.
const MOST_TOKENS: usize = 600;

/// The rows that a query, or several with semicolons between, makes of the inputs.
pub fn merge(query: &str, parameters: &Parameters, inputs: &[Vec<Item>], version: Version) -> Result<Vec<Item>> {
    let statements = parse(query)?;
    let tables: Vec<_> =
        Inputs(inputs).of(parameters).into_iter().enumerate().map(|(i, items)| table(i, items)).collect();
    let mut items = Vec::new();
    for statement in &statements {
        let Statement::Query(query) = statement else { return Err(unsupported("anything but SELECT")) };
        for row in (Rows { tables: &tables }).of(query)? {
            let links = row
                .links
                .into_iter()
                .map(|Link { input, item }| ItemRef { input: (input > 0).then_some(input), ..ItemRef::new(item) });
            let paired = match version < Version::new(3.1) {
                true => to_all(inputs),
                false => PairedItem::Many(links.collect()),
            };
            items.push(Item { paired_item: Some(paired), ..Item::new(row.fields) });
        }
    }
    let says_success = match version < Version::new(3.2) {
        true => true,
        false => {
            let option = parameters.get("options").and_then(|options| options.get("emptyQueryResult"));
            option.is_some_and(|result| result == "success")
        }
    };
    if items.is_empty() && says_success {
        let mut item = Item::empty();
        item.json["success"] = true.into();
        items.push(Item { paired_item: Some(to_all(inputs)), ..item });
    }
    Ok(items)
}

fn parse(query: &str) -> Result<Vec<Statement>> {
    let dialect = GenericDialect {};
    let tokens = Tokenizer::new(&dialect, query).tokenize().map_err(|error| failed(error.to_string()))?;
    let is_counted = |token: &&Token| {
        !matches!(token, Token::Whitespace(_) | Token::Comma | Token::Number(..) | Token::SingleQuotedString(_))
    };
    if tokens.iter().filter(is_counted).count() > MOST_TOKENS {
        return Err(failed(format!("The query has more than {MOST_TOKENS} words and signs")));
    }
    Parser::new(&dialect).with_tokens(tokens).parse_statements().map_err(|error| match error {
        ParserError::ParserError(reason) | ParserError::TokenizerError(reason) => failed(reason),
        error => failed(error.to_string()),
    })
}

fn table(input: usize, items: &[Item]) -> (String, Vec<Entry>) {
    let entry = |(item, Item { json, .. }): (usize, &Item)| Entry {
        fields: match json {
            Value::Object(fields) => fields.clone(),
            _ => Default::default(),
        },
        links: vec![Link { input, item }],
    };
    (format!("input{}", input + 1), items.iter().enumerate().map(entry).collect())
}

/// Version 3 links every row to every item.
fn to_all(inputs: &[Vec<Item>]) -> PairedItem {
    let links = inputs.iter().enumerate().flat_map(|(input, items)| {
        (0..items.len()).map(move |item| ItemRef { input: Some(input), ..ItemRef::new(item) })
    });
    PairedItem::Many(links.collect())
}

fn failed(reason: impl Into<String>) -> NodeError {
    NodeError::new(ErrorKind::Operation, "Issue while executing query").with_description(reason).at_item(0)
}

fn unsupported(what: impl std::fmt::Display) -> NodeError {
    failed(format!("The SQL of merge does not support {what}"))
}
