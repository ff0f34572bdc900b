//! One file of `try-me`, as the guide describes it, and what it is meant for.

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

/// What the check is meant to say of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meant {
    /// The photo passes every check.
    Passes,
    /// A warning.
    Doubted,
    /// A failure, or that it is no photo at all.
    Stopped,
}
