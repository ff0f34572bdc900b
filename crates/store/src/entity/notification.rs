//! Messages to students.

use domain::Notification;

use crate::record::record;

record! {
    Notification, in "notification" as |notification| {
        account: Uuid = notification.account.as_uuid(),
        channel: String = notification.channel.name().to_owned(),
        created_at: i64 = notification.created_at.as_micros(),
    } changes through notification.state.name();
}
