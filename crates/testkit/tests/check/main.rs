//! `check` finds what is wrong with a definition: one wrong definition for each text.

#[path = "../tickets/mod.rs"]
mod tickets;
mod wrong;

use nodewright_core::{Definition, Resource, Router};
use nodewright_testkit::check;

pub use tickets::Client;
use tickets::{Create, List, Queues, V1};
use wrong::{DEPENDING, FIELDS, RESOURCES};

fn with(resources: &'static [Resource<Client>]) -> Definition<Client> {
    Definition { router: Router { resources, default: resources[0].name }, ..V1 }
}

fn found(definition: &Definition<Client>) -> Vec<String> {
    check(definition).err().iter().flat_map(|problems| problems.iter()).map(str::to_owned).collect()
}

#[test]
fn nothing_is_wrong_with_a_sound_definition() {
    assert_eq!(check(&V1), Ok(()));
    assert_eq!(found(&with(&[wrong::SOUND])), [""; 0]);
}

#[test]
fn every_wrong_form_is_found() {
    assert!(FIELDS.len() > 30);
    for (entry, expected) in FIELDS {
        let operations = std::slice::from_ref(entry);
        let resource = Resource { name: "things", title: "Things", default: "act", operations };
        assert_eq!(found(&with(Box::leak(Box::new([resource])))), *expected);
    }
}

#[test]
fn every_wrong_table_is_found() {
    for (definition, expected) in RESOURCES {
        assert_eq!(found(definition), *expected);
    }
}

#[test]
fn every_wrong_loader_is_found() {
    for (definition, expected) in DEPENDING {
        assert_eq!(found(definition), *expected);
    }
}

#[test]
fn all_problems_are_reported_in_one_go() {
    let router = Router { default: "ticket", ..V1.router };
    let problems = check(&Definition { router, loaders: &[], ..V1 }).unwrap_err();
    let expected = "the default of the router: Unknown resource 'ticket'; did you mean 'tickets'? known: tickets\n\
                    tickets.list, parameter 'queue': its loader 'getQueues' is not in the node's `loaders`";
    assert_eq!(problems.to_string(), expected);
    assert_eq!(format!("{problems:?}"), format!("2 problems\n{expected}"));
}
