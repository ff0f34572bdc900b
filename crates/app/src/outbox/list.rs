//! Lists what the local gateways keep instead of sending, for operators of an installation that is connected to
//! nothing yet: without it nobody could read the code that signs a student in.
//!
//! Messages belong to no centre. So staff see them only where the installation has one centre, and each look is on record.
//! What opens an account, proves an address or leads to a portrait they see only where nobody else reaches the service,
//! used up or not: whether a code is, is not kept with its message. The operator at the command line sees everything:
//! who reads the folder of the service has its keys.

use domain::audit::Action;
use domain::{Channel, Permission, Timestamp};
use gateways::{Exposure, TemplateName};
use store::{Page, PageRequest};
use uuid::Uuid;
use vault::{FieldColumn, FieldPlace};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::looks;
use crate::refusal::SecondFactorRefusal;
use crate::service::App;

/// A message that was kept.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptMessage {
    /// Id of the kept message.
    pub id: Uuid,
    /// How it would go out.
    pub channel: Channel,
    /// Which message it is, kebab-case.
    pub template: String,
    /// To whom, masked.
    pub recipient_hint: String,
    /// The text.
    pub text: String,
    /// When it was written.
    pub created_at: Timestamp,
}

impl std::fmt::Debug for KeptMessage {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "KeptMessage({})", self.id)
    }
}

/// The messages, newest first. For staff none where there are several centres, and none that opens something where others
/// reach the service.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::OperateService`].
pub async fn list(
    app: &App,
    caller: &Caller,
    page: PageRequest,
) -> Result<Page<KeptMessage>, Failure> {
    let reader = match caller {
        Caller::Staff(staff) | Caller::OnBehalfOf(staff) => {
            caller.check_centre(Permission::OperateService, staff.centre)?;
            Some(staff)
        }
        Caller::WithoutSecondFactor(_) => return Err(SecondFactorRefusal::SetUpNeeded.into()),
        Caller::Student(_) => return Err(Failure::NotAllowed),
        Caller::System => None,
    };
    if let Some(staff) = reader {
        looks::record(app, caller, staff, &Action::ReadOutbox).await?;
        if app.store().centres().list().await?.len() > 1 {
            return Ok(Page {
                items: Vec::new(),
                next: None,
            });
        }
    }
    let hides_opening = reader.is_some() && app.gateways().exposure == Exposure::Others;
    let page = app.store().outbox().list(page).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for row in page.items {
        if hides_opening && TemplateName::OPENING.contains(&row.template.as_str()) {
            continue;
        }
        let place = FieldPlace {
            column: FieldColumn::OutboxBody,
            row: row.id,
        };
        items.push(KeptMessage {
            text: app.vault().unseal(place, &row.body)?.to_string(),
            id: row.id,
            channel: row.channel,
            template: row.template,
            recipient_hint: row.recipient_hint,
            created_at: row.created_at,
        });
    }
    let next = page.next;
    Ok(Page { items, next })
}
