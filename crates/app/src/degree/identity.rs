//! The texts by whose indexes a degree is found, made again from what is sealed on it: for a new index key, and
//! for comparing degrees that are indexed under different ones.

use collection_code::{Content, Payload, standard_decoders};
use domain::{
    BlindIndex, CentreId, CodeIdentity, Degree, DegreeDetails, Level, RegisteredCode, SchoolCode,
    StudentNumber,
};
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use super::listing::Claimed;
use super::student_number::student_number;
use crate::failure::Failure;
use crate::service::App;

/// The two texts of a degree.
pub(crate) struct DegreeTexts {
    /// Of its collection code.
    pub(crate) code: String,
    /// Of centre, school, student number and level.
    pub(crate) claim: String,
}

/// The text of a claim; its form is fixed for good, or every stored index would be lost.
pub(super) fn claim_text(
    centre: CentreId,
    school: SchoolCode,
    number: &StudentNumber,
    level: &Level,
) -> String {
    let number = number.expose();
    format!("claim:{centre}:{school}:{number}:{level}")
}

/// The texts of a degree; none once what its code said is erased.
///
/// # Errors
/// [`Failure::Internal`] where a value cannot be opened with the present keys.
pub(crate) fn degree_texts(app: &App, degree: &Degree) -> Result<Option<DegreeTexts>, Failure> {
    let Some(details) = degree.details() else {
        return Ok(None);
    };
    let Some(number) = student_number(app, degree)? else {
        return Ok(None);
    };
    // It was a number when it was sealed.
    let Ok(number) = StudentNumber::parse(&number) else {
        return Ok(None);
    };
    let (school, level) = (details.school_code, &details.level);
    let claim = claim_text(degree.centre, school, &number, level);
    let registered = registered_code(app, degree, details)?;
    let identity = registered.map_or_else(
        || CodeIdentity::Derived {
            school,
            number: number.clone(),
            level: level.clone(),
        },
        CodeIdentity::Registered,
    );
    let code = identity.canonical();
    Ok(Some(DegreeTexts { code, claim }))
}

/// The registry's own id, where the code carries one.
fn registered_code(
    app: &App,
    degree: &Degree,
    details: &DegreeDetails,
) -> Result<Option<RegisteredCode>, Failure> {
    let place = FieldPlace {
        column: FieldColumn::DegreePayload,
        row: degree.id.as_uuid(),
    };
    let text = app.vault().unseal(place, &details.payload)?;
    let payload = Payload::new(text.as_bytes().to_vec(), None);
    let mut decoders = standard_decoders().into_iter();
    let content = decoders.find_map(|decoder| decoder.decode(&payload));
    let Some(Content::Fields(fields)) = content else {
        return Ok(None);
    };
    let id = fields.code_id.as_deref();
    Ok(id.and_then(|id| RegisteredCode::parse(id).ok()))
}

/// The indexes under which another degree may hold what this one stands for.
///
/// # Errors
/// As [`degree_texts`].
pub(super) fn claimed(app: &App, degree: &Degree) -> Result<Claimed, Failure> {
    let mut claimed = Claimed {
        centre: degree.centre,
        codes: vec![degree.code],
        claims: degree.claim.into_iter().collect(),
    };
    if let Some(texts) = degree_texts(app, degree)? {
        let indexes = |text: &str| app.vault().indexes(IndexPurpose::CollectionCode, text);
        add(&mut claimed.codes, indexes(&texts.code));
        if degree.claim.is_some() {
            add(&mut claimed.claims, indexes(&texts.claim));
        }
    }
    Ok(claimed)
}

fn add(known: &mut Vec<BlindIndex>, more: Vec<BlindIndex>) {
    let more = more.into_iter();
    let new: Vec<_> = more.filter(|index| !known.contains(index)).collect();
    known.extend(new);
}
