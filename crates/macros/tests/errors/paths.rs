//! `client = …` and `crate = …`.

use nodewright_core::{Choice, Collection, Group, Operation};

#[derive(Operation)]
#[operation(tickets.list, "List", GET "/tickets", client = "Desk")]
struct ClientAsText {}

#[derive(Operation)]
#[operation(tickets.list, "List", GET "/tickets", client)]
struct NoClient {}

pub struct Sendless;

#[derive(Operation)]
#[operation(tickets.list, "List", GET "/tickets", client = Sendless)]
struct ClientThatCannotSend {}

#[derive(Operation)]
#[operation(tickets.list, "List", GET "/tickets", client = Sendless, crate = "desk::core")]
struct CrateAsText {}

#[derive(Operation)]
#[operation(tickets.list, "List", GET "/tickets", client = Sendless)]
#[param(crate = nodewright_core)]
struct CrateElsewhere {}

#[derive(Group)]
#[param(crate = "desk::core")]
struct CrateOfGroupAsText {}

#[derive(Collection)]
#[param("Options")]
struct TitleOfCollection {}

#[derive(Choice)]
#[param(crate = nodewright_core, name = "urgency")]
enum NameOfChoice {
    Low,
}

#[derive(Group)]
#[param(crate = nowhere::core)]
struct CrateThatIsNot {}

fn main() {}
