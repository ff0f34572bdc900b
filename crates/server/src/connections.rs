//! The limit of open connections, for all addresses together and for one address. Without it a single
//! machine could take every file descriptor of the process, which the database needs too.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::future::{Ready, ready};
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum_server::accept::Accept;
use tokio::net::TcpStream;
use tower::Service;

use crate::config::ServerConfig;
use crate::network::grouped;

/// Descriptors that are kept for the database, objects and outgoing connections.
const RESERVED_FILES: u64 = 256;

/// Connections that are open in this process. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Connections(Arc<Inner>);

struct Inner {
    max: usize,
    max_per_address: usize,
    config: ServerConfig,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// One open connection; closed when the last clone is dropped.
#[derive(Clone)]
pub(crate) struct Place {
    _held: Arc<Held>,
}

struct Held {
    connections: Connections,
    /// `None` for a trusted proxy, through which many clients come.
    address: Option<IpAddr>,
}

impl Connections {
    /// None is open. `max_files` is the number of descriptors that the process may have.
    pub(crate) fn new(config: &ServerConfig, max_files: u64) -> Self {
        let spare = max_files.saturating_sub(RESERVED_FILES).max(max_files / 2);
        let max = u64::from(config.max_connections).min(spare).max(1);
        Self(Arc::new(Inner {
            max: usize::try_from(max).unwrap_or(usize::MAX),
            max_per_address: config.max_connections_per_address.max(1) as usize,
            config: config.clone(),
            open: Mutex::default(),
        }))
    }

    /// Counts a new connection. `None` where there are too many.
    pub(crate) fn open(&self, peer: IpAddr) -> Option<Place> {
        let address = (!self.0.config.trusts(peer)).then(|| grouped(peer));
        // A count is whole after every statement, so a panic elsewhere leaves nothing half done.
        let mut open = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.all >= self.0.max {
            return None;
        }
        if let Some(address) = address {
            let count = open.by_address.entry(address).or_default();
            if *count >= self.0.max_per_address {
                return None;
            }
            *count += 1;
        }
        open.all += 1;
        drop(open);
        Some(Place {
            _held: Arc::new(Held {
                connections: self.clone(),
                address,
            }),
        })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let open = &self.connections.0.open;
        let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
        open.all -= 1;
        if let Some(address) = self.address
            && let Entry::Occupied(mut entry) = open.by_address.entry(address)
        {
            *entry.get_mut() -= 1;
            if *entry.get() == 0 {
                entry.remove();
            }
        }
    }
}

/// A service of a connection that holds the connection's place.
#[derive(Clone)]
pub(crate) struct Placed<S> {
    service: S,
    _place: Place,
}

impl<S, R> Service<R> for Placed<S>
where
    S: Service<R>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        self.service.call(request)
    }
}

impl<S> Accept<TcpStream, S> for Connections {
    type Stream = TcpStream;
    type Service = Placed<S>;
    type Future = Ready<io::Result<(TcpStream, Placed<S>)>>;

    /// Closes a connection that is one too many, without an answer: an answer would cost what the limit saves.
    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let accepted = stream.peer_addr().and_then(|peer| {
            let too_many = || io::Error::other("too many connections");
            let place = self.open(peer.ip()).ok_or_else(too_many)?;
            let service = Placed {
                service,
                _place: place,
            };
            Ok((stream, service))
        });
        ready(accepted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connections(max_files: u64) -> Connections {
        let config = ServerConfig {
            max_connections: 4,
            max_connections_per_address: 2,
            trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
            ..ServerConfig::default()
        };
        Connections::new(&config, max_files)
    }

    #[track_caller]
    fn check(max_files: u64, peers: &[&str], expected: &[bool]) {
        let connections = connections(max_files);
        let opened: Vec<_> = peers
            .iter()
            .map(|peer| connections.open(peer.parse().unwrap()))
            .collect();
        let seen: Vec<_> = opened.iter().map(Option::is_some).collect();
        assert_eq!(seen, expected);
        drop(opened);
        let open = connections.0.open.lock().unwrap();
        assert_eq!((open.all, open.by_address.len()), (0, 0));
    }

    #[test]
    fn one_address_cannot_take_all() {
        let one = "203.0.113.1";
        check(
            1024,
            &[one, one, one, "203.0.113.2"],
            &[true, true, false, true],
        );
        // An IPv6 network is one address, however it is written.
        check(
            1024,
            &["2001:db8::1", "2001:db8::2", "2001:db8::3"],
            &[true, true, false],
        );
        check(
            1024,
            &[one, "::ffff:203.0.113.1", one],
            &[true, true, false],
        );
    }

    #[test]
    fn a_trusted_proxy_is_counted_with_all_alone() {
        check(1024, &["10.0.0.1"; 5], &[true, true, true, true, false]);
    }

    #[test]
    fn descriptors_are_left_for_the_database() {
        check(4, &["10.0.0.1"; 3], &[true, true, false]);
    }
}
