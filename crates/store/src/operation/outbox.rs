//! The outbox: messages that local gateways keep instead of sending, for operators of an installation
//! without real gateways.

use domain::{Channel, Sealed, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::{from_column, table};
use crate::error::StoreError;
use crate::page::{self, Page, PageRequest, Sorting};
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

table!(message, "outbox", (id: Uuid) => {
    channel: String,
    template: String,
    recipient_hint: String,
    body: Vec<u8>,
    created_at: i64,
});

/// A message that would have been sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Unique; made outside, in order of creation.
    pub id: Uuid,
    /// How it would have gone out.
    pub channel: Channel,
    /// Which template.
    pub template: String,
    /// To whom, masked.
    pub recipient_hint: String,
    /// What it says, encrypted.
    pub body: Sealed,
    /// When it was written.
    pub created_at: Timestamp,
}

repository! {
    /// Messages of the local gateways.
    Outbox, outbox
}

impl<C: Connection> Outbox<'_, C> {
    /// The messages, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, request: PageRequest) -> Result<Page<OutboxRow>, StoreError> {
        let newest_first = Sorting {
            micros: Some(message::Column::CreatedAt),
            id: message::Column::Id,
            descending: true,
        };
        let select = message::Entity::find();
        let page = page::rows(self.connection, select, newest_first, request).await?;
        let items = page.items.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(Page {
            items,
            next: page.next,
        })
    }
}

impl Outbox<'_, Transaction> {
    /// Keeps a message.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(&self, row: &OutboxRow) -> Result<(), StoreError> {
        let row = message::ActiveModel {
            id: Set(row.id),
            channel: Set(row.channel.name().to_owned()),
            template: Set(row.template.clone()),
            recipient_hint: Set(row.recipient_hint.clone()),
            body: Set(row.body.as_bytes().to_vec()),
            created_at: Set(row.created_at.as_micros()),
        };
        message::Entity::insert(row)
            .exec_without_returning(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Drops the messages that were written before an instant; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, before: Timestamp) -> Result<u64, StoreError> {
        let pruned = message::Entity::delete_many()
            .filter(message::Column::CreatedAt.lt(before.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(pruned.rows_affected)
    }
}

fn read(row: message::Model) -> Result<OutboxRow, StoreError> {
    Ok(OutboxRow {
        id: row.id,
        channel: from_column("outbox", &row.id, row.channel)?,
        template: row.template,
        recipient_hint: row.recipient_hint,
        body: Sealed::from_bytes(row.body),
        created_at: Timestamp::from_micros(row.created_at),
    })
}
