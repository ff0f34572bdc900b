//! The results for one photo and for one picture of a code as they are written out; the fields of the
//! JSON lines are a contract.

use collection_code::CodeFields;
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
    /// Path of the portrait.
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

/// One line of `code`.
#[derive(Debug, Serialize)]
pub(crate) struct CodeReport {
    pub(crate) file: String,
    #[serde(flatten)]
    pub(crate) result: CodeResult,
    pub(crate) elapsed_ms: f64,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum CodeResult {
    Read(ReadCode),
    Failed { error: FailureReport },
}

/// A code that was read.
#[derive(Serialize)]
pub(crate) struct ReadCode {
    /// The payload; `null` where its bytes are not text.
    pub(crate) text: Option<String>,
    /// The payload's bytes, only where they are not text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes_hex: Option<String>,
    pub(crate) decoder: &'static str,
    /// Empty where the payload was not understood.
    pub(crate) fields: Box<CodeFields>,
    /// How many other codes the picture has.
    pub(crate) others: usize,
}

impl std::fmt::Debug for ReadCode {
    // A code names a person: it is printed only where it was asked for.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ReadCode({})", self.decoder)
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
