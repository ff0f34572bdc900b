//! The network address of a client, behind trusted proxies too.

use std::net::{IpAddr, SocketAddr};
use std::sync::Once;

use app::NetworkKey;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::config::ServerConfig;
use crate::network::{ClientAddress, grouped};
use crate::problem::Problem;
use crate::state::ServerState;

impl ClientAddress {
    /// From the connection and the proxies' header.
    pub(crate) fn of(parts: &Parts, config: &ServerConfig) -> Self {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::from([127, 0, 0, 1]), |ConnectInfo(peer)| peer.ip());
        Self(grouped(forwarded(peer, parts, config)))
    }
}

/// The header in which proxies name the clients behind them.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The last address of the chain that no trusted proxy has. An entry that is no address ends the chain:
/// what stands before it may have been written by the client.
fn forwarded(peer: IpAddr, parts: &Parts, config: &ServerConfig) -> IpAddr {
    let named = parts.headers.get_all(FORWARDED_FOR);
    if !config.trusts(peer) {
        if named.iter().next().is_some() && is_inside(peer) {
            warn_of_untrusted(peer);
        }
        return peer;
    }
    let entries: Vec<&str> = named
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut last = peer;
    for entry in entries.into_iter().rev() {
        let Some(address) = address_of(entry) else {
            return last;
        };
        if !config.trusts(address) {
            return address;
        }
        last = address;
    }
    last
}

/// Whether somebody on this machine asks, and no proxy for somebody else.
pub(crate) fn is_asked_here(parts: &Parts) -> bool {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let is_here = peer.is_none_or(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback());
    let proxied = [FORWARDED_FOR, "forwarded", "x-real-ip", "via"];
    is_here
        && proxied
            .iter()
            .all(|name| !parts.headers.contains_key(*name))
}

/// The address of an entry, which may have a port: `192.0.2.1`, `192.0.2.1:80`, `[2001:db8::1]:80`.
fn address_of(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim();
    let bare = entry
        .strip_prefix('[')
        .and_then(|entry| entry.strip_suffix(']'))
        .unwrap_or(entry);
    let address = bare.parse().ok();
    address.or_else(|| entry.parse().ok().map(|socket: SocketAddr| socket.ip()))
}

/// Addresses that a proxy of one's own has.
fn is_inside(peer: IpAddr) -> bool {
    match peer.to_canonical() {
        IpAddr::V4(peer) => peer.is_loopback() || peer.is_private(),
        IpAddr::V6(peer) => peer.is_loopback() || peer.is_unique_local(),
    }
}

/// Once: the same proxy sends the header with every request.
fn warn_of_untrusted(peer: IpAddr) {
    static WARNED: Once = Once::new();
    WARNED.call_once(|| {
        tracing::warn!(
            "{peer} sends X-Forwarded-For and is not in server.trusted_proxies: all clients behind it count as one"
        );
    });
}

impl FromRequestParts<ServerState> for ClientAddress {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &ServerState) -> Result<Self, Problem> {
        Ok(Self::of(parts, state.config()))
    }
}

/// The address as use cases may keep it: hashed with a key.
#[derive(Debug, Clone)]
pub(crate) struct Network(pub(crate) NetworkKey);

impl FromRequestParts<ServerState> for Network {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &ServerState) -> Result<Self, Problem> {
        let ClientAddress(address) = ClientAddress::of(parts, state.config());
        Ok(Self(NetworkKey::of(state.app(), address)))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    #[track_caller]
    fn check(peer: &str, header: Option<&str>, expected: &str) {
        let mut request = Request::new(());
        let peer = SocketAddr::new(peer.parse().unwrap(), 1);
        request.extensions_mut().insert(ConnectInfo(peer));
        if let Some(header) = header {
            let header = header.parse().unwrap();
            request.headers_mut().insert("x-forwarded-for", header);
        }
        let config = ServerConfig {
            trusted_proxies: vec!["10.0.0.0/30".parse().unwrap()],
            ..ServerConfig::default()
        };
        let (parts, ()) = request.into_parts();
        let expected: IpAddr = expected.parse().unwrap();
        assert_eq!(ClientAddress::of(&parts, &config), ClientAddress(expected));
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        check("203.0.113.9", Some("198.51.100.1"), "203.0.113.9");
        check("10.0.0.1", Some("198.51.100.1"), "198.51.100.1");
        check(
            "10.0.0.1",
            Some("6.6.6.6, 198.51.100.1, 10.0.0.2"),
            "198.51.100.1",
        );
        check("10.0.0.1", None, "10.0.0.1");
        check("10.0.0.1", Some("nonsense"), "10.0.0.1");
        check("10.0.0.1", Some("10.0.0.2"), "10.0.0.2");
    }

    #[track_caller]
    fn check_here(peer: &str, header: Option<&'static str>, expected: bool) {
        let mut request = Request::new(());
        let peer = SocketAddr::new(peer.parse().unwrap(), 1);
        request.extensions_mut().insert(ConnectInfo(peer));
        if let Some(header) = header {
            let value = "192.0.2.1".parse().unwrap();
            request.headers_mut().insert(header, value);
        }
        let (parts, ()) = request.into_parts();
        assert_eq!(is_asked_here(&parts), expected);
    }

    #[test]
    fn the_machine_itself_asks_without_a_proxy() {
        check_here("127.0.0.1", None, true);
        check_here("::1", None, true);
        check_here("::ffff:127.0.0.1", None, true);
        check_here("192.0.2.1", None, false);
        check_here("127.0.0.1", Some("x-forwarded-for"), false);
        check_here("127.0.0.1", Some("forwarded"), false);
    }

    #[test]
    fn a_mapped_address_of_a_proxy_is_the_proxy() {
        check("::ffff:10.0.0.1", Some("198.51.100.1"), "198.51.100.1");
    }

    #[test]
    fn an_entry_may_have_a_port_and_ends_the_chain_where_it_is_none() {
        check(
            "10.0.0.1",
            Some("6.6.6.6, 198.51.100.1:4711"),
            "198.51.100.1",
        );
        check("10.0.0.1", Some("[2001:db8::5]:443"), "2001:db8::");
        check("10.0.0.1", Some("[2001:db8::5]"), "2001:db8::");
        check("10.0.0.1", Some("6.6.6.6, unknown, 10.0.0.2"), "10.0.0.2");
    }

    #[test]
    fn one_ipv6_network_is_one_client() {
        check("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::");
        check("::ffff:203.0.113.9", None, "203.0.113.9");
    }
}
