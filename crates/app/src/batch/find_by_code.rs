//! Finds a batch by the feature code that a student typed.

use domain::{BatchState, FeatureCode};

use super::view::{BatchView, shown};
use crate::failure::Failure;
use crate::network::{self, NetworkKey};
use crate::service::App;

/// The announced batch of a code. Codes that lead nowhere are counted by network, so that nobody
/// tries them all.
///
/// # Errors
/// [`Failure::NotFound`] for a code that leads nowhere; [`Failure::TooMany`] after too many of them.
pub async fn find_by_code(
    app: &App,
    code: &FeatureCode,
    network: &NetworkKey,
) -> Result<BatchView, Failure> {
    let work = app.store().begin().await?;
    network::use_up(app, &work, network, "feature-codes", 0).await?;
    let batch = work.batches().find_live_by_feature_code(code).await?;
    let announced = batch.filter(|batch| batch.state != BatchState::Draft);
    let Some(batch) = announced else {
        network::use_up(app, &work, network, "feature-codes", 1).await?;
        work.commit().await?;
        return Err(Failure::NotFound);
    };
    drop(work);
    shown(app, batch).await
}
