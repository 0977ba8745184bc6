//! What an expression does with a date, again and again: read it, shift it, write it.
//!
//! `cargo bench -p nodewright-luxon`

use std::hint::black_box;
use std::time::Duration as StdDuration;

use criterion::{Criterion, criterion_group, criterion_main};
use nodewright_luxon::{DateTime, Duration, Settings, Unit, Value, Zone, presets};

fn dates(criterion: &mut Criterion) {
    let settings = Settings::new(Zone::iana("America/New_York")).at(1_718_454_896_789.0);
    let options = Default::default();
    let read = |text: &str| DateTime::from_iso(text, &Default::default(), &settings);
    let date = read("2024-02-29T12:34:56.789");
    let day = Duration::of(Unit::Days, 1.0);
    let short = presets::options("DATETIME_MED").expect("a preset");

    let mut group = criterion.benchmark_group("date");
    group.warm_up_time(StdDuration::from_millis(500)).measurement_time(StdDuration::from_secs(2));
    group.bench_function("fromISO, toFormat", |bencher| {
        bencher.iter(|| {
            let date = read(black_box("2024-02-29T12:34:56.789Z"));
            date.to_format("yyyy-MM-dd HH:mm", &Default::default())
        });
    });
    group.bench_function("fromISO", |bencher| bencher.iter(|| read(black_box("2024-02-29T12:34:56.789Z"))));
    group.bench_function("toISO", |bencher| bencher.iter(|| black_box(&date).to_iso(&Default::default())));
    group.bench_function("toFormat", |bencher| {
        bencher.iter(|| black_box(&date).to_format("EEE, dd LLL yyyy HH:mm:ss", &options));
    });
    group.bench_function("plus a day", |bencher| bencher.iter(|| black_box(&date).plus(&day)));
    group.bench_function("startOf month", |bencher| bencher.iter(|| black_box(&date).start_of(Unit::Months, false)));
    group.bench_function("diff in days", |bencher| {
        let other = read("2023-01-01");
        bencher.iter(|| black_box(&date).diff(&other, &[Unit::Days], &Default::default()));
    });
    group.bench_function("toLocaleString", |bencher| {
        bencher.iter(|| black_box(&date).to_locale_string(short, &options));
    });
    group.bench_function("fromFormat", |bencher| {
        bencher.iter(|| {
            DateTime::from_format(black_box("29/02/2024 12:34"), "dd/MM/yyyy HH:mm", &Default::default(), &settings)
        });
    });
    group.bench_function("plus by name", |bencher| {
        let args = [Value::Object([("days", 1.0)].into_iter().collect())];
        bencher.iter(|| black_box(&date).call("plus", &args, &settings));
    });
    group.finish();
}

criterion_group!(benches, dates);
criterion_main!(benches);
