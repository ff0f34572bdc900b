//! Mail over SMTP. Errors keep only the reply code: servers repeat addresses in their replies.

use std::fmt;
use std::net::IpAddr;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as FilePart, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::ExposeSecret;

use super::{Letter, Mail, MailAddress};
use crate::clock::Clock;
use crate::config::{SmtpConfig, SmtpTls};
use crate::error::{ConnectError, GatewayError};
use crate::http::timeout;

/// A mail server.
pub(crate) struct SmtpMail {
    builder: AsyncSmtpTransportBuilder,
    // Made with the first letter: the pool of connections wants a running executor.
    transport: OnceLock<AsyncSmtpTransport<Tokio1Executor>>,
    from: Mailbox,
    timeout: Duration,
    clock: Clock,
}

/// Why a letter did not get through. Holds no text of the server.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("the mail server asks to come again (SMTP {0})")]
    Later(u16),
    #[error("the mail server took too long")]
    TimedOut,
    #[error("the connection to the mail server is not safe or could not be made so")]
    Tls,
    #[error("what answers does not speak SMTP")]
    NotUnderstood,
    #[error("the connection to the mail server failed")]
    Connection,
}

impl SmtpMail {
    pub(crate) fn new(config: &SmtpConfig, clock: Clock) -> Result<Self, ConnectError> {
        let timeout = timeout("mail", config.timeout_ms)?;
        let from = MailAddress::parse(&config.from)
            .map_err(|error| ConnectError::setting("mail.from", error.to_string()))?;
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host)
            .port(config.port)
            .tls(protection(config)?)
            .timeout(Some(timeout));
        match (&config.user, &config.password) {
            (Some(user), Some(password)) => {
                if config.tls == SmtpTls::None && !is_loopback(&config.host) {
                    let problem = "must be starttls or implicit where a password is sent";
                    return Err(ConnectError::setting("mail.tls", problem));
                }
                let password = password.expose_secret().to_owned();
                builder = builder.credentials(Credentials::new(user.clone(), password));
            }
            (None, None) => {}
            _ => {
                let problem = "comes with mail.password, or neither is there";
                return Err(ConnectError::setting("mail.user", problem));
            }
        }
        Ok(Self {
            builder,
            transport: OnceLock::new(),
            from: Mailbox::new(config.from_name.clone(), from.0),
            timeout,
            clock,
        })
    }

    fn written(&self, letter: &Letter) -> Result<Message, GatewayError> {
        let micros = u64::try_from((self.clock)().as_micros()).unwrap_or(0);
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, letter.to.0.clone()))
            .subject(letter.subject.as_str())
            .date(SystemTime::UNIX_EPOCH + Duration::from_micros(micros))
            .message_id(Some(self.message_id(&letter.message_id)))
            // Keeps replies of absent people away.
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()));
        let text = SinglePart::plain(letter.text.clone());
        let words = match &letter.html {
            None => MultiPart::mixed().singlepart(text),
            Some(html) => {
                let alternative = MultiPart::alternative();
                let alternative = alternative
                    .singlepart(text)
                    .singlepart(SinglePart::html(html.clone()));
                MultiPart::mixed().multipart(alternative)
            }
        };
        let mut parts = words;
        for file in &letter.attachments {
            let content_type = ContentType::parse(&file.content_type);
            let content_type = content_type
                .map_err(|_| GatewayError::misconfigured("media type of an attachment"))?;
            let part = FilePart::new(file.name.clone()).body(file.bytes.clone(), content_type);
            parts = parts.singlepart(part);
        }
        message
            .multipart(parts)
            .map_err(|_| GatewayError::misconfigured("mail.from, or a letter without recipient"))
    }

    /// `<key@our-domain>`; whatever does not belong there is written as its code.
    fn message_id(&self, key: &str) -> String {
        let letters = key.chars().map(|letter| {
            if letter.is_ascii_alphanumeric() || ".-_".contains(letter) {
                letter.to_string()
            } else {
                format!("={:x}=", u32::from(letter))
            }
        });
        let id: String = letters.collect();
        format!("<{id}@{}>", self.from.email.domain())
    }
}

#[async_trait]
impl Mail for SmtpMail {
    async fn send(&self, letter: &Letter) -> Result<(), GatewayError> {
        let message = self.written(letter)?;
        let transport = self
            .transport
            .get_or_init(|| self.builder.clone().build::<Tokio1Executor>());
        // The limit inside is for each step of the conversation, this one for the whole.
        match tokio::time::timeout(self.timeout, transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(judged(&error)),
            Err(_) => Err(GatewayError::unreachable(Trouble::TimedOut)),
        }
    }
}

fn judged(error: &lettre::transport::smtp::Error) -> GatewayError {
    if let Some(code) = error.status() {
        return refusal(u16::from(code));
    }
    let trouble = if error.is_timeout() {
        Trouble::TimedOut
    } else if error.is_tls() {
        Trouble::Tls
    } else if error.is_response() {
        Trouble::NotUnderstood
    } else if error.is_client() {
        // What the server offers is not enough: no way to sign in, no STARTTLS.
        return GatewayError::misconfigured("mail.tls or mail.user: the mail server offers less");
    } else {
        Trouble::Connection
    };
    GatewayError::unreachable(trouble)
}

fn refusal(code: u16) -> GatewayError {
    match code {
        400..500 => GatewayError::unreachable(Trouble::Later(code)),
        530 | 534 | 535 | 538 => {
            GatewayError::misconfigured(format!("mail.user or mail.password (SMTP {code})"))
        }
        // Some servers say 550 to a sender or a letter too; which it was is only in their sentence.
        550 | 551 | 553 => GatewayError::UnknownRecipient,
        _ => GatewayError::Refused {
            code: code.to_string(),
        },
    }
}

fn protection(config: &SmtpConfig) -> Result<Tls, ConnectError> {
    let parameters = || {
        TlsParameters::new_rustls(config.host.clone()).map_err(|error| ConnectError::Client {
            service: "mail",
            source: error.into(),
        })
    };
    Ok(match config.tls {
        SmtpTls::None => Tls::None,
        SmtpTls::Starttls => Tls::Required(parameters()?),
        SmtpTls::Implicit => Tls::Wrapper(parameters()?),
    })
}

fn is_loopback(host: &str) -> bool {
    let address = host.parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

impl fmt::Debug for SmtpMail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SmtpMail").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: u16, expected: &str) {
        let error = refusal(code);
        assert!(format!("{error:?}").starts_with(expected), "{error:?}");
        assert_eq!(error.is_transient(), expected == "Unreachable");
    }

    #[test]
    fn the_number_of_an_answer_says_what_to_do() {
        check(421, "Unreachable");
        check(451, "Unreachable");
        check(535, "Misconfigured");
        check(550, "UnknownRecipient");
        check(552, "Refused { code: \"552\" }");
    }
}
