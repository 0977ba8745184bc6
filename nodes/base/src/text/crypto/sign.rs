//! RSA signatures, PKCS #1 v1.5, with the digest that an algorithm names.

use md5::Md5;
use nodewright_core::Result;
use ripemd::Ripemd160;
use rsa::{Pkcs1v15Sign, PrivateKey, pkcs1::DecodeRsaPrivateKey, pkcs8::DecodePrivateKey};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512};

use crate::read;

/// Signs bytes with a private key in PEM.
pub fn sign(algorithm: &str, key: &str, data: &[u8]) -> Result<Vec<u8>> {
    let (padding, digest) = digested(algorithm, data)
        .ok_or_else(|| read::refused(format!("Signing with the algorithm '{algorithm}' is not supported")))?;
    let key = private_key(key)?;
    key.sign_with_rng(&mut rand::rng(), padding, &digest)
        .map_err(|error| read::refused(format!("The value cannot be signed with this key: {error}")))
}

fn private_key(pem: &str) -> Result<PrivateKey> {
    let pem = pem.trim().replace("\\n", "\n");
    PrivateKey::from_pkcs8_pem(&pem).or_else(|_| PrivateKey::from_pkcs1_pem(&pem)).map_err(|_| {
        read::refused("The private key is not an RSA key in PEM (PKCS #1 or PKCS #8, without a passphrase)")
    })
}

/// The digest, and how the signature names it.
fn digested(algorithm: &str, data: &[u8]) -> Option<(Pkcs1v15Sign, Vec<u8>)> {
    fn of<D: Digest + rsa::pkcs8::AssociatedOid>(data: &[u8]) -> (Pkcs1v15Sign, Vec<u8>) {
        (Pkcs1v15Sign::new::<D>(), D::digest(data).to_vec())
    }
    let name = algorithm.to_lowercase().replace('/', "-");
    let name = name.trim_start_matches("rsa-").trim_start_matches("id-rsassa-pkcs1-v1_5-with-");
    let name = name.trim_end_matches("withrsaencryption").trim_end_matches("withrsa");
    Some(match name {
        "md5" | "ssl3-md5" => of::<Md5>(data),
        "ripemd160" | "ripemd" | "rmd160" => of::<Ripemd160>(data),
        "sha1" | "sha1-2" | "ssl3-sha1" => of::<Sha1>(data),
        "sha224" => of::<Sha224>(data),
        "sha256" => of::<Sha256>(data),
        "sha384" => of::<Sha384>(data),
        "sha512" => of::<Sha512>(data),
        "sha512-224" => of::<Sha512_224>(data),
        "sha512-256" => of::<Sha512_256>(data),
        "sha3-224" => of::<Sha3_224>(data),
        "sha3-256" => of::<Sha3_256>(data),
        "sha3-384" => of::<Sha3_384>(data),
        "sha3-512" => of::<Sha3_512>(data),
        _ => return None,
    })
}
