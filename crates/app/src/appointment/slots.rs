//! Lists the slots of a region that have free seats.

use domain::{Duration, RegionId, Slot, Studio, Timestamp};

use crate::failure::{Failure, Found};
use crate::service::App;

/// The longest stretch that is shown at once.
const LONGEST: Duration = Duration::from_days(62);

/// A slot and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotView {
    /// The slot.
    pub slot: Slot,
    /// The studio.
    pub studio: Studio,
    /// Seats that are left.
    pub left: u16,
}

/// Slots of a region that begin from `from` until `until` and have not begun, in the order of time;
/// full ones too, so that nobody wonders where they went.
///
/// # Errors
/// [`Failure::NotFound`] for an unknown region; [`Failure::Invalid`] for more than 62 days.
pub async fn slots(
    app: &App,
    region: RegionId,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<SlotView>, Failure> {
    if until.since(from) > LONGEST {
        return Err(Failure::Invalid {
            field: "until",
            expected: "at most 62 days after from".to_owned(),
        });
    }
    let store = app.store();
    let known = store.regions().find(region).await?;
    known.or_not_found()?;
    let from = from.max(app.now());
    let mut views = Vec::new();
    for studio in store.studios().list_of_region(region).await? {
        for slot in store.slots().list_of_studio(studio.id, from, until).await? {
            views.push(SlotView {
                left: slot.left(),
                slot,
                studio: studio.clone(),
            });
        }
    }
    views.sort_by_key(|view| (view.slot.starts_at, view.slot.id));
    Ok(views)
}
