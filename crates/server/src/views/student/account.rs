//! A student's account.

use app::account::AccountView as Found;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::views::public::sign_in::Language;

/// The own account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountView {
    id: Uuid,
    language: Language,
    /// When the student signed in first.
    created_at: Instant,
    /// The mobile number, its middle hidden; none once somebody else has it.
    masked_phone: Option<String>,
    /// Whether the student can sign in through WeChat.
    has_wechat: bool,
}

impl From<Found> for AccountView {
    fn from(found: Found) -> Self {
        Self {
            id: found.account.id.as_uuid(),
            language: found.account.language.into(),
            created_at: found.account.created_at.into(),
            masked_phone: found.masked_phone,
            has_wechat: found.has_wechat,
        }
    }
}
