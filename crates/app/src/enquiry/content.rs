//! What questions and answers say: checked, sealed, opened again.

use domain::{AccountId, Enquiry, EnquiryId, Sealed, Timestamp, Version};
use serde::Serialize;
use vault::{FieldColumn, FieldPlace};

use crate::failure::Failure;
use crate::service::App;

/// The longest question, characters.
pub const LONGEST_QUESTION: usize = 500;

/// The longest answer, characters.
pub const LONGEST_ANSWER: usize = 1_000;

/// A question with its answer, in the clear.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct OwnEnquiry {
    /// The question's id.
    pub id: EnquiryId,
    /// Its version, which an answer names.
    pub version: Version,
    /// What was asked.
    pub question: String,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// What was answered.
    pub answer: Option<String>,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
}

impl std::fmt::Debug for OwnEnquiry {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("OwnEnquiry(…)")
    }
}

/// The questions of an account, newest first.
///
/// # Errors
/// [`Failure::Unavailable`].
pub(crate) async fn contents(app: &App, account: AccountId) -> Result<Vec<OwnEnquiry>, Failure> {
    let kept = app.store().enquiries().list_of_account(account).await?;
    kept.iter().map(|enquiry| opened(app, enquiry)).collect()
}

pub(super) fn sealed_question(app: &App, id: EnquiryId, text: &str) -> Result<Sealed, Failure> {
    Ok(app
        .vault()
        .seal(place(FieldColumn::EnquiryQuestion, id), text)?)
}

pub(super) fn sealed_answer(app: &App, id: EnquiryId, text: &str) -> Result<Sealed, Failure> {
    Ok(app
        .vault()
        .seal(place(FieldColumn::EnquiryAnswer, id), text)?)
}

/// What a question and its answer say.
///
/// # Errors
/// [`Failure::Internal`] where it does not open.
pub(super) fn opened(app: &App, enquiry: &Enquiry) -> Result<OwnEnquiry, Failure> {
    let open = |column, sealed| -> Result<String, Failure> {
        let text = app.vault().unseal(place(column, enquiry.id), sealed)?;
        Ok(text.to_string())
    };
    let answer = enquiry.answer.as_ref();
    Ok(OwnEnquiry {
        id: enquiry.id,
        version: enquiry.version,
        question: open(FieldColumn::EnquiryQuestion, &enquiry.question)?,
        asked_at: enquiry.asked_at,
        answer: answer
            .map(|answer| open(FieldColumn::EnquiryAnswer, &answer.text))
            .transpose()?,
        answered_at: answer.map(|answer| answer.at),
    })
}

const fn place(column: FieldColumn, id: EnquiryId) -> FieldPlace {
    FieldPlace {
        column,
        row: id.as_uuid(),
    }
}
