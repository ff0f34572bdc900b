//! What the local gateways keep instead of sending, for whoever operates an installation that is
//! connected to nothing yet: without it nobody could read the code that signs a student in. Messages
//! belong to no centre, so whoever operates one centre sees them all: an installation of several
//! centres needs real gateways, with which nothing is kept.

use domain::{Channel, Permission, Timestamp};
use store::{Page, PageRequest};
use uuid::Uuid;
use vault::{FieldColumn, FieldPlace};

use crate::caller::Caller;
use crate::failure::Failure;
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

/// The messages, newest first.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::OperateService`].
pub async fn list(
    app: &App,
    caller: &Caller,
    page: PageRequest,
) -> Result<Page<KeptMessage>, Failure> {
    match caller {
        Caller::Staff(staff) | Caller::OnBehalfOf(staff) => {
            caller.check_centre(Permission::OperateService, staff.centre)?;
        }
        Caller::WithoutSecondFactor(_) => return Err(SecondFactorRefusal::SetUpNeeded.into()),
        Caller::Student(_) => return Err(Failure::NotAllowed),
        Caller::System => {}
    }
    let page = app.store().outbox().list(page).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for row in page.items {
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
