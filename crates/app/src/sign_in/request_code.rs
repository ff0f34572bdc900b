//! Sends a sign-in code to a phone. The answer is the same whether the number is known or not.

use domain::{Duration, Language, PhoneNumber, Timestamp};
use gateways::{GatewayError, ShortMessage};
use store::{SignInCode, Work};
use vault::IndexPurpose;

use super::proof::{self, Proof};
use crate::failure::Failure;
use crate::jobs::Alarm;
use crate::network::{self, HOUR, NetworkKey};
use crate::refusal::SignInRefusal;
use crate::service::App;

/// Tries that one code allows.
pub(crate) const TRIES: u8 = 5;

/// Who asks for a code.
#[derive(Debug)]
pub struct RequestCode {
    /// Where it is to be sent.
    pub phone: PhoneNumber,
    /// Where the request comes from.
    pub network: NetworkKey,
    /// Language of the message.
    pub language: Language,
    /// The proof of work that an earlier refusal asked for.
    pub proof: Option<Proof>,
}

/// The answer to a request for a code.
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
/// [`SignInRefusal::NotOffered`] where short messages are off; [`crate::refusal::ProofNeeded`] for a network that has had
/// several codes; [`Failure::TooMany`] within the pause, beyond a day's codes of the number or an hour's of the network,
/// the number's prefix or the installation; [`Failure::Unavailable`] if no message can be sent at present, which costs
/// the pause and nothing else.
pub async fn request_code(app: &App, request: RequestCode) -> Result<CodeSent, Failure> {
    let app = app.clone();
    // A task of its own: it goes on when the client hangs up, so that what was counted is sent or given back.
    let sending = tokio::spawn(async move { reserve_and_send(&app, &request).await });
    sending.await.map_err(Failure::internal)?
}

async fn reserve_and_send(app: &App, request: &RequestCode) -> Result<CodeSent, Failure> {
    let sms = app.gateways().sms.as_deref();
    let sms = sms.ok_or(SignInRefusal::NotOffered)?;
    let code = format!("{:06}", app.random().index_below(1_000_000));
    let (sent, reserved_at) = reserve(app, request, &code).await?;
    let message = ShortMessage::SignInCode {
        code: gateways::SignInCode::parse(&code).map_err(Failure::internal)?,
        minutes: app.settings().sign_in_code_minutes,
        language: request.language,
    };
    if let Err(error) = sms.send(&request.phone, &message).await {
        if is_certainly_not_sent(&error) {
            give_back(app, request, reserved_at).await?;
        }
        return Err(not_sent(error));
    }
    Ok(sent)
}

/// A service that is down must not use up a student's day.
async fn give_back(
    app: &App,
    request: &RequestCode,
    reserved_at: Timestamp,
) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    network::give_back(&work, &day_bucket(app, &request.phone), DAY, reserved_at).await?;
    Ok(work.commit().await?)
}

/// Whether the provider said that it did not send the message. One that did not answer may have sent it.
const fn is_certainly_not_sent(error: &GatewayError) -> bool {
    !matches!(error, GatewayError::Unreachable { .. })
}

const DAY: Duration = Duration::from_days(1);

/// Checks every limit, counts the code and keeps its hash, before anything is sent. Says when.
async fn reserve(
    app: &App,
    request: &RequestCode,
    code: &str,
) -> Result<(CodeSent, Timestamp), Failure> {
    let now = app.now();
    let settings = app.settings();
    let phone = index(app, &request.phone);
    let pause = Duration::from_seconds(settings.sign_in_code_pause_seconds);
    let work = app.store().begin().await?;
    let of_network = network::use_up(app, &work, &request.network, "codes", 1).await?;
    if costs_money(app) && of_network > u64::from(settings.sign_in_codes_without_proof_per_hour) {
        let purpose = proof::Purpose {
            phone,
            network: &request.network,
        };
        let proof = request.proof.as_ref();
        proof::require(app, &work, &purpose, proof, of_network).await?;
    }
    // Counted before anything is sent: a client that hangs up early gets no message for nothing.
    let bucket = day_bucket(app, &request.phone);
    network::count(&work, &bucket, DAY, 1, settings.sign_in_codes_per_day, now).await?;
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
    if of_network == u64::from(settings.network_tries_per_hour) {
        Alarm::CodesOfNetwork.raise(app, &work, now).await?;
    }
    count_all(app, &work, request, now).await?;
    work.commit().await?;
    let sent = CodeSent {
        resend_after: pause,
        valid_until,
    };
    Ok((sent, now))
}

/// Whether messages leave this machine.
fn costs_money(app: &App) -> bool {
    !app.gateways().stand_ins.contains(&"sms")
}

/// Counts the code for the number's prefix and for the installation, and raises an alarm for a ceiling that it
/// reaches. Last in the transaction, because all requests share these rows.
async fn count_all(
    app: &App,
    work: &Work,
    request: &RequestCode,
    now: Timestamp,
) -> Result<(), Failure> {
    let settings = app.settings();
    let phone = request.phone.expose();
    // All but the last four digits: numbers that are sold together.
    let prefix = phone.get(..phone.len().saturating_sub(4)).unwrap_or(phone);
    let prefix = app.vault().token_hash(&format!("phone prefix {prefix}"));
    let ceilings = [
        (
            format!("sign-in-codes-of-prefix:{}", prefix.to_hex()),
            settings.sign_in_codes_per_prefix_per_hour,
            Alarm::CodesOfPrefix,
        ),
        (
            "sign-in-codes-of-installation".to_owned(),
            settings.sign_in_codes_per_hour,
            Alarm::CodesOfInstallation,
        ),
    ];
    for (bucket, limit, alarm) in ceilings {
        let used = network::count(work, &bucket, HOUR, 1, limit, now).await?;
        if used == u64::from(limit) {
            alarm.raise(app, work, now).await?;
        }
    }
    Ok(())
}

/// By what a number is found.
pub(crate) fn index(app: &App, phone: &PhoneNumber) -> domain::BlindIndex {
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
