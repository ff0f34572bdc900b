//! Letters to the operator of the installation.

use gateways::{Letter, LetterKind};

use super::task::Ticket;
use crate::failure::Failure;
use crate::service::App;

/// Whether the operator can get letters.
pub(super) fn reach_operator(app: &App) -> bool {
    app.gateways().operator.is_some() && app.gateways().mail.is_some()
}

/// Sends a letter to the operator, where one can, and ends the job.
///
/// # Errors
/// [`Failure::Unavailable`] while the mail server does not answer; those of the store.
pub(super) async fn to_operator(
    app: &App,
    ticket: Ticket,
    subject: String,
    text: String,
) -> Result<(), Failure> {
    let gateways = app.gateways();
    if let (Some(to), Some(mail)) = (gateways.operator.clone(), &gateways.mail) {
        let letter = Letter {
            to,
            subject,
            text,
            html: None,
            attachments: Vec::new(),
            message_id: ticket.id.to_string(),
            kind: LetterKind::ToOperator,
        };
        let sent = mail.send(&letter).await;
        sent.map_err(|error| Failure::Unavailable(error.into()))?;
    }
    ticket.finish_alone(app).await
}
