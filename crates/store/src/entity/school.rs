//! Schools; their code is unique within the centre.

use domain::School;

use crate::record::record;

record! {
    School, in "school" as |school| {
        centre: Uuid = school.centre.as_uuid(),
        code: String = school.code.to_string(),
    } changes;
}
