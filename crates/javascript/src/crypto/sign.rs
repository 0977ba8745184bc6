//! Signatures.

use ed25519_dalek::Signer;
use p256::ecdsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use rsa::{Pkcs1v15Sign, Pss};

use super::digest::{Algorithm, with_digest};
use super::key::{self, Key};
use super::{Asked, Refusal, Result, refused};

/// How an RSA signature is padded: the length of its salt, if it has one. -1 is the digest's, -2 what fits.
fn salt(asked: &Asked<'_>, digest: Algorithm, key_size: usize) -> Option<usize> {
    (asked.text("padding") == "pss").then(|| {
        let digest = digest.digest(&[]).len();
        match asked.0.get("salt").and_then(serde_json::Value::as_i64) {
            Some(-1) => digest,
            Some(salt) if salt >= 0 => usize::try_from(salt).unwrap_or(digest),
            _ => key_size.saturating_sub(digest + 2),
        }
    })
}

/// The digest of a request's algorithm.
fn algorithm(asked: &Asked<'_>) -> Result<Algorithm> {
    Algorithm::named(asked.text("hash"))
}

pub fn sign(asked: &Asked<'_>) -> Result<Vec<u8>> {
    let (key, data) = (key::of(asked)?, asked.bytes("data")?);
    let is_raw = asked.text("encoding") == "ieee-p1363";
    let failed = |error: &dyn std::fmt::Display| Refusal(format!("The data cannot be signed: {error}"), "ERR_OSSL");
    match &key {
        Key::RsaPrivate(key) => {
            let digest = algorithm(asked)?;
            let (hashed, random) = (digest.digest(&data), &mut rand::rng());
            let size = rsa::traits::PublicKeyParts::size(key);
            let salt = salt(asked, digest, size);
            with_digest!(digest, D => match salt {
                Some(salt) => key.sign_with_rng(random, Pss::<D>::new_with_salt(salt), &hashed),
                None => key.sign_with_rng(random, Pkcs1v15Sign::new::<D>(), &hashed),
            })
            .map_err(|error| failed(&error))
        }
        Key::P256Private(key) => {
            let hashed = algorithm(asked)?.digest(&data);
            let signer = p256::ecdsa::SigningKey::from(key);
            let signature: p256::ecdsa::Signature = signer.sign_prehash(&hashed).map_err(|error| failed(&error))?;
            Ok(if is_raw { signature.to_bytes().to_vec() } else { signature.to_der().as_bytes().to_vec() })
        }
        Key::P384Private(key) => {
            let hashed = algorithm(asked)?.digest(&data);
            let signer = p384::ecdsa::SigningKey::from(key);
            let signature: p384::ecdsa::Signature = signer.sign_prehash(&hashed).map_err(|error| failed(&error))?;
            Ok(if is_raw { signature.to_bytes().to_vec() } else { signature.to_der().as_bytes().to_vec() })
        }
        Key::Ed25519Private(key) => Ok(key.sign(&data).to_bytes().to_vec()),
        _ => refused("A public key does not sign"),
    }
}

pub fn verify(asked: &Asked<'_>) -> Result<bool> {
    let (key, data, signature) = (key::of(asked)?.public(), asked.bytes("data")?, asked.bytes("signature")?);
    let is_raw = asked.text("encoding") == "ieee-p1363";
    Ok(match &key {
        Key::RsaPublic(key) => {
            let digest = algorithm(asked)?;
            let hashed = digest.digest(&data);
            let salt = (asked.text("padding") == "pss").then(|| {
                let size = rsa::traits::PublicKeyParts::size(key);
                let said = asked.0.get("salt").and_then(serde_json::Value::as_i64);
                said.filter(|said| *said >= -1).and_then(|_| salt(asked, digest, size))
            });
            with_digest!(digest, D => match salt {
                Some(salt) => key.verify(Pss::<D> { salt_len: salt, ..Pss::new() }, &hashed, &signature),
                None => key.verify(Pkcs1v15Sign::new::<D>(), &hashed, &signature),
            })
            .is_ok()
        }
        Key::P256Public(key) => {
            let hashed = algorithm(asked)?.digest(&data);
            let read = p256::ecdsa::Signature::from_slice;
            let signature = if is_raw { read(&signature) } else { p256::ecdsa::Signature::from_der(&signature) };
            signature.is_ok_and(|one| p256::ecdsa::VerifyingKey::from(key).verify_prehash(&hashed, &one).is_ok())
        }
        Key::P384Public(key) => {
            let hashed = algorithm(asked)?.digest(&data);
            let read = p384::ecdsa::Signature::from_slice;
            let signature = if is_raw { read(&signature) } else { p384::ecdsa::Signature::from_der(&signature) };
            signature.is_ok_and(|one| p384::ecdsa::VerifyingKey::from(key).verify_prehash(&hashed, &one).is_ok())
        }
        Key::Ed25519Public(key) => ed25519_dalek::Signature::from_slice(&signature)
            .is_ok_and(|signature| key.verify_strict(&data, &signature).is_ok()),
        _ => return refused("This key does not verify"),
    })
}
