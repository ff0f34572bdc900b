//! Short messages over HTTP: one request per message, built from configured templates. Signed requests are
//! not supported; a provider that requires them needs a relay.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::PhoneNumber;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::{ShortMessage, ShortMessages};
use crate::config::{HttpMethod, HttpSmsConfig, SmsBody, SmsSuccess};
use crate::error::{BadAnswer, ConnectError, GatewayError};
use crate::http::{Answer, Http};
use crate::template::{Template, json_escaped, percent_encoded};

const SLOTS: &[&str] = &[
    "phone",
    "phone_digits",
    "code",
    "minutes",
    "text",
    "template",
];

/// Slots that only a sign-in code fills.
const SIGN_IN_SLOTS: [&str; 2] = ["code", "minutes"];

/// The longest word of a service that is passed on.
const MAX_RESULT_CHARS: usize = 60;

/// A provider of short messages.
#[derive(Debug)]
pub(crate) struct HttpShortMessages {
    http: Http,
    method: Method,
    url: Template,
    headers: HeaderMap,
    escaping: SmsBody,
    body: Option<Template>,
    notice_body: Option<Template>,
    success: Option<SmsSuccess>,
}

impl HttpShortMessages {
    pub(crate) fn new(config: &HttpSmsConfig) -> Result<Self, ConnectError> {
        let url = template("sms.url", &config.url)?;
        address(&url, |_| "0".to_owned())
            .ok_or_else(|| ConnectError::setting("sms.url", "must be an http(s) address"))?;
        let body = config.body.as_ref();
        let notice_body = config.notice_body.as_ref();
        if let Some(success) = &config.success
            && !(success.pointer.is_empty() || success.pointer.starts_with('/'))
        {
            let problem = "must be a JSON pointer such as /Code";
            return Err(ConnectError::setting("sms.success.pointer", problem));
        }
        Ok(Self {
            http: Http::new("sms", config.timeout_ms)?,
            method: match config.method {
                HttpMethod::Post => Method::POST,
                HttpMethod::Put => Method::PUT,
                HttpMethod::Get => Method::GET,
            },
            url,
            headers: headers(config.content_type, &config.headers)?,
            escaping: config.content_type,
            body: body.map(|body| template("sms.body", body)).transpose()?,
            notice_body: notice_body
                .map(|body| template("sms.notice_body", body))
                .transpose()?,
            success: config.success.clone(),
        })
    }

    /// The body for a message, if it has one at all.
    fn body_for(&self, message: &ShortMessage) -> Result<Option<&Template>, GatewayError> {
        let ShortMessage::Notice { .. } = message else {
            return Ok(self.body.as_ref());
        };
        let body = self.notice_body.as_ref().or(self.body.as_ref());
        let mut parts = body.into_iter().chain([&self.url]);
        // A provider would refuse an empty code, or worse, send it.
        if parts.any(|part| SIGN_IN_SLOTS.iter().any(|slot| part.mentions(slot))) {
            return Err(GatewayError::misconfigured(
                "sms.notice_body is needed for messages other than sign-in codes",
            ));
        }
        Ok(body)
    }

    fn judge(&self, answer: Answer) -> Result<(), GatewayError> {
        let answer = answer.reached()?;
        let result = self.success.as_ref().and_then(|rule| {
            let result = result_at(&rule.pointer, &answer.body)?;
            Some((rule, result))
        });
        match (answer.status, result) {
            (_, Some((rule, result))) if rule.unknown_recipient.contains(&result) => {
                Err(GatewayError::UnknownRecipient)
            }
            (_, Some((rule, result))) if rule.rate_limited.contains(&result) => {
                Err(GatewayError::RateLimited {
                    retry_after: answer.retry_after,
                })
            }
            (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN, _) => Err(
                GatewayError::misconfigured("sms: the provider does not accept who we are"),
            ),
            (status, Some((rule, result))) => {
                if status.is_success() && result == rule.equals {
                    return Ok(());
                }
                Err(GatewayError::Refused {
                    code: plain_word(&result),
                })
            }
            (status, None) if !status.is_success() => Err(GatewayError::Refused {
                code: status.as_u16().to_string(),
            }),
            (_, None) if self.success.is_some() => {
                Err(GatewayError::unreachable(BadAnswer::NotUnderstood))
            }
            (_, None) => Ok(()),
        }
    }
}

#[async_trait]
impl ShortMessages for HttpShortMessages {
    async fn send(&self, to: &PhoneNumber, message: &ShortMessage) -> Result<(), GatewayError> {
        let body = self.body_for(message)?;
        let value = |slot: &str| slot_value(slot, to, message);
        let url = address(&self.url, |slot| percent_encoded(&value(slot)))
            .ok_or_else(|| GatewayError::misconfigured("sms.url"))?;
        let mut request = self.http.request(self.method.clone(), url);
        request = request.headers(self.headers.clone());
        if let Some(body) = body {
            request = request.body(body.fill(|slot| match self.escaping {
                SmsBody::Json => json_escaped(&value(slot)),
                SmsBody::Form => percent_encoded(&value(slot)),
            }));
        }
        self.judge(self.http.exchange(request).await?)
    }
}

fn slot_value(slot: &str, to: &PhoneNumber, message: &ShortMessage) -> String {
    match (slot, message) {
        ("phone", _) => to.expose().to_owned(),
        ("phone_digits", _) => {
            let number = to.expose();
            let national = number.strip_prefix("+86");
            let national = national.or_else(|| number.strip_prefix('+'));
            national.unwrap_or(number).to_owned()
        }
        ("template", _) => message.template().name().to_owned(),
        ("code", ShortMessage::SignInCode { code, .. }) => code.expose().to_owned(),
        ("minutes", ShortMessage::SignInCode { minutes, .. }) => minutes.to_string(),
        _ => message.text(),
    }
}

/// The result as text, whatever JSON type it has.
fn result_at(pointer: &str, body: &[u8]) -> Option<String> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    match answer.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => None,
        other => Some(other.to_string()),
    }
}

/// A result is passed on only if it looks like a code: sentences may repeat the number or the text.
fn plain_word(result: &str) -> String {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || b"._-:".contains(&byte);
    let digits = result.bytes().filter(u8::is_ascii_digit).count();
    let sound = result
        .bytes()
        .all(|byte| is_letter(byte) || byte.is_ascii_digit());
    // Eight digits are the shortest phone number.
    if sound && digits < 8 && (1..=MAX_RESULT_CHARS).contains(&result.len()) {
        result.to_owned()
    } else {
        "unnamed".to_owned()
    }
}

fn template(key: &str, text: &SecretString) -> Result<Template, ConnectError> {
    Template::parse(text.expose_secret(), SLOTS)
        .map_err(|error| ConnectError::setting(key, error.to_string()))
}

fn address(url: &Template, value: impl Fn(&str) -> String) -> Option<Url> {
    let url = Url::parse(&url.fill(value)).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

fn headers(
    body: SmsBody,
    configured: &BTreeMap<String, SecretString>,
) -> Result<HeaderMap, ConnectError> {
    let content_type = match body {
        SmsBody::Json => "application/json; charset=utf-8",
        SmsBody::Form => "application/x-www-form-urlencoded; charset=utf-8",
    };
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    for (name, value) in configured {
        let invalid = || {
            let key = format!("sms.headers.{name}");
            ConnectError::setting(key, "is not a header of HTTP")
        };
        let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid())?;
        let mut value = HeaderValue::from_str(value.expose_secret()).map_err(|_| invalid())?;
        value.set_sensitive(true);
        headers.insert(header, value);
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(result: &str, passed_on: &str) {
        assert_eq!(plain_word(result), passed_on);
    }

    #[test]
    fn only_codes_are_passed_on() {
        check("isv.BUSINESS_LIMIT_CONTROL", "isv.BUSINESS_LIMIT_CONTROL");
        check("160040", "160040");
        check("8613800000001", "unnamed");
        check("number 1 is wrong", "unnamed");
        check("", "unnamed");
    }
}
