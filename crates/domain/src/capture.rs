//! A capture session: the permission to hand in one photo, with a one-time token, the allowed sources
//! and an end. It ties a photo to the person in front of the camera, above all on site.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::actor::Actor;
use crate::id::{AccountId, CaptureSessionId, CentreId, DegreeId, PhotoId};
use crate::protected::TokenHash;
use crate::refusal::{Coded, Member, member};
use crate::source::{CaptureModes, CaptureSource};
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// Whether a photo can still be handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(CaptureStateName),
    doc = "The name of a capture session's state, without its data.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum CaptureState {
    /// A photo can be handed in until the end.
    Issued,
    /// One was.
    Used {
        /// The photo.
        photo: PhotoId,
        /// When the photo was handed in.
        used_at: Timestamp,
    },
    /// None was in time.
    Expired {
        /// When that was noticed.
        expired_at: Timestamp,
    },
}

words!(CaptureState as CaptureStateName);

/// Why a photo is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum CaptureRefusal {
    /// The end has passed.
    #[error("this capture session ended at {expires_at}")]
    TooLate {
        /// The end.
        expires_at: Timestamp,
    },
    /// The batch does not take photos from there.
    #[error("photos of source {} are not allowed here", from.name())]
    SourceNotAllowed {
        /// The source.
        from: CaptureSource,
    },
    /// The end has not come yet.
    #[error("this capture session has not ended yet")]
    NotEnded,
}

impl Coded for CaptureRefusal {
    crate::codes_by_name!();

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::TooLate { expires_at } => vec![member("expires_at", *expires_at)],
            Self::SourceNotAllowed { .. } | Self::NotEnded => Vec::new(),
        }
    }
}

/// What is done with a capture session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum CaptureAction {
    /// A photo is handed in.
    Take,
    /// A part of a photo arrives.
    PutPart,
    /// The end has passed.
    Expire,
}

state_machine!(CaptureSession: CaptureStateName, CaptureAction, CaptureRefusal);

/// What a session is issued with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureOffer {
    /// Unique; made outside, in order of creation.
    pub id: CaptureSessionId,
    /// The centre that it belongs to.
    pub centre: CentreId,
    /// The degree whose photo is to come.
    pub degree: DegreeId,
    /// The student's account.
    pub account: AccountId,
    /// Who holds the camera: the student, or staff on site.
    pub issued_to: Actor,
    /// Hash of the one-time token.
    pub token: TokenHash,
    /// Where the photo may come from.
    pub allowed: CaptureModes,
    /// The end.
    pub expires_at: Timestamp,
}

/// A permission to hand in one photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptureSession {
    /// Unique; made outside, in order of creation.
    pub id: CaptureSessionId,
    /// The centre that it belongs to.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The degree whose photo is to come.
    pub degree: DegreeId,
    /// The student's account.
    pub account: AccountId,
    /// Who holds the camera.
    pub issued_to: Actor,
    /// Hash of the one-time token; by it the session is found.
    pub token: TokenHash,
    /// Where the photo may come from.
    pub allowed: CaptureModes,
    /// The end.
    pub expires_at: Timestamp,
    /// Whether a photo can still be handed in.
    pub state: CaptureState,
}

impl CaptureSession {
    /// A session that waits for its photo.
    pub fn issue(offer: CaptureOffer) -> Self {
        Self {
            id: offer.id,
            centre: offer.centre,
            version: Version::FIRST,
            degree: offer.degree,
            account: offer.account,
            issued_to: offer.issued_to,
            token: offer.token,
            allowed: offer.allowed,
            expires_at: offer.expires_at,
            state: CaptureState::Issued,
        }
    }

    /// Hands the one photo in.
    ///
    /// # Errors
    /// [`Denied`]: a second time, too late, from elsewhere, by another one.
    pub fn take(
        mut self,
        photo: PhotoId,
        source: CaptureSource,
        by: Actor,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        if by != self.issued_to {
            return Err(Denied::NotYours);
        }
        let CaptureState::Issued = self.state else {
            return Err(WrongState::new(&self.state, CaptureAction::Take).into());
        };
        let expires_at = self.expires_at;
        if at >= expires_at {
            return Err(CaptureRefusal::TooLate { expires_at }.into());
        }
        if !self.allowed.allow(source) {
            return Err(CaptureRefusal::SourceNotAllowed { from: source }.into());
        }
        self.state = CaptureState::Used { photo, used_at: at };
        self.version = self.version.next();
        Ok(self)
    }

    /// Notes that the end has passed without a photo.
    ///
    /// # Errors
    /// [`Denied`] if a photo came, or the end has not come.
    pub fn expire(mut self, at: Timestamp) -> Result<Self, Denied<Self>> {
        let CaptureState::Issued = self.state else {
            return Err(WrongState::new(&self.state, CaptureAction::Expire).into());
        };
        if at < self.expires_at {
            return Err(CaptureRefusal::NotEnded.into());
        }
        self.state = CaptureState::Expired { expired_at: at };
        self.version = self.version.next();
        Ok(self)
    }
}
