//! How many requests a client may make in a minute, by what they cost. Counted in this process: the
//! limits that protect secrets (codes, passwords, last four characters) are the use cases' own, in
//! the database.

use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use app::App;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, Reference as _};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use super::Class;
use crate::config::{Rates, ServerConfig};
use crate::extract::{ClientAddress, session_token};
use crate::problem::Problem;
use crate::state::ServerState;

/// Clients that have been quiet are forgotten once in as many requests.
const FORGET_EVERY: u32 = 10_000;

/// The app's clock, as the limiter reads it.
#[derive(Debug, Clone)]
struct AppClock(App);

impl Clock for AppClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let micros = u64::try_from(self.0.now().as_micros()).unwrap_or(0);
        Nanos::from(micros.saturating_mul(1000))
    }
}

/// Who asks, as a number: what is counted by needs no name.
type Client = u64;

type Limiter = RateLimiter<Client, DashMapStateStore<Client>, AppClock, NoOpMiddleware<Nanos>>;

/// Requests that clients have made of late.
pub(crate) struct Limits {
    clock: AppClock,
    sign_in: Limiter,
    lookup: Limiter,
    upload: Limiter,
    write: Limiter,
    read: Limiter,
    asked: AtomicU32,
}

impl Limits {
    /// Nobody has asked yet.
    pub(crate) fn new(app: &App, rates: &Rates) -> Self {
        let clock = AppClock(app.clone());
        let limiter = |per_minute: u32| {
            // A limit of 0 would let nobody in at all, which no operator means.
            let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
            RateLimiter::new(quota, DashMapStateStore::default(), clock.clone())
        };
        Self {
            sign_in: limiter(rates.sign_in),
            lookup: limiter(rates.lookup),
            upload: limiter(rates.upload),
            write: limiter(rates.write),
            read: limiter(rates.read),
            asked: AtomicU32::new(0),
            clock,
        }
    }

    /// Counts one request; `Err` with the time to wait where the client has made too many.
    fn count(&self, class: Class, client: Client) -> Result<(), Duration> {
        let limiter = match class {
            Class::SignIn => &self.sign_in,
            Class::Lookup => &self.lookup,
            Class::Upload => &self.upload,
            Class::Write => &self.write,
            Class::Read => &self.read,
        };
        if self.asked.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            self.forget();
        }
        limiter.check_key(&client).map_err(|refused| {
            let wait = refused.earliest_possible().duration_since(self.clock.now());
            wait.into()
        })
    }

    fn forget(&self) {
        let all = [
            &self.sign_in,
            &self.lookup,
            &self.upload,
            &self.write,
            &self.read,
        ];
        for limiter in all {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// Lets clients that ask too often wait.
pub(crate) async fn limit(
    State(state): State<ServerState>,
    request: Request,
    next: Next,
) -> Response {
    let class = Class::of(request.method(), request.uri());
    let (parts, body) = request.into_parts();
    let client = client(class, &parts, state.config());
    match state.limits().count(class, client) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(wait) => too_many(wait).into_response(),
    }
}

/// By session where there is one: a school's students share an address. What needs no session is
/// counted by address, or made-up tokens would be counted one by one.
fn client(class: Class, parts: &axum::http::request::Parts, config: &ServerConfig) -> Client {
    let token = match class {
        Class::SignIn | Class::Lookup => None,
        Class::Upload | Class::Write | Class::Read => session_token(&parts.headers, config),
    };
    let mut hasher = DefaultHasher::new();
    match token {
        Some(token) => token.hash(&mut hasher),
        None => ClientAddress::of(parts, config).hash(&mut hasher),
    }
    hasher.finish()
}

fn too_many(wait: Duration) -> Problem {
    let wait = u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX);
    let retry_after = domain::Duration::from_seconds(wait);
    app::Failure::TooMany { retry_after }.into()
}
