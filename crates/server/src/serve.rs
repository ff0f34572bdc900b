//! Listening and graceful shutdown: for some seconds the service says that it is not ready and still
//! answers, then new connections are refused and running requests finish.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use app::App;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum_server::tls_rustls::RustlsConfig;
use axum_server::{Handle, Server};
use hyper_util::rt::TokioTimer;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::sync::oneshot;
use tokio::time::interval;

use crate::config::ServerConfig;
use crate::connections::Connections;
use crate::files;
use crate::readiness::Drain;

/// Upper edges of the buckets of request durations, seconds.
const DURATION_BUCKETS: [f64; 11] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0,
];

/// How often a connection of HTTP/2 is asked whether its client is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// Requests that one connection of HTTP/2 may have at a time.
const STREAMS: u32 = 32;

/// How often the recorder tidies up.
const TIDY_EVERY: Duration = Duration::from_secs(5);

/// Why the service does not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is in use, or not ours.
    #[error("cannot listen at {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The error of the operating system.
        source: io::Error,
    },
    /// Certificate or key cannot be used.
    #[error("cannot use the certificate and its key")]
    Tls(#[source] io::Error),
    /// Another recorder of metrics is there already.
    #[error("cannot record metrics")]
    Metrics(#[source] metrics_exporter_prometheus::BuildError),
    /// A listener broke.
    #[error("the listener broke")]
    Broken(#[source] io::Error),
}

/// Where the service listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listening {
    /// The API.
    pub api: SocketAddr,
    /// The metrics, if they are served.
    pub metrics: Option<SocketAddr>,
}

/// Serves until `shutdown` resolves, then waits up to [`ServerConfig::stop_seconds`] for running
/// requests. `ready` receives the addresses once both listen.
///
/// # Errors
/// [`ServeError`].
pub async fn serve(
    app: App,
    config: ServerConfig,
    ready: oneshot::Sender<Listening>,
    shutdown: impl Future<Output = ()> + Send,
) -> Result<(), ServeError> {
    let recorded = if config.metrics_listen.is_some() || config.public_metrics {
        Some(recorder().map_err(ServeError::Metrics)?)
    } else {
        None
    };
    let public_metrics = recorded.clone().filter(|_| config.public_metrics);
    let drains = Drain::default();
    let mut router = crate::draining_router(app, &config, drains.clone());
    if let Some(handle) = public_metrics {
        router = router.merge(metrics_router(handle));
    }
    let stop = Handle::new();
    let api = listen(config.listen)?;
    let metrics = match (config.metrics_listen, &recorded) {
        (Some(address), Some(handle)) => Some((listen(address)?, handle.clone())),
        _ => None,
    };
    let listening = Listening {
        api: address_of(&api, config.listen)?,
        metrics: match (&metrics, config.metrics_listen) {
            (Some((listener, _)), Some(address)) => Some(address_of(listener, address)?),
            _ => None,
        },
    };
    // The program that started the service may not wait for it to be ready.
    let _nobody_waits = ready.send(listening);
    let grace = Duration::from_secs(u64::from(config.stop_seconds));
    let serving = async {
        tokio::try_join!(
            serve_api(api, router, &config, stop.clone()),
            serve_metrics(metrics, stop.clone()),
        )
    };
    let ending = async {
        shutdown.await;
        drains.begin();
        // What sends requests here needs some time to see that the service is not ready.
        tokio::time::sleep(Duration::from_secs(u64::from(config.drain_seconds))).await;
    };
    let tidying = tidy(recorded);
    tokio::pin!(serving);
    tokio::select! {
        ended = &mut serving => return ended.map(|_| ()),
        () = tidying => {}
        () = ending => {}
    }
    stop.graceful_shutdown(Some(grace));
    serving.await.map(|_| ())
}

fn listen(address: SocketAddr) -> Result<std::net::TcpListener, ServeError> {
    let listener = std::net::TcpListener::bind(address);
    listener.map_err(|source| ServeError::Listen { address, source })
}

fn address_of(
    listener: &std::net::TcpListener,
    address: SocketAddr,
) -> Result<SocketAddr, ServeError> {
    let bound = listener.local_addr();
    bound.map_err(|source| ServeError::Listen { address, source })
}

async fn serve_api(
    listener: std::net::TcpListener,
    router: Router,
    config: &ServerConfig,
    stop: Handle<SocketAddr>,
) -> Result<(), ServeError> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let connections = Connections::new(config, files::raise_limit());
    let served = if let Some(files) = &config.tls {
        let tls = RustlsConfig::from_pem_file(&files.certificate, &files.key).await;
        let tls = tls.map_err(ServeError::Tls)?;
        let server = axum_server::from_tcp_rustls(listener, tls).map_err(ServeError::Broken)?;
        let server = server.map(|rustls| rustls.acceptor(connections));
        patient(server, config).handle(stop).serve(service).await
    } else {
        let server = axum_server::from_tcp(listener).map_err(ServeError::Broken)?;
        let server = server.acceptor(connections);
        patient(server, config).handle(stop).serve(service).await
    };
    served.map_err(ServeError::Broken)
}

/// With an end to waiting for the head of a request. Hyper's own limit begins when it knows the version of
/// HTTP, so the first request has one of its own (hyper issue 3756).
fn patient<A>(mut server: Server<SocketAddr, A>, config: &ServerConfig) -> Server<SocketAddr, A> {
    let head = Duration::from_secs(u64::from(config.head_seconds.max(1)));
    let builder = server.http_builder();
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(head);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(KEEP_ALIVE)
        .keep_alive_timeout(head)
        .max_concurrent_streams(STREAMS);
    server.first_request_timeout(head)
}

async fn serve_metrics(
    metrics: Option<(std::net::TcpListener, PrometheusHandle)>,
    stop: Handle<SocketAddr>,
) -> Result<(), ServeError> {
    let Some((listener, handle)) = metrics else {
        return Ok(());
    };
    let server = axum_server::from_tcp(listener).map_err(ServeError::Broken)?;
    let service = metrics_router(handle).into_make_service();
    let served = server.handle(stop).serve(service).await;
    served.map_err(ServeError::Broken)
}

fn recorder() -> Result<PrometheusHandle, metrics_exporter_prometheus::BuildError> {
    PrometheusBuilder::new()
        .set_buckets(&DURATION_BUCKETS)?
        .install_recorder()
}

fn metrics_router(handle: PrometheusHandle) -> Router {
    let render = async move || {
        let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
        ([(header::CONTENT_TYPE, kind)], handle.render()).into_response()
    };
    Router::new().route("/metrics", get(render))
}

/// Runs forever.
async fn tidy(recorded: Option<PrometheusHandle>) {
    let Some(handle) = recorded else {
        return std::future::pending().await;
    };
    let mut tick = interval(TIDY_EVERY);
    loop {
        tick.tick().await;
        handle.run_upkeep();
    }
}
