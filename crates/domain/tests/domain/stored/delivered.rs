//! The actions about what is handed over and taken out, as `traces` pins them.

use domain::Paper;
use domain::audit::Action;

use crate::fixtures::{BATCH, SCHOOL};

pub(super) fn of_handing_over() -> Vec<Action> {
    vec![
        Action::ProposeRegistryPackage {
            batch: BATCH,
            records: 1200,
        },
        Action::ApproveRegistryPackage,
        Action::DeclineRegistryPackage,
        Action::DropRegistryPackage,
        Action::BuildRegistryPackage { records: 1199 },
        Action::FetchRegistryPackage,
        Action::SendRegistryPackage,
        Action::ReadRegistryAnswers {
            portraits_accepted: 1190,
            portraits_refused: 3,
        },
        Action::ProposeDisc {
            batch: BATCH,
            school: SCHOOL,
            portraits: 1200,
        },
        Action::ApproveDisc,
        Action::DeclineDisc,
        Action::DropDisc,
        Action::MakeDisc { portraits: 1199 },
        Action::FetchDisc { number: 1 },
        Action::RevealDiscPassphrase,
        Action::CalibrateShop {
            paper: Paper::SixInch,
            long_um: 115_740,
            short_um: 77_265,
        },
        Action::ForgetShop,
        Action::ProposeListExport {
            batch: BATCH,
            persons: 9000,
        },
        Action::ApproveListExport,
        Action::DeclineListExport,
        Action::DropListExport,
        Action::MakeListExport { persons: 8999 },
        Action::FetchListExport,
    ]
}
