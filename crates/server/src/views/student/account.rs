//! A student's account.

use app::account::{AccountView as Found, ExportView as FoundExport, ReadyExport};
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
    /// Whether the student can sign in through the mini-program.
    has_wechat: bool,
    /// Whether the student can sign in through WeChat's browser.
    has_official_account: bool,
}

impl From<Found> for AccountView {
    fn from(found: Found) -> Self {
        Self {
            id: found.account.id.as_uuid(),
            language: found.account.language.into(),
            created_at: found.account.created_at.into(),
            masked_phone: found.masked_phone,
            has_wechat: found.has_wechat,
            has_official_account: found.has_official_account,
        }
    }
}

/// The archive of the own data.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExportView {
    /// When it was asked for.
    requested_at: Instant,
    /// The archive; none while it is packed.
    ready: Option<ReadyExportView>,
}

/// The archive that was asked for last.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LastExportView {
    /// None where none was asked for, or its days are over.
    export: Option<ExportView>,
}

impl From<Option<FoundExport>> for LastExportView {
    fn from(found: Option<FoundExport>) -> Self {
        Self {
            export: found.map(ExportView::from),
        }
    }
}

/// An archive that can be fetched.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadyExportView {
    /// Address of the archive, for the own sessions alone.
    address: String,
    /// Until when the address works; asking again gives a new one.
    expires_at: Instant,
    /// Its length.
    length_bytes: u64,
    /// When it was packed.
    ready_at: Instant,
    /// When it is deleted.
    ends_at: Instant,
}

impl From<FoundExport> for ExportView {
    fn from(found: FoundExport) -> Self {
        Self {
            requested_at: found.requested_at.into(),
            ready: found.ready.map(ReadyExportView::from),
        }
    }
}

impl From<ReadyExport> for ReadyExportView {
    fn from(ready: ReadyExport) -> Self {
        Self {
            address: format!("/api/v1/files/{}", ready.link),
            expires_at: ready.link_expires_at.into(),
            length_bytes: ready.length_bytes,
            ready_at: ready.ready_at.into(),
            ends_at: ready.ends_at.into(),
        }
    }
}
