//! A degree for its student: values are masked against a glance over the shoulder.

use domain::{Acceptance, BatchId, BatchMode, CollectionWindow, Degree, LastFour, Submission};
use vault::{FieldColumn, FieldPlace};

use super::masked_name::masked_name;
use crate::failure::Failure;
use crate::kept;
use crate::service::App;
use strum::{EnumString, IntoStaticStr, VariantNames};

/// Something that a student should know before going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Hint {
    /// The identity document is none of the mainland: students from Hong Kong, Macau, Taiwan and
    /// abroad have to be verified at the registry first.
    VerifyAtRegistryFirst,
}

/// The batch of a degree, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchSummary {
    /// Id of the batch.
    pub id: BatchId,
    /// Name for people.
    pub name: String,
    /// How students come to it.
    pub mode: BatchMode,
    /// When it collects.
    pub window: CollectionWindow,
    /// Whether students may hand in now.
    pub acceptance: Acceptance,
    /// Name of the centre that runs it.
    pub centre_name: String,
    /// How students reach the centre; may be empty.
    pub support_contact: String,
    /// Whether an approved portrait can be sent to a mail address.
    pub mails_portraits: bool,
}

/// A degree as its student sees it.
#[derive(Clone, PartialEq, Eq)]
pub struct DegreeView {
    /// The degree.
    pub degree: Degree,
    /// The name, all but its first character hidden.
    pub masked_name: Option<String>,
    /// The student number, all but its last four characters hidden.
    pub masked_number: Option<String>,
    /// Name of the school, where the service knows it.
    pub school_name: Option<String>,
    /// The batch.
    pub batch: BatchSummary,
    /// The submission in this batch, once the degree is bound.
    pub submission: Option<Submission>,
    /// What the student should know first. Only in the answer to handing the code in: they depend
    /// on what was typed, which is not kept.
    pub hints: Vec<Hint>,
}

impl std::fmt::Debug for DegreeView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("DegreeView")
            .field("degree", &self.degree)
            .field("batch", &self.batch)
            .field("submission", &self.submission)
            .field("hints", &self.hints)
            .finish_non_exhaustive()
    }
}

/// What the last four characters tell: numbers of the mainland end in digits or in one `X`; any
/// other letter is of a passport or a permit. Permits that end in digits are not told apart.
pub(super) fn hints(typed: LastFour) -> Vec<Hint> {
    let text = typed.expose();
    let mainland = text.strip_suffix('X').unwrap_or(text);
    if mainland.bytes().all(|byte| byte.is_ascii_digit()) {
        Vec::new()
    } else {
        vec![Hint::VerifyAtRegistryFirst]
    }
}

/// Gathers the view of a degree with its submission in its present batch, without hints.
///
/// # Errors
/// [`Failure::Unavailable`] when the database or the objects do not answer.
pub(super) async fn show(
    app: &App,
    degree: Degree,
    submission: Option<Submission>,
) -> Result<DegreeView, Failure> {
    let batch = kept::batch(app, degree.batch).await?;
    let batch = batch.ok_or_else(|| Failure::internal("a degree of no batch"))?;
    let centre = kept::centre(app, degree.centre).await?;
    let centre = centre.ok_or_else(|| Failure::internal("a degree of no centre"))?;
    let (masked_name, masked_number) = own_values(app, &degree)?;
    let policy = &centre.policy;
    Ok(DegreeView {
        masked_name,
        masked_number,
        school_name: school_name(app, &degree).await?,
        batch: BatchSummary {
            id: batch.id,
            acceptance: batch.accepts_at(app.now()),
            name: batch.plan.name.clone(),
            mode: batch.plan.mode.clone(),
            window: batch.plan.window,
            centre_name: centre.name.clone(),
            support_contact: policy.support_contact.clone(),
            mails_portraits: policy.mails_portraits && app.gateways().mail.is_some(),
        },
        submission,
        hints: Vec::new(),
        degree,
    })
}

/// [`show`] for a degree that was read or written by itself.
///
/// # Errors
/// As [`show`].
pub(super) async fn show_changed(app: &App, degree: Degree) -> Result<DegreeView, Failure> {
    let submissions = app.store().submissions();
    let submission = submissions.find_of_degree(degree.id, degree.batch).await?;
    show(app, degree, submission).await
}

fn own_values(app: &App, degree: &Degree) -> Result<(Option<String>, Option<String>), Failure> {
    let Some(details) = degree.details() else {
        return Ok((None, None));
    };
    let place = FieldPlace {
        column: FieldColumn::DegreeStudentNumber,
        row: degree.id.as_uuid(),
    };
    let number = match &details.student_number {
        Some(number) => Some(masked_number(&app.vault().unseal(place, &number.sealed)?)),
        None => None,
    };
    Ok((masked_name(app, degree)?, number))
}

/// Hides all but the last four characters, and of short numbers all but the last.
pub(super) fn masked_number(number: &str) -> String {
    let length = number.chars().count();
    let shown = if length > 6 { 4 } else { 1 };
    let hidden = length.saturating_sub(shown);
    let rest: String = number.chars().skip(hidden).collect();
    "*".repeat(hidden) + &rest
}

async fn school_name(app: &App, degree: &Degree) -> Result<Option<String>, Failure> {
    let Some(details) = degree.details() else {
        return Ok(None);
    };
    let school = kept::school(app, degree.centre, details.school_code).await?;
    Ok(school.map(|school| school.name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &[Hint]) {
        assert_eq!(hints(LastFour::parse(typed).unwrap()), expected);
    }

    #[test]
    fn letters_that_no_mainland_number_has_ask_for_the_registry_first() {
        check("0021", &[]);
        check("002x", &[]);
        check("X021", &[Hint::VerifyAtRegistryFirst]);
        check("12AB", &[Hint::VerifyAtRegistryFirst]);
        check("00XX", &[Hint::VerifyAtRegistryFirst]);
    }

    #[test]
    fn numbers_are_masked() {
        assert_eq!(masked_number("202112345678"), "********5678");
        assert_eq!(masked_number("0042"), "***2");
        assert_eq!(masked_number("7"), "7");
    }
}
