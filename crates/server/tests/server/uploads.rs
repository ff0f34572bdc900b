//! Photos on their way in: too large, too slow, broken off, in parts, too many at a time.

use std::convert::Infallible;

use app::Settings;
use axum::body::{Body, Bytes};
use futures_util::{StreamExt as _, stream};
use serde_json::json;
use server::ServerConfig;
use tokio::sync::oneshot;

use crate::api::{Api, Call};
use crate::harness::World;

/// A service that takes photos of 1 000 bytes in parts of 100, and an opened capture session.
struct Studio {
    api: Api,
    token: String,
    session: String,
    capture_token: String,
}

impl Studio {
    async fn new(config: &ServerConfig) -> Self {
        let settings = Settings {
            max_photo_bytes: 1000,
            max_part_bytes: 100,
            ..Settings::default()
        };
        let api = Api::over(World::with(settings, |_| {}).await, config);
        let (student, token) = api.student("19900000001").await;
        let (degree, _) = api.world.bound_degree(&student, "A1").await;
        let open = format!("POST /degrees/{}/captures", degree.id);
        let opened = api.call(&open).bearer(&token).send().await.json();
        Self {
            session: opened["id"].as_str().unwrap().to_owned(),
            capture_token: opened["token"].as_str().unwrap().to_owned(),
            token,
            api,
        }
    }

    fn call(&self, line: &str) -> Call {
        let line = line.replace("{id}", &self.session);
        let call = self.api.call(&line).bearer(&self.token);
        call.header("capture-token", &self.capture_token)
    }

    fn photo(&self) -> Call {
        self.call("POST /captures/{id}/photo")
            .header("capture-source", "album")
    }
}

#[tokio::test]
async fn too_large_a_photo_is_refused_before_it_is_read() {
    let studio = Studio::new(&ServerConfig::default()).await;
    // A body that never comes: only its length is looked at.
    let silent = Body::from_stream(stream::pending::<Result<Bytes, Infallible>>());
    let declared = studio.photo().header("content-length", "1001").body(silent);
    let refused = declared.send().await;
    assert_eq!(refused.outcome(), (413, "too-large".to_owned()));
    assert_eq!(refused.json()["max_bytes"], 1000);
    // What is on its way is read by nobody, so nothing else can come on this connection.
    assert_eq!(refused.header("connection"), Some("close"));
    let chunks = stream::iter(0..11).map(|_| Ok::<_, Infallible>(Bytes::from(vec![7; 100])));
    let undeclared = studio.photo().body(Body::from_stream(chunks));
    assert_eq!(
        undeclared.send().await.outcome(),
        (413, "too-large".to_owned())
    );
    let empty = studio.photo().send().await;
    assert_eq!(empty.outcome(), (422, "empty-file".to_owned()));
    let received = studio.photo().body("ok").send().await;
    assert_eq!(received.status, 202);
    assert_eq!(received.header("connection"), None);
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_the_session_open() {
    let studio = Studio::new(&ServerConfig::default()).await;
    let chunks = [
        Ok(Bytes::from("half of ")),
        Err(std::io::Error::other("gone")),
    ];
    let broken = studio.photo().body(Body::from_stream(stream::iter(chunks)));
    assert_eq!(
        broken.send().await.outcome(),
        (400, "upload-broke-off".to_owned())
    );
    assert_eq!(studio.photo().body("ok").send().await.status, 202);
    let twice = studio.photo().body("ok").send().await;
    assert_eq!(twice.outcome(), (409, "wrong-state".to_owned()));
}

#[tokio::test]
async fn an_upload_that_stands_still_ends() {
    let config = ServerConfig {
        upload_idle_seconds: 0,
        ..ServerConfig::default()
    };
    let studio = Studio::new(&config).await;
    let silent = Body::from_stream(stream::pending::<Result<Bytes, Infallible>>());
    let stopped = studio.photo().body(silent).send().await;
    assert_eq!(stopped.outcome(), (408, "upload-too-slow".to_owned()));
}

#[tokio::test]
async fn one_student_has_few_uploads_at_a_time() {
    let config = ServerConfig {
        max_uploads_per_student: 1,
        ..ServerConfig::default()
    };
    let studio = Studio::new(&config).await;
    let (begun, has_begun) = oneshot::channel();
    let (go_on, may_go_on) = oneshot::channel::<()>();
    // Tells when the handler begins to read, then waits.
    let body = stream::once(async move {
        begun.send(()).unwrap();
        may_go_on.await.unwrap();
        Ok::<_, Infallible>(Bytes::from("ok"))
    });
    let first = tokio::spawn(studio.photo().body(Body::from_stream(body)).send());
    has_begun.await.unwrap();
    let second = studio.photo().body("ok").send().await;
    assert_eq!(second.outcome(), (429, "too-many-uploads".to_owned()));
    assert_eq!(second.header("retry-after"), Some("5"));
    go_on.send(()).unwrap();
    assert_eq!(first.await.unwrap().status, 202);
}

#[tokio::test]
async fn a_photo_comes_in_parts() {
    let studio = Studio::new(&ServerConfig::default()).await;
    let part = |number: u16, body: &'static str| {
        studio
            .call(&format!("PUT /captures/{{id}}/parts/{number}"))
            .body(body)
            .send()
    };
    assert_eq!(part(1, "brows-visible").await.status, 200);
    let complete = || {
        let body = json!({"source": "live-camera", "parts": 2});
        studio
            .call("POST /captures/{id}/complete")
            .json(&body)
            .send()
    };
    let missing = complete().await;
    assert_eq!(missing.outcome(), (409, "part-missing".to_owned()));
    assert_eq!(missing.json()["number"], 0);
    assert_eq!(part(0, "warn:").await.status, 200);
    let parts = studio.call("GET /captures/{id}/parts").send().await;
    assert_eq!(parts.json(), json!({"numbers": [0, 1], "length_bytes": 18}));
    let large: &'static str = Box::leak("x".repeat(101).into_boxed_str());
    assert_eq!(
        part(2, large).await.outcome(),
        (413, "too-large".to_owned())
    );
    assert_eq!(part(256, "x").await.outcome(), (422, "invalid".to_owned()));
    assert_eq!(complete().await.status, 202);
}

#[tokio::test]
async fn sessions_are_for_their_holder() {
    let studio = Studio::new(&ServerConfig::default()).await;
    let path = format!("POST /captures/{}/photo", studio.session);
    let call = || studio.api.call(&path).bearer(&studio.token);
    let no_token = call().header("capture-source", "album").body("ok");
    assert_eq!(no_token.send().await.outcome(), (422, "invalid".to_owned()));
    let other_token = call()
        .header("capture-source", "album")
        .header("capture-token", "guess")
        .body("ok");
    assert_eq!(
        other_token.send().await.outcome(),
        (404, "not-found".to_owned())
    );
    let fax = call()
        .header("capture-source", "fax")
        .header("capture-token", &studio.capture_token)
        .body("ok");
    assert_eq!(fax.send().await.json()["field"], "Capture-Source");
}

#[tokio::test]
async fn a_place_is_for_who_may_upload() {
    let config = ServerConfig {
        max_uploads: 1,
        ..ServerConfig::default()
    };
    let studio = Studio::new(&config).await;
    let (_, stranger) = studio.api.student("19900000099").await;
    // Never ends: a place that it took would not come free.
    let endless = || Body::from_stream(stream::pending::<Result<Bytes, Infallible>>());
    for path in ["POST /captures/{id}/photo", "PUT /captures/{id}/parts/0"] {
        let path = path.replace("{id}", &studio.session);
        let call = studio.api.call(&path).bearer(&stranger);
        let call = call.header("capture-token", &studio.capture_token);
        let refused = call.header("capture-source", "album").body(endless());
        assert_eq!(
            refused.send().await.outcome(),
            (404, "not-found".to_owned())
        );
    }
    assert_eq!(studio.photo().body("ok").send().await.status, 202);
}

#[tokio::test]
async fn a_student_has_one_picture_of_a_code_at_a_time() {
    let studio = Studio::new(&ServerConfig::default()).await;
    let (begun, has_begun) = oneshot::channel();
    let (go_on, may_go_on) = oneshot::channel::<()>();
    let body = stream::once(async move {
        begun.send(()).unwrap();
        may_go_on.await.unwrap();
        Ok::<_, Infallible>(Bytes::from("{}"))
    });
    let call = |body: Body| {
        let call = studio.api.call("POST /degrees").bearer(&studio.token);
        call.header("content-type", "application/json").body(body)
    };
    let first = tokio::spawn(call(Body::from_stream(body)).send());
    has_begun.await.unwrap();
    let second = call(Body::from("{}")).send().await;
    assert_eq!(second.outcome(), (429, "too-many-uploads".to_owned()));
    go_on.send(()).unwrap();
    assert_eq!(first.await.unwrap().status, 422);
}

#[tokio::test]
async fn a_disk_that_is_nearly_full_takes_no_photo() {
    let config = ServerConfig {
        watched_folders: vec!["/".into()],
        min_free_bytes: u64::MAX,
        ..ServerConfig::default()
    };
    let studio = Studio::new(&config).await;
    let refused = studio.photo().body("ok").send().await;
    assert_eq!(refused.outcome(), (503, "unavailable".to_owned()));
    let part = studio.call("PUT /captures/{id}/parts/0").body("ok");
    assert_eq!(part.send().await.outcome(), (503, "unavailable".to_owned()));
}
