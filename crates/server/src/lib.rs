//! The HTTP API: routes, problem+json, sessions, rate limits, and its `OpenAPI` description. It translates
//! between HTTP and the use cases of `app`; it decides nothing about students, photos or money.
//!
//! | module | holds |
//! |---|---|
//! | `routes` | a folder per audience, a file per thing: handlers and a table of what they need |
//! | `views` | things as clients read them, in the same folders |
//! | `needs`, `route` | what a route needs beside its handler; a handler with its needs |
//! | `layer` | the middleware that meets those needs |
//! | `extract` | what handlers take from a request; every refusal is a problem |
//! | `problem` | failures as RFC 9457 problems |
//! | `openapi` | the description of the API, made of the routes |
//! | `session`, `request_id`, `negotiate` | headers: the token of a session, the id of a request, preferences |
//! | `limits`, `places`, `connections`, `readiness` | what this process counts and remembers |
//! | `files` | the limit of open files |
//! | `network` | trusted proxies, and the network that a client counts by |
//! | `body` | why a body ends before its end |
//! | `state`, `config` | what handlers can reach; what an operator may set |
//! | `pages` | the student's app and the console, as files |
//! | `serve` | listening and graceful shutdown |

mod body;
mod byte_range;
mod config;
mod connections;
mod extract;
mod files;
mod layer;
mod limits;
mod needs;
mod negotiate;
mod network;
mod openapi;
mod pages;
mod places;
mod problem;
mod readiness;
mod request_id;
mod route;
mod routes;
mod serve;
mod session;
mod state;
mod views;
mod word;

use app::App;
use axum::Router;
use axum::routing::{MethodRouter, get};

pub use config::{Rates, ServerConfig, TlsFiles};
pub use files::{ENOUGH_FILES, hard_limit as max_open_files};
pub use network::{InvalidNetwork, TrustedNetwork};
pub use openapi::openapi_json;
pub use pages::missing_pages;
pub use serve::{Listening, ServeError, serve};

use needs::{Needs, Who};
use readiness::Drain;
use routes::system;
use state::ServerState;

/// The whole service as a router, without a listener.
pub fn router(app: App, config: &ServerConfig) -> Router {
    draining_router(app, config, Drain::default())
}

/// The same, with a switch by which it says that it is about to end.
fn draining_router(app: App, config: &ServerConfig, drains: Drain) -> Router {
    let state = ServerState::new(app, config.clone(), drains);
    let gate = |needs: Needs, route: MethodRouter<ServerState>| layer::gate(needs, route, &state);
    let (api, _) = openapi::api(gate).split_for_parts();
    let open = |route| gate(Needs::read(Who::Public), route);
    let router = api
        .route("/healthz", open(get(system::live)))
        .route("/readyz", open(get(system::ready)))
        .route("/p/", open(get(pages::over)))
        .route("/p/{token}", gate(Needs::lookup(), pages::portrait()))
        .route("/api/v1/openapi.json", open(get(openapi::serve)));
    let router = layer::with_fallbacks(router, &state).merge(pages::routes());
    layer::wrap(router, &state).with_state(state)
}
