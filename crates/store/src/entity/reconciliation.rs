//! Bills that were held against the ledger, by day; of several of one day the newest counts.

use domain::Reconciliation;

use crate::record::record;

record! {
    Reconciliation, in "reconciliation" as |reconciliation| {
        means: String = reconciliation.means.name().to_owned(),
        day: i64 = super::day_number(reconciliation.day),
    }
}
