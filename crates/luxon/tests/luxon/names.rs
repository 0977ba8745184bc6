//! Every name that a class lists is there, and none besides.

use nodewright_luxon::{DateTime, Duration, Error, Interval, Settings, Value, Zone, n8n};

#[test]
fn every_listed_member_is_there() {
    let settings = Settings::new(Zone::iana("Europe/Berlin")).at(1_718_454_896_789.0);
    let date = DateTime::now(&settings);
    let duration = Duration::from_iso("P1DT2H");
    let interval = Interval::after(date.clone(), &duration);
    let zone = date.zone().clone();

    methods("DateTime", DateTime::METHODS, |name| date.call(name, &[], &settings));
    methods("Duration", Duration::METHODS, |name| duration.call(name, &[], &settings));
    methods("Interval", Interval::METHODS, |name| interval.call(name, &[], &settings));
    methods("Zone", Zone::METHODS, |name| zone.call(name, &[]));
    methods("DateTime", DateTime::STATIC_METHODS, |name| DateTime::call_static(name, &[], &settings));
    methods("Duration", Duration::STATIC_METHODS, |name| Duration::call_static(name, &[], &settings));
    methods("Interval", Interval::STATIC_METHODS, |name| Interval::call_static(name, &[], &settings));
    methods("date", n8n::FUNCTIONS, |name| n8n::call(&date.clone().into(), name, &[], &settings));

    properties("DateTime", DateTime::GETTERS, |name| date.get(name).is_some());
    properties("DateTime", DateTime::STATIC_PROPERTIES, |name| DateTime::get_static(name).is_some());
    properties("Duration", Duration::GETTERS, |name| duration.get(name).is_some());
    properties("Interval", Interval::GETTERS, |name| interval.get(name).is_some());
    properties("Zone", Zone::GETTERS, |name| zone.get(name).is_some());
}

/// A method may well refuse to be called without arguments, but never because it does not exist.
fn methods(class: &str, names: &[&str], call: impl Fn(&str) -> Result<Value, Error>) {
    let is_missing =
        |name: &str| call(name).is_err_and(|error| error.message() == format!("{class}.{name} is not a function"));
    assert!(!names.is_empty(), "{class} lists methods");
    for name in names {
        assert!(!is_missing(name), "{class}.{name} is listed, but is not there");
    }
    assert!(is_missing("fortnight"), "{class} has methods of any name");
}

fn properties(class: &str, names: &[&str], exists: impl Fn(&str) -> bool) {
    assert!(!names.is_empty(), "{class} lists properties");
    for name in names {
        assert!(exists(name), "{class}.{name} is listed, but is not there");
    }
    assert!(!exists("fortnight"), "{class} has properties of any name");
}
