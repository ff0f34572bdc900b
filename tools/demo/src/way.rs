//! Paths of students through a batch, by the state that each ends in.

use domain::{ReviewPolicy, ReviewRound};
use standard::ReasonCode;

use crate::album::Look;
use crate::campaign::Campaign;

/// How far a student comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Way {
    /// Signed in and agreed.
    Registered,
    /// Has shown a collection code and not said yet that it is the own one.
    Proposed,
    /// Bound; no photo yet.
    AwaitingPhoto,
    /// Handed in a photo that the check stopped.
    Stopped,
    /// A photo is good enough; not looked at yet.
    AwaitingConfirmation,
    /// The photo was submitted and waits.
    AwaitingReview,
    /// Submitted and passed on by the school.
    PassedBySchool,
    /// Taken back.
    Withdrawn,
    /// Sent back by a reviewer.
    Rejected,
    /// Sent back, and submitted again.
    Replaced,
    /// Sent back, submitted again and approved.
    ReplacedApproved,
    /// Sent back as often as the batch allows.
    UsedUp,
    /// The submission was approved.
    Approved,
    /// Approved, then let go by staff.
    Voided,
}

/// How many students go which way in a campaign.
pub(crate) const fn counts(campaign: Campaign) -> &'static [(Way, usize)] {
    match campaign {
        Campaign::Group => &[
            (Way::Registered, 8),
            (Way::Proposed, 6),
            (Way::AwaitingPhoto, 22),
            (Way::Stopped, 12),
            (Way::AwaitingConfirmation, 18),
            (Way::AwaitingReview, 58),
            (Way::Withdrawn, 8),
            (Way::Rejected, 12),
            (Way::Replaced, 6),
            (Way::ReplacedApproved, 5),
            (Way::UsedUp, 1),
            (Way::Approved, 43),
            (Way::Voided, 1),
        ],
        Campaign::Album => &[
            (Way::AwaitingPhoto, 4),
            (Way::Stopped, 2),
            (Way::AwaitingConfirmation, 4),
            (Way::AwaitingReview, 6),
            (Way::PassedBySchool, 6),
            (Way::Withdrawn, 1),
            (Way::Rejected, 3),
            (Way::Approved, 14),
        ],
        Campaign::Past => &[
            (Way::AwaitingPhoto, 3),
            (Way::AwaitingConfirmation, 3),
            (Way::Withdrawn, 1),
            (Way::Rejected, 3),
            (Way::Approved, 29),
            (Way::Voided, 1),
        ],
        Campaign::Region => &[
            (Way::AwaitingPhoto, 10),
            (Way::AwaitingConfirmation, 1),
            (Way::AwaitingReview, 5),
            (Way::Approved, 4),
        ],
        Campaign::Coming => &[],
    }
}

impl Way {
    /// The state in which the student's submission is at the end, if there is one.
    pub(crate) const fn ends_in(self, campaign: Campaign) -> Option<&'static str> {
        let state = match self {
            Self::Registered | Self::Proposed => return None,
            Self::AwaitingReview | Self::PassedBySchool | Self::Replaced => "awaiting-review",
            Self::Approved | Self::ReplacedApproved => "approved",
            Self::Voided => "voided",
            _ if matches!(campaign, Campaign::Past) => "expired",
            Self::AwaitingPhoto | Self::Stopped => "awaiting-photo",
            Self::AwaitingConfirmation => "awaiting-confirmation",
            Self::Withdrawn => "withdrawn",
            Self::Rejected | Self::UsedUp => "rejected",
        };
        Some(state)
    }

    /// Whether a reviewer finds something in the student's first photo.
    pub(crate) const fn is_sent_back(self) -> bool {
        matches!(
            self,
            Self::Rejected | Self::Replaced | Self::ReplacedApproved | Self::UsedUp
        )
    }
}

/// What a reviewer says of a look.
pub(crate) const fn reason(look: Look) -> ReasonCode {
    match look {
        Look::Fringe => ReasonCode::O03,
        Look::Earrings | Look::Hairband => ReasonCode::O05,
        Look::EyesClosed => ReasonCode::P04,
        Look::MouthOpen => ReasonCode::P05,
        Look::GlassesOn => ReasonCode::O01,
        Look::Shelf => ReasonCode::B01,
        Look::Good | Look::Another | Look::Third => ReasonCode::P02,
    }
}

/// The rounds of a policy, in their order.
pub(crate) const fn rounds(policy: ReviewPolicy) -> &'static [ReviewRound] {
    match policy {
        ReviewPolicy::Centre => &[ReviewRound::Centre],
        ReviewPolicy::SchoolThenCentre => &[ReviewRound::School, ReviewRound::Centre],
    }
}
