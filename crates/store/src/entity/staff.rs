//! Members of staff; a login is unique in the installation.

use domain::Staff;

use crate::record::record;

record! {
    Staff, in "staff" as |staff| {
        centre: Uuid = staff.centre.as_uuid(),
        login: String = staff.login.index.to_hex(),
    } changes through staff.state.name();
}
