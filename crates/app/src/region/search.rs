//! Searches regions by a part of their name.

use domain::Region;

use crate::failure::Failure;
use crate::service::App;

/// Most regions that a search shows.
const MOST: u64 = 20;

/// Longest query, in characters.
const LONGEST: usize = 50;

/// A region as a search shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionView {
    /// The region.
    pub region: Region,
    /// Name of the centre that serves it.
    pub centre_name: String,
}

/// Regions whose name contains `query`, at most 20; with an empty one the first 20.
///
/// # Errors
/// [`Failure::Invalid`] for a query of more than 50 characters.
pub async fn search(app: &App, query: &str) -> Result<Vec<RegionView>, Failure> {
    let query = query.trim();
    if query.chars().count() > LONGEST {
        return Err(Failure::Invalid {
            field: "query",
            expected: format!("at most {LONGEST} characters"),
        });
    }
    let regions = app.store().regions().search(query, MOST).await?;
    let centres = app.store().centres().list().await?;
    let views = regions.into_iter().filter_map(|region| {
        let centre = centres.iter().find(|centre| centre.id == region.centre)?;
        let centre_name = centre.name.clone();
        Some(RegionView {
            region,
            centre_name,
        })
    });
    Ok(views.collect())
}
