//! Batches. A feature code is unique among live batches, so only those have it in its own column.

use domain::{Batch, BatchMode, FeatureCode};

use crate::record::record;

record! {
    Batch, in "batch" as |batch| {
        centre: Uuid = batch.centre.as_uuid(),
        slug: String = batch.plan.slug.as_str().to_owned(),
        live_feature_code: Option<String> = batch
            .feature_code()
            .filter(|_| batch.is_live())
            .map(FeatureCode::key),
        region: Option<Uuid> = region(&batch.plan.mode),
        opens_at: i64 = batch.plan.window.opens_at.as_micros(),
        closes_at: i64 = batch.plan.window.closes_at.as_micros(),
    } changes through batch.state.name();
}

fn region(mode: &BatchMode) -> Option<Uuid> {
    match mode {
        BatchMode::Individual { region } => Some(region.as_uuid()),
        BatchMode::Group { .. } => None,
    }
}
