//! Keys: read from PEM, DER and JWK, and written as these.

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use ed25519_dalek::{SigningKey, VerifyingKey};
use pkcs8::der::{Decode, Encode};
use pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey, EncryptedPrivateKeyInfoRef};
use rsa::pkcs1::{DecodeRsaPrivateKey, DecodeRsaPublicKey, EncodeRsaPrivateKey, EncodeRsaPublicKey};
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};

use super::{Asked, Refusal, Result, encoded, refused, rsa_key};

/// A key of a kind that can be worked with.
pub enum Key {
    RsaPrivate(rsa::PrivateKey),
    RsaPublic(rsa::PublicKey),
    P256Private(p256::SecretKey),
    P256Public(p256::PublicKey),
    P384Private(p384::SecretKey),
    P384Public(p384::PublicKey),
    Ed25519Private(SigningKey),
    Ed25519Public(VerifyingKey),
}

fn unsupported<T>() -> Result<T> {
    Err(Refusal("error:1E08010C:DECODER routines::unsupported".to_owned(), "ERR_OSSL_UNSUPPORTED"))
}

/// The key that a request hands on, in the form in which keys are kept: DER.
pub fn of(asked: &Asked<'_>) -> Result<Key> {
    let der = asked.bytes("key")?;
    from_der(&der, asked.is("isPrivate")).map_or_else(unsupported, Ok)
}

/// The key in `pem`, `der` or `jwk`. A public one may come from a private one.
pub fn read(asked: &Asked<'_>) -> Result<Key> {
    if let Some(jwk) = asked.0.get("jwk") {
        return from_jwk(jwk);
    }
    let (label, der) = match asked.0.get("pem").and_then(Value::as_str) {
        Some(pem) => pem_of(pem)?,
        None => (String::new(), asked.bytes("der")?),
    };
    if label == "CERTIFICATE" {
        return refused("A key of a certificate is not available to packages; give the public key itself");
    }
    let passphrase = asked.maybe_bytes("passphrase")?;
    if (label == "ENCRYPTED PRIVATE KEY" || passphrase.is_some())
        && let Ok(encrypted) = EncryptedPrivateKeyInfoRef::from_der(&der)
    {
        let Some(passphrase) = passphrase else {
            return Err(Refusal(
                "error:07880109:common libcrypto routines::interrupted or cancelled".to_owned(),
                "ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED",
            ));
        };
        let plain = encrypted.decrypt(passphrase);
        let plain = plain.ok().and_then(|plain| from_der(plain.as_bytes(), true));
        return plain.map_or_else(|| refused("error:1C800064:Provider routines::bad decrypt"), Ok);
    }
    let found = match label.contains("PRIVATE") {
        true => from_der(&der, true),
        false if label.contains("PUBLIC") => from_der(&der, false),
        false => from_der(&der, true).or_else(|| from_der(&der, false)),
    };
    found.map_or_else(unsupported, Ok)
}

/// The label and the bytes of the first block of a PEM.
fn pem_of(pem: &str) -> Result<(String, Vec<u8>)> {
    let block = pem.split_once("-----BEGIN ").and_then(|(_, rest)| rest.split_once("-----"));
    let block = block.and_then(|(label, rest)| Some((label, rest.split_once("-----END ")?.0)));
    let Some((label, body)) = block else { return unsupported() };
    if body.contains("ENCRYPTED") {
        return refused(
            "A key that is encrypted the old way (Proc-Type: 4,ENCRYPTED) is not available to packages; write it as PKCS #8",
        );
    }
    let text: String = body.chars().filter(|one| !one.is_whitespace()).collect();
    match BASE64_STANDARD.decode(text) {
        Ok(der) => Ok((label.to_owned(), der)),
        Err(_) => unsupported(),
    }
}

fn from_der(der: &[u8], is_private: bool) -> Option<Key> {
    if !is_private {
        let rsa = rsa::PublicKey::from_public_key_der(der).ok().or_else(|| rsa::PublicKey::from_pkcs1_der(der).ok());
        return rsa
            .map(Key::RsaPublic)
            .or_else(|| p256::PublicKey::from_public_key_der(der).ok().map(Key::P256Public))
            .or_else(|| p384::PublicKey::from_public_key_der(der).ok().map(Key::P384Public))
            .or_else(|| VerifyingKey::from_public_key_der(der).ok().map(Key::Ed25519Public));
    }
    let rsa = rsa::PrivateKey::from_pkcs8_der(der).ok().or_else(|| rsa::PrivateKey::from_pkcs1_der(der).ok());
    let sec1 = sec1::EcPrivateKey::from_der(der).ok();
    rsa.map(Key::RsaPrivate)
        .or_else(|| p256::SecretKey::from_pkcs8_der(der).ok().map(Key::P256Private))
        .or_else(|| p384::SecretKey::from_pkcs8_der(der).ok().map(Key::P384Private))
        .or_else(|| SigningKey::from_pkcs8_der(der).ok().map(Key::Ed25519Private))
        .or_else(|| match sec1.as_ref().map(|key| key.private_key) {
            Some(key) if key.len() == 32 => p256::SecretKey::from_slice(key).ok().map(Key::P256Private),
            Some(key) if key.len() == 48 => p384::SecretKey::from_slice(key).ok().map(Key::P384Private),
            _ => None,
        })
}

fn from_jwk(jwk: &Value) -> Result<Key> {
    let part = |name: &str| {
        let text = jwk.get(name).and_then(Value::as_str)?;
        BASE64_URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
    };
    let text = |name: &str| jwk.get(name).and_then(Value::as_str).unwrap_or_default();
    let point = || Some([vec![4], part("x")?, part("y")?].concat());
    let found = match (text("kty"), text("crv"), part("d")) {
        ("RSA", _, _) => rsa_key::from_parts(&part),
        ("EC", "P-256", Some(d)) => p256::SecretKey::from_slice(&d).ok().map(Key::P256Private),
        ("EC", "P-384", Some(d)) => p384::SecretKey::from_slice(&d).ok().map(Key::P384Private),
        ("EC", "P-256", None) => {
            point().and_then(|point| p256::PublicKey::from_sec1_bytes(&point).ok()).map(Key::P256Public)
        }
        ("EC", "P-384", None) => {
            point().and_then(|point| p384::PublicKey::from_sec1_bytes(&point).ok()).map(Key::P384Public)
        }
        ("OKP", "Ed25519", Some(d)) => {
            d.try_into().ok().map(|d: [u8; 32]| Key::Ed25519Private(SigningKey::from_bytes(&d)))
        }
        ("OKP", "Ed25519", None) => part("x")
            .and_then(|x| x.try_into().ok())
            .and_then(|x: [u8; 32]| VerifyingKey::from_bytes(&x).ok())
            .map(Key::Ed25519Public),
        (kind, curve, _) => {
            return refused(format!("Keys of kind {kind} {curve} are not available to packages"));
        }
    };
    found.map_or_else(|| Err(Refusal("Invalid JWK data".to_owned(), "ERR_CRYPTO_INVALID_JWK")), Ok)
}

impl Key {
    pub fn public(&self) -> Self {
        match self {
            Self::RsaPrivate(key) => Self::RsaPublic(key.to_public_key()),
            Self::RsaPublic(key) => Self::RsaPublic(key.clone()),
            Self::P256Private(key) => Self::P256Public(key.public_key()),
            Self::P256Public(key) => Self::P256Public(*key),
            Self::P384Private(key) => Self::P384Public(key.public_key()),
            Self::P384Public(key) => Self::P384Public(*key),
            Self::Ed25519Private(key) => Self::Ed25519Public(key.verifying_key()),
            Self::Ed25519Public(key) => Self::Ed25519Public(*key),
        }
    }

    pub fn is_private(&self) -> bool {
        matches!(self, Self::RsaPrivate(_) | Self::P256Private(_) | Self::P384Private(_) | Self::Ed25519Private(_))
    }

    /// PKCS #8 or SPKI.
    fn der(&self) -> Option<Vec<u8>> {
        match self {
            Self::RsaPrivate(key) => Some(key.to_pkcs8_der().ok()?.as_bytes().to_vec()),
            Self::P256Private(key) => Some(key.to_pkcs8_der().ok()?.as_bytes().to_vec()),
            Self::P384Private(key) => Some(key.to_pkcs8_der().ok()?.as_bytes().to_vec()),
            Self::Ed25519Private(key) => Some(key.to_pkcs8_der().ok()?.as_bytes().to_vec()),
            Self::RsaPublic(key) => Some(key.to_public_key_der().ok()?.into_vec()),
            Self::P256Public(key) => Some(key.to_public_key_der().ok()?.into_vec()),
            Self::P384Public(key) => Some(key.to_public_key_der().ok()?.into_vec()),
            Self::Ed25519Public(key) => Some(key.to_public_key_der().ok()?.into_vec()),
        }
    }

    /// What JavaScript keeps of it.
    pub fn described(&self) -> Value {
        let (kind, details) = match self.public() {
            Self::RsaPublic(key) => {
                let exponent = key.e_bytes().iter().fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
                ("rsa", json!({ "modulusLength": key.n().bit_width(), "publicExponent": exponent }))
            }
            Self::P256Public(_) => ("ec", json!({ "namedCurve": "prime256v1" })),
            Self::P384Public(_) => ("ec", json!({ "namedCurve": "secp384r1" })),
            _ => ("ed25519", json!({})),
        };
        json!({
            "key": encoded(&self.der().unwrap_or_default()), "isPrivate": self.is_private(), "kind": kind, "details": details,
        })
    }

    fn jwk(&self) -> Value {
        let text = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
        let mut jwk = match self.public() {
            Self::RsaPublic(key) => json!({ "kty": "RSA", "n": text(&key.n_bytes()), "e": text(&key.e_bytes()) }),
            Self::P256Public(key) => {
                let point = key.to_sec1_bytes();
                json!({ "kty": "EC", "crv": "P-256", "x": text(&point[1..33]), "y": text(&point[33..]) })
            }
            Self::P384Public(key) => {
                let point = key.to_sec1_bytes();
                json!({ "kty": "EC", "crv": "P-384", "x": text(&point[1..49]), "y": text(&point[49..]) })
            }
            Self::Ed25519Public(key) => json!({ "kty": "OKP", "crv": "Ed25519", "x": text(&key.to_bytes()) }),
            _ => Value::Null,
        };
        match self {
            Self::RsaPrivate(key) => {
                for (name, bytes) in rsa_key::private_parts(key) {
                    jwk[name] = text(&bytes).into();
                }
            }
            Self::P256Private(key) => jwk["d"] = text(&key.to_bytes()).into(),
            Self::P384Private(key) => jwk["d"] = text(&key.to_bytes()).into(),
            Self::Ed25519Private(key) => jwk["d"] = text(&key.to_bytes()).into(),
            _ => {}
        }
        jwk
    }
}

/// `keyObject.export()`: a PEM, DER in Base64, or a JWK.
pub fn export(asked: &Asked<'_>) -> Result<Value> {
    let key = of(asked)?;
    if asked.text("format") == "jwk" {
        return Ok(key.jwk());
    }
    let (label, der) = match (&key, asked.text("type")) {
        (Key::RsaPrivate(key), "pkcs1") => {
            ("RSA PRIVATE KEY", key.to_pkcs1_der().ok().map(|der| der.as_bytes().to_vec()))
        }
        (Key::RsaPublic(key), "pkcs1") => {
            ("RSA PUBLIC KEY", key.to_pkcs1_der().ok().map(|der| der.as_bytes().to_vec()))
        }
        (Key::P256Private(key), "sec1") => ("EC PRIVATE KEY", sec1_of(&key.to_bytes(), &p256_curve())),
        (Key::P384Private(key), "sec1") => ("EC PRIVATE KEY", sec1_of(&key.to_bytes(), &p384_curve())),
        (key, "pkcs8" | "spki" | "") => (if key.is_private() { "PRIVATE KEY" } else { "PUBLIC KEY" }, key.der()),
        (_, kind) => return refused(format!("Keys of this kind cannot be written as {kind}")),
    };
    let Some(der) = der else { return refused("The key cannot be written") };
    if asked.text("format") == "der" {
        return Ok(encoded(&der).into());
    }
    let text = encoded(&der);
    let lines: Vec<_> = text.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    Ok(format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n")).into())
}

fn p256_curve() -> sec1::EcParameters {
    sec1::EcParameters::NamedCurve(pkcs8::ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7"))
}

fn p384_curve() -> sec1::EcParameters {
    sec1::EcParameters::NamedCurve(pkcs8::ObjectIdentifier::new_unwrap("1.3.132.0.34"))
}

fn sec1_of(key: &[u8], curve: &sec1::EcParameters) -> Option<Vec<u8>> {
    sec1::EcPrivateKey { private_key: key, parameters: Some(*curve), public_key: None }.to_der().ok()
}

/// A new pair of keys.
pub fn generate(asked: &Asked<'_>) -> Result<Value> {
    let random = &mut rand::rng();
    let key = match (asked.text("kind"), asked.text("curve")) {
        ("rsa" | "rsa-pss", _) => rsa_key::generate(asked.number("bits").unwrap_or(2048))?,
        ("ec", "P-256" | "prime256v1" | "") => {
            Key::P256Private(<p256::SecretKey as rsa::Generate>::generate_from_rng(random))
        }
        ("ec", "P-384" | "secp384r1") => {
            Key::P384Private(<p384::SecretKey as rsa::Generate>::generate_from_rng(random))
        }
        ("ed25519", _) => {
            let mut bytes = [0; 32];
            rand::Rng::fill_bytes(random, &mut bytes);
            Key::Ed25519Private(SigningKey::from_bytes(&bytes))
        }
        (kind, curve) => return refused(format!("Keys of kind {kind} {curve} are not available to packages")),
    };
    Ok(json!({ "private": key.described(), "public": key.public().described() }))
}
