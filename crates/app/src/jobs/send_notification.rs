//! Sends one message to a student, at least once: when the provider took it and its answer got lost, it
//! is sent again.

use async_trait::async_trait;
use domain::{
    Account, AccountState, Channel, Language, Notification, NotificationId, NotificationState,
    PhoneNumber, WeChatOpenId,
};
use gateways::{GatewayError, ShortMessage, SubscriptionMessage};
use vault::{FieldColumn, FieldPlace};
use words::in_message;

use super::task::{Task, Ticket};
use crate::failure::{Failure, Won};
use crate::notification::{SendNotification, StudentMessage, may_go_by_sms, send_over};
use crate::service::App;

#[async_trait]
impl Task for SendNotification {
    const KIND: &'static str = "send-notification";
    const PRIORITY: i16 = 10;
    /// At the last try the message is given up, so that what became of it is noted.
    const TRIES: u16 = 12;

    fn key(&self) -> String {
        self.notification.to_string()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        deliver(app, self.notification, ticket).await
    }
}

/// Sends a message that is pending, and notes what became of it. One that WeChat does not deliver
/// goes on as a short message where it is worth one.
///
/// # Errors
/// [`Failure::Unavailable`] while the service does not answer, except at the last try.
async fn deliver(app: &App, id: NotificationId, ticket: Ticket) -> Result<(), Failure> {
    let pending = app.store().notifications().find(id).await?;
    let pending = pending.filter(|message| message.state == NotificationState::Pending);
    let Some(before) = pending else {
        return ticket.finish_alone(app).await;
    };
    let account = app.store().accounts().find(before.account).await?;
    let sent = match &account {
        Some(account) => send(app, account, &before).await?,
        None => Err(GatewayError::UnknownRecipient),
    };
    let now = app.now();
    let (after, falls_back) = match sent {
        Ok(()) => (before.clone().sent(now)?, false),
        Err(error) if error.is_transient() && !ticket.is_last => {
            return Err(Failure::Unavailable(error.into()));
        }
        Err(error) => {
            let falls_back = before.channel == Channel::WeChat && may_go_by_sms(&before.message);
            (before.clone().failed(error.to_failure(), now)?, falls_back)
        }
    };
    let work = app.store().begin().await?;
    work.notifications().advance(&before, &after).await?.won()?;
    if falls_back {
        let notice = StudentMessage {
            centre: before.centre,
            account: before.account,
            subject: before.subject,
            message: before.message.clone(),
        };
        send_over(app, &work, Channel::Sms, notice, now).await?;
    }
    ticket.finish(&work).await?;
    work.commit().await?;
    Ok(())
}

/// The outer failure is ours, the inner one the service's.
async fn send(
    app: &App,
    account: &Account,
    notification: &Notification,
) -> Result<Result<(), GatewayError>, Failure> {
    let AccountState::Active { phone, wechat, .. } = &account.state else {
        return Ok(Err(GatewayError::UnknownRecipient));
    };
    let place = |column| FieldPlace {
        column,
        row: account.id.as_uuid(),
    };
    match notification.channel {
        // Shown by being there.
        Channel::InApp => Ok(Ok(())),
        Channel::WeChat => {
            let (Some(user), Some(gateway)) = (wechat, &app.gateways().wechat) else {
                return Ok(Err(GatewayError::UnknownRecipient));
            };
            let user = app
                .vault()
                .unseal(place(FieldColumn::AccountWeChat), &user.sealed)?;
            let user = WeChatOpenId::parse(&user).map_err(Failure::internal)?;
            let message = subscription_message(notification, account.language);
            Ok(gateway.send_message(&user, &message).await)
        }
        Channel::Sms => {
            let (Some(phone), Some(gateway)) = (phone, &app.gateways().sms) else {
                return Ok(Err(GatewayError::UnknownRecipient));
            };
            let phone = app
                .vault()
                .unseal(place(FieldColumn::AccountPhone), &phone.sealed)?;
            let phone = PhoneNumber::parse(&phone).map_err(Failure::internal)?;
            let message = ShortMessage::Notice {
                kind: (&notification.message).into(),
                text: account.language.of(in_message(&notification.message).body),
            };
            Ok(gateway.send(&phone, &message).await)
        }
        // Accounts have no mail address.
        Channel::Mail => Ok(Err(GatewayError::UnknownRecipient)),
    }
}

fn subscription_message(notification: &Notification, language: Language) -> SubscriptionMessage {
    SubscriptionMessage {
        message: notification.message.clone(),
        language,
        page: None,
    }
}
