//! Commands for studios and their slots.

use anyhow::Result;
use app::{App, studio};
use serde_json::json;

use super::operator::OPERATOR;
use crate::service::arguments::{SlotsArguments, StudioArguments};
use crate::service::printer::Printer;

/// Enters a studio.
pub(super) async fn create(app: &App, new: &StudioArguments, printer: Printer) -> Result<()> {
    let new = studio::NewStudio {
        region: new.region,
        name: new.name.clone(),
        address: new.address.clone(),
    };
    let studio = studio::create(app, &OPERATOR, new).await?;
    let (id, name) = (studio.id, &studio.name);
    printer.say(
        &json!({ "studio": id, "name": name }),
        format!("已登记影棚“{name}”：{id}"),
        format!("Entered the studio {name}: {id}"),
    )
}

/// Offers the slots of a day.
pub(super) async fn offer_slots(app: &App, new: &SlotsArguments, printer: Printer) -> Result<()> {
    let new = studio::NewSlots {
        studio: new.studio,
        date: new.date,
        from: new.from,
        until: new.until,
        minutes: new.minutes,
        capacity: new.capacity,
    };
    let slots = studio::offer_slots(app, &OPERATOR, new).await?;
    let count = slots.len();
    let seats = count * usize::from(new.capacity);
    let ids: Vec<_> = slots.iter().map(|slot| slot.id).collect();
    printer.say(
        &json!({ "studio": new.studio, "slots": ids, "seats": seats }),
        format!("已开放 {count} 个预约时段，共 {seats} 个名额"),
        format!("Offered {count} slots with {seats} seats"),
    )
}
