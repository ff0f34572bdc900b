//! The result for one photo as it is written out; the fields of the JSON lines are a contract.

use serde::Serialize;
use standard::{Overall, PhotoFacts, Verdict};

use crate::failure::FailureReport;

/// The overall result for one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FileVerdict {
    Pass,
    Warn,
    Fail,
    /// There is nothing to judge, or the portrait of a photo that may have one was not made.
    Error,
}

impl From<Overall> for FileVerdict {
    fn from(overall: Overall) -> Self {
        match overall {
            Overall::Pass => Self::Pass,
            Overall::Warn => Self::Warn,
            Overall::Fail => Self::Fail,
        }
    }
}

/// One line of `check` and `render`.
#[derive(Debug, Serialize)]
pub(crate) struct PhotoReport {
    pub(crate) file: String,
    pub(crate) verdict: FileVerdict,
    pub(crate) verdicts: Vec<Verdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) facts: Option<Box<PhotoFacts>>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub(crate) portrait: Option<PortraitReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<FailureReport>,
    pub(crate) elapsed_ms: f64,
}

/// What `render` adds for a portrait that was written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct PortraitReport {
    /// The file.
    pub(crate) output: String,
    /// Its size.
    pub(crate) bytes: usize,
    /// JPEG quality, 1 … 100.
    pub(crate) quality: u8,
    /// Crown to top edge, pixels of the portrait.
    pub(crate) crown_px: f32,
    /// Eye line to top edge.
    pub(crate) eye_line_px: f32,
    /// Cheek to cheek.
    pub(crate) face_width_px: f32,
    /// The face's middle right (+) or left (−) of the portrait's.
    pub(crate) center_offset_px: f32,
}

impl PhotoReport {
    /// Whether the run may still end with 0.
    pub(crate) fn is_good(&self) -> bool {
        self.error.is_none() && matches!(self.verdict, FileVerdict::Pass | FileVerdict::Warn)
    }
}

/// One JSON line.
pub(crate) fn to_line(report: &impl Serialize) -> String {
    match serde_json::to_string(report) {
        Ok(line) => line + "\n",
        // Reports are plain structs with text keys: only a fault of ours could end here.
        Err(error) => format!("{{\"error\":{{\"code\":\"internal\",\"message\":\"{error}\"}}}}\n"),
    }
}
