//! Texts of some lines that people write: announcements, questions, answers.

use crate::failure::Failure;

/// A text of some lines, trimmed and without signs that no page shows.
///
/// # Errors
/// [`Failure::Invalid`] where nothing is left, or too much.
pub(crate) fn checked(field: &'static str, text: &str, longest: usize) -> Result<String, Failure> {
    let text = domain::cleaned_lines(text);
    if text.is_empty() || text.chars().count() > longest {
        return Err(Failure::Invalid {
            field,
            expected: format!("1 to {longest} characters"),
        });
    }
    Ok(text)
}
