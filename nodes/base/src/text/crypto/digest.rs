//! Digests by the names of the forms.

use hmac::digest::block_api::BlockSizeUser;
use hmac::{KeyInit, Mac, SimpleHmac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use sha3::{Sha3_256, Sha3_384, Sha3_512};

/// Calls a generic function for the digest of a name.
macro_rules! by_name {
    ($name:expr, $function:ident($($argument:expr),*)) => {
        Some(match $name.to_uppercase().as_str() {
            "MD5" => $function::<Md5>($($argument),*),
            "SHA1" => $function::<Sha1>($($argument),*),
            "SHA256" => $function::<Sha256>($($argument),*),
            "SHA384" => $function::<Sha384>($($argument),*),
            "SHA512" => $function::<Sha512>($($argument),*),
            "SHA3-256" => $function::<Sha3_256>($($argument),*),
            "SHA3-384" => $function::<Sha3_384>($($argument),*),
            "SHA3-512" => $function::<Sha3_512>($($argument),*),
            _ => return None,
        })
    };
}

/// The digest of bytes; none for a name that is not known.
pub fn hash(name: &str, data: &[u8]) -> Option<Vec<u8>> {
    fn of<D: Digest>(data: &[u8]) -> Vec<u8> {
        D::digest(data).to_vec()
    }
    by_name!(name, of(data))
}

/// The HMAC of bytes.
pub fn hmac(name: &str, key: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    fn of<D: Digest + BlockSizeUser>(key: &[u8], data: &[u8]) -> Vec<u8> {
        let mut mac = SimpleHmac::<D>::new_from_slice(key).expect("a key of any length");
        mac.update(data);
        mac.finalize().into_bytes().to_vec()
    }
    by_name!(name, of(key, data))
}
