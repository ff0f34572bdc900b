//! Creates studios and their slots.

use domain::audit::Action;
use domain::{
    Duration, Permission, RegionId, Slot, SlotId, Studio, StudioId, Subject, TimeOfDay, Timestamp,
    Version,
};
use time::Date;

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::organisation::named;
use crate::service::App;
use crate::trace::Trace;

/// A studio that is to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStudio {
    /// The region that it is in.
    pub region: RegionId,
    /// Name for people.
    pub name: String,
    /// How to find it.
    pub address: String,
}

/// Slots of one day that are to be offered, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewSlots {
    /// The studio.
    pub studio: StudioId,
    /// The day in China.
    pub date: Date,
    /// When the first one begins.
    pub from: TimeOfDay,
    /// When the last one has ended.
    pub until: TimeOfDay,
    /// Length of each, minutes, 1 or more.
    pub minutes: u16,
    /// Students in each, 1 or more.
    pub capacity: u16,
}

/// Enters a studio.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], [`Failure::Invalid`].
pub async fn create(app: &App, caller: &Caller, new: NewStudio) -> Result<Studio, Failure> {
    let region = app.store().regions().find(new.region).await?;
    let region = region.or_not_found()?;
    caller.check_centre(Permission::ManageAppointments, region.centre)?;
    let studio = Studio {
        id: StudioId::from_uuid(app.new_id()),
        centre: region.centre,
        version: Version::FIRST,
        region: region.id,
        name: named(&new.name)?,
        address: new.address,
    };
    let work = app.store().begin().await?;
    work.studios().insert(&studio).await?;
    let subject = Subject::Studio(studio.id);
    let trace = Trace::new(app, caller, &Action::CreateStudio, subject, app.now());
    work.audit().append(trace.of(studio.centre).event());
    work.commit().await?;
    Ok(studio)
}

/// Offers as many slots of the same length as fit into the hours of a day.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`Failure::Invalid`] where none fits;
/// [`crate::Refusal::Slot`] for slots without a seat.
pub async fn offer_slots(app: &App, caller: &Caller, new: NewSlots) -> Result<Vec<Slot>, Failure> {
    let studio = app.store().studios().find(new.studio).await?;
    let studio = studio.or_not_found()?;
    caller.check_centre(Permission::ManageAppointments, studio.centre)?;
    let mut slots = Vec::new();
    for times in times(&new)? {
        let id = SlotId::from_uuid(app.new_id());
        slots.push(Slot::offer(id, &studio, times, new.capacity)?);
    }
    let work = app.store().begin().await?;
    for slot in &slots {
        work.slots().insert(slot).await?;
    }
    let subject = Subject::Studio(studio.id);
    let action = Action::CreateSlots {
        slots: slots.len() as u32,
    };
    let trace = Trace::new(app, caller, &action, subject, app.now());
    work.audit().append(trace.of(studio.centre).event());
    work.commit().await?;
    Ok(slots)
}

fn times(new: &NewSlots) -> Result<Vec<[Timestamp; 2]>, Failure> {
    let until = Timestamp::from_civil(new.date, new.until);
    let length = Duration::from_minutes(u32::from(new.minutes));
    let mut times = Vec::new();
    let mut starts_at = Timestamp::from_civil(new.date, new.from);
    while new.minutes > 0 && starts_at + length <= until {
        times.push([starts_at, starts_at + length]);
        starts_at = starts_at + length;
    }
    if times.is_empty() {
        return Err(Failure::Invalid {
            field: "minutes",
            expected: "at least one slot between from and until".to_owned(),
        });
    }
    Ok(times)
}

#[cfg(test)]
mod tests {
    use time::macros::date;
    use uuid::Uuid;

    use super::*;

    #[track_caller]
    fn check(from: &str, until: &str, minutes: u16, expected: Option<&[&str]>) {
        let new = NewSlots {
            studio: StudioId::from_uuid(Uuid::from_u128(1)),
            date: date!(2023 - 09 - 10),
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
            minutes,
            capacity: 4,
        };
        let starts = times(&new).ok().map(|times| {
            let starts = times
                .iter()
                .map(|[start, _]| start.civil_time().to_string());
            starts.collect::<Vec<_>>()
        });
        let expected = expected.map(|starts| starts.iter().map(ToString::to_string).collect());
        assert_eq!(starts, expected);
    }

    #[test]
    fn slots_fill_the_hours_and_none_runs_over() {
        check("09:00", "10:00", 30, Some(&["09:00", "09:30"]));
        check("09:00", "10:10", 30, Some(&["09:00", "09:30"]));
        check("09:00", "09:29", 30, None);
        check("10:00", "09:00", 30, None);
        check("09:00", "10:00", 0, None);
    }
}
