//! Entries of the ledger: added, never changed, each event once. The day is that of China.

use domain::{LedgerCauseName, LedgerEntry, SchoolId};

use crate::record::record;

record! {
    LedgerEntry, in "ledger" as |entry| {
        centre: Uuid = entry.place.centre.as_uuid(),
        batch: Uuid = entry.place.batch.as_uuid(),
        school: Option<Uuid> = entry.place.school.map(SchoolId::as_uuid),
        debit: String = entry.debit.name().to_owned(),
        credit: String = entry.credit.name().to_owned(),
        amount_fen: i64 = i64::from(entry.amount_fen.as_u32()),
        cause: String = LedgerCauseName::from(&entry.cause).name().to_owned(),
        cause_id: Uuid = entry.cause.id(),
        at: i64 = entry.at.as_micros(),
        day: i64 = super::day_number(entry.at.civil_date()),
    }
}
