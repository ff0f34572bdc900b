//! Staff sign in; the service itself is looked after.

use app::sign_in::AsStaff;
use app::{Caller, Failure, outbox};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Answer, PageQuery};
use crate::config::ServerConfig;
use crate::extract::{Json, Network, Query, StaffMember, cookie_name};
use crate::state::ServerState;
use crate::views::Page;
use crate::views::staff::{KeptMessageView, StaffSignedInView, StaffView};

/// Login and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StaffSignIn {
    login: String,
    #[schema(format = Password)]
    password: String,
}

/// Signs in a member of staff; the session is in a cookie.
#[utoipa::path(post, path = "/staff/sign-in", tag = "staff",
    responses((status = 200, description = "Signed in; the cookie is set", body = StaffSignedInView)))]
pub(super) async fn sign_in(
    State(state): State<ServerState>,
    Network(network): Network,
    Json(body): Json<StaffSignIn>,
) -> Answer<Response> {
    let typed = AsStaff {
        login: body.login,
        password: body.password.into(),
        network,
    };
    let signed_in = app::sign_in::as_staff(state.app(), typed).await?;
    let name = app::staff::name(state.app(), &signed_in.staff)?;
    let view = StaffSignedInView {
        staff: StaffView::of(&signed_in.staff, name),
        expires_at: signed_in.expires_at.into(),
    };
    let mut response = Json(view).into_response();
    set_cookie(&mut response, &cookie(state.config(), &signed_in.token));
    Ok(response)
}

/// The member of staff who is signed in.
#[utoipa::path(get, path = "/staff/me", tag = "staff", security(("staff" = [])),
    responses((status = 200, description = "The person", body = StaffView)))]
pub(super) async fn me(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> Answer<Json<StaffView>> {
    let name = app::staff::name(state.app(), &staff)?;
    Ok(Json(StaffView::of(&staff, name)))
}

/// Messages that local gateways keep instead of sending, newest first.
///
/// Empty once real gateways are configured.
#[utoipa::path(get, path = "/staff/outbox", tag = "staff", params(PageQuery),
    security(("staff" = [])),
    responses((status = 200, description = "The messages", body = Page<KeptMessageView>)))]
pub(super) async fn outbox(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
) -> Answer<Json<Page<KeptMessageView>>> {
    let caller = Caller::Staff(staff);
    let messages = outbox::list(state.app(), &caller, page.request()?).await?;
    Ok(Json(Page::of(messages, KeptMessageView::from)))
}

/// The cookie of a session. Without an end: it goes with the browser, and the session ends by itself.
fn cookie(config: &ServerConfig, token: &str) -> String {
    let name = cookie_name(config);
    let secure = if config.is_secure() { "; Secure" } else { "" };
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}")
}

/// Makes browsers forget the cookie.
pub(super) fn ended_cookie(config: &ServerConfig) -> String {
    cookie(config, "") + "; Max-Age=0"
}

/// Sets a cookie.
pub(super) fn set_cookie(response: &mut Response, cookie: &str) {
    match HeaderValue::from_str(cookie) {
        Ok(value) => {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
        // Tokens are of the URL alphabet.
        Err(error) => {
            *response = crate::problem::Problem::from(Failure::internal(error)).into_response();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_for_this_host_and_no_script() {
        let plain = ServerConfig::default();
        let cookie = cookie(&plain, "abc");
        assert_eq!(cookie, "caixiang=abc; Path=/; HttpOnly; SameSite=Lax");
        let secure = ServerConfig {
            public_url: "https://photo.example.edu".to_owned(),
            ..plain
        };
        assert_eq!(
            ended_cookie(&secure),
            "__Host-caixiang=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0"
        );
    }
}
