//! The body of a new degree, as JSON or as a form with a picture.

use std::borrow::Cow;

use app::degree::{AddDegree, CodeInput, KeyedDetails};
use app::{Failure, NetworkKey};
use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, FromRequestParts as _, Multipart, Request};
use axum::http::{StatusCode, header};
use domain::{BatchId, FeatureCode, LastFour, Level, RegistryAnswer as Answered, StudentNumber};
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

use crate::extract::{Json, Network, too_large, unsupported};
use crate::layer::pace;
use crate::problem::{HttpProblem, Problem};
use crate::state::ServerState;
use crate::views::student::degree::RegistryAnswer;

/// Name of the form's only field that is no text.
const PICTURE: &str = "picture";

/// A collection code that the client has read, and what is asked beside it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewDegreeJson {
    /// The batch that the student came to.
    batch: Uuid,
    /// The feature code of a group batch.
    feature_code: Option<String>,
    /// The last four characters of the identity number.
    last_four: String,
    /// What the code carries.
    payload: Option<String>,
    /// Which of several codes of the picture is meant, from 0, in the order of `codes` of 422 `several-codes`.
    choice: Option<String>,
    /// National code of the school, where the code does not carry it.
    school_code: Option<String>,
    /// Likewise the student number.
    student_number: Option<String>,
    /// Likewise the level of study.
    level: Option<String>,
    /// Whether the registry shows a portrait already; taken as no without it.
    at_registry: Option<RegistryAnswer>,
}

/// The same fields as a form, with a picture of the code; only describes it.
pub(super) struct DegreeForm;

impl PartialSchema for DegreeForm {
    fn schema() -> RefOr<Schema> {
        let mut schema = NewDegreeJson::schema();
        if let RefOr::T(Schema::Object(form)) = &mut schema {
            form.description = Some("The same as a form, with a picture of the code.".to_owned());
            let picture = ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
                .description(Some("The picture, as a file."))
                .build();
            form.properties.insert(PICTURE.to_owned(), picture.into());
            form.required.insert(0, PICTURE.to_owned());
        }
        schema
    }
}

impl ToSchema for DegreeForm {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("DegreeForm")
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        NewDegreeJson::schemas(schemas);
    }
}

/// A new degree, from either body.
pub(super) struct NewDegree(pub(super) AddDegree);

impl FromRequest<ServerState> for NewDegree {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &ServerState) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default();
        let kind = kind.trim().to_ascii_lowercase();
        let (mut parts, body) = request.into_parts();
        let Network(network) = Network::from_request_parts(&mut parts, state).await?;
        let request = Request::from_parts(parts, body);
        match kind.as_str() {
            "application/json" => {
                let Json(fields) = Json::from_request(request, state).await?;
                add(fields, None, network).map(Self)
            }
            "multipart/form-data" => {
                let form = Multipart::from_request(request, state).await;
                let form = form.map_err(|_| unreadable())?;
                let (fields, picture) = read(form).await?;
                add(fields, picture, network).map(Self)
            }
            _ => Err(unsupported("multipart/form-data, application/json")),
        }
    }
}

/// The texts of a form, read as if they were JSON, and its picture.
async fn read(mut form: Multipart) -> Result<(NewDegreeJson, Option<Bytes>), Problem> {
    let mut fields = Map::new();
    let mut picture = None;
    while let Some(field) = form.next_field().await.map_err(|error| of_form(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == PICTURE {
            picture = Some(field.bytes().await.map_err(|error| of_form(&error))?);
        } else {
            let text = field.text().await.map_err(|error| of_form(&error))?;
            fields.insert(name, Value::String(text));
        }
    }
    let Json(fields) = Json::of_value(&Value::Object(fields))?;
    Ok((fields, picture))
}

fn add(
    fields: NewDegreeJson,
    picture: Option<Bytes>,
    network: NetworkKey,
) -> Result<AddDegree, Problem> {
    let feature_code = filled(fields.feature_code).map(|code| FeatureCode::parse(&code));
    let feature_code = feature_code
        .transpose()
        .map_err(|error| Failure::invalid("feature_code", &error))?;
    let last_four = LastFour::parse(&fields.last_four)
        .map_err(|error| Failure::invalid("last_four", &error))?;
    let code = match (picture, filled(fields.payload)) {
        (Some(picture), None) => CodeInput::Picture(picture),
        (None, Some(payload)) => CodeInput::Payload(payload),
        _ => {
            let expected = "either a picture of the code or what it carries";
            return Err(Failure::invalid("picture", &expected).into());
        }
    };
    let choice = filled(fields.choice).map(|choice| choice.trim().parse());
    let choice = choice
        .transpose()
        .map_err(|error| Failure::invalid("choice", &error))?;
    let keyed = keyed(fields.school_code, fields.student_number, fields.level)?;
    Ok(AddDegree {
        batch: BatchId::from_uuid(fields.batch),
        feature_code,
        last_four,
        code,
        choice,
        keyed,
        network,
        registry: fields.at_registry.map_or(Answered::NoPortrait, Into::into),
    })
}

/// All three or none: what the student keys in belongs together.
fn keyed(
    school_code: Option<String>,
    student_number: Option<String>,
    level: Option<String>,
) -> Result<Option<KeyedDetails>, Problem> {
    let given = [filled(school_code), filled(student_number), filled(level)];
    match given {
        [None, None, None] => Ok(None),
        [Some(school_code), Some(student_number), Some(level)] => Ok(Some(KeyedDetails {
            school_code: school_code
                .parse()
                .map_err(|error| Failure::invalid("school_code", &error))?,
            student_number: StudentNumber::parse(&student_number)
                .map_err(|error| Failure::invalid("student_number", &error))?,
            level: Level::parse(&level),
        })),
        [school_code, student_number, _] => {
            let field = match (school_code, student_number) {
                (None, _) => "school_code",
                (_, None) => "student_number",
                _ => "level",
            };
            let expected = "school_code, student_number and level together";
            Err(Failure::invalid(field, &expected).into())
        }
    }
}

/// Forms send fields that nobody filled in.
fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

fn of_form(error: &MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ if is_broken(error) => pace::of_body_error(error),
        _ => unreadable(),
    }
}

/// Whether the body broke off, rather than being no form.
fn is_broken(error: &MultipartError) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<crate::body::Interrupted>() {
            return true;
        }
        cause = error.source();
    }
    false
}

fn unreadable() -> Problem {
    Problem::from(HttpProblem::MalformedForm)
}
