//! Texts for people, in both languages.

use serde::{Deserialize, Serialize};

/// One text in Chinese and English. `Text` is a constant of the program, `Text<String>` is composed
/// or stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text<T = &'static str> {
    /// Simplified Chinese, as used in mainland China.
    pub zh: T,
    /// The same in English.
    pub en: T,
}

impl<T> Text<T> {
    /// Pairs the Chinese wording with the English one.
    pub const fn new(zh: T, en: T) -> Self {
        Self { zh, en }
    }
}

impl From<Text> for Text<String> {
    fn from(text: Text) -> Self {
        Self::new(text.zh.to_owned(), text.en.to_owned())
    }
}
