//! Finds the batch or region that the link of a QR code leads to.

use domain::{LinkSlug, Region};

use super::view::{BatchView, shown};
use crate::failure::{Failure, Found};
use crate::service::App;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entrance {
    /// To a batch.
    Batch(Box<BatchView>),
    /// To a region.
    Region {
        /// The region.
        region: Region,
        /// Its individual batch that is open now, if there is one.
        batch: Option<Box<BatchView>>,
    },
}

/// Opens a link.
///
/// # Errors
/// [`Failure::NotFound`] for a slug of nothing that is announced.
pub async fn open_link(app: &App, slug: &LinkSlug) -> Result<Entrance, Failure> {
    if let Some(batch) = app.store().batches().find_by_slug(slug).await? {
        return Ok(Entrance::Batch(Box::new(shown(app, batch).await?)));
    }
    let region = app.store().regions().find_by_slug(slug).await?;
    let region = region.or_not_found()?;
    let open = app
        .store()
        .batches()
        .find_open_individual(region.id)
        .await?;
    let batch = match open {
        Some(batch) => Some(Box::new(shown(app, batch).await?)),
        None => None,
    };
    Ok(Entrance::Region { region, batch })
}
