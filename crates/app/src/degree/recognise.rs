//! Reads the fields of a collection code from a picture or a text and completes them with what the
//! student keyed in. Fields of the code win.

use bytes::Bytes;
use collection_code::{CodeFields, Content, Payload, is_foreign, standard_decoders};
use domain::{
    CodeEvidence, CodeIdentity, LastFour, Level, PersonName, RegisteredCode, SchoolCode,
    StudentNumber,
};

use super::view::masked_number;
use crate::failure::Failure;
use crate::ports::{CodeFault, ReadCode};
use crate::refusal::{CodeRefusal, SeveralCodes, UploadRefusal};
use crate::service::App;

/// Longest payload that is taken as text, bytes; the largest QR symbol holds 2 953.
const MAX_PAYLOAD_BYTES: usize = 4096;

/// A collection code as it was handed in.
#[derive(Clone)]
pub enum CodeInput {
    /// A picture of it, of any kind.
    Picture(Bytes),
    /// What the client's own reader found in it.
    Payload(String),
}

impl std::fmt::Debug for CodeInput {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Picture(_) => "Picture(…)",
            Self::Payload(_) => "Payload(…)",
        })
    }
}

/// What a student keys in where the code does not say it.
#[derive(Debug, Clone)]
pub struct KeyedDetails {
    /// National code of the school.
    pub school_code: SchoolCode,
    /// The student number.
    pub student_number: StudentNumber,
    /// Level of study.
    pub level: Level,
}

/// A code that was read and means something.
pub(super) struct Recognised {
    pub(super) identity: CodeIdentity,
    pub(super) school: SchoolCode,
    pub(super) number: StudentNumber,
    pub(super) level: Level,
    /// The last four characters, where the code carries them.
    pub(super) carried: Option<LastFour>,
    /// The name with all but its first character hidden, where the code carries one.
    pub(super) masked_name: Option<String>,
    /// How the code reached the service.
    pub(super) evidence: CodeEvidence,
    /// The whole payload as text, or in hexadecimal where it is none.
    pub(super) payload: String,
}

/// Reads the code and completes it.
///
/// # Errors
/// [`CodeRefusal::Unreadable`], [`CodeRefusal::DetailsNeeded`], [`SeveralCodes`], [`UploadRefusal::TooLarge`],
/// [`UploadRefusal::EmptyFile`]; [`Failure::Unavailable`] while no picture is read.
pub(super) async fn recognise(
    app: &App,
    code: CodeInput,
    keyed: Option<KeyedDetails>,
    choice: Option<usize>,
) -> Result<Recognised, Failure> {
    let (read, evidence) = match code {
        CodeInput::Picture(picture) => {
            let read = read_picture(app, picture).await?;
            (read, CodeEvidence::Picture)
        }
        CodeInput::Payload(text) => (read_text(text)?, CodeEvidence::Text),
    };
    let read = chosen(read, choice)?;
    complete(&read.payload, read.content, keyed, evidence)
}

/// The one collection code of what was read, or of several the one that the student chose. What other QR codes carry is
/// left out; so are codes of an unknown form beside one that is known.
fn chosen(mut read: ReadCode, choice: Option<usize>) -> Result<ReadCode, Failure> {
    let others = std::mem::take(&mut read.others);
    let has_fields = |code: &ReadCode| matches!(code.content, Content::Fields(_));
    let is_foreign =
        |code: &ReadCode| !has_fields(code) && code.payload.text().is_some_and(is_foreign);
    let mut codes: Vec<ReadCode> = Vec::new();
    for code in std::iter::once(read).chain(others) {
        let is_known = codes
            .iter()
            .any(|known| label(&known.content) == label(&code.content));
        if !is_known && !is_foreign(&code) {
            codes.push(code);
        }
    }
    if codes.iter().any(has_fields) {
        codes.retain(has_fields);
    }
    let place = match (codes.len(), choice) {
        (0, _) => return Err(CodeRefusal::Unreadable(CodeFault::OtherCode).into()),
        (1, _) => 0,
        (count, Some(choice)) if choice < count => choice,
        _ => {
            let codes = codes.iter().map(|code| label(&code.content)).collect();
            return Err(SeveralCodes { codes }.into());
        }
    };
    Ok(codes.swap_remove(place))
}

/// What tells a code from another one for the student who shows both: school, level, end of the number.
fn label(content: &Content) -> String {
    let Content::Fields(fields) = content else {
        return String::new();
    };
    let number = fields.student_number.as_deref().unwrap_or_default();
    let number = masked_number(number);
    let parts = [&fields.school_code, &fields.level, &Some(number)];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(" ")
}

async fn read_picture(app: &App, picture: Bytes) -> Result<ReadCode, Failure> {
    let max_bytes = app.settings().max_code_picture_bytes;
    if picture.is_empty() {
        return Err(UploadRefusal::EmptyFile.into());
    }
    if picture.len() as u64 > max_bytes {
        return Err(UploadRefusal::TooLarge { max_bytes }.into());
    }
    match app.lab().read_code(picture).await {
        Ok(read) => Ok(read),
        Err(fault @ CodeFault::Busy) => Err(Failure::Unavailable(fault.into())),
        Err(fault) => Err(CodeRefusal::Unreadable(fault).into()),
    }
}

fn read_text(text: String) -> Result<ReadCode, Failure> {
    if text.trim().is_empty() {
        return Err(CodeRefusal::Unreadable(CodeFault::NotFound).into());
    }
    if text.len() > MAX_PAYLOAD_BYTES {
        let max_bytes = MAX_PAYLOAD_BYTES as u64;
        return Err(UploadRefusal::TooLarge { max_bytes }.into());
    }
    let payload = Payload::new(text.into_bytes(), None);
    let mut decoders = standard_decoders().into_iter();
    let content = decoders.find_map(|decoder| decoder.decode(&payload));
    let content = content.ok_or(CodeRefusal::Unreadable(CodeFault::OtherCode))?;
    Ok(ReadCode {
        payload,
        content,
        others: Vec::new(),
    })
}

fn complete(
    payload: &Payload,
    content: Content,
    keyed: Option<KeyedDetails>,
    evidence: CodeEvidence,
) -> Result<Recognised, Failure> {
    let fields = match content {
        Content::Fields(fields) => *fields,
        // Not understood: whatever the student keys in stands for it, and a reviewer has to look.
        Content::Opaque => CodeFields::default(),
    };
    let other_code = || CodeRefusal::Unreadable(CodeFault::OtherCode);
    let school = match &fields.school_code {
        Some(code) => Some(code.parse().map_err(|_| other_code())?),
        None => keyed.as_ref().map(|keyed| keyed.school_code),
    };
    let number = match &fields.student_number {
        Some(number) => Some(StudentNumber::parse(number).map_err(|_| other_code())?),
        None => keyed.as_ref().map(|keyed| keyed.student_number.clone()),
    };
    let level = match &fields.level {
        Some(level) => Some(Level::parse(level)),
        None => keyed.map(|keyed| keyed.level),
    };
    let (Some(school), Some(number), Some(level)) = (school, number, level) else {
        return Err(CodeRefusal::DetailsNeeded.into());
    };
    let identity = match &fields.code_id {
        Some(id) => CodeIdentity::Registered(RegisteredCode::parse(id).map_err(|_| other_code())?),
        None => CodeIdentity::Derived {
            school,
            number: number.clone(),
            level: level.clone(),
        },
    };
    let carried = match &fields.id_tail {
        Some(tail) => Some(LastFour::parse(tail).map_err(|_| other_code())?),
        None => None,
    };
    Ok(Recognised {
        identity,
        school,
        number,
        level,
        carried,
        evidence,
        masked_name: fields.masked_name.as_deref().and_then(masked),
        payload: match payload.text() {
            Some(text) => text.to_owned(),
            None => hex::encode(payload.bytes()),
        },
    })
}

/// Issuers mask names; one that was not is masked here. A text that is no name is left out.
fn masked(name: &str) -> Option<String> {
    let name = PersonName::parse(name).ok()?;
    if name.expose().contains(['*', '＊', '×']) {
        Some(name.expose().to_owned())
    } else {
        Some(name.masked())
    }
}

#[cfg(test)]
mod tests {
    use domain::Coded;

    use super::*;

    #[track_caller]
    fn check(json: &str, keyed: bool, expected: Result<(&str, &str), &str>) {
        let keyed = keyed.then(|| KeyedDetails {
            school_code: "10574".parse().unwrap(),
            student_number: StudentNumber::parse("0042").unwrap(),
            level: Level::Bachelor,
        });
        let read = read_text(json.to_owned())
            .and_then(|read| complete(&read.payload, read.content, keyed, CodeEvidence::Text));
        let seen = match &read {
            Ok(read) => Ok((
                read.identity.canonical(),
                read.masked_name.clone().unwrap_or_default(),
            )),
            Err(Failure::Refused(refusal)) => Err(refusal.code()),
            Err(failure) => panic!("{failure}"),
        };
        let expected = expected.map(|(one, two)| (one.to_owned(), two.to_owned()));
        assert_eq!(seen, expected);
    }

    #[test]
    fn the_code_counts_more_than_what_was_keyed_in() {
        let code = r#"{"yxdm":"10575","xh":"0001","cc":"专升本","xm":"张*"}"#;
        let expected = Ok(("derived:10575:0001:专升本", "张*"));
        check(code, true, expected);
        check(code, false, expected);
    }

    #[test]
    fn what_the_code_does_not_say_has_to_be_keyed_in() {
        check(r#"{"cjm":"A1"}"#, false, Err("details-needed"));
        check(r#"{"cjm":"A1"}"#, true, Ok(("cjm:A1", "")));
        check("unheard-of", false, Err("details-needed"));
        check("unheard-of", true, Ok(("derived:10574:0042:本科", "")));
    }

    #[test]
    fn a_name_that_is_not_masked_is_masked() {
        let code = r#"{"cjm":"A1","xm":"张三丰"}"#;
        check(code, true, Ok(("cjm:A1", "张**")));
    }

    #[test]
    fn other_texts_are_refused() {
        check(" ", true, Err("code-unreadable"));
        check(r#"{"cjm":"A 1"}"#, true, Err("code-unreadable"));
        check(&"x".repeat(5000), true, Err("too-large"));
    }
}
