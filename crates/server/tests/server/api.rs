//! A router over a whole service, and requests into it.

use app::Caller;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, header};
use domain::{Degree, Duration, Submission};
use serde_json::Value;
use server::ServerConfig;
use store::{Session, SessionHolder};
use tower::ServiceExt as _;

use crate::harness::World;

/// What a collection code carries.
pub(crate) const CODE: &str =
    r#"{"cjm":"A1","yxdm":"10574","zjhm":"002X","xh":"202112345678","cc":"专升本","xm":"张*"}"#;

/// A service and its router.
pub(crate) struct Api {
    pub(crate) world: World,
    router: Router,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Api {
    pub(crate) async fn new() -> Self {
        Self::over(World::new().await, &ServerConfig::default())
    }

    /// With numbers that the test sets.
    pub(crate) async fn with(change: impl FnOnce(&mut ServerConfig)) -> Self {
        let mut config = ServerConfig::default();
        change(&mut config);
        Self::over(World::new().await, &config)
    }

    pub(crate) fn over(world: World, config: &ServerConfig) -> Self {
        let router = server::router(world.app.clone(), config);
        Self { world, router }
    }

    /// Sends a request, such as `GET /account`, below `/api/v1`.
    pub(crate) fn call(&self, line: &str) -> Call {
        let (method, path) = line.split_once(' ').unwrap();
        let path = match path {
            "/healthz" | "/readyz" | "/metrics" => path.to_owned(),
            path => format!("/api/v1{path}"),
        };
        self.request(method, path)
    }

    /// Opens a page, such as `/m/`.
    pub(crate) async fn open(&self, path: &str) -> Reply {
        self.request("GET", path.to_owned()).send().await
    }

    /// A request to an address that is not the API's.
    pub(crate) fn at(&self, method: &str, path: &str) -> Call {
        self.request(method, path.to_owned())
    }

    fn request(&self, method: &str, path: String) -> Call {
        let request = Request::builder().method(method).uri(path);
        Call {
            router: self.router.clone(),
            request: request.body(Body::empty()).unwrap(),
        }
    }

    /// A session of somebody who exists; its token.
    pub(crate) async fn session(&self, caller: &Caller) -> String {
        let holder = match caller {
            Caller::Student(id) => SessionHolder::Student(*id),
            Caller::Staff(staff) | Caller::WithoutSecondFactor(staff) => {
                SessionHolder::Staff(staff.id)
            }
            Caller::OnBehalfOf(_) | Caller::System => panic!("an operator has no session"),
        };
        let app = &self.world.app;
        let token = app.random().token();
        let now = app.now();
        let session = Session {
            token: self.world.parts.vault.token_hash(&token),
            holder,
            created_at: now,
            expires_at: now + Duration::from_hours(1),
            last_seen_at: now,
            device: None,
            is_new_device: false,
        };
        let work = self.world.work().await;
        work.sessions().insert(&session).await.unwrap();
        work.commit().await.unwrap();
        token
    }

    /// A student who has agreed to the collection, and the token of a session.
    pub(crate) async fn student(&self, phone: &str) -> (Caller, String) {
        let caller = self.world.student(phone).await;
        let token = self.session(&caller).await;
        (caller, token)
    }
}

/// A student with a bound degree, and the token of a session.
pub(crate) async fn bound(api: &Api) -> (Caller, String, Degree, Submission) {
    let (student, token) = api.student("19900000001").await;
    let (degree, submission) = api.world.bound_degree(&student, "A1").await;
    (student, token, degree, submission)
}

/// Reads a thing that is there.
pub(crate) async fn get(api: &Api, path: &str, token: &str) -> Value {
    let reply = api.call(&format!("GET {path}")).bearer(token).send().await;
    assert_eq!(reply.status, 200, "{path}");
    reply.json()
}

/// A request under construction.
pub(crate) struct Call {
    router: Router,
    request: Request<Body>,
}

impl Call {
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        let value: HeaderValue = value.parse().unwrap();
        let headers = self.request.headers_mut();
        headers.append(HeaderName::from_static(name), value);
        self
    }

    pub(crate) fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    pub(crate) fn body(mut self, body: impl Into<Body>) -> Self {
        *self.request.body_mut() = body.into();
        self
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.header("content-type", "application/json")
            .body(body.to_string())
    }

    /// A form of texts; a field named `picture` is a file.
    pub(crate) fn form(self, fields: &[(&str, &str)], boundary: &str) -> Self {
        let part = |(name, value): &(&str, &str)| {
            let file = match *name {
                "picture" => "; filename=\"code.png\"\r\nContent-Type: image/png",
                _ => "",
            };
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n\
                 {value}\r\n"
            )
        };
        let parts: String = fields.iter().map(part).collect();
        let kind = format!("multipart/form-data; boundary={boundary}");
        self.header("content-type", &kind)
            .body(format!("{parts}--{boundary}--\r\n"))
    }

    pub(crate) async fn send(self) -> Reply {
        let response = self.router.oneshot(self.request).await.unwrap();
        let (parts, body) = response.into_parts();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap(),
        }
    }
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Status and body for a snapshot; ids and tokens, which mean nothing, are `…`.
    pub(crate) fn shown(&self) -> String {
        let body = match self.header(header::CONTENT_TYPE.as_str()) {
            None => String::new(),
            Some(kind) if kind.ends_with("json") => {
                let mut body = self.json();
                blot(&mut body);
                serde_json::to_string_pretty(&body).unwrap()
            }
            Some(kind) => format!("{kind}, {} bytes", self.body.len()),
        };
        format!("{}\n{body}", self.status.as_u16())
    }

    /// The answer with a member of its body left out, which another test looks at.
    pub(crate) fn without(mut self, member: &str) -> Self {
        let mut body = self.json();
        body.as_object_mut().unwrap().remove(member).unwrap();
        self.body = Bytes::from(body.to_string());
        self
    }

    /// Status and, of a problem, its code.
    #[track_caller]
    pub(crate) fn outcome(&self) -> (u16, String) {
        let status = self.status.as_u16();
        if status < 400 {
            return (status, String::new());
        }
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json")
        );
        let problem = self.json();
        assert_eq!(problem["status"], status);
        let code = problem["code"].as_str().unwrap().to_owned();
        assert_eq!(problem["type"], format!("urn:caixiang:problem:{code}"));
        for text in ["title", "detail", "detail_zh", "detail_en"] {
            assert!(!problem[text].as_str().unwrap().is_empty(), "{text}");
        }
        (status, code)
    }
}

/// Hides what is made up anew in every test.
fn blot(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text) if name == "token" || is_id(text) => "…".clone_into(text),
                    member => blot(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(blot),
        Value::String(text) if is_id(text) => "…".clone_into(text),
        _ => {}
    }
}

fn is_id(text: &str) -> bool {
    let last = text.rsplit(':').next().unwrap();
    uuid::Uuid::parse_str(last).is_ok() || text.starts_with("/api/v1/files/")
}
