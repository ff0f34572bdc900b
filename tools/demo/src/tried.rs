//! One file of `try-me`, as the guide describes it.

/// A file and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tried {
    /// Name of the file that was tried.
    pub(crate) file: &'static str,
    /// The last four characters to type beside a card.
    pub(crate) last_four: Option<String>,
    /// What happens, in Chinese.
    pub(crate) zh: String,
    /// What happens, in English.
    pub(crate) en: String,
}
