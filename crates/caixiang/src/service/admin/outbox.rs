//! Prints the messages that the local gateways kept.

use anyhow::Result;
use app::outbox::{self, KeptMessage};
use app::{App, PageRequest};
use serde_json::json;

use super::operator::OPERATOR;
use crate::service::printer::Printer;

/// Prints the last messages, the newest first.
pub(super) async fn show(app: &App, limit: u32, printer: Printer) -> Result<()> {
    let mut request = PageRequest::first(limit);
    let mut left = limit as usize;
    while left > 0 {
        let page = outbox::list(app, &OPERATOR, request).await?;
        for message in page.items.iter().take(left) {
            say(message, printer)?;
        }
        left = left.saturating_sub(page.items.len());
        request.after = page.next;
        if page.next.is_none() {
            break;
        }
    }
    Ok(())
}

fn say(message: &KeptMessage, printer: Printer) -> Result<()> {
    let channel = message.channel.name();
    let line = format!(
        "{}  {channel}  {}\n  {}",
        message.created_at,
        message.recipient_hint,
        message.text.replace('\n', "\n  "),
    );
    let value = json!({
        "id": message.id,
        "channel": channel,
        "template": message.template,
        "recipient": message.recipient_hint,
        "text": message.text,
        "created_at": message.created_at.to_string(),
    });
    printer.say(&value, line.as_str(), line.as_str())
}
