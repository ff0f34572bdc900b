//! The ports of the use cases: clock, randomness, image work. The binary wires real ones, tests wire
//! ones that they control.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use collection_code::{Content, Payload};
use domain::audit::{LogEnd, LogName};
use domain::{Fingerprint, RuleCode, Timestamp, UnusableReason};
use standard::sheet::Sheet;
use standard::{Judgement, PhotoFacts, PhotoSpec};
use time::Date;
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// Time since an arbitrary beginning. It never goes back, also when somebody sets the clock.
    fn steady(&self) -> std::time::Duration {
        let micros = u64::try_from(self.now().as_micros()).unwrap_or(0);
        std::time::Duration::from_micros(micros)
    }
}

/// A source of chance that nobody can foretell.
pub trait Random: Send + Sync + fmt::Debug {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Random + '_ {
    /// A new id, version 7: ids made later sort later.
    pub fn id(&self, now: Timestamp) -> Uuid {
        let mut bytes = [0; 10];
        self.fill(&mut bytes);
        let millis = u64::try_from(now.as_micros() / 1000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }

    /// An even index from 0 … `count` − 1; 0 where there is nothing to choose from.
    pub fn index_below(&self, count: usize) -> usize {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        // 64 random bits over a handful of choices: the unevenness is below 2⁻⁵⁰.
        u64::from_le_bytes(bytes)
            .checked_rem(count as u64)
            .unwrap_or(0) as usize
    }

    /// A secret that nobody guesses, 43 characters of the URL alphabet (256 bits).
    pub fn token(&self) -> String {
        const ALPHABET: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut bytes = [0; 43];
        self.fill(&mut bytes);
        let letters = bytes.iter().map(|byte| ALPHABET[usize::from(byte & 63)]);
        letters.map(char::from).collect()
    }
}

/// What a photo is held against.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoTask {
    /// The standard, with what the batch chooses.
    pub spec: Arc<PhotoSpec>,
    /// The day on which the photo was handed in.
    pub today: Date,
    /// Whether it was seen being taken on that day, by staff or by the app's own camera.
    pub is_witnessed: bool,
}

/// A photo that was measured and judged.
#[derive(Debug, Clone)]
pub struct CheckedPhoto {
    /// What was measured.
    pub facts: PhotoFacts,
    /// What the rules say of it.
    pub judgement: Judgement,
    /// Version of the spec that it was judged by.
    pub spec_version: u32,
    /// The portrait, or why there is none.
    pub portrait: Result<FinishedPortrait, NoPortrait>,
    /// For the same-shot comparison; none where no face was found.
    pub fingerprint: Option<Fingerprint>,
}

/// A portrait file.
#[derive(Debug, Clone, PartialEq)]
pub struct FinishedPortrait {
    /// The JPEG file.
    pub jpeg: Bytes,
    /// Where things are in it, for the overlay.
    pub geometry: PortraitGeometry,
}

/// Where things are in a portrait, and which part of the photo it shows.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct PortraitGeometry {
    /// Width of the portrait, pixels.
    pub width_px: u32,
    /// Height of the portrait, pixels.
    pub height_px: u32,
    /// Crown to top edge, pixels of the portrait.
    pub crown_px: f32,
    /// Eye line to top edge, pixels of the portrait.
    pub eye_line_px: f32,
    /// Chin to top edge, pixels of the portrait.
    pub chin_px: f32,
    /// Cheek to cheek, pixels of the portrait.
    pub face_width_px: f32,
    /// The face's middle right (+) or left (−) of the portrait's, pixels of the portrait.
    pub center_offset_px: f32,
    /// Left, top, right and bottom edge of the shown area, pixels of the upright photo; it may reach
    /// beyond the photo's edge.
    pub source_area: [f32; 4],
}

/// Why there is no portrait although the photo could be read: the rule that says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPortrait {
    /// The rule whose advice helps; counted among the failures.
    pub rule: RuleCode,
}

/// Why a photo could not be checked at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckFault {
    /// The file is of no use; trying again changes nothing.
    #[error("the file cannot be used ({0:?})")]
    Unusable(UnusableReason),
    /// The laboratory is shutting down or full; to be tried again.
    #[error("no photo is checked at the moment")]
    Busy,
}

/// Why no collection code was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// Not a picture that can be read.
    #[error("the file is not a readable picture")]
    NotAPicture,
    /// There is no code in it that can be read.
    #[error("no code was found in the picture")]
    NotFound,
    /// There is a code, of something else.
    #[error("the picture has another kind of code")]
    OtherCode,
    /// The laboratory is shutting down or full; to be tried again.
    #[error("no picture is read at the moment")]
    Busy,
}

/// Who looks at a picture, and how large it is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ViewMark {
    /// What is drawn into it again and again, one line.
    pub words: String,
    /// The longer side that is enough, pixels; the whole resolution without it.
    pub longer_side_px: Option<u32>,
}

/// Why a picture has no view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MarkFault {
    /// Not a picture that can be read.
    #[error("the file is not a readable picture")]
    NotAPicture,
    /// The laboratory is shutting down or full; to be tried again.
    #[error("no picture is marked at the moment")]
    Busy,
}

/// A collection code that was read.
#[derive(Debug, Clone)]
pub struct ReadCode {
    /// What the symbol carries.
    pub payload: Payload,
    /// What it means.
    pub content: Content,
    /// Further collection codes of the picture.
    pub others: Vec<Self>,
}

/// The end of an audit log at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditAnchor {
    /// When it was noted.
    pub at: Timestamp,
    /// The log.
    pub log: LogName,
    /// Its end.
    pub end: LogEnd,
}

/// A place outside the database for the ends of the audit logs; best one that this machine can add to and
/// not change.
pub trait AuditAnchors: Send + Sync + fmt::Debug {
    /// Adds some, all or none.
    ///
    /// # Errors
    /// Those of the place.
    fn write(&self, anchors: &[AuditAnchor]) -> std::io::Result<()>;

    /// All that were written, oldest first.
    ///
    /// # Errors
    /// Those of the place; `InvalidData` where it holds something else.
    fn read(&self) -> std::io::Result<Vec<AuditAnchor>>;
}

/// Notes nothing, for a program that makes a world to look at or to measure.
#[derive(Debug, Clone, Copy)]
pub struct NoAnchors;

impl AuditAnchors for NoAnchors {
    fn write(&self, _: &[AuditAnchor]) -> std::io::Result<()> {
        Ok(())
    }

    fn read(&self) -> std::io::Result<Vec<AuditAnchor>> {
        Ok(Vec::new())
    }
}

/// Work on pictures, in a bounded pool: a picture that breaks it costs itself, nothing else.
#[async_trait]
pub trait PhotoLab: Send + Sync + fmt::Debug {
    /// Finds and decodes the collection code in a picture.
    async fn read_code(&self, picture: Bytes) -> Result<ReadCode, CodeFault>;

    /// Measures, judges and renders a photo.
    async fn check_photo(&self, photo: Bytes, task: PhotoTask) -> Result<CheckedPhoto, CheckFault>;

    /// The picture with the words drawn into its pixels, as JPEG, upright.
    async fn mark(&self, picture: Bytes, view: ViewMark) -> Result<Bytes, MarkFault>;

    /// Whether two fingerprints are of the same shot; those of different versions never are.
    fn is_same_shot(&self, one: &Fingerprint, other: &Fingerprint) -> bool;

    /// The standards of the installation by their names; the same as long as the program runs.
    fn standards(&self) -> &BTreeMap<String, Sheet>;
}
