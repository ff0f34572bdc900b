//! What every test here needs: gateways from a piece of configuration, and a look into errors.

use std::cell::Cell;
use std::error::Error;
use std::net::TcpListener;
use std::sync::Arc;

use domain::{Duration, PhoneNumber, Timestamp, WeChatOpenId};
use gateways::{
    AccessTokens, ConnectError, Exposure, GatewayError, Gateways, MemoryOutbox, MemoryTokens,
};
use tokio::net::TcpSocket;

/// 2023-09-06 08:30 in China.
pub(crate) const NOW: Timestamp = Timestamp::from_micros(1_693_960_200_000_000);

thread_local! {
    /// By how much the service's clock is past `NOW`; a test is a thread.
    static LATER: Cell<Duration> = const { Cell::new(Duration::from_micros(0)) };
}

/// Moves the service's clock; what it talks to stays where it was.
pub(crate) fn set_later(by: Duration) {
    LATER.set(by);
}

pub(crate) fn try_connect(
    config: &str,
    tokens: Arc<dyn AccessTokens>,
) -> Result<Gateways, ConnectError> {
    let config = toml::from_str(config).unwrap();
    let outbox = Arc::new(MemoryOutbox::default());
    let exposure = Exposure::ThisMachine;
    Gateways::connect(
        &config,
        exposure,
        outbox,
        tokens,
        Arc::new(|| NOW + LATER.get()),
    )
}

pub(crate) fn connect(config: &str) -> Gateways {
    try_connect(config, Arc::new(MemoryTokens::default())).unwrap()
}

#[track_caller]
pub(crate) fn check_setting_refused(config: &str, part: &str) {
    let error = try_connect(config, Arc::new(MemoryTokens::default())).unwrap_err();
    assert!(error.to_string().contains(part), "{error}");
    assert!(!everything_said(&error).contains("hidden"));
}

/// An error and all that is behind it, for people and for programmers.
pub(crate) fn everything_said(error: &(dyn Error + 'static)) -> String {
    let mut sentences = vec![format!("{error:?}"), error.to_string()];
    let mut next = error.source();
    while let Some(error) = next {
        sentences.push(error.to_string());
        next = error.source();
    }
    sentences.join(" | ")
}

#[track_caller]
pub(crate) fn check_unreachable<T: std::fmt::Debug>(outcome: Result<T, GatewayError>, why: &str) {
    let error = outcome.unwrap_err();
    assert!(error.is_transient(), "{error:?}");
    let said = everything_said(&error);
    assert!(said.contains(why), "{said}");
    for secret in ["hidden", "13800000001", "oUser-1", "student@example.org"] {
        assert!(!said.contains(secret), "{said}");
    }
}

/// A port at which nobody listens, kept from others as long as the socket lives.
pub(crate) fn closed_port() -> (TcpSocket, u16) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let port = socket.local_addr().unwrap().port();
    (socket, port)
}

/// A listener that is never asked to accept: the system takes connections, nobody answers.
pub(crate) fn silent_listener() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

pub(crate) fn minutes_from_now(minutes: u32) -> Timestamp {
    NOW + Duration::from_minutes(minutes)
}

pub(crate) fn user() -> WeChatOpenId {
    WeChatOpenId::parse("oUser-1").unwrap()
}

pub(crate) fn phone() -> PhoneNumber {
    PhoneNumber::parse("13800000001").unwrap()
}
