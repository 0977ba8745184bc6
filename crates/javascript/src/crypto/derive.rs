//! Keys from passwords.

use super::digest::{Algorithm, with_digest};
use super::{Asked, Refusal, Result, refused};

/// What is derived at most, in bytes.
const LONGEST: usize = 1 << 20;
/// Rounds at most: their time is not counted as JavaScript's.
const MOST_ROUNDS: usize = 10_000_000;
/// Memory at most, in bytes, as Node.js has it.
const MOST_MEMORY: usize = 32 << 20;

fn length(asked: &Asked<'_>) -> Result<usize> {
    match asked.number("length") {
        Some(length) if length <= LONGEST => Ok(length),
        _ => refused(format!("A derived key may have {LONGEST} bytes at most")),
    }
}

pub fn pbkdf2(asked: &Asked<'_>) -> Result<Vec<u8>> {
    let rounds = asked.number("rounds").filter(|rounds| (1..=MOST_ROUNDS).contains(rounds));
    let Some(rounds) = rounds.and_then(|rounds| u32::try_from(rounds).ok()) else {
        return refused(format!("PBKDF2 takes 1 to {MOST_ROUNDS} rounds here"));
    };
    let mut derived = vec![0; length(asked)?];
    let (password, salt) = (asked.bytes("password")?, asked.bytes("salt")?);
    with_digest!(Algorithm::named(asked.text("hash"))?, D => {
        pbkdf2::pbkdf2_hmac::<D>(&password, &salt, rounds, &mut derived);
    });
    Ok(derived)
}

pub fn scrypt(asked: &Asked<'_>) -> Result<Vec<u8>> {
    let cost = asked.number("cost").unwrap_or(16384);
    let (block, parallel) = (asked.number("block").unwrap_or(8), asked.number("parallel").unwrap_or(1));
    let invalid = || Refusal("Invalid scrypt params".to_owned(), "ERR_CRYPTO_INVALID_SCRYPT_PARAMS");
    let most = asked.number("memory").unwrap_or(MOST_MEMORY).min(MOST_MEMORY * 8);
    if !cost.is_power_of_two() || cost < 2 || cost.saturating_mul(block).saturating_mul(128) > most || parallel > 16 {
        return Err(invalid());
    }
    let number = |number: usize| u32::try_from(number).map_err(|_| invalid());
    let log = u8::try_from(cost.trailing_zeros()).map_err(|_| invalid())?;
    let params = scrypt::Params::new(log, number(block)?, number(parallel)?).map_err(|_| invalid())?;
    let mut derived = vec![0; length(asked)?];
    scrypt::scrypt(&asked.bytes("password")?, &asked.bytes("salt")?, &params, &mut derived).map_err(|_| invalid())?;
    Ok(derived)
}
