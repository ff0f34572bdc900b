//! A real listener: it says where it listens, answers, and lets running requests finish.

use std::net::{Ipv4Addr, SocketAddr};

use app::capture::OpenedCapture;
use domain::Duration;
use server::ServerConfig;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use crate::api::{Api, bound};
use crate::harness::World;

const ANY_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

const CONTINUE: &[u8; 25] = b"HTTP/1.1 100 Continue\r\n\r\n";

async fn ask(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

/// The head of a photo's upload that waits to be asked for its body.
fn upload(capture: &OpenedCapture, token: &str) -> String {
    format!(
        "POST /api/v1/captures/{}/photo HTTP/1.1\r\nHost: localhost\r\n\
         Authorization: Bearer {token}\r\nCapture-Token: {}\r\nCapture-Source: album\r\n\
         Content-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n",
        capture.session.id,
        capture.token.expose()
    )
}

#[tokio::test]
async fn running_requests_finish_when_the_service_ends() {
    let api = Api::new().await;
    let (student, token, degree, _) = bound(&api).await;
    let app = api.world.app.clone();
    let capture = app::capture::open(&app, &student, degree.id).await.unwrap();
    let config = ServerConfig {
        listen: ANY_PORT,
        metrics_listen: Some(ANY_PORT),
        ..ServerConfig::default()
    };
    let (ready, is_ready) = oneshot::channel();
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async {
        stopped.await.unwrap();
    };
    let serving = tokio::spawn(server::serve(app, config, ready, shutdown));
    let listening = is_ready.await.unwrap();
    assert!(ask(listening.api, "/healthz").await.ends_with("alive\n"));
    let metrics = ask(listening.metrics.unwrap(), "/metrics").await;
    assert!(metrics.contains("http_requests_total{method=\"GET\",route=\"/healthz\""));

    let mut running = TcpStream::connect(listening.api).await.unwrap();
    let head = upload(&capture, &token);
    running.write_all(head.as_bytes()).await.unwrap();
    // The handler has begun to read once it asks for the body.
    let mut asked = [0; CONTINUE.len()];
    running.read_exact(&mut asked).await.unwrap();
    assert_eq!(&asked, CONTINUE);
    stop.send(()).unwrap();
    while TcpStream::connect(listening.api).await.is_ok() {
        tokio::task::yield_now().await;
    }
    running.write_all(b"ok").await.unwrap();
    let mut answer = String::new();
    running.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
    serving.await.unwrap().unwrap();
}

/// Serves on a real listener until the test ends.
async fn listening(change: impl FnOnce(&mut ServerConfig)) -> SocketAddr {
    let world = World::new().await;
    let mut config = ServerConfig {
        listen: ANY_PORT,
        ..ServerConfig::default()
    };
    change(&mut config);
    let (ready, is_ready) = oneshot::channel();
    tokio::spawn(async move {
        // The world holds the folder of the database.
        let app = world.app.clone();
        server::serve(app, config, ready, std::future::pending()).await
    });
    is_ready.await.unwrap().api
}

/// A connection with the beginning of a request.
async fn half_open(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost:")
        .await
        .unwrap();
    stream
}

#[tokio::test]
async fn a_request_that_is_never_whole_is_given_up() {
    let address = listening(|config| config.head_seconds = 1).await;
    let mut silent = TcpStream::connect(address).await.unwrap();
    let mut begun = half_open(address).await;
    // Neither has sent a request: both are closed, with an answer at most.
    let mut rest = Vec::new();
    begun.read_to_end(&mut rest).await.unwrap();
    silent.read_to_end(&mut rest).await.unwrap();
    // Also after a first request that was whole.
    let mut later = TcpStream::connect(address).await.unwrap();
    later
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /he")
        .await
        .unwrap();
    let mut answer = String::new();
    later.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn half_open_connections_leave_room_for_others() {
    let address = listening(|config| {
        config.max_connections = 8;
        config.max_connections_per_address = 4;
        config.trusted_proxies = vec!["127.0.0.2".parse().unwrap()];
    });
    let address = address.await;
    let mut held = Vec::new();
    for _ in 0..8 {
        held.push(half_open(address).await);
    }
    // This address has its share: a further connection is closed without an answer.
    let mut refused = TcpStream::connect(address).await.unwrap();
    let mut answer = Vec::new();
    let ended = refused.read_to_end(&mut answer).await;
    assert!(ended.is_err() || answer.is_empty(), "{answer:?}");
    // Through the proxy others get in.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket
        .bind((Ipv4Addr::new(127, 0, 0, 2), 0).into())
        .unwrap();
    let mut other = socket.connect(address).await.unwrap();
    other
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut answer = String::new();
    other.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("alive\n"), "{answer}");
}

#[tokio::test]
async fn an_address_in_use_is_told() {
    let world = World::new().await;
    let taken = std::net::TcpListener::bind(ANY_PORT).unwrap();
    let config = ServerConfig {
        listen: taken.local_addr().unwrap(),
        ..ServerConfig::default()
    };
    let (ready, _is_ready) = oneshot::channel();
    let served = server::serve(world.app, config, ready, std::future::pending()).await;
    assert!(matches!(served, Err(server::ServeError::Listen { .. })));
}

#[tokio::test]
async fn readiness_says_which_part_does_not_bear() {
    let api = Api::with(|config| {
        config.watched_folders = vec!["/".into()];
        config.min_free_bytes = u64::MAX;
    });
    let api = api.await;
    let reply = api.call("GET /readyz").send().await;
    assert_eq!(reply.outcome(), (503, "not-ready".to_owned()));
    assert_eq!(reply.json()["broken"], serde_json::json!(["disk-space"]));
    // Strangers, who come through a proxy or from elsewhere, learn nothing of the inside.
    for (name, value) in [("x-forwarded-for", "192.0.2.7"), ("via", "1.1 proxy")] {
        let asked = api.call("GET /readyz").header(name, value).send().await;
        assert_eq!(asked.outcome(), (503, "not-ready".to_owned()));
        assert!(!asked.shown().contains("disk"), "{}", asked.shown());
    }
    let api = Api::new().await;
    let ready = api.call("GET /readyz").send().await;
    assert_eq!(ready.json()["ready"], true);
    api.world.clock.advance(Duration::from_minutes(1));
    assert_eq!(api.call("GET /readyz").send().await.status, 200);
}

#[tokio::test]
async fn a_service_that_ends_is_not_ready_before_it_stops_answering() {
    let world = World::new().await;
    let config = ServerConfig {
        listen: ANY_PORT,
        drain_seconds: 3600,
        ..ServerConfig::default()
    };
    let (ready, is_ready) = oneshot::channel();
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async {
        let _told = stopped.await;
    };
    let app = world.app.clone();
    let serving = tokio::spawn(server::serve(app, config, ready, shutdown));
    let address = is_ready.await.unwrap().api;
    assert!(ask(address, "/readyz").await.starts_with("HTTP/1.1 200"));
    stop.send(()).unwrap();
    while !ask(address, "/readyz").await.starts_with("HTTP/1.1 503") {
        tokio::task::yield_now().await;
    }
    assert!(ask(address, "/healthz").await.ends_with("alive\n"));
    serving.abort();
}
