//! `node:zlib`: what is compressed and what becomes of it.

use std::io::{Read, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use serde_json::{Value, json};

/// What is unpacked at most, in bytes: a small text may become a very long one.
const MOST: u64 = 64 << 20;

/// Answers `{ bytes }`, or `{ error, code }` to throw. `data` is Base64.
pub fn answer(operation: &str, data: &str, level: usize) -> Value {
    let Ok(data) = BASE64_STANDARD.decode(data) else { return json!({ "error": "The data is malformed" }) };
    let level = Compression::new(u32::try_from(level.min(9)).unwrap_or(6));
    let packed = |made: std::io::Result<Vec<u8>>| made.map_err(|error| (error.to_string(), "Z_BUF_ERROR"));
    let done = match operation {
        "gzip" => packed(written(GzEncoder::new(Vec::new(), level), &data, GzEncoder::finish)),
        "deflate" => packed(written(ZlibEncoder::new(Vec::new(), level), &data, ZlibEncoder::finish)),
        "deflateRaw" => packed(written(DeflateEncoder::new(Vec::new(), level), &data, DeflateEncoder::finish)),
        "brotliCompress" => {
            let mut made = Vec::new();
            let params = brotli::enc::BrotliEncoderParams::default();
            packed(brotli::BrotliCompress(&mut data.as_slice(), &mut made, &params).map(|_| made))
        }
        "gunzip" | "unzip" if !data.starts_with(&[0x1f, 0x8b]) && (operation == "gunzip" || !is_zlib(&data)) => {
            Err(("incorrect header check".to_owned(), "Z_DATA_ERROR"))
        }
        "inflate" if !is_zlib(&data) => Err(("incorrect header check".to_owned(), "Z_DATA_ERROR")),
        "gunzip" => unpacked(MultiGzDecoder::new(data.as_slice())),
        "inflate" => unpacked(ZlibDecoder::new(data.as_slice())),
        "inflateRaw" => unpacked(DeflateDecoder::new(data.as_slice())),
        "unzip" if data.starts_with(&[0x1f, 0x8b]) => unpacked(MultiGzDecoder::new(data.as_slice())),
        "unzip" => unpacked(ZlibDecoder::new(data.as_slice())),
        "brotliDecompress" => unpacked(brotli::Decompressor::new(data.as_slice(), 4096)),
        other => Err((format!("There is no operation '{other}'"), "Z_STREAM_ERROR")),
    };
    match done {
        Ok(bytes) => json!({ "bytes": BASE64_STANDARD.encode(bytes) }),
        Err((message, code)) => json!({ "error": message, "code": code }),
    }
}

/// Whether it starts as what `deflate` gives.
fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [first, second, ..] if first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

fn written<W: Write>(
    mut encoder: W,
    data: &[u8],
    finish: impl FnOnce(W) -> std::io::Result<Vec<u8>>,
) -> std::io::Result<Vec<u8>> {
    encoder.write_all(data)?;
    finish(encoder)
}

fn unpacked(reader: impl Read) -> Result<Vec<u8>, (String, &'static str)> {
    let mut made = Vec::new();
    match reader.take(MOST + 1).read_to_end(&mut made) {
        Ok(_) if made.len() as u64 > MOST => {
            Err((format!("Cannot create a Buffer larger than {MOST} bytes"), "ERR_BUFFER_TOO_LARGE"))
        }
        Ok(_) => Ok(made),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Err(("unexpected end of file".to_owned(), "Z_BUF_ERROR"))
        }
        Err(_) => Err(("invalid stored block lengths".to_owned(), "Z_DATA_ERROR")),
    }
}
