//! Credentials on the command line: tests, logins, and how requests reach services.

mod login;
mod network;
mod server;
mod test;
