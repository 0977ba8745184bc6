//! A stand-in for Directus 12 that runs in the same process and starts in well under a millisecond.
//!
//! It answers as Directus 12.4 does, error bodies included, for what it knows:
//!
//! | | |
//! |---|---|
//! | authentication | `/auth`, `/auth/login`, `/auth/refresh`, `/auth/logout`, `/auth/password/request`, `/auth/password/reset`, and `/auth/login/github`, which redirects to an address that does not exist (so `/auth` lists `github`, where a Directus without providers lists none) |
//! | server | `/server/ping`, `/server/info`, `/server/health` |
//! | items | `/items/:collection`, `/items/:collection/:id`: list, read, create, update and delete, one or many; `limit`, `offset`, `page`, `fields`, `sort`, `meta` and `filter` on the collection's own fields |
//! | the rest, as far as option lists need it | `/collections` (read, create, delete), `/fields`, `/relations` (there are none), `/roles`, `/users` and `/users/me` (read) |
//!
//! Every other route is 404 `ROUTE_NOT_FOUND`, every other query parameter or filter operator 400 `INVALID_QUERY`. There
//! is one user, an administrator: [`EMAIL`], [`PASSWORD`], [`STATIC_TOKEN`]. Two-factor authentication is not there: `otp`
//! is accepted and ignored, as for a user who has not set it up. Tokens look like those of Directus but are signed with
//! nothing, and the wording of a JSON syntax error is not Directus' own. `/server/info` and schemas are shortened.
//!
//! A sandbox has one collection, `articles` (`id`, `title`, `status`, `views`), with three items.

mod access;
mod answer;
mod auth;
mod call;
mod clock;
mod collection;
mod filter;
mod items;
mod list;
mod registration;
mod routes;
mod schema;
mod server_info;
mod sessions;
mod users;

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use indexmap::IndexMap;
use nodewright_core::serde_json::{Map, Value, json};

use nodewright_testkit::Loopback;

pub use clock::Clock;
use collection::Collection;
use sessions::Sessions;

/// The administrator's mail address.
pub const EMAIL: &str = "admin@example.com";
/// The administrator's password, until a reset changes it.
pub const PASSWORD: &str = "d1r3ctu5";
/// The administrator's static token, which does not expire.
pub const STATIC_TOKEN: &str = "admin-static-token";

/// A running stand-in. It stops when dropped.
#[derive(Debug)]
pub struct Sandbox {
    state: Arc<Mutex<State>>,
    server: Loopback,
}

/// What a sandbox may differ in. The defaults are those of Directus.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the sandbox takes the time from.
    pub clock: Clock,
    /// How long an access token is good for: 15 minutes.
    pub access_token_ttl: Duration,
    /// How long a refresh token is good for: 7 days.
    pub refresh_token_ttl: Duration,
    /// How long a session cookie is good for: 1 day.
    pub session_cookie_ttl: Duration,
}

impl Default for Options {
    fn default() -> Self {
        const DAY: u64 = 24 * 60 * 60;
        Self {
            clock: Clock::system(),
            access_token_ttl: Duration::from_secs(15 * 60),
            refresh_token_ttl: Duration::from_secs(7 * DAY),
            session_cookie_ttl: Duration::from_secs(DAY),
        }
    }
}

impl Sandbox {
    /// Starts a sandbox on a free loopback port.
    ///
    /// # Errors
    /// When the port cannot be bound or the thread cannot be started.
    pub fn start() -> io::Result<Self> {
        Self::start_with(Options::default())
    }

    /// Starts a sandbox that differs from the default.
    ///
    /// # Errors
    /// When the port cannot be bound or the thread cannot be started.
    pub fn start_with(options: Options) -> io::Result<Self> {
        let state = Arc::new(Mutex::new(State::new(options)));
        let served = Arc::clone(&state);
        let server = Loopback::start("sandbox", |listener| routes::serve(listener, served))?;
        lock(&state).url = server.url();
        Ok(Self { state, server })
    }

    /// The base URL without a trailing slash, e.g. `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// How many sessions are live: logged in and neither logged out nor expired.
    #[must_use]
    pub fn sessions(&self) -> usize {
        lock(&self.state).sessions.live()
    }

    /// Adds one live session of the administrator with this refresh token.
    #[must_use]
    pub fn with_session(self, refresh_token: &str) -> Self {
        lock(&self.state).sessions.seed(refresh_token);
        self
    }

    /// Adds a collection with these items, in place of any other of its name. The fields and their types are those of
    /// the items; the primary key is `id`, numbered where items have none.
    #[must_use]
    pub fn with_items(self, collection: &str, items: Vec<Map<String, Value>>) -> Self {
        lock(&self.state).collections.insert(collection.to_owned(), Collection::of(collection, items));
        self
    }

    /// The items of a collection as they are now; empty when there is no such collection.
    #[must_use]
    pub fn items(&self, collection: &str) -> Vec<Map<String, Value>> {
        lock(&self.state).collections.get(collection).map_or_else(Vec::new, |collection| collection.rows.clone())
    }

    /// The tokens of the password reset mails that would have been sent, oldest first.
    #[must_use]
    pub fn reset_tokens(&self) -> Vec<String> {
        lock(&self.state).sessions.reset_tokens()
    }
}

/// A call that panicked while it held the lock leaves nothing half done behind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Everything a sandbox knows.
#[derive(Debug)]
struct State {
    url: String,
    sessions: Sessions,
    collections: IndexMap<String, Collection>,
}

impl State {
    fn new(options: Options) -> Self {
        let articles = [("Hello", "published", 120), ("Draft", "draft", 0), ("Farewell", "archived", 7)].map(
            |(title, status, views)| match json!({"title": title, "status": status, "views": views}) {
                Value::Object(item) => item,
                _ => Map::new(),
            },
        );
        let articles = Collection::of("articles", articles.to_vec());
        Self {
            url: String::new(),
            sessions: Sessions::new(options),
            collections: IndexMap::from([(articles.name.clone(), articles)]),
        }
    }
}
