//! Collection centres.

use domain::Centre;

use crate::entity::sortable;
use crate::record::record;

record! {
    Centre, in "centre" as |centre| {
        name: String = sortable(&centre.name),
    } changes;
}
