//! Print shops and what was measured there.

use domain::{Calibration, PrintShop};
use serde::Serialize;
use utoipa::ToSchema;

use crate::views::Instant;
use crate::word::wire_words;

wire_words! {
    /// Paper that sheets are printed on.
    PaperWord of domain::Paper;
}

/// What was measured on one paper.
#[derive(Serialize, ToSchema)]
pub(crate) struct CalibrationView {
    paper: PaperWord,
    /// As printed, along the long side, millimetres.
    long_mm: f64,
    /// As printed, along the short side, millimetres.
    short_mm: f64,
    /// What sheets are scaled by along the long side.
    #[schema(example = 0.985)]
    long_scale: f64,
    /// What sheets are scaled by along the short side.
    #[schema(example = 0.99)]
    short_scale: f64,
    measured_at: Instant,
}

impl From<&Calibration> for CalibrationView {
    fn from(calibration: &Calibration) -> Self {
        let [long_mm, short_mm] = calibration.rulers_um.map(|um| f64::from(um) / 1_000.0);
        let [long_scale, short_scale] = calibration.scales();
        Self {
            paper: calibration.paper.into(),
            long_mm,
            short_mm,
            long_scale,
            short_scale,
            measured_at: calibration.measured_at.into(),
        }
    }
}

/// A print shop.
#[derive(Serialize, ToSchema)]
pub(crate) struct PrintShopView {
    name: String,
    /// One for each paper at most.
    calibrations: Vec<CalibrationView>,
}

impl From<PrintShop> for PrintShopView {
    fn from(shop: PrintShop) -> Self {
        Self {
            name: shop.name.as_str().to_owned(),
            calibrations: shop
                .calibrations
                .iter()
                .map(CalibrationView::from)
                .collect(),
        }
    }
}
