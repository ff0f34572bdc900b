//! The routes. A handler takes a request apart, calls one use case, and shows what came of it.

mod account;
mod appointments;
mod batches;
mod captures;
mod consents;
mod degrees;
mod export;
mod files;
mod new_degree;
mod notifications;
mod photos;
mod sessions;
mod sign_in;
mod staff;
mod standard;
mod submissions;
pub(crate) mod system;

use app::{App, Cursor, Failure, PageRequest};
use axum::extract::DefaultBodyLimit;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::problem::Problem;
use crate::state::ServerState;

/// Longest JSON body, bytes.
pub(crate) const MAX_JSON_BYTES: usize = 64 << 10;

/// Longest bodies that are not JSON alone, bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BodyLimits {
    /// With a picture of a collection code and the fields beside it.
    pub(crate) degree: usize,
    /// A part of a photo.
    pub(crate) part: usize,
}

impl BodyLimits {
    /// As the settings say.
    pub(crate) fn of(app: &App) -> Self {
        let bytes = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
        let picture = bytes(app.settings().max_code_picture_bytes);
        Self {
            degree: picture.saturating_add(MAX_JSON_BYTES),
            part: bytes(app.settings().max_part_bytes),
        }
    }
}

/// What a handler answers.
type Answer<T> = Result<T, Problem>;

/// Every route below `/api/v1`, with its description.
pub(crate) fn api(limits: BodyLimits) -> OpenApiRouter<ServerState> {
    OpenApiRouter::new()
        .merge(person())
        .merge(collection())
        .merge(uploads(limits))
        .merge(after())
        .layer(DefaultBodyLimit::max(MAX_JSON_BYTES))
}

/// Who asks: signing in, sessions, the account, staff.
fn person() -> OpenApiRouter<ServerState> {
    OpenApiRouter::new()
        .routes(routes!(sign_in::ask_for_code))
        .routes(routes!(sign_in::with_phone))
        .routes(routes!(sign_in::with_wechat))
        .routes(routes!(sessions::end))
        .routes(routes!(sessions::end_all))
        .routes(routes!(account::read, account::change, account::erase))
        .routes(routes!(export::export))
        .routes(routes!(consents::list))
        .routes(routes!(consents::give, consents::withdraw))
        .routes(routes!(staff::sign_in))
        .routes(routes!(staff::me))
        .routes(routes!(staff::outbox))
}

/// What is collected, and from whom.
fn collection() -> OpenApiRouter<ServerState> {
    OpenApiRouter::new()
        .routes(routes!(batches::open_link))
        .routes(routes!(batches::by_code))
        .routes(routes!(batches::read))
        .routes(routes!(batches::regions))
        .routes(routes!(standard::reasons))
        .routes(routes!(standard::rules))
        .routes(routes!(degrees::read))
        .routes(routes!(degrees::confirm))
        .routes(routes!(degrees::decline))
        .routes(routes!(degrees::move_to))
}

/// What takes more than a line of JSON.
fn uploads(limits: BodyLimits) -> OpenApiRouter<ServerState> {
    let degrees = OpenApiRouter::new()
        .routes(routes!(degrees::list, degrees::add))
        .layer(DefaultBodyLimit::max(limits.degree));
    let parts = OpenApiRouter::new()
        .routes(routes!(captures::put_part))
        .layer(DefaultBodyLimit::max(limits.part));
    OpenApiRouter::new()
        .merge(degrees)
        .merge(parts)
        .routes(routes!(captures::open))
        .routes(routes!(captures::photo))
        .routes(routes!(captures::parts))
        .routes(routes!(captures::complete))
}

/// What becomes of a photo, and what else hangs on a degree.
fn after() -> OpenApiRouter<ServerState> {
    OpenApiRouter::new()
        .routes(routes!(photos::list))
        .routes(routes!(photos::read))
        .routes(routes!(photos::confirm))
        .routes(routes!(photos::links))
        .routes(routes!(files::open))
        .routes(routes!(submissions::read))
        .routes(routes!(submissions::submit))
        .routes(routes!(submissions::withdraw))
        .routes(routes!(submissions::history))
        .routes(routes!(appointments::slots))
        .routes(routes!(appointments::list, appointments::book))
        .routes(routes!(appointments::move_to))
        .routes(routes!(appointments::cancel))
        .routes(routes!(notifications::list))
        .routes(routes!(notifications::mark_read))
}

/// Most items of one part of a list.
const MAX_ITEMS: u32 = 200;

/// Which part of a list is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PageQuery {
    /// `next` of the part before; the beginning without it.
    after: Option<String>,
    /// How many items at most, 1 … 200; 50 without it.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

impl PageQuery {
    fn request(&self) -> Answer<PageRequest> {
        let after = self.after.as_deref().map(str::parse::<Cursor>);
        let after = after
            .transpose()
            .map_err(|error| Failure::invalid("after", &error))?;
        let limit = self.limit.unwrap_or(PageRequest::default().limit);
        if !(1..=MAX_ITEMS).contains(&limit) {
            return Err(Failure::invalid("limit", &"1 to 200").into());
        }
        Ok(PageRequest { after, limit })
    }
}
