//! Finds the batch or region that the link of a QR code leads to.

use domain::{FeatureCode, LinkSlug, Region};

use super::view::{BatchView, shown};
use crate::failure::{Failure, Found};
use crate::money::{self, Quote};
use crate::network::{self, NetworkKey};
use crate::service::App;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
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

/// All that the first page of a link shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Where the link leads.
    pub entrance: Entrance,
    /// Whether the link brought the feature code of its batch along.
    pub is_code_right: bool,
    /// What the batch charges; none where there is no batch.
    pub quote: Option<Quote>,
}

/// Opens a link for a student, with the feature code that posters print into theirs. A wrong code is counted by network
/// like one that is typed, and opens the link all the same.
///
/// # Errors
/// As [`open_link`].
pub async fn open_poster(
    app: &App,
    slug: &LinkSlug,
    code: Option<&FeatureCode>,
    network: &NetworkKey,
) -> Result<Opened, Failure> {
    let entrance = open_link(app, slug).await?;
    let batch = match &entrance {
        Entrance::Batch(view) => Some(&view.batch),
        Entrance::Region { batch, .. } => batch.as_ref().map(|view| &view.batch),
    };
    let quote = match batch {
        Some(batch) => Some(money::quote(app, batch.id).await?),
        None => None,
    };
    let asked = batch.and_then(|batch| batch.feature_code()).zip(code);
    let is_code_right = match asked {
        Some((right, code)) => is_right(app, right == code, network).await?,
        None => false,
    };
    Ok(Opened {
        entrance,
        is_code_right,
        quote,
    })
}

/// Whether to say that a code is right: a network that has used its hour up is told nothing.
async fn is_right(app: &App, is_same: bool, network: &NetworkKey) -> Result<bool, Failure> {
    let work = app.store().begin().await?;
    let by = u32::from(!is_same);
    match network::use_up(app, &work, network, "feature-codes", by).await {
        Ok(_) => {}
        Err(Failure::TooMany { .. }) => return Ok(false),
        Err(failure) => return Err(failure),
    }
    if !is_same {
        work.commit().await?;
    }
    Ok(is_same)
}
