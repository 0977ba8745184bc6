//! `crypto`: digests, HMACs, signatures and random values.

mod digest;
mod sign;

use async_trait::async_trait;
use nodewright_core::{Call, ErrorKind, Job, NodeError, Output, Parameters, Result, Value, Version};
use rand::{RngExt, distr::Alphanumeric};

use super::{encoding, file, received};
use crate::{
    node::{Planned, as_json},
    read,
};

pub fn plan(parameters: &Parameters, version: Version) -> Result<Planned> {
    let action = read::text(parameters, "action");
    if version > Version::new(1.0) && !matches!(action, "hash" | "generate") {
        let message =
            format!("The action '{action}' needs a credential of the type 'crypto', which is not supported yet");
        return Err(read::refused(message)
            .with_description("Version 1 of the node has the secret and the private key in its parameters"));
    }
    Ok(Planned::each_item_or(version, |parameters, _| Ok(Box::new(Crypto(parameters.clone()))), as_json))
}

struct Crypto(Parameters);

#[async_trait]
impl Job for Crypto {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let parameters = &self.0;
        let kind = read::text(parameters, "type");
        let result = match read::text(parameters, "action") {
            "hash" => digest::hash(kind, &self.data(call).await?)
                .ok_or_else(|| read::refused("Digest method not supported"))?,
            "hmac" => {
                let data = self.data(call).await?;
                digest::hmac(kind, read::text(parameters, "secret").as_bytes(), &data)
                    .ok_or_else(|| read::refused(format!("Invalid digest: {kind}")))?
            }
            "sign" => {
                let data = self.data(call).await?;
                sign::sign(read::text(parameters, "algorithm"), read::text(parameters, "privateKey"), &data)?
            }
            "generate" => return Ok(self.output(call, self.random()?)),
            other => return Err(read::refused(format!("The action '{other}' is not known"))),
        };
        Ok(self.output(
            call,
            match read::text(parameters, "encoding") {
                "base64" => encoding::to_base64(&result),
                _ => encoding::hex(&result),
            },
        ))
    }
}

impl Crypto {
    fn output(&self, call: &Call<'_>, result: String) -> Output {
        let mut json = call.item().json.as_object().cloned().unwrap_or_default();
        json.insert(read::text(&self.0, "dataPropertyName").to_owned(), result.into());
        Output::one(json)
    }

    async fn data(&self, call: &Call<'_>) -> Result<Vec<u8>> {
        if read::flag(&self.0, "binaryData", false) {
            return file::bytes(call, read::text(&self.0, "binaryPropertyName")).await;
        }
        match self.0.get("value") {
            Some(Value::String(text)) => Ok(text.clone().into_bytes()),
            other => {
                let message = format!(
                    "The \"data\" argument must be of type string or an instance of Buffer, TypedArray, or DataView. {}",
                    received(other)
                );
                Err(NodeError::new(ErrorKind::Operation, message).at_item(call.index()))
            }
        }
    }

    /// A value of the operating system's randomness.
    fn random(&self) -> Result<String> {
        let length = read::number(&self.0, "stringLength");
        let length = match read::text(&self.0, "encodingType") {
            "uuid" => return Ok(uuid::Uuid::new_v4().to_string()),
            _ if (0.0..=LONGEST).contains(&length) => length as usize,
            _ => return Err(read::refused(format!("The length of the value must be from 0 to {LONGEST}"))),
        };
        let mut random = rand::rng();
        let letters = random.clone().sample_iter(Alphanumeric).map(char::from);
        Ok(match read::text(&self.0, "encodingType") {
            "hex" => (0..length).map(|_| char::from(b"0123456789abcdef"[random.random_range(0..16)])).collect(),
            "ascii" | "base64" => letters.take(length).collect(),
            other => return Err(read::refused(format!("The encoding '{other}' is not known"))),
        })
    }
}

/// Letters of a random value at most.
const LONGEST: f64 = 1_000_000.0;
