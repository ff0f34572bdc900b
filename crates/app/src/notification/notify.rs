//! Writes a message to a student: always in the app; important ones also by WeChat or, where WeChat is
//! not linked, by short message.

use aws_lc_rs::digest::{SHA256, digest};
use domain::{
    Account, AccountId, AccountState, CentreId, Channel, Message, NewNotification, Notification,
    NotificationId, Subject, Timestamp,
};
use gateways::Gateways;
use serde::{Deserialize, Serialize};
use store::Work;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::jobs::enqueue;
use crate::service::App;

/// Something that a student is told.
#[derive(Debug, Clone)]
pub(crate) struct StudentMessage {
    /// The centre that tells it.
    pub(crate) centre: CentreId,
    /// To whom.
    pub(crate) account: AccountId,
    /// What it is about.
    pub(crate) subject: Subject,
    /// What it says.
    pub(crate) message: Message,
}

/// How far a message goes to reach its student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The app shows the same on its first page.
    InApp,
    /// Good to know; not worth a short message, which costs.
    WeChat,
    /// The student waits for it, or missing it costs something.
    WeChatOrSms,
}

const fn reach(message: &Message) -> Reach {
    match message {
        Message::PhotoReady | Message::PhotoUnusable | Message::Submitted => Reach::InApp,
        Message::Expired
        | Message::PaymentArrived
        | Message::InvoiceIssued
        | Message::EnquiryAnswered
        | Message::PrintsShipped
        | Message::PrintsAtSchool => Reach::WeChat,
        Message::Approved
        | Message::Rejected { .. }
        | Message::Corrected
        | Message::ClosesSoon { .. }
        | Message::ReplaceSoon { .. }
        | Message::DegreeReleased
        | Message::ClaimUpheld
        | Message::ClaimDeclined
        | Message::AtRegistry
        | Message::RegistryRefused
        | Message::RegistryMismatch
        | Message::AppointmentSet { .. }
        | Message::AppointmentCancelled { .. }
        | Message::RefundDone
        | Message::RefundDeclined
        | Message::RefundGivenUp => Reach::WeChatOrSms,
    }
}

/// Whether the student reads on the screen what a message would say: who just did it needs no message of it.
pub(crate) fn sees_it_happen(caller: &Caller, student: AccountId) -> bool {
    matches!(caller, Caller::Student(account) if *account == student)
}

/// Whether a short message may stand in where WeChat does not deliver.
pub(crate) fn may_go_by_sms(message: &Message) -> bool {
    reach(message) == Reach::WeChatOrSms
}

/// Tells a student something, as part of a transaction.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn notify(
    app: &App,
    work: &Work,
    notice: StudentMessage,
    at: Timestamp,
) -> Result<(), Failure> {
    let id = NotificationId::from_uuid(app.new_id());
    notify_as(app, work, id, notice, at).await
}

/// [`notify`] with an id that the caller knows beforehand.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn notify_as(
    app: &App,
    work: &Work,
    id: NotificationId,
    notice: StudentMessage,
    at: Timestamp,
) -> Result<(), Failure> {
    let shown = write(id, &notice, Channel::InApp, at).sent(at)?;
    work.notifications().insert(&shown).await?;
    let Some(account) = work.accounts().find(notice.account).await? else {
        return Ok(());
    };
    if let Some(channel) = outside_channel(app.gateways(), &account, &notice.message) {
        send_over(app, work, channel, notice, at).await?;
    }
    Ok(())
}

/// The id of a message that is written once for the same `text`, however often that is tried.
pub(crate) fn id_of(text: &[u8]) -> NotificationId {
    let hash = digest(&SHA256, text);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_ref()[..16]);
    let id = uuid::Builder::from_custom_bytes(bytes).into_uuid();
    NotificationId::from_uuid(id)
}

/// The job that sends a message over the channel it was written for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SendNotification {
    /// The message.
    pub(crate) notification: NotificationId,
}

/// Queues a message for a channel that leads outside.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn send_over(
    app: &App,
    work: &Work,
    channel: Channel,
    notice: StudentMessage,
    at: Timestamp,
) -> Result<(), Failure> {
    let id = NotificationId::from_uuid(app.new_id());
    let message = write(id, &notice, channel, at);
    work.notifications().insert(&message).await?;
    let job = SendNotification { notification: id };
    enqueue(app, work, &job, at).await
}

/// The channel that a message leaves by; none for what stays in the app and where no gateway is on.
pub(crate) fn outside_channel(
    gateways: &Gateways,
    account: &Account,
    message: &Message,
) -> Option<Channel> {
    let AccountState::Active { phone, wechat, .. } = &account.state else {
        return None;
    };
    let by_wechat = (wechat.is_some() && gateways.wechat.is_some()).then_some(Channel::WeChat);
    let by_sms = (phone.is_some() && gateways.sms.is_some()).then_some(Channel::Sms);
    match reach(message) {
        Reach::InApp => None,
        Reach::WeChat => by_wechat,
        Reach::WeChatOrSms => by_wechat.or(by_sms),
    }
}

fn write(
    id: NotificationId,
    notice: &StudentMessage,
    channel: Channel,
    at: Timestamp,
) -> Notification {
    let new = NewNotification {
        id,
        centre: notice.centre,
        account: notice.account,
        subject: notice.subject,
        channel,
        message: notice.message.clone(),
    };
    Notification::write(new, at)
}
