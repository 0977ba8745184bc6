//! RSA: parts of keys, and what is encrypted with them.

use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rsa::{BoxedUint, Oaep, Pkcs1v15Encrypt};

use super::digest::{Algorithm, with_digest};
use super::key::{self, Key};
use super::{Asked, Result, refused};

/// What generating a key may take in bits.
const MOST_BITS: usize = 8192;

/// A key of the parts of a JWK.
pub fn from_parts(part: &dyn Fn(&str) -> Option<Vec<u8>>) -> Option<Key> {
    let number = |name: &str| part(name).map(|bytes| BoxedUint::from_be_slice_vartime(&bytes));
    let (n, e) = (number("n")?, number("e")?);
    match (number("d"), number("p"), number("q")) {
        (Some(d), Some(p), Some(q)) => rsa::PrivateKey::from_components(n, e, d, vec![p, q]).ok().map(Key::RsaPrivate),
        (Some(d), ..) => rsa::PrivateKey::from_components(n, e, d, Vec::new()).ok().map(Key::RsaPrivate),
        _ => rsa::PublicKey::new(n, e).ok().map(Key::RsaPublic),
    }
}

/// The private parts of a JWK.
pub fn private_parts(key: &rsa::PrivateKey) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = |number: &BoxedUint| number.to_be_bytes_trimmed_vartime().to_vec();
    let mut parts = vec![("d", bytes(key.d()))];
    if let [p, q, ..] = key.primes() {
        parts.extend([("p", bytes(p)), ("q", bytes(q))]);
    }
    let crt =
        [("dp", key.dp().map(&bytes)), ("dq", key.dq().map(&bytes)), ("qi", key.crt_coefficient().as_ref().map(bytes))];
    parts.extend(crt.into_iter().filter_map(|(name, part)| Some((name, part?))));
    parts
}

pub fn generate(bits: usize) -> Result<Key> {
    if bits > MOST_BITS {
        return refused(format!("An RSA key may have {MOST_BITS} bits at most here"));
    }
    rsa::PrivateKey::new(&mut rand::rng(), bits)
        .map(Key::RsaPrivate)
        .or_else(|error| refused(format!("The key cannot be made: {error}")))
}

/// `crypto.publicEncrypt`.
pub fn encrypt(asked: &Asked<'_>) -> Result<Vec<u8>> {
    let (Key::RsaPublic(key), data) = (key::of(asked)?.public(), asked.bytes("data")?) else {
        return refused("Only RSA keys encrypt");
    };
    let random = &mut rand::rng();
    let done = match asked.text("padding") {
        "pkcs1" => key.encrypt(random, Pkcs1v15Encrypt, &data),
        _ => with_digest!(Algorithm::named(asked.text("hash"))?, D => {
            key.encrypt(random, Oaep::<D>::new_with_label(asked.bytes("label")?), &data)
        }),
    };
    done.or_else(|_| {
        refused(format!("error:0200006E:rsa routines::data too large for key size ({} bytes)", key.size()))
    })
}

/// `crypto.privateDecrypt`.
pub fn decrypt(asked: &Asked<'_>) -> Result<Vec<u8>> {
    let (Key::RsaPrivate(key), data) = (key::of(asked)?, asked.bytes("data")?) else {
        return refused("Only private RSA keys decrypt");
    };
    let random = &mut rand::rng();
    let done = match asked.text("padding") {
        "pkcs1" => key.decrypt_blinded(random, Pkcs1v15Encrypt, &data),
        _ => with_digest!(Algorithm::named(asked.text("hash"))?, D => {
            key.decrypt_blinded(random, Oaep::<D>::new_with_label(asked.bytes("label")?), &data)
        }),
    };
    done.or_else(|_| refused("error:02000079:rsa routines::oaep decoding error"))
}
