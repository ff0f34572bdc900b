//! Print jobs; the collection fee includes one of each degree in a batch.

use domain::{Destination, OrderId, PrintJob, PrintJobState, PrintRunId, SchoolId};
use uuid::Uuid as Key;

use crate::record::record;

/// Names a degree in a batch; made from both, so that one column can be unique.
const INCLUDED: Key = Key::from_u128(0x6361_6978_6961_6e67_7072_696e_7473_0000);

record! {
    PrintJob, in "print_job" as |job| {
        centre: Uuid = job.centre.as_uuid(),
        number: String = job.number.as_str().to_owned(),
        batch: Uuid = job.batch.as_uuid(),
        degree: Uuid = job.degree.as_uuid(),
        account: Uuid = job.account.as_uuid(),
        placed_order: Option<Uuid> = job.order.map(OrderId::as_uuid),
        included: Option<Uuid> = included(job),
        school: Option<Uuid> = job.school().map(SchoolId::as_uuid),
        run: Option<Uuid> = job.run().map(PrintRunId::as_uuid),
        address_since: Option<i64> = address_since(job),
    } changes through job.state.name();
}

fn included(job: &PrintJob) -> Option<Key> {
    let [degree, batch] = [job.degree.as_uuid(), job.batch.as_uuid()];
    // Both are random or made in order of time: their combination is as unique as they are.
    let combined = degree.as_u128().rotate_left(1) ^ batch.as_u128() ^ INCLUDED.as_u128();
    job.order.is_none().then_some(Key::from_u128(combined))
}

/// From when on the address of a job counts its days: since it arrived, was shipped, or was ordered.
fn address_since(job: &PrintJob) -> Option<i64> {
    let Destination::Address { content: Some(_) } = job.destination else {
        return None;
    };
    let since = match &job.state {
        PrintJobState::Waiting { .. } | PrintJobState::InProduction { .. } => job.ordered_at,
        PrintJobState::Shipped { .. } | PrintJobState::Received { .. } => job.since(),
    };
    Some(since.as_micros())
}
