//! Photos on paper: sizes and their exact crops, layouts 版式, cut marks, and the calibration of a laboratory.

mod calibration;
mod cuts;
mod layout;
mod portrait;
mod sheet;
mod size;

pub use self::calibration::{Correction, calibration_sheet};
pub use self::layout::{Caption, Layout};
pub use self::portrait::Portrait;
pub use self::sheet::{Print, sheets};
pub use self::size::{Crop, PhotoSize};
