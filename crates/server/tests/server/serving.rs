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
    let api = Api::new().await;
    let ready = api.call("GET /readyz").send().await;
    assert_eq!(ready.json()["ready"], true);
    api.world.clock.advance(Duration::from_minutes(1));
    assert_eq!(api.call("GET /readyz").send().await.status, 200);
}
