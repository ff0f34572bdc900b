//! Lists a student's messages, newest first.

use domain::Notification;
use store::{Page, PageRequest};
use words::{Words, in_message};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// A message with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationView {
    /// The message.
    pub notification: Notification,
    /// What it says.
    pub words: Words,
}

/// A page of the student's messages, newest first.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student.
pub async fn list(
    app: &App,
    caller: &Caller,
    request: PageRequest,
) -> Result<Page<NotificationView>, Failure> {
    let account = caller.student()?;
    let notifications = app.store().notifications();
    let page = notifications.list_of_account(account, request).await?;
    Ok(Page {
        items: page.items.into_iter().map(view).collect(),
        next: page.next,
    })
}

/// How many messages the student has not opened.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student.
pub async fn unread(app: &App, caller: &Caller) -> Result<u64, Failure> {
    let account = caller.student()?;
    Ok(app.store().notifications().count_unread(account).await?)
}

pub(super) fn view(notification: Notification) -> NotificationView {
    NotificationView {
        words: in_message(&notification.message),
        notification,
    }
}
