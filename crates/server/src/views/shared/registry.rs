//! How far the hand-over of a portrait to the registry has come.

use app::registry::RegistryProgress;
use serde::Serialize;
use utoipa::ToSchema;

use crate::views::Instant;
use crate::word::wire_words;

wire_words! {
    /// How far a portrait has come on its way to the registry.
    RegistryStepWord of app::registry::RegistryStep;
    /// What the registry's comparison with the admission photo said.
    RegistryIdentityWord of domain::RegistryIdentity;
}

/// The hand-over of an approved portrait to the registry.
// Shows nothing in `Debug`: the registry may have written a name.
#[derive(Serialize, ToSchema)]
pub(crate) struct RegistryProgressView {
    step: RegistryStepWord,
    /// When the package with it was prepared.
    built_at: Option<Instant>,
    /// When it was sent.
    sent_at: Option<Instant>,
    /// When the registry's first answer was read in.
    answered_at: Option<Instant>,
    /// What the comparison with the admission photo said; none until it was made.
    identity: Option<RegistryIdentityWord>,
    /// Why it was refused, in the registry's words.
    reason: Option<String>,
}

impl std::fmt::Debug for RegistryProgressView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut view = formatter.debug_struct("RegistryProgressView");
        view.field("step", &self.step);
        view.finish_non_exhaustive()
    }
}

impl From<RegistryProgress> for RegistryProgressView {
    fn from(progress: RegistryProgress) -> Self {
        let reason = progress.reason;
        Self {
            step: progress.step.into(),
            built_at: progress.built_at.map(Instant::from),
            sent_at: progress.sent_at.map(Instant::from),
            answered_at: progress.answered_at.map(Instant::from),
            identity: progress.identity.map(RegistryIdentityWord::from),
            reason: reason.map(|reason| reason.as_str().to_owned()),
        }
    }
}
