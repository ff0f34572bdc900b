//! The minimum speed of an upload: a pause has a limit, and after the first seconds the average has to
//! reach a rate. Otherwise some idle connections could occupy every upload slot.

use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Version, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::{StreamExt as _, stream};
use tokio::time::{Instant, timeout};

use super::gate::Gate;
use crate::body::Interrupted;
use crate::config::ServerConfig;
use crate::needs::Deadline;
use crate::problem::{HttpProblem, Problem};

/// The rate counts after as long.
const RATE_COUNTS_AFTER: Duration = Duration::from_secs(10);

/// Paces the body of uploads; everything else is small and has a deadline.
pub(crate) async fn pace(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    if gate.needs.deadline != Deadline::Pace {
        return next.run(request).await;
    }
    let config = gate.state.config();
    let is_plain = request.version() < Version::HTTP_2;
    let mut response = next.run(request.map(|body| paced(body, config))).await;
    // Refused, perhaps before its end: what is still on the way belongs to no request, so the
    // connection ends, and a client has to know that it cannot send the next one here.
    if is_plain && !response.status().is_success() {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response
}

struct Pace {
    body: BodyDataStream,
    idle: Duration,
    min_bytes_per_second: u64,
    started: Instant,
    bytes: u64,
}

fn paced(body: Body, config: &ServerConfig) -> Body {
    let pace = Pace {
        body: body.into_data_stream(),
        idle: Duration::from_secs(u64::from(config.upload_idle_seconds)),
        min_bytes_per_second: u64::from(config.upload_min_bytes_per_second),
        started: Instant::now(),
        bytes: 0,
    };
    Body::from_stream(stream::try_unfold(pace, async |mut pace| {
        let chunk = pace.next().await?;
        Ok::<_, Interrupted>(chunk.map(|chunk| (chunk, pace)))
    }))
}

impl Pace {
    async fn next(&mut self) -> Result<Option<Bytes>, Interrupted> {
        let next = timeout(self.idle, self.body.next()).await;
        let Some(chunk) = next.map_err(|_| Interrupted::TooSlow)? else {
            return Ok(None);
        };
        let chunk = chunk.map_err(|_| Interrupted::BrokeOff)?;
        self.bytes += chunk.len() as u64;
        let taken = self.started.elapsed();
        if taken > RATE_COUNTS_AFTER && self.bytes < self.min_bytes_per_second * taken.as_secs() {
            return Err(Interrupted::TooSlow);
        }
        Ok(Some(chunk))
    }
}

/// What to answer when reading a body fails, with whatever wraps the cause.
pub(crate) fn of_body_error(error: &(dyn std::error::Error + 'static)) -> Problem {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(Interrupted::TooSlow) = error.downcast_ref() {
            return too_slow();
        }
        cause = error.source();
    }
    broke_off()
}

fn too_slow() -> Problem {
    Problem::from(HttpProblem::UploadTooSlow)
}

fn broke_off() -> Problem {
    Problem::from(HttpProblem::UploadBrokeOff)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use tokio::time::sleep;

    use super::*;

    /// A body of chunks that come after pauses, and how reading it ends; on a clock that runs only
    /// while everyone waits.
    async fn check(chunks: &'static [(u64, usize)], expected: Result<usize, &str>) {
        let config = ServerConfig {
            upload_idle_seconds: 20,
            upload_min_bytes_per_second: 1000,
            ..ServerConfig::default()
        };
        let chunks = stream::iter(chunks).then(async |(seconds, bytes)| {
            sleep(Duration::from_secs(*seconds)).await;
            Ok::<_, Infallible>(Bytes::from(vec![0; *bytes]))
        });
        let body = paced(Body::from_stream(Box::pin(chunks)), &config);
        let read = axum::body::to_bytes(body, usize::MAX).await;
        let seen = read
            .map(|bytes| bytes.len())
            .map_err(|error| of_body_error(&error).code().as_str());
        assert_eq!(seen, expected);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_has_a_limit() {
        check(&[(0, 10), (19, 100_000)], Ok(100_010)).await;
        check(&[(0, 10), (21, 100_000)], Err("upload-too-slow")).await;
        check(&[], Ok(0)).await;
    }

    #[tokio::test(start_paused = true)]
    async fn the_rate_counts_after_ten_seconds() {
        check(&[(9, 1), (2, 20_000)], Ok(20_001)).await;
        check(&[(9, 1), (2, 5_000)], Err("upload-too-slow")).await;
        check(
            &[(5, 5_000), (5, 5_000), (5, 5_000), (5, 5_000)],
            Ok(20_000),
        )
        .await;
    }
}
