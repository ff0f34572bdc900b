//! Data discs for schools.

use app::data_disc as found;
use domain::{DataDisc, DataDiscState, DataDiscStateName};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::registry::LeftOutView;
use crate::views::Instant;
use crate::word::wire_words;

wire_words! {
    /// What a disc is written as.
    DiscFormWord of domain::DiscForm;
    /// How far a disc has come.
    DiscStateWord of domain::DataDiscStateName;
}

/// Which disc is wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DiscWishBody {
    /// National code of the school.
    #[schema(example = "10574")]
    pub(crate) school: String,
    pub(crate) form: DiscFormWord,
    /// Where a portrait lies on it: folders and a name that ends in `.jpg`, with the fields `number`, `name`, `college`,
    /// `teaching_point`, `class`, `level` and `serial` in curly brackets; the name has the number or the serial.
    #[schema(example = "{college}/{number}.jpg", max_length = 200)]
    pub(crate) template: String,
}

/// What a disc of a school would hold now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DiscPreviewView {
    /// Portraits that would go on it.
    portraits: u32,
    /// Submissions of the school that would not, by reason.
    left_out: Vec<LeftOutView>,
}

impl From<found::DiscPreview> for DiscPreviewView {
    fn from(preview: found::DiscPreview) -> Self {
        Self {
            portraits: preview.portraits,
            left_out: LeftOutView::list(preview.left_out),
        }
    }
}

/// The passphrase of an encrypted archive. Shows nothing in `Debug`.
#[derive(Serialize, ToSchema)]
pub(crate) struct DiscPassphraseView {
    /// Digits and hyphens, to be typed as they stand here.
    #[schema(example = "1234-5678-9012-3456-7890-1234-5678")]
    passphrase: String,
}

impl DiscPassphraseView {
    pub(crate) fn of(passphrase: &SecretString) -> Self {
        Self {
            passphrase: passphrase.expose_secret().to_owned(),
        }
    }
}

/// One image or archive of a disc.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DiscVolumeView {
    /// From 1.
    number: u32,
    bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    sha256: String,
    portraits: u32,
}

/// A data disc.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DiscView {
    id: Uuid,
    batch: Uuid,
    school: Uuid,
    form: DiscFormWord,
    /// Where a portrait lies on it.
    template: String,
    state: DiscStateWord,
    /// Portraits on it; as proposed until it is planned.
    portraits: u32,
    proposed_by: Uuid,
    proposed_at: Instant,
    /// When the last volume was written.
    made_at: Option<Instant>,
    /// Volumes that are written.
    volumes: Vec<DiscVolumeView>,
    /// When its files are deleted; none where they are gone or not made.
    files_end_at: Option<Instant>,
}

impl From<&DataDisc> for DiscView {
    fn from(disc: &DataDisc) -> Self {
        let made_at = match disc.state {
            DataDiscState::Ready { made_at, .. } => Some(made_at),
            _ => None,
        };
        let volumes = (1..)
            .zip(disc.volumes())
            .map(|(number, volume)| DiscVolumeView {
                number,
                bytes: volume.length_bytes,
                sha256: volume.sha256.to_hex(),
                portraits: volume.portraits,
            });
        Self {
            id: disc.id.as_uuid(),
            batch: disc.batch.as_uuid(),
            school: disc.school.as_uuid(),
            form: disc.form.into(),
            template: disc.template.clone(),
            state: DataDiscStateName::from(&disc.state).into(),
            portraits: disc.portraits,
            proposed_by: disc.proposed_by.as_uuid(),
            proposed_at: disc.proposed_at.into(),
            made_at: made_at.map(Instant::from),
            volumes: volumes.collect(),
            files_end_at: disc.files_end_at().map(Instant::from),
        }
    }
}

/// A disc with what staff have to know.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListedDiscView {
    #[serde(flatten)]
    disc: DiscView,
    school_name: String,
    /// Name of the member of staff who asked for it.
    proposer: String,
    /// Whether the caller is the second person that it waits for.
    is_answerable: bool,
}

impl From<found::DiscView> for ListedDiscView {
    fn from(found: found::DiscView) -> Self {
        Self {
            disc: (&found.disc).into(),
            school_name: found.school,
            proposer: found.proposer,
            is_answerable: found.is_answerable,
        }
    }
}
