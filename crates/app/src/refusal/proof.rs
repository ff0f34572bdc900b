//! That a proof of work is needed.

use domain::Coded;
use domain::refusal::{Kind, Member, member};
use words::{InWords, Words};

const CODE: &str = "proof-of-work-needed";

/// The client has to find a number first and ask again with it; people notice a short delay.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a proof of work of {bits} bits is needed")]
pub struct ProofNeeded {
    /// The text to which a nonce is appended.
    pub challenge: String,
    /// Zero bits with which the SHA-256 of both has to begin, 16 to 20.
    pub bits: u8,
}

impl Coded for ProofNeeded {
    fn codes() -> Vec<&'static str> {
        vec![CODE]
    }

    fn code(&self) -> &'static str {
        CODE
    }

    fn kind(&self) -> Kind {
        Kind::Conflict
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        vec![
            member("challenge", self.challenge.as_str()),
            member("bits", u64::from(self.bits)),
        ]
    }
}

impl InWords for ProofNeeded {
    fn words(&self) -> Words {
        Words::new(
            ["请再试一次", "Please try again"],
            "这个网络索取验证码的人较多，请再点一次获取验证码。如仍然不行，请刷新页面。",
            "Many ask for codes from this network. Ask for the code once more; if that does not help, reload the page.",
        )
    }
}
