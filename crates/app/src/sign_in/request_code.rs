//! Sends a sign-in code to a phone. The answer is the same whether the number is known or not.

use domain::{Duration, Language, PhoneNumber, Timestamp};
use gateways::{GatewayError, ShortMessage};
use store::{MissKey, SignInCode};
use vault::IndexPurpose;

use crate::failure::Failure;
use crate::guesses;
use crate::network::{self, NetworkKey};
use crate::refusal::SignInRefusal;
use crate::service::App;

/// Tries that one code allows.
const TRIES: u8 = 5;

/// Who asks for a code.
#[derive(Debug)]
pub struct RequestCode {
    /// Where it is to be sent.
    pub phone: PhoneNumber,
    /// Where the request comes from.
    pub network: NetworkKey,
    /// Language of the message.
    pub language: Language,
}

/// What is said to whoever asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeSent {
    /// The pause before another one is sent.
    pub resend_after: Duration,
    /// Until when this one can be used.
    pub valid_until: Timestamp,
}

/// Sends a code of six digits; an earlier one ends.
///
/// # Errors
/// [`SignInRefusal::NotOffered`] where short messages are off; [`Failure::TooMany`] within the pause, beyond a day's codes of the number or an hour's of the
/// network; [`Failure::Locked`] after too many wrong codes; [`Failure::Unavailable`] if no message
/// can be sent at present, which costs the pause and nothing else.
pub async fn request_code(app: &App, request: RequestCode) -> Result<CodeSent, Failure> {
    let sms = app.gateways().sms.as_deref();
    let sms = sms.ok_or(SignInRefusal::NotOffered)?;
    let code = format!("{:06}", app.random().index_below(1_000_000));
    let sent = reserve(app, &request, &code).await?;
    let message = ShortMessage::SignInCode {
        code: gateways::SignInCode::parse(&code).map_err(Failure::internal)?,
        minutes: app.settings().sign_in_code_minutes,
        language: request.language,
    };
    let delivery = sms.send(&request.phone, &message).await;
    delivery.map_err(not_sent)?;
    // Counted only now: a service that is down must not use up a student's day. Nobody overtakes
    // meanwhile, the pause stands between two codes of one number.
    let work = app.store().begin().await?;
    let bucket = day_bucket(app, &request.phone);
    let limit = app.settings().sign_in_codes_per_day;
    network::count(&work, &bucket, DAY, 1, limit, app.now()).await?;
    work.commit().await?;
    Ok(sent)
}

const DAY: Duration = Duration::from_days(1);

/// Checks every limit and keeps the code's hash, before anything is sent.
async fn reserve(app: &App, request: &RequestCode, code: &str) -> Result<CodeSent, Failure> {
    let now = app.now();
    let settings = app.settings();
    let phone = index(app, &request.phone);
    let pause = Duration::from_seconds(settings.sign_in_code_pause_seconds);
    let work = app.store().begin().await?;
    // First, for its lock: two requests for one number come one after the other.
    let bucket = day_bucket(app, &request.phone);
    network::count(&work, &bucket, DAY, 0, settings.sign_in_codes_per_day, now).await?;
    network::use_up(app, &work, &request.network, "codes", 1).await?;
    guesses::check(&work, &[MissKey::Phone(phone)], now).await?;
    if let Some(last) = work.sign_in_codes().find(&phone).await? {
        let next = last.sent_at + pause;
        if now < next {
            let retry_after = next.since(now);
            return Err(Failure::TooMany { retry_after });
        }
    }
    let valid_until = now + Duration::from_minutes(settings.sign_in_code_minutes);
    let kept = SignInCode {
        phone,
        code: hash(app, &request.phone, code),
        expires_at: valid_until,
        tries_left: TRIES,
        sent_at: now,
    };
    work.sign_in_codes().put(&kept).await?;
    work.commit().await?;
    Ok(CodeSent {
        resend_after: pause,
        valid_until,
    })
}

/// By what a number is found.
pub(super) fn index(app: &App, phone: &PhoneNumber) -> domain::BlindIndex {
    app.vault().index(IndexPurpose::Phone, phone.expose())
}

/// What is kept of a code: tied to its number, so that rows cannot be swapped.
pub(super) fn hash(app: &App, phone: &PhoneNumber, code: &str) -> domain::TokenHash {
    let text = format!("sign-in-code:{}:{code}", phone.expose());
    app.vault().token_hash(&text)
}

fn day_bucket(app: &App, phone: &PhoneNumber) -> String {
    format!("sign-in-codes:{}", index(app, phone).to_hex())
}

fn not_sent(error: GatewayError) -> Failure {
    match error {
        GatewayError::UnknownRecipient => Failure::Invalid {
            field: "phone",
            expected: "a mobile number that takes short messages".to_owned(),
        },
        error => Failure::Unavailable(error.into()),
    }
}
