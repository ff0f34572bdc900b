//! Refusals of imports of rosters.

use domain::Coded;
use words::{InWords, Words};

/// No import of the roster is known, or what stood there before is kept no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no import to take back")]
pub struct NothingToTakeBack;

impl Coded for NothingToTakeBack {
    fn codes() -> Vec<&'static str> {
        vec!["nothing-to-take-back"]
    }

    fn code(&self) -> &'static str {
        "nothing-to-take-back"
    }
}

impl InWords for NothingToTakeBack {
    fn words(&self) -> Words {
        Words::new(
            ["没有可撤销的导入", "Nothing to take back"],
            "这所学校在此批次没有可撤销的名单导入。要换掉名单，请导入新的文件。",
            "No import of this school's roster in this batch can be taken back. To replace the roster, import another \
             file.",
        )
    }
}
