//! What an operator may set about the HTTP service.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use axum::http::Uri;
use serde::{Deserialize, Serialize};

use crate::network::TrustedNetwork;

/// What an operator may set about the HTTP service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// Address and port to listen at.
    pub listen: SocketAddr,
    /// Address and port of the metrics, apart from the public ones; none are served without it.
    pub metrics_listen: Option<SocketAddr>,
    /// Certificate and key, if no proxy ends TLS.
    pub tls: Option<TlsFiles>,
    /// How browsers reach the service, such as `https://photo.example.edu`; links and the check of
    /// where a request comes from start here.
    pub public_url: String,
    /// Further origins whose pages may use a cookie session.
    pub allowed_origins: Vec<String>,
    /// Proxies whose `X-Forwarded-For` is believed: addresses and networks.
    pub trusted_proxies: Vec<TrustedNetwork>,
    /// Requests that one client may make.
    pub rates: Rates,
    /// Open connections at a time; further ones are closed. Never more than the process may have
    /// files.
    pub max_connections: u32,
    /// Open connections of one address at a time; trusted proxies are exempt.
    pub max_connections_per_address: u32,
    /// Seconds that a client has for the head of a request.
    pub head_seconds: u32,
    /// Seconds that an upload may pause before it is given up.
    pub upload_idle_seconds: u32,
    /// Bytes per second that an upload has to reach on average after its first 10 s.
    pub upload_min_bytes_per_second: u32,
    /// Uploads at a time; further ones are asked to come back.
    pub max_uploads: u32,
    /// Uploads of one student at a time.
    pub max_uploads_per_student: u32,
    /// Uploads of one network at a time, which may be a whole campus.
    pub max_uploads_per_network: u32,
    /// Pictures of collection codes at a time, each held in memory.
    pub max_code_pictures: u32,
    /// Exports of students' data at a time, each a thread.
    pub max_exports: u32,
    /// Seconds that the service goes on answering after it was told to end, while it says that it is not
    /// ready: a load balancer needs them to send requests elsewhere. 0 without one.
    pub drain_seconds: u32,
    /// Seconds that running requests have to finish when the service ends.
    pub stop_seconds: u32,
    /// Free space below which the service does not call itself ready, bytes.
    pub min_free_bytes: u64,
    /// Folders on whose disks that space is needed; `serve` adds its data folder.
    pub watched_folders: Vec<PathBuf>,
    /// Whether the metrics are served at `/metrics` of the public address too.
    pub public_metrics: bool,
}

/// A certificate and its key, PEM.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsFiles {
    /// The certificate chain.
    pub certificate: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

/// Requests that one client may make in a minute, by what they cost; each class allows a burst of
/// the same size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rates {
    /// Whatever one address asks for, before anything else is looked at. A campus may share one.
    pub address: u32,
    /// Signing in and asking for codes.
    pub sign_in: u32,
    /// Looking up batches by code or link.
    pub lookup: u32,
    /// Notices of the payment service.
    pub notice: u32,
    /// Handing in pictures.
    pub upload: u32,
    /// Whatever changes something.
    pub write: u32,
    /// Whatever only reads.
    pub read: u32,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            metrics_listen: None,
            tls: None,
            public_url: "http://localhost:8080".to_owned(),
            allowed_origins: Vec::new(),
            trusted_proxies: Vec::new(),
            rates: Rates::default(),
            max_connections: 4096,
            max_connections_per_address: 512,
            head_seconds: 10,
            upload_idle_seconds: 20,
            upload_min_bytes_per_second: 4_000,
            max_uploads: 64,
            max_uploads_per_student: 2,
            max_uploads_per_network: 48,
            max_code_pictures: 16,
            max_exports: 8,
            drain_seconds: 0,
            stop_seconds: 20,
            min_free_bytes: 200 << 20,
            watched_folders: Vec::new(),
            public_metrics: false,
        }
    }
}

impl Default for Rates {
    // A school's students share one address, so the classes that are counted by address are wide.
    fn default() -> Self {
        Self {
            address: 12_000,
            sign_in: 300,
            lookup: 600,
            notice: 6_000,
            upload: 60,
            write: 120,
            read: 600,
        }
    }
}

impl ServerConfig {
    /// Whether only this machine reaches the service: it listens on a loopback address, and its public
    /// address is one.
    pub fn is_loopback(&self) -> bool {
        let url: Option<Uri> = self.public_url.parse().ok();
        let host = url.as_ref().and_then(Uri::host).unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let is_own = |address: IpAddr| address.to_canonical().is_loopback();
        let is_local_name = host.eq_ignore_ascii_case("localhost");
        is_own(self.listen.ip()) && (is_local_name || host.parse().is_ok_and(is_own))
    }

    /// Whether browsers reach the service over TLS, here or at a proxy.
    pub fn is_secure(&self) -> bool {
        self.tls.is_some() || self.public_url.starts_with("https://")
    }

    /// Whether one of the trusted networks holds every address.
    pub fn trusts_everybody(&self) -> bool {
        self.trusted_proxies
            .iter()
            .any(|network| network.is_everybody())
    }

    /// Whether `address` is a proxy whose `X-Forwarded-For` is believed.
    pub(crate) fn trusts(&self, address: IpAddr) -> bool {
        let mut trusted = self.trusted_proxies.iter();
        trusted.any(|network| network.contains(address))
    }

    /// Whether a page of `origin` may use a cookie session.
    pub fn allows_origin(&self, origin: &str) -> bool {
        let own = self.public_url.trim_end_matches('/');
        origin == own || self.allowed_origins.iter().any(|allowed| allowed == origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_loopback(listen: &str, public_url: &str, expected: bool) {
        let config = ServerConfig {
            listen: listen.parse().unwrap(),
            public_url: public_url.to_owned(),
            ..ServerConfig::default()
        };
        assert_eq!(config.is_loopback(), expected, "{listen} {public_url}");
    }

    #[test]
    fn a_service_is_on_this_machine_alone_by_its_listener_and_its_public_address() {
        check_loopback("127.0.0.1:8080", "http://localhost:8080", true);
        check_loopback("127.0.0.1:8080", "http://127.0.0.1:8080/", true);
        check_loopback("[::1]:8080", "http://[::1]:8080", true);
        check_loopback("[::ffff:127.0.0.1]:8080", "http://LOCALHOST", true);
        check_loopback("0.0.0.0:8080", "http://localhost:8080", false);
        check_loopback("127.0.0.1:8080", "https://photo.example.edu", false);
        check_loopback("127.0.0.1:8080", "https://localhost.example.edu", false);
        check_loopback(
            "127.0.0.1:8080",
            "http://localhost@photo.example.edu",
            false,
        );
        check_loopback("127.0.0.1:8080", "not an address", false);
    }

    #[test]
    fn only_named_origins_are_allowed() {
        let config = ServerConfig {
            public_url: "https://photo.example.edu/".to_owned(),
            allowed_origins: vec!["https://console.example.edu".to_owned()],
            ..ServerConfig::default()
        };
        assert!(config.allows_origin("https://photo.example.edu"));
        assert!(config.allows_origin("https://console.example.edu"));
        assert!(!config.allows_origin("http://photo.example.edu"));
        assert!(!config.allows_origin("https://photo.example.edu.evil.example"));
        assert!(!config.allows_origin("null"));
    }
}
