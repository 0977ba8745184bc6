#![doc = include_str!("../README.md")]

mod blobs;
mod call;

pub use blobs::Blobs;
pub use call::{Call, Ready};
