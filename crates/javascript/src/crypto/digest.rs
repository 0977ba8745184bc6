//! Digests by the names that Node.js has for them.

use sha1::{Digest, Sha1};
use sha2::{Sha224, Sha256, Sha384, Sha512};

use super::{Result, refused};

/// A digest that signatures and key derivations use.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

/// Runs `$body` with `$digest` as the type of an algorithm.
macro_rules! with_digest {
    ($algorithm:expr, $digest:ident => $body:expr) => {
        match $algorithm {
            $crate::crypto::digest::Algorithm::Sha1 => {
                type $digest = sha1::Sha1;
                $body
            }
            $crate::crypto::digest::Algorithm::Sha224 => {
                type $digest = sha2::Sha224;
                $body
            }
            $crate::crypto::digest::Algorithm::Sha256 => {
                type $digest = sha2::Sha256;
                $body
            }
            $crate::crypto::digest::Algorithm::Sha384 => {
                type $digest = sha2::Sha384;
                $body
            }
            $crate::crypto::digest::Algorithm::Sha512 => {
                type $digest = sha2::Sha512;
                $body
            }
        }
    };
}
pub(super) use with_digest;

impl Algorithm {
    /// By a name such as `sha256`, `SHA-256`, `RSA-SHA256` or `sha256WithRSAEncryption`.
    pub fn named(name: &str) -> Result<Self> {
        let lower = name.to_lowercase();
        let plain = lower.trim_start_matches("rsa-").trim_end_matches("withrsaencryption").replace('-', "");
        Ok(match plain.as_str() {
            "sha1" => Self::Sha1,
            "sha224" => Self::Sha224,
            "sha256" => Self::Sha256,
            "sha384" => Self::Sha384,
            "sha512" => Self::Sha512,
            _ => return refused(format!("Invalid digest: {name}")),
        })
    }

    pub fn digest(self, data: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => Sha1::digest(data).to_vec(),
            Self::Sha224 => Sha224::digest(data).to_vec(),
            Self::Sha256 => Sha256::digest(data).to_vec(),
            Self::Sha384 => Sha384::digest(data).to_vec(),
            Self::Sha512 => Sha512::digest(data).to_vec(),
        }
    }
}
