//! How often something is repeated.

use crate::parser::Parser;
use crate::syntax::Node;

impl Parser {
    /// A node with the quantifier behind it, if there is one.
    pub(crate) fn quantified(
        &mut self,
        node: Node,
        is_quantifiable: bool,
        first_group: usize,
    ) -> Result<Node, &'static str> {
        // What follows `^` and the like is read as a term of its own.
        if !is_quantifiable && !matches!(node, Node::Look { .. }) {
            return Ok(node);
        }
        let Some((min, max)) = self.quantifier()? else {
            return Ok(node);
        };
        if !is_quantifiable {
            return Err("Invalid quantifier");
        }
        let is_greedy = !self.eat("?");
        let groups = first_group..self.next_group();
        Ok(Node::Repeat { node: Box::new(node), min, max, is_greedy, groups })
    }

    /// `*`, `+`, `?` or `{1,2}`. Without the flag `u`, braces that hold no numbers are letters.
    fn quantifier(&mut self) -> Result<Option<(u32, u32)>, &'static str> {
        let position = self.position();
        let times = match self.peek() {
            Some('*') => (0, u32::MAX),
            Some('+') => (1, u32::MAX),
            Some('?') => (0, 1),
            Some('{') => {
                let Some(times) = self.braces() else {
                    self.go_back(position);
                    return if self.flags.by_code_point() { Err("Incomplete quantifier") } else { Ok(None) };
                };
                if times.0 > times.1 {
                    return Err("numbers out of order in {} quantifier");
                }
                return Ok(Some(times));
            }
            _ => return Ok(None),
        };
        self.next();
        Ok(Some(times))
    }

    pub(crate) fn is_at_quantifier(&mut self) -> bool {
        let position = self.position();
        let is_quantifier = self.braces().is_some();
        self.go_back(position);
        is_quantifier
    }

    fn braces(&mut self) -> Option<(u32, u32)> {
        self.next();
        let min = self.digits()?;
        let max = match self.eat(",") {
            false => min,
            true if self.peek() == Some('}') => u32::MAX,
            true => self.digits()?,
        };
        self.eat("}").then_some((min, max))
    }

    fn digits(&mut self) -> Option<u32> {
        let start = self.position();
        let mut number = 0_u32;
        while let Some(digit) = self.peek().and_then(|letter| letter.to_digit(10)) {
            number = number.checked_mul(10).and_then(|number| number.checked_add(digit)).unwrap_or(u32::MAX);
            self.next();
        }
        (self.position() > start).then_some(number)
    }
}
