//! Students sign in.

use app::sign_in::{RequestCode, WithPhone, WithWeChat};
use axum::extract::State;
use axum::http::StatusCode;
use domain::PhoneNumber;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Answer;
use crate::extract::{Json, Network};
use crate::state::ServerState;
use crate::views::account::{CodeSentView, Language, SignedInView};

/// To which phone a code goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AskForCode {
    /// A mobile number of mainland China, or with `+852`, `+853`, `+886`.
    phone: String,
    /// The language of the message; Chinese without it.
    language: Option<Language>,
}

/// A phone and the code that was sent to it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneSignIn {
    phone: String,
    /// Six digits.
    code: String,
}

/// What the mini-program got from WeChat.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WeChatSignIn {
    /// Of `wx.login`.
    login_code: String,
    /// Of the button that asks for the phone number; needed the first time.
    phone_code: Option<String>,
}

fn phone(text: &str) -> Answer<PhoneNumber> {
    PhoneNumber::parse(text).map_err(|error| app::Failure::invalid("phone", &error).into())
}

/// Sends a code to a phone.
///
/// The answer is the same whether the number is known or not.
#[utoipa::path(post, path = "/sign-in/codes", tag = "sign-in",
    responses((status = 202, description = "A code is on its way", body = CodeSentView)))]
pub(super) async fn ask_for_code(
    State(state): State<ServerState>,
    Network(network): Network,
    Json(body): Json<AskForCode>,
) -> Answer<(StatusCode, Json<CodeSentView>)> {
    let language = body.language.unwrap_or(Language::Zh);
    let request = RequestCode {
        phone: phone(&body.phone)?,
        network,
        language: language.into(),
    };
    let sent = app::sign_in::request_code(state.app(), request).await?;
    Ok((StatusCode::ACCEPTED, Json(sent.into())))
}

/// Signs in with the code of a short message.
#[utoipa::path(post, path = "/sign-in/phone", tag = "sign-in",
    responses((status = 201, description = "Signed in", body = SignedInView)))]
pub(super) async fn with_phone(
    State(state): State<ServerState>,
    Network(network): Network,
    Json(body): Json<PhoneSignIn>,
) -> Answer<(StatusCode, Json<SignedInView>)> {
    let with = WithPhone {
        phone: phone(&body.phone)?,
        code: body.code,
        network,
    };
    let signed_in = app::sign_in::with_phone(state.app(), with).await?;
    Ok((StatusCode::CREATED, Json(signed_in.into())))
}

/// Signs in through the WeChat mini-program.
///
/// A user who is new here is asked for the phone number once: 409 `phone-needed`.
#[utoipa::path(post, path = "/sign-in/wechat", tag = "sign-in",
    responses((status = 201, description = "Signed in", body = SignedInView)))]
pub(super) async fn with_wechat(
    State(state): State<ServerState>,
    Json(body): Json<WeChatSignIn>,
) -> Answer<(StatusCode, Json<SignedInView>)> {
    let with = WithWeChat {
        login_code: body.login_code,
        phone_code: body.phone_code,
    };
    let signed_in = app::sign_in::with_wechat(state.app(), with).await?;
    Ok((StatusCode::CREATED, Json(signed_in.into())))
}
