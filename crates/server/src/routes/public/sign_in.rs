//! Signing in: students by phone or WeChat, staff by password.

use app::sign_in::{AsStaff, Device, Owner, Proof, RequestCode, WithPhone, WithWeChat};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::{LastFour, PhoneNumber};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::extract::{Json, Network};
use crate::needs::Needs;
use crate::route::{ApiResult, Group, Tag, group};
use crate::session;
use crate::state::ServerState;
use crate::views::public::sign_in::{CodeSentView, Language, SignedInView, StaffSignedInView};
use crate::views::staff::member::StaffView;

/// The heading of these routes in the description.
pub(in crate::routes) const TAG: Tag = Tag {
    name: "sign-in",
    about: "Who asks, and sessions",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        ask_for_code: Needs::sign_in(),
        with_phone: Needs::sign_in(),
        with_wechat: Needs::sign_in(),
        with_official_account: Needs::sign_in(),
        as_staff: Needs::sign_in(),
    }
}

/// To which phone a code goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AskForCode {
    /// A mobile number of mainland China, or with `+852`, `+853`, `+886`.
    phone: String,
    /// The language of the message; Chinese without it.
    language: Option<Language>,
    /// The answer to an earlier 409 `proof-of-work-needed`.
    proof: Option<ProofBody>,
}

/// The SHA-256 of `challenge` followed by `nonce` begins with as many zero bits as were asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProofBody {
    /// As it was given.
    challenge: String,
    /// The text that was found, 1 to 32 bytes.
    nonce: String,
}

/// A phone and the code that was sent to it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PhoneSignIn {
    phone: String,
    /// Six digits.
    code: String,
    /// The last four of the identity number; asked for by 409 `last-four-needed`.
    last_four: Option<String>,
    /// The account of the number is somebody else's, who had the number before: a new one takes it over.
    #[serde(default)]
    starts_anew: bool,
}

/// What is said beside the number.
fn owner(typed: Option<&str>, starts_anew: bool) -> ApiResult<Owner> {
    Ok(match typed {
        _ if starts_anew => Owner::New,
        None => Owner::Unsaid,
        Some(typed) => Owner::Known(last_four(typed)?),
    })
}

/// The end of an identity number.
///
/// # Errors
/// [`app::Failure::Invalid`] for something else.
pub(in crate::routes) fn last_four(text: &str) -> ApiResult<LastFour> {
    LastFour::parse(text).map_err(|error| app::Failure::invalid("last_four", &error).into())
}

/// What the mini-program got from WeChat.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WeChatSignIn {
    /// Of `wx.login`.
    login_code: String,
    /// Of the button that asks for the phone number; needed the first time.
    phone_code: Option<String>,
    /// The last four of the identity number; asked for by 409 `last-four-needed`.
    last_four: Option<String>,
    /// The account of the number is somebody else's, who had the number before: a new one takes it over.
    #[serde(default)]
    starts_anew: bool,
}

/// What a page within WeChat got from it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfficialAccountSignIn {
    /// As WeChat added it to the address; works once.
    code: String,
}

/// Login and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StaffSignIn {
    login: String,
    #[schema(format = Password)]
    password: String,
    /// Six digits of the app, or a recovery code; asked for by 401 `second-factor-needed`.
    second_factor: Option<String>,
}

/// A mobile number.
///
/// # Errors
/// [`app::Failure::Invalid`] for something else.
pub(in crate::routes) fn phone(text: &str) -> ApiResult<PhoneNumber> {
    PhoneNumber::parse(text).map_err(|error| app::Failure::invalid("phone", &error).into())
}

/// Sends a code to a phone.
///
/// The answer is the same whether the number is known or not. A network that has had several codes is answered 409
/// `proof-of-work-needed` with a `challenge` and `bits` first, and asks again with `proof`.
#[utoipa::path(post, path = "/sign-in/codes",
    responses((status = 202, description = "A code is on its way", body = CodeSentView)))]
async fn ask_for_code(
    State(state): State<ServerState>,
    Network(network): Network,
    Json(body): Json<AskForCode>,
) -> ApiResult<(StatusCode, Json<CodeSentView>)> {
    let request = RequestCode {
        phone: phone(&body.phone)?,
        network,
        language: body.language.map_or(domain::Language::Zh, Into::into),
        proof: body.proof.map(|proof| Proof {
            challenge: proof.challenge,
            nonce: proof.nonce,
        }),
    };
    let sent = app::sign_in::request_code(state.app(), request).await?;
    Ok((StatusCode::ACCEPTED, Json(sent.into())))
}

/// Signs in with the code of a short message.
///
/// Where the number may have another owner by now, the answer is 409 `last-four-needed`; the same code is sent
/// again with `last_four` or `starts_anew`.
#[utoipa::path(post, path = "/sign-in/phone",
    responses((status = 201, description = "Signed in", body = SignedInView)))]
async fn with_phone(
    State(state): State<ServerState>,
    Network(network): Network,
    Json(body): Json<PhoneSignIn>,
) -> ApiResult<(StatusCode, Json<SignedInView>)> {
    let with = WithPhone {
        phone: phone(&body.phone)?,
        code: body.code,
        owner: owner(body.last_four.as_deref(), body.starts_anew)?,
        network,
    };
    let signed_in = app::sign_in::with_phone(state.app(), with).await?;
    Ok((StatusCode::CREATED, Json(signed_in.into())))
}

/// Signs in through the WeChat mini-program.
///
/// A user who is new here is asked for the phone number once: 409 `phone-needed`; and, where the account of the
/// number has degrees, for `last_four`: 409 `last-four-needed`. Codes of WeChat work once: get new ones then.
#[utoipa::path(post, path = "/sign-in/wechat",
    responses((status = 201, description = "Signed in", body = SignedInView)))]
async fn with_wechat(
    State(state): State<ServerState>,
    Json(body): Json<WeChatSignIn>,
) -> ApiResult<(StatusCode, Json<SignedInView>)> {
    let with = WithWeChat {
        login_code: body.login_code,
        phone_code: body.phone_code,
        owner: owner(body.last_four.as_deref(), body.starts_anew)?,
    };
    let signed_in = app::sign_in::with_wechat(state.app(), with).await?;
    Ok((StatusCode::CREATED, Json(signed_in.into())))
}

/// Signs in within WeChat's browser, through the official account.
///
/// A user who is new here is answered 409 `wechat-not-linked`: sign in by phone, then `POST /account/official-account`.
#[utoipa::path(post, path = "/sign-in/official-account",
    responses((status = 201, description = "Signed in", body = SignedInView)))]
async fn with_official_account(
    State(state): State<ServerState>,
    Json(body): Json<OfficialAccountSignIn>,
) -> ApiResult<(StatusCode, Json<SignedInView>)> {
    let signed_in = app::sign_in::with_official_account(state.app(), &body.code).await?;
    Ok((StatusCode::CREATED, Json(signed_in.into())))
}

/// Signs in a member of staff; the session is in a cookie.
///
/// Where the person has a second factor, the right password alone is answered 401 `second-factor-needed`.
#[utoipa::path(post, path = "/staff/sign-in",
    responses((status = 200, description = "Signed in; the cookie is set", body = StaffSignedInView)))]
async fn as_staff(
    State(state): State<ServerState>,
    Network(network): Network,
    headers: HeaderMap,
    Json(body): Json<StaffSignIn>,
) -> ApiResult<Response> {
    let typed = AsStaff {
        login: body.login,
        password: body.password.into(),
        second_factor: body.second_factor,
        device: Device {
            token: session::device_token(&headers, state.config()).map(str::to_owned),
            agent: text_of(&headers, &header::USER_AGENT),
        },
        network,
    };
    let signed_in = app::sign_in::as_staff(state.app(), typed).await?;
    let name = app::staff::name(state.app(), &signed_in.staff)?;
    let view = StaffSignedInView {
        staff: StaffView::of(state.app(), &signed_in.staff, name),
        expires_at: signed_in.expires_at.into(),
        is_new_device: signed_in.is_new_device,
    };
    let mut response = Json(view).into_response();
    session::set_cookie(
        &mut response,
        &session::cookie(state.config(), &signed_in.token),
    );
    let device = session::device_cookie(state.config(), &signed_in.device_token);
    session::set_cookie(&mut response, &device);
    Ok(response)
}

fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    Some(value.to_owned())
}
