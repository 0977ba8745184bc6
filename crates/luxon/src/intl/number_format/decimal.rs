//! A number as its decimal digits.

use super::options::RoundingMode;

/// `0.d₁d₂d₃… × 10^point`, without leading or trailing zeros among the digits; no digits at all are zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decimal {
    digits: Vec<u8>,
    point: i32,
}

/// The two halves of a number, as they are written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Halves {
    pub integer: String,
    pub fraction: String,
}

impl Decimal {
    /// A finite number by the shortest digits that read back as it, which is what V8 rounds: 1.005 to 1.01.
    pub fn from_f64(number: f64) -> Self {
        let text = format!("{number:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        let mut decimal = Self { digits, point: exponent.parse::<i32>().unwrap_or(0) + 1 };
        decimal.trim();
        decimal
    }

    /// Digits with at most one point among them.
    pub fn parse(text: &str) -> Option<Self> {
        let (integer, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits: Vec<u8> = [integer, fraction].concat().bytes().map(|digit| digit.wrapping_sub(b'0')).collect();
        if digits.is_empty() || digits.iter().any(|digit| *digit > 9) {
            return None;
        }
        let mut decimal = Self { digits, point: i32::try_from(integer.len()).ok()? };
        decimal.trim();
        Some(decimal)
    }

    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The power of ten of the first digit.
    pub fn exponent(&self) -> i32 {
        if self.is_zero() { 0 } else { self.point - 1 }
    }

    /// Times a power of ten.
    pub fn shift(&mut self, places: i32) {
        if !self.is_zero() {
            self.point += places;
        }
    }

    /// Rounds to so many places after the point; before it, if negative.
    pub fn round_to_places(&mut self, places: i32, mode: RoundingMode, negative: bool) {
        self.round_to_len(self.point + places, mode, negative);
    }

    /// Rounds to so many significant digits.
    pub fn round_to_significant(&mut self, digits: i32, mode: RoundingMode, negative: bool) {
        self.round_to_len(digits, mode, negative);
    }

    fn round_to_len(&mut self, len: i32, mode: RoundingMode, negative: bool) {
        if len >= self.digits.len() as i32 {
            return;
        }
        let kept = usize::try_from(len).unwrap_or(0);
        let half = match self.digits.get(kept) {
            _ if len < 0 => std::cmp::Ordering::Less,
            Some(5) if self.digits.len() == kept + 1 => std::cmp::Ordering::Equal,
            Some(5..) => std::cmp::Ordering::Greater,
            _ => std::cmp::Ordering::Less,
        };
        let odd = kept > 0 && self.digits[kept - 1] % 2 == 1;
        let up = mode.rounds_up(half, odd, negative);
        self.digits.truncate(kept);
        if up {
            self.increment(len);
        }
        self.trim();
    }

    /// Adds one at the last of `len` digits.
    fn increment(&mut self, len: i32) {
        if len <= 0 {
            self.digits = vec![1];
            self.point += 1 - len;
            return;
        }
        self.digits.resize(len as usize, 0);
        for digit in self.digits.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                return;
            }
            *digit = 0;
        }
        self.digits.insert(0, 1);
        self.point += 1;
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        let zeros = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..zeros);
        self.point -= zeros as i32;
        if self.digits.is_empty() {
            self.point = 0;
        }
    }

    /// The digits before and after the point, with at least so many of each.
    pub fn halves(&self, least_integer: usize, least_fraction: usize) -> Halves {
        let digit = |index: i32| {
            let digit = usize::try_from(index).ok().and_then(|index| self.digits.get(index)).copied().unwrap_or(0);
            char::from(b'0' + digit)
        };
        let integer_len = (self.point.max(0) as usize).max(least_integer);
        let fraction_len = ((self.digits.len() as i32 - self.point).max(0) as usize).max(least_fraction);
        let integer = (0..integer_len as i32).map(|at| digit(at + self.point - integer_len as i32)).collect();
        let fraction = (0..fraction_len as i32).map(|at| digit(at + self.point)).collect();
        Halves { integer, fraction }
    }

    /// How many digits there are, from the first one on.
    pub fn significant(&self) -> usize {
        self.digits.len().max(1)
    }
}
