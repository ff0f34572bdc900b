//! Parses WeChat's responses. Errors have HTTP status 200, content type `text/plain` and a code; their
//! message is dropped, as it may repeat what was sent.

use domain::Duration;
use reqwest::StatusCode;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{BadAnswer, GatewayError};
use crate::http::Answer;

/// Why a call failed.
#[derive(Debug)]
pub(super) enum Fault {
    /// WeChat does not know the access token, or not any more.
    Token,
    /// Anything that another token does not cure.
    Other(GatewayError),
}

impl From<GatewayError> for Fault {
    fn from(error: GatewayError) -> Self {
        Self::Other(error)
    }
}

#[derive(Deserialize)]
struct Status {
    /// Left out where there is no error.
    #[serde(default)]
    errcode: i64,
}

/// Reads an answer.
pub(super) fn read<T: DeserializeOwned>(answer: Answer) -> Result<T, Fault> {
    let answer = answer.reached()?;
    if answer.status != StatusCode::OK {
        let status = BadAnswer::Status(answer.status.as_u16());
        return Err(GatewayError::unreachable(status).into());
    }
    let Status { errcode } = parsed(&answer.body)?;
    match errcode {
        0 => Ok(parsed(&answer.body)?),
        40001 | 40014 | 42001 => Err(Fault::Token),
        _ => Err(Fault::Other(refusal(errcode))),
    }
}

/// What serde says of a text may quote it, so only that it does not fit is said.
fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, GatewayError> {
    serde_json::from_slice(body).map_err(|_| GatewayError::unreachable(BadAnswer::NotUnderstood))
}

fn refusal(errcode: i64) -> GatewayError {
    match errcode {
        -1 => GatewayError::unreachable(Busy),
        40029 | 40163 => GatewayError::InvalidCode,
        40003 => GatewayError::UnknownRecipient,
        43101 => GatewayError::NotSubscribed,
        // The quota of a minute; that of a day (45009) ends at an hour that is not told.
        45011 => GatewayError::RateLimited {
            retry_after: Some(Duration::from_minutes(1)),
        },
        45009 => GatewayError::RateLimited { retry_after: None },
        40013 | 40125 | 41002 | 41004 => {
            GatewayError::misconfigured(format!("app id or secret of WeChat ({errcode})"))
        }
        40164 | 61004 => GatewayError::misconfigured(format!(
            "this machine's address is not on WeChat's list ({errcode})"
        )),
        48001 | 48004 => GatewayError::misconfigured(format!(
            "the mini-program may not use this interface of WeChat ({errcode})"
        )),
        40037 | 41030 | 43107 | 47003 => GatewayError::misconfigured(format!(
            "template, its fields, or page of a WeChat message ({errcode})"
        )),
        _ => GatewayError::Refused {
            code: errcode.to_string(),
        },
    }
}

#[derive(Debug, thiserror::Error)]
#[error("WeChat is busy")]
struct Busy;
