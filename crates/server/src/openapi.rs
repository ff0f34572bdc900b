//! The `OpenAPI` description, generated from the routes and their needs. `web/openapi.json` is a committed
//! copy that a test compares; the types of the clients are generated from that.

use std::sync::OnceLock;

use axum::http::{HeaderValue, Method, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::MethodRouter;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem, Paths};
use utoipa::openapi::schema::{Object, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Required,
    ResponseBuilder,
};
use utoipa::{PartialSchema as _, ToSchema as _};
use utoipa_axum::router::OpenApiRouter;

use crate::needs::{Needs, Who};
use crate::problem::{PROBLEM_MEDIA_TYPE, ProblemBody};
use crate::route::{Group, Route, Tag};
use crate::routes;
use crate::state::ServerState;

/// Where the API is.
const PREFIX: &str = "/api/v1";

/// Name of a student's session in the description.
const STUDENT: &str = "student";

/// Name of a member of staff's session in the description.
const STAFF: &str = "staff";

const ABOUT: &str = "采像：学历证书图像采集。Collection of diploma portraits.\n\n\
    Every error is a problem (RFC 9457) with a stable `code` and a sentence in both languages; \
    `detail` is in the language of `Accept-Language`. Students send `Authorization: Bearer`; staff \
    have a cookie and an `Origin` that the service knows. Instants are RFC 3339 at +08:00. Lists \
    that grow come in parts: send `next` of one as `after` of the following.";

/// The description as JSON, the same for the same program.
pub fn openapi_json() -> String {
    static TEXT: OnceLock<String> = OnceLock::new();
    let text = || {
        let openapi = api(|_, route| route).into_openapi();
        // Maps with text keys and plain values: nothing in it can fail to be written.
        openapi.to_pretty_json().unwrap_or_default() + "\n"
    };
    TEXT.get_or_init(text).clone()
}

/// Serves the description.
pub(crate) async fn serve() -> Response {
    let json = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, json)], openapi_json()).into_response()
}

/// The routes with their description; `gate` puts around each what it needs.
pub(crate) fn api(
    gate: impl Fn(Needs, MethodRouter<ServerState>) -> MethodRouter<ServerState>,
) -> OpenApiRouter<ServerState> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut api = OpenApiRouter::new();
    for Group { tag, routes } in routes::all() {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
        for Route { needs, described } in routes {
            let (schemas, mut paths, route) = described;
            describe_paths(&mut paths, tag, needs);
            api = api.routes((schemas, paths, gate(needs, route)));
        }
    }
    let mut api = OpenApiRouter::with_openapi(head(&tags)).nest(PREFIX, api);
    complete(api.get_openapi_mut());
    api
}

fn head(tags: &[Tag]) -> OpenApi {
    let info = InfoBuilder::new()
        .title("Caixiang")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").build()));
    let tags = tags.iter().map(|tag| {
        let tag = TagBuilder::new()
            .name(tag.name)
            .description(Some(tag.about));
        tag.build()
    });
    OpenApiBuilder::new()
        .info(info.build())
        .tags(Some(tags))
        .build()
}

/// Adds what operations refer to.
fn complete(openapi: &mut OpenApi) {
    let components = openapi.components.get_or_insert_default();
    let mut schemas = vec![(ProblemBody::name().into_owned(), ProblemBody::schema())];
    ProblemBody::schemas(&mut schemas);
    components.schemas.extend(schemas);
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    components.add_security_scheme(STUDENT, SecurityScheme::Http(bearer));
    let cookie = ApiKeyValue::new("__Host-caixiang");
    components.add_security_scheme(STAFF, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
}

/// Adds to every operation what its heading and its needs say, so that no handler repeats it.
fn describe_paths(paths: &mut Paths, tag: Tag, needs: Needs) {
    for (path, item) in &mut paths.paths {
        for (method, operation) in operations(item) {
            operation.operation_id = Some(operation_id(&method, path));
            operation.tags = Some(vec![tag.name.to_owned()]);
            operation.security = security(needs.who);
            describe(&method, needs, operation);
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    let all = [
        (Method::GET, &mut item.get),
        (Method::PUT, &mut item.put),
        (Method::POST, &mut item.post),
        (Method::PATCH, &mut item.patch),
        (Method::DELETE, &mut item.delete),
    ];
    all.into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// Such as `get-photos-id-links`.
fn operation_id(method: &Method, path: &str) -> String {
    let method = method.as_str().to_ascii_lowercase();
    let words = path.split(['/', '{', '}']).filter(|word| !word.is_empty());
    let id: Vec<&str> = std::iter::once(method.as_str()).chain(words).collect();
    id.join("-")
}

/// The sessions that an operation takes; none where it is public.
fn security(who: Who) -> Option<Vec<SecurityRequirement>> {
    let names: &[&str] = match who {
        Who::Public => return None,
        Who::Student => &[STUDENT],
        Who::Staff | Who::StaffInSetUp => &[STAFF],
        Who::StudentOrStaff => &[STUDENT, STAFF],
    };
    let requirement = |name: &&str| SecurityRequirement::new(*name, Vec::<String>::new());
    Some(names.iter().map(requirement).collect())
}

fn describe(method: &Method, needs: Needs, operation: &mut Operation) {
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
    if needs.if_match {
        let about = "The `ETag` that was read; 412 `stale` if it has changed since";
        headers.push(parameter("If-Match", about));
    }
    if needs.replays(method) {
        let about = "Made up by the client; the same key and content get the first answer again";
        headers.push(parameter("Idempotency-Key", about));
    }
    if !headers.is_empty() {
        let parameters = operation.parameters.get_or_insert_default();
        parameters.extend(headers.into_iter().map(RefOr::T));
    }
}

fn parameter(name: &str, about: &str) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(about))
        .schema(Some(Object::with_type(Type::String)))
        .build()
}
