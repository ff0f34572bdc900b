//! Prints: ordered by students, produced in runs, shipped, and received. Whether a job is paid stands on its
//! order; what waits is asked for together with it.

mod build;
mod include;
mod line;
mod order;
mod own;
mod pages;
mod preview;
mod prune;
mod run;
mod sheet;
mod ship;
mod shops;
mod start;
mod wish;

use domain::PrintJobId;
use vault::{FieldColumn, FieldPlace};

pub(crate) use build::BuildPrints;
pub use line::RunLine;
pub(crate) use order::approved_photo;
pub use order::{PrintTarget, PrintWish, order};
pub(crate) use own::{ExportedPrint, exported};
pub use own::{OwnPrint, list_own, receive};
pub use preview::preview;
pub(crate) use prune::{drop_ended_prints, forget_files_of, forget_prints};
pub use run::{RunFileLink, RunView, list_runs, read_run, rebuild, run_file};
pub use ship::{acknowledge, read_number, receive_for, reprint, scan, ship_job, ship_run};
pub use shops::{Measurement, calibrate, forget_shop, list_shops, shop_sheet};
pub use start::{start, waiting};
pub use wish::RunWish;

/// Where the address of a job is sealed.
pub(crate) const fn place(job: PrintJobId) -> FieldPlace {
    FieldPlace {
        column: FieldColumn::PrintAddress,
        row: job.as_uuid(),
    }
}
