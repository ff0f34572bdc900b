//! Counters of the rate limit: requests per minute, client and rate class, in the memory of this process.
//! Limits that protect secrets (codes, passwords, last four characters) belong to the use cases and are
//! stored in the database.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use app::App;
use governor::clock::{Clock, Reference as _};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::config::Rates;
use crate::needs::RateClass;

/// Clients that have been quiet are forgotten once in as many requests.
const FORGET_EVERY: u32 = 10_000;

/// Refusals that an address gets at once, per minute: more than any page asks for, and less than a loop.
const PROMPT_REFUSALS: u32 = 30;

/// The app's steady clock, as the limiter reads it: a step of the wall clock would refuse everybody.
#[derive(Debug, Clone)]
struct AppClock(App);

impl Clock for AppClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Nanos::from(self.0.steady())
    }
}

/// A client as a number: the limiter needs no name.
pub(crate) type Client = u64;

type Limiter = RateLimiter<Client, DashMapStateStore<Client>, AppClock, NoOpMiddleware<Nanos>>;

/// Requests that clients have made of late.
pub(crate) struct Limits {
    clock: AppClock,
    address: Limiter,
    stranger: Limiter,
    sign_in: Limiter,
    lookup: Limiter,
    notice: Limiter,
    upload: Limiter,
    write: Limiter,
    read: Limiter,
    refused: Limiter,
    asked: AtomicU32,
}

impl Limits {
    /// No request is counted yet.
    pub(crate) fn new(app: &App, rates: &Rates) -> Self {
        let clock = AppClock(app.clone());
        let limiter = |per_minute: u32| {
            // A limit of 0 would let nobody in at all, which no operator means.
            let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
            RateLimiter::new(quota, DashMapStateStore::default(), clock.clone())
        };
        Self {
            address: limiter(rates.address),
            stranger: limiter(rates.lookup),
            sign_in: limiter(rates.sign_in),
            lookup: limiter(rates.lookup),
            notice: limiter(rates.notice),
            upload: limiter(rates.upload),
            write: limiter(rates.write),
            read: limiter(rates.read),
            refused: limiter(PROMPT_REFUSALS),
            asked: AtomicU32::new(0),
            clock,
        }
    }

    /// Counts one request of a class, for an account or, where the route asks for no session, for an
    /// address. `Err` with the time to wait where the client has made too many.
    pub(crate) fn count(&self, class: RateClass, client: Client) -> Result<(), Duration> {
        let limiter = match class {
            RateClass::SignIn => &self.sign_in,
            RateClass::Lookup => &self.lookup,
            RateClass::Notice => &self.notice,
            RateClass::Upload => &self.upload,
            RateClass::Write => &self.write,
            RateClass::Read => &self.read,
        };
        self.check(limiter, client)
    }

    /// Counts any request for its address.
    pub(crate) fn count_address(&self, address: Client) -> Result<(), Duration> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            self.forget();
        }
        self.check(&self.address, address)
    }

    /// Counts a token that is no session's, for the address that sent it.
    pub(crate) fn count_stranger(&self, address: Client) -> Result<(), Duration> {
        self.check(&self.stranger, address)
    }

    /// Counts a refusal for the address that gets it; says whether it had too many of late.
    pub(crate) fn is_refused_often(&self, address: Client) -> bool {
        self.check(&self.refused, address).is_err()
    }

    fn check(&self, limiter: &Limiter, client: Client) -> Result<(), Duration> {
        limiter.check_key(&client).map_err(|refused| {
            let wait = refused.earliest_possible().duration_since(self.clock.now());
            wait.into()
        })
    }

    fn forget(&self) {
        let all = [
            &self.address,
            &self.stranger,
            &self.sign_in,
            &self.lookup,
            &self.upload,
            &self.write,
            &self.read,
            &self.refused,
        ];
        for limiter in all {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}
