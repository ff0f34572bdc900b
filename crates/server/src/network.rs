//! Networks: those that an operator trusts as proxies, and the one that a client counts by.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

/// A network of proxies: `10.0.0.0/8`, or one address. An IPv4-mapped address is its IPv4 address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TrustedNetwork(IpNet);

/// A text is neither an address nor a network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither an IP address nor a network such as 10.0.0.0/8")]
pub struct InvalidNetwork(String);

impl TrustedNetwork {
    /// Whether it holds every address of its kind.
    pub(crate) fn is_everybody(self) -> bool {
        self.0.prefix_len() == 0
    }

    /// Whether the address is in it.
    pub(crate) fn contains(self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }
}

impl FromStr for TrustedNetwork {
    type Err = InvalidNetwork;

    fn from_str(text: &str) -> Result<Self, InvalidNetwork> {
        let text = text.trim();
        if let Ok(address) = text.parse::<IpAddr>() {
            return Ok(Self(IpNet::from(address.to_canonical())));
        }
        let network = text.parse::<IpNet>();
        network
            .map(|network| Self(network.trunc()))
            .map_err(|_| InvalidNetwork(text.to_owned()))
    }
}

impl TryFrom<String> for TrustedNetwork {
    type Error = InvalidNetwork;

    fn try_from(text: String) -> Result<Self, InvalidNetwork> {
        text.parse()
    }
}

impl From<TrustedNetwork> for String {
    fn from(network: TrustedNetwork) -> Self {
        network.to_string()
    }
}

impl fmt::Display for TrustedNetwork {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The client's address, behind trusted proxies too. An IPv6 client counts by its /64, of which it
/// can use any address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ClientAddress(pub(crate) IpAddr);

/// The address that a client counts by: its canonical form, of an IPv6 address the /64, of which one
/// client can use any address.
pub(crate) fn grouped(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let mut segments = address.segments();
            segments[4..].fill(0);
            IpAddr::from(segments)
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(network: &str, address: &str, expected: bool) {
        let network: TrustedNetwork = network.parse().unwrap();
        assert_eq!(network.contains(address.parse().unwrap()), expected);
    }

    #[test]
    fn addresses_and_networks_are_taken() {
        check("10.0.0.0/8", "10.200.3.4", true);
        check("10.0.0.0/8", "11.0.0.1", false);
        check("10.1.2.3", "10.1.2.3", true);
        check("10.1.2.3", "10.1.2.4", false);
        check("10.1.2.3", "::ffff:10.1.2.3", true);
        check("::ffff:10.1.2.3", "10.1.2.3", true);
        check("fd00::/8", "fd12::1", true);
    }

    #[test]
    fn anything_else_is_refused_by_name() {
        let refused = "proxy.example.edu".parse::<TrustedNetwork>().unwrap_err();
        assert!(refused.to_string().contains("`proxy.example.edu`"));
        assert!("10.0.0.0/33".parse::<TrustedNetwork>().is_err());
    }
}
