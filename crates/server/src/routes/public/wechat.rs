//! What the student's app asks of WeChat.

use app::mini_program::{self, Entry};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{FeatureCode, LinkSlug};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::extract::Json;
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::public::wechat::{MiniProgramLinkView, WeChatView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "wechat",
    about: "The way from a browser into the mini-program",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        offers: Needs::read(Who::Public),
        link: Needs::sign_in(),
    }
}

/// What the mini-program is entered with; its first page without anything.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MiniProgramEntry {
    /// End of a poster's link.
    link: Option<String>,
    /// A feature code.
    code: Option<String>,
}

/// What is set up at WeChat: for pages in its browser, and for the mini-program.
#[utoipa::path(get, path = "/wechat",
    responses((status = 200, description = "What is offered", body = WeChatView)))]
async fn offers(State(state): State<ServerState>) -> Json<WeChatView> {
    Json(mini_program::offers(state.app()).into())
}

/// Makes an address that opens the mini-program, for one person and a day.
#[utoipa::path(post, path = "/wechat/links",
    responses((status = 201, description = "The address", body = MiniProgramLinkView)))]
async fn link(
    State(state): State<ServerState>,
    Json(body): Json<MiniProgramEntry>,
) -> ApiResult<(StatusCode, Json<MiniProgramLinkView>)> {
    let link = body.link.as_deref().map(LinkSlug::parse).transpose();
    let code = body.code.as_deref().map(FeatureCode::parse).transpose();
    let entry = Entry {
        link: link.map_err(|error| app::Failure::invalid("link", &error))?,
        code: code.map_err(|error| app::Failure::invalid("code", &error))?,
    };
    let url = mini_program::link(state.app(), &entry).await?;
    Ok((StatusCode::CREATED, Json(MiniProgramLinkView { url })))
}
