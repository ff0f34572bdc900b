//! What a file says against the camera of the app. That a photo was taken live is a claim of the client: a
//! header that anybody can write. It is held against the minutes of its capture session.

use domain::{CaptureSource, Duration, Photo, Timestamp};
use standard::Text;
use standard::facts::{FileFacts, FileFormat};

/// As long before its session a photo may have been taken: the page opens the session once the student has
/// looked at the shot and the phone has a network to send it.
const BEFORE: Duration = Duration::from_minutes(60);

/// As far clocks of phones may be off.
const CLOCK: Duration = Duration::from_minutes(5);

/// How a file contradicts the camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contradiction {
    /// Its shutter was pressed in other minutes than those of the session.
    OtherMinute,
    /// No camera writes files of its kind.
    NotOfACamera,
}

impl Contradiction {
    /// What the student reads.
    pub(super) const fn advice(self) -> Text {
        match self {
            Self::OtherMinute => Text::new(
                "照片文件里的拍摄时间不是刚才。请用相机现在重新拍一张；审核人员也会看到这一点。",
                "The file says that it was not taken just now. Take a new one with the camera; the reviewer \
                 sees this too.",
            ),
            Self::NotOfACamera => Text::new(
                "这个文件不像相机刚拍的照片。请用相机现在重新拍一张；审核人员也会看到这一点。",
                "This file is not of the kind that cameras write. Take a new one with the camera; the reviewer \
                 sees this too.",
            ),
        }
    }
}

/// What the file says against a photo that is called live; none where nothing does, and for other sources.
pub(super) fn contradiction(photo: &Photo, file: &FileFacts) -> Option<Contradiction> {
    if photo.source != CaptureSource::LiveCamera {
        return None;
    }
    if matches!(file.format, FileFormat::Png | FileFormat::Webp) {
        return Some(Contradiction::NotOfACamera);
    }
    let taken_at = shutter(file)?;
    let from = photo.opened_at.unwrap_or(photo.received_at) - BEFORE - CLOCK;
    let until = photo.received_at + CLOCK;
    (taken_at < from || taken_at > until).then_some(Contradiction::OtherMinute)
}

/// The file names a local time without its zone: students of this service are in China.
fn shutter(file: &FileFacts) -> Option<Timestamp> {
    let local = file.captured_at.as_deref()?;
    format!("{local}+08:00").parse().ok()
}
