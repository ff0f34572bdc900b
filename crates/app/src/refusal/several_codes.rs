//! That a picture shows several collection codes.

use domain::Coded;
use domain::refusal::{Kind, Member};
use words::{InWords, Words};

const CODE: &str = "several-codes";

/// The student has to say which code of the picture is meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the picture shows several collection codes")]
pub struct SeveralCodes {
    /// School code, level and the end of the student number of each.
    pub codes: Vec<String>,
}

impl Coded for SeveralCodes {
    fn codes() -> Vec<&'static str> {
        vec![CODE]
    }

    fn code(&self) -> &'static str {
        CODE
    }

    fn kind(&self) -> Kind {
        Kind::Unprocessable
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        vec![("codes", Member::Texts(self.codes.clone()))]
    }
}

impl InWords for SeveralCodes {
    fn words(&self) -> Words {
        Words::new(
            ["图里有几个采集码", "Several collection codes"],
            format!(
                "图里有 {} 个采集码，请选择要添加的一个，或上传只有一个采集码的图。",
                self.codes.len()
            ),
            format!(
                "The picture shows {} collection codes. Choose the one to add, or upload a picture of one alone.",
                self.codes.len()
            ),
        )
    }
}
