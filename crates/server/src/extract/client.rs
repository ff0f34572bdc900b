//! The network address of a client, behind trusted proxies too.

use std::net::{IpAddr, SocketAddr};

use app::NetworkKey;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::config::ServerConfig;
use crate::problem::Problem;
use crate::state::ServerState;

/// The client's address, behind trusted proxies too. An IPv6 client counts by its /64, of which it
/// can use any address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ClientAddress(pub(crate) IpAddr);

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

/// The last address of the chain that no trusted proxy has.
fn forwarded(peer: IpAddr, parts: &Parts, config: &ServerConfig) -> IpAddr {
    let trusted = |address: &IpAddr| config.trusted_proxies.contains(address);
    if !trusted(&peer) {
        return peer;
    }
    let named = parts.headers.get_all("x-forwarded-for");
    let chain: Vec<IpAddr> = named
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|address| address.trim().parse().ok())
        .collect();
    chain
        .into_iter()
        .rev()
        .find(|address| !trusted(address))
        .unwrap_or(peer)
}

fn grouped(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let mut segments = address.segments();
            segments[4..].fill(0);
            IpAddr::from(segments)
        }
        address @ IpAddr::V4(_) => address,
    }
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
            trusted_proxies: vec!["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()],
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
    }

    #[test]
    fn one_ipv6_network_is_one_client() {
        check("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::");
        check("::ffff:203.0.113.9", None, "203.0.113.9");
    }
}
