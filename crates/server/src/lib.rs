//! The HTTP API: routes, problem+json, sessions, rate limits, and a description of it all. It translates
//! between HTTP and the use cases of `app`; it decides nothing about students, photos or money.
//!
//! | module | holds |
//! |---|---|
//! | `config` | what an operator may set |
//! | `routes` | one file per area: takes a request apart, calls one use case, shows what came of it |
//! | `views` | things as clients read them |
//! | `extract` | what handlers take from a request; every refusal is a problem |
//! | `layer` | what happens around every handler |
//! | `negotiate` | what a client would rather have |
//! | `pages` | the student's app and the console, as files |
//! | `problem` | failures as RFC 9457 problems |
//! | `openapi` | the description of the API, made of the handlers |
//! | `serve` | listening, and coming to an end in peace |

mod config;
mod extract;
mod layer;
mod negotiate;
mod openapi;
mod pages;
mod problem;
mod routes;
mod serve;
mod state;
mod uploads;
mod views;

use app::App;
use axum::Router;

pub use config::{Rates, ServerConfig, TlsFiles};
pub use openapi::openapi_json;
pub use pages::missing_pages;
pub use serve::{Listening, ServeError, serve};

use state::ServerState;

/// The whole service as a router, without a listener.
pub fn router(app: App, config: &ServerConfig) -> Router {
    let limits = routes::BodyLimits::of(&app);
    let state = ServerState::new(app, config.clone());
    let (api, _) = openapi::described(limits).split_for_parts();
    let router = api.merge(routes::system::routes());
    let pages = layer::wrap_pages(pages::routes(), &state);
    layer::wrap(router, &state).merge(pages).with_state(state)
}
