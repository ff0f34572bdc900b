//! Texts for people, in both languages.

use serde::Serialize;

/// One text in Chinese and English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Text {
    /// Simplified Chinese, as used in mainland China.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

impl Text {
    /// Pairs the Chinese wording with the English one.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }
}
