//! AES, in the modes that services use.

use aes::cipher::block_padding::{NoPadding, Pkcs7};
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyInit, KeyIvInit};
use aes::{Aes128, Aes192, Aes256};
use aes_gcm::aead::AeadInOut;
use aes_gcm::{AesGcm, Nonce, Tag};
use serde_json::{Value, json};

use super::{Asked, Refusal, Result, encoded, refused};

const BAD_DECRYPT: &str = "error:1C800064:Provider routines::bad decrypt";

/// Encrypts or decrypts all of a text: `{ data, tag }`.
pub fn cipher(asked: &Asked<'_>) -> Result<Value> {
    let name = asked.text("algorithm").to_lowercase();
    let (key, iv, data) = (asked.bytes("key")?, asked.bytes("iv")?, asked.bytes("data")?);
    let parts: Vec<_> = name.split('-').collect();
    let (bits, mode) = match parts.as_slice() {
        ["aes", bits, mode] => (*bits, *mode),
        ["aes128" | "aes192" | "aes256"] => (&name[3..], "cbc"),
        ["id", algorithm, "gcm"] => (algorithm.trim_start_matches("aes"), "gcm"),
        _ => return Err(Refusal("Unknown cipher".to_owned(), "ERR_CRYPTO_UNKNOWN_CIPHER")),
    };
    let size = match bits {
        "128" => 16,
        "192" => 24,
        "256" => 32,
        _ => return Err(Refusal("Unknown cipher".to_owned(), "ERR_CRYPTO_UNKNOWN_CIPHER")),
    };
    if key.len() != size {
        return Err(Refusal("Invalid key length".to_owned(), "ERR_CRYPTO_INVALID_KEYLEN"));
    }
    macro_rules! sized {
        ($call:ident) => {
            match size {
                16 => $call::<Aes128>(asked, &key, &iv, data),
                24 => $call::<Aes192>(asked, &key, &iv, data),
                _ => $call::<Aes256>(asked, &key, &iv, data),
            }
        };
    }
    match mode {
        "cbc" => sized!(cbc),
        "gcm" => sized!(gcm),
        other => refused(format!("AES in the mode '{other}' is not available to packages")),
    }
}

fn invalid_iv<T>() -> Result<T> {
    Err(Refusal("Invalid initialization vector".to_owned(), "ERR_CRYPTO_INVALID_IV"))
}

fn cbc<C>(asked: &Asked<'_>, key: &[u8], iv: &[u8], mut data: Vec<u8>) -> Result<Value>
where
    C: aes::cipher::BlockCipherEncrypt + aes::cipher::BlockCipherDecrypt + KeyInit,
{
    let is_padded = !asked.is("unpadded");
    if asked.is("encrypt") {
        let Ok(cipher) = cbc::Encryptor::<C>::new_from_slices(key, iv) else { return invalid_iv() };
        let length = data.len();
        data.resize(length + 16, 0);
        let done = match is_padded {
            true => cipher.encrypt_padded::<Pkcs7>(&mut data, length).map(<[u8]>::to_vec).ok(),
            false => cipher.encrypt_padded::<NoPadding>(&mut data, length).map(<[u8]>::to_vec).ok(),
        };
        return match done {
            Some(done) => Ok(json!({ "data": encoded(&done) })),
            None => refused("error:1C80006A:Provider routines::wrong final block length"),
        };
    }
    let Ok(cipher) = cbc::Decryptor::<C>::new_from_slices(key, iv) else { return invalid_iv() };
    let done = match is_padded {
        true => cipher.decrypt_padded::<Pkcs7>(&mut data).map(<[u8]>::to_vec).ok(),
        false => cipher.decrypt_padded::<NoPadding>(&mut data).map(<[u8]>::to_vec).ok(),
    };
    done.map_or_else(|| refused(BAD_DECRYPT), |done| Ok(json!({ "data": encoded(&done) })))
}

fn gcm<C>(asked: &Asked<'_>, key: &[u8], iv: &[u8], data: Vec<u8>) -> Result<Value>
where
    C: aes::cipher::BlockCipherEncrypt + aes::cipher::BlockSizeUser<BlockSize = aes::cipher::consts::U16> + KeyInit,
{
    match iv.len() {
        12 => gcm_of::<C, aes::cipher::consts::U12>(asked, key, iv, data),
        16 => gcm_of::<C, aes::cipher::consts::U16>(asked, key, iv, data),
        _ => refused("AES-GCM takes an initialization vector of 12 or 16 bytes here"),
    }
}

fn gcm_of<C, N>(asked: &Asked<'_>, key: &[u8], iv: &[u8], mut data: Vec<u8>) -> Result<Value>
where
    C: aes::cipher::BlockCipherEncrypt + aes::cipher::BlockSizeUser<BlockSize = aes::cipher::consts::U16> + KeyInit,
    N: aes::cipher::array::ArraySize,
{
    let (Ok(cipher), Ok(nonce)) = (AesGcm::<C, N>::new_from_slice(key), Nonce::<N>::try_from(iv)) else {
        return invalid_iv();
    };
    let aad = asked.bytes("aad")?;
    if asked.is("encrypt") {
        let tag = cipher.encrypt_inout_detached(&nonce, &aad, data.as_mut_slice().into());
        return match tag {
            Ok(tag) => Ok(json!({ "data": encoded(&data), "tag": encoded(&tag) })),
            Err(_) => refused("The data cannot be encrypted"),
        };
    }
    let Some(Ok(tag)) = asked.maybe_bytes("tag")?.map(|tag| Tag::try_from(tag.as_slice())) else {
        return refused("Unsupported state or unable to authenticate data");
    };
    match cipher.decrypt_inout_detached(&nonce, &aad, data.as_mut_slice().into(), &tag) {
        Ok(()) => Ok(json!({ "data": encoded(&data) })),
        Err(_) => refused("Unsupported state or unable to authenticate data"),
    }
}
