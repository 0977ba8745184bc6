//! Reading beside `serde_json`'s own `Value`, and the slower reader. `cargo bench -p nodewright-json`

use std::{fmt::Write, hint::black_box};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::Value;

/// An answer with a list of rows, 1 MB or so: texts, integers, and prices and coordinates of 3 to 17 digits.
fn rows() -> String {
    let mut text = String::from("{\"data\":[");
    for id in 0..4000_u32 {
        let (price, place) = (f64::from(id) * 1.37, f64::from(id).sqrt() * 7.123_456_789);
        let comma = if id == 0 { "" } else { "," };
        let _ = write!(
            text,
            "{comma}{{\"id\":{id},\"title\":\"Article {id}\",\"status\":\"published\",\"price\":{price:.2},\
             \"lat\":{place},\"tags\":[\"a\",\"b\"],\"body\":\"{}\"}}",
            "Lorem ipsum dolor sit amet. ".repeat(5)
        );
    }
    text + "]}"
}

fn read(c: &mut Criterion) {
    let text = rows();
    let with_half = text.replacen("Article 7\"", "Article \\ud83d\"", 1);
    let floats = serde_json::to_string(&(1..50_000).map(|n| f64::from(n).sqrt()).collect::<Vec<_>>()).unwrap();
    let mut group = c.benchmark_group("read");
    for (name, text) in [("rows", &text), ("floats", &floats), ("rows with half a pair", &with_half)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| nodewright_json::read(black_box(text.as_bytes())).unwrap()));
        if serde_json::from_str::<Value>(text).is_ok() {
            group.bench_function(format!("{name}, serde_json"), |b| {
                b.iter(|| serde_json::from_slice::<Value>(black_box(text.as_bytes())).unwrap());
            });
        }
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
