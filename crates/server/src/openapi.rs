//! The description of the API. It is made of the handlers, committed, and compared by a test; the
//! clients' types are generated from it.

use std::sync::OnceLock;

use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{Object, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Required,
    ResponseBuilder,
};
use utoipa::{PartialSchema as _, ToSchema as _};
use utoipa_axum::router::OpenApiRouter;

use crate::problem::{PROBLEM_MEDIA_TYPE, ProblemBody};
use crate::routes::{self, BodyLimits};
use crate::state::ServerState;

/// Where the API is.
const PREFIX: &str = "/api/v1";

const ABOUT: &str = "采像：学历证书图像采集。Collection of diploma portraits.\n\n\
    Every error is a problem (RFC 9457) with a stable `code` and a sentence in both languages; \
    `detail` is in the language of `Accept-Language`. Students send `Authorization: Bearer`; staff \
    have a cookie and an `Origin` that the service knows. Instants are RFC 3339 at +08:00. Lists \
    that grow come in parts: send `next` of one as `after` of the following.";

const TAGS: [(&str, &str); 11] = [
    ("sign-in", "Who asks, and sessions"),
    ("account", "The student's own account and data"),
    ("consents", "What the student agrees to"),
    ("batches", "Where students belong"),
    ("degrees", "The student's degrees, by collection code"),
    ("photos", "Photos: taking, handing in, looking"),
    ("submissions", "What becomes of a degree's photos"),
    ("appointments", "Studios, slots, appointments"),
    ("notifications", "Messages to the student"),
    ("standard", "The photo standard in words"),
    ("staff", "Members of staff"),
];

/// Operations that ask for the version that the client has read.
const WITH_IF_MATCH: [(&str, &str); 5] = [
    ("patch", "/account"),
    ("post", "/degrees/{id}/confirm"),
    ("post", "/photos/{id}/confirm"),
    ("post", "/submissions/{id}/submit"),
    ("post", "/submissions/{id}/withdraw"),
];

/// The description as JSON, the same for the same program.
pub fn openapi_json() -> String {
    static TEXT: OnceLock<String> = OnceLock::new();
    let text = || {
        let (_, openapi) = described(BodyLimits::default()).split_for_parts();
        // Maps with text keys and plain values: nothing in it can fail to be written.
        openapi.to_pretty_json().unwrap_or_default() + "\n"
    };
    TEXT.get_or_init(text).clone()
}

/// The routes with their description.
pub(crate) fn described(limits: BodyLimits) -> OpenApiRouter<ServerState> {
    let mut router = OpenApiRouter::with_openapi(head()).nest(PREFIX, routes::api(limits));
    complete(router.get_openapi_mut());
    router
}

fn head() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Caixiang")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").build()));
    let tags = TAGS.map(|(name, about)| {
        let tag = TagBuilder::new().name(name).description(Some(about));
        tag.build()
    });
    OpenApiBuilder::new()
        .info(info.build())
        .tags(Some(tags))
        .build()
}

/// Adds what every operation has, which handlers would only repeat.
fn complete(openapi: &mut OpenApi) {
    for (path, item) in &mut openapi.paths.paths {
        let path = path.strip_prefix(PREFIX).unwrap_or(path).to_owned();
        for (method, operation) in operations(item) {
            describe(method, &path, operation);
        }
    }
    let components = openapi.components.get_or_insert_default();
    let mut schemas = vec![(ProblemBody::name().into_owned(), ProblemBody::schema())];
    ProblemBody::schemas(&mut schemas);
    components.schemas.extend(schemas);
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    components.add_security_scheme("student", SecurityScheme::Http(bearer));
    let cookie = ApiKeyValue::new("__Host-caixiang");
    components.add_security_scheme("staff", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let all = [
        ("get", &mut item.get),
        ("put", &mut item.put),
        ("post", &mut item.post),
        ("patch", &mut item.patch),
        ("delete", &mut item.delete),
    ];
    all.into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

fn describe(method: &str, path: &str, operation: &mut Operation) {
    let words = path.split(['/', '{', '}']).filter(|word| !word.is_empty());
    let id: Vec<&str> = std::iter::once(method).chain(words).collect();
    operation.operation_id = Some(id.join("-"));
    let problem = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(ProblemBody::name())))
        .build();
    let problem = ResponseBuilder::new()
        .description("What went wrong")
        .content(PROBLEM_MEDIA_TYPE, problem)
        .build();
    let responses = &mut operation.responses.responses;
    responses.insert("default".to_owned(), RefOr::T(problem));
    let mut headers = Vec::new();
    if WITH_IF_MATCH.contains(&(method, path)) {
        let about = "The `ETag` that was read; 412 `stale` if it has changed since";
        headers.push(header("If-Match", about));
    }
    if method == "post" && operation.security.is_some() && !path.ends_with("/photo") {
        let about = "Made up by the client; the same key and content get the first answer again";
        headers.push(header("Idempotency-Key", about));
    }
    if !headers.is_empty() {
        let parameters = operation.parameters.get_or_insert_default();
        parameters.extend(headers.into_iter().map(RefOr::T));
    }
}

fn header(name: &str, about: &str) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(about))
        .schema(Some(Object::with_type(Type::String)))
        .build()
}
