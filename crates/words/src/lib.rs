//! What people read of the service's refusals and messages, in Chinese and English: what happened,
//! then what to do. No blame, no codes, no exclamation marks. Who reads it and over which channel is
//! decided elsewhere; the wording of the photo standard is in `standard`.

mod message;
pub mod moment;
mod refusal;

use standard::Text;

pub use message::{in_message, sign_in_code};
pub use refusal::{InWords, WrongStateInWords, invalid_prices, invalid_tax_number, what_to_do};

/// A refusal or a message in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// In a few words; at most 20 characters in Chinese.
    pub title: Text,
    /// What happened and what to do, in whole sentences.
    pub body: Text<String>,
}

impl Words {
    /// A title, Chinese first, and a body in both languages.
    pub fn new(
        [zh_title, en_title]: [&'static str; 2],
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            title: Text::new(zh_title, en_title),
            body: Text::new(zh.into(), en.into()),
        }
    }
}
