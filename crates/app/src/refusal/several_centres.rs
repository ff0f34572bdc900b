//! Refusals of what concerns the whole installation.

use domain::Coded;
use words::{InWords, Words};

/// The installation serves several centres, so that no centre's own staff look after all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the installation serves several centres")]
pub struct SeveralCentres;

impl Coded for SeveralCentres {
    fn codes() -> Vec<&'static str> {
        vec!["several-centres"]
    }

    fn code(&self) -> &'static str {
        "several-centres"
    }
}

impl InWords for SeveralCentres {
    fn words(&self) -> Words {
        Words::new(
            ["由系统管理员处理", "The operator does it"],
            "这套系统服务多个采集中心，任务和存储由部署它的人在服务器上用 caixiang admin 处理。",
            "This installation serves several centres: whoever runs it looks after jobs and storage on the server, with \
             caixiang admin.",
        )
    }
}
