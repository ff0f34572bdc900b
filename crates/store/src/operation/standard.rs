//! Standards of centres: drafts that change, and versions in force that never do. What a standard says is its text;
//! `standard` reads it.

use std::fmt;

use domain::{Actor, CentreId, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::table;
use crate::error::{StoreError, UnreadableBody};
use crate::record::Advance;
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

table!(standard, "standard", (centre: Uuid, name: String, number: i64) => {
    revision: i64,
    content: String,
    based_on: String,
    drafted_by: String,
    drafted_at: i64,
    in_force_by: Option<String>,
    in_force_at: Option<i64>,
});

/// Since when a standard is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    /// Who put it in force.
    pub by: Actor,
    /// Since when.
    pub at: Timestamp,
}

/// A version of a centre's own standard.
#[derive(Clone, PartialEq, Eq)]
pub struct CentreStandard {
    /// The centre.
    pub centre: CentreId,
    /// Its name, the same in all versions.
    pub name: String,
    /// Number of the version, from 1.
    pub number: u32,
    /// Raised with every change of the draft, from 1.
    pub revision: u32,
    /// The standard as TOML.
    pub content: String,
    /// The standard that it was drafted from.
    pub based_on: String,
    /// Who drafted it.
    pub drafted_by: Actor,
    /// When it was drafted.
    pub drafted_at: Timestamp,
    /// Since when it is in force; none for a draft.
    pub in_force: Option<InForce>,
}

impl fmt::Debug for CentreStandard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.in_force.is_some() {
            "in force"
        } else {
            "draft"
        };
        write!(
            formatter,
            "CentreStandard({}@{}, {state})",
            self.name, self.number
        )
    }
}

repository! {
    /// Standards of centres.
    Standards, standards
}

impl<C: Connection> Standards<'_, C> {
    /// A version of a centre's standard.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(
        &self,
        centre: CentreId,
        name: &str,
        number: u32,
    ) -> Result<Option<CentreStandard>, StoreError> {
        let key = (centre.as_uuid(), name.to_owned(), i64::from(number));
        let row = standard::Entity::find_by_id(key)
            .one(self.connection.raw())
            .await?;
        row.map(read).transpose()
    }

    /// Every version of every standard of a centre, by name, the newest version first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, centre: CentreId) -> Result<Vec<CentreStandard>, StoreError> {
        let rows = standard::Entity::find()
            .filter(standard::Column::Centre.eq(centre.as_uuid()))
            .order_by_asc(standard::Column::Name)
            .order_by_desc(standard::Column::Number)
            .all(self.connection.raw())
            .await?;
        rows.into_iter().map(read).collect()
    }

    /// The number of the next version of a standard. Two at the same time are told the same; the second's insert
    /// fails.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn next_number(&self, centre: CentreId, name: &str) -> Result<u32, StoreError> {
        let largest: Option<i64> = standard::Entity::find()
            .filter(standard::Column::Centre.eq(centre.as_uuid()))
            .filter(standard::Column::Name.eq(name))
            .select_only()
            .column(standard::Column::Number)
            .order_by_desc(standard::Column::Number)
            .into_tuple()
            .one(self.connection.raw())
            .await?;
        Ok(largest.map_or(1, |largest| largest as u32 + 1))
    }
}

impl Standards<'_, Transaction> {
    /// Keeps a new version.
    ///
    /// # Errors
    /// [`StoreError`], also where the centre has this name and number already.
    pub async fn insert(&self, new: &CentreStandard) -> Result<(), StoreError> {
        let row = standard::ActiveModel {
            centre: Set(new.centre.as_uuid()),
            name: Set(new.name.clone()),
            number: Set(i64::from(new.number)),
            revision: Set(i64::from(new.revision)),
            content: Set(new.content.clone()),
            based_on: Set(new.based_on.clone()),
            drafted_by: Set(written(new.drafted_by)?),
            drafted_at: Set(new.drafted_at.as_micros()),
            in_force_by: Set(new.in_force.map(|since| written(since.by)).transpose()?),
            in_force_at: Set(new.in_force.map(|since| since.at.as_micros())),
        };
        standard::Entity::insert(row)
            .exec_without_returning(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Writes `after` if `before` still is what is stored and a draft: what is in force never changes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn advance(
        &self,
        before: &CentreStandard,
        after: &CentreStandard,
    ) -> Result<Advance, StoreError> {
        let row = standard::ActiveModel {
            revision: Set(i64::from(after.revision)),
            content: Set(after.content.clone()),
            in_force_by: Set(after.in_force.map(|since| written(since.by)).transpose()?),
            in_force_at: Set(after.in_force.map(|since| since.at.as_micros())),
            ..Default::default()
        };
        let written = standard::Entity::update_many()
            .set(row)
            .filter(standard::Column::Centre.eq(before.centre.as_uuid()))
            .filter(standard::Column::Name.eq(&before.name))
            .filter(standard::Column::Number.eq(i64::from(before.number)))
            .filter(standard::Column::Revision.eq(i64::from(before.revision)))
            .filter(standard::Column::InForceAt.is_null())
            .exec(self.connection.raw())
            .await?;
        Ok(if written.rows_affected == 1 {
            Advance::Done
        } else {
            Advance::Stale
        })
    }

    /// Deletes a draft if `before` still is what is stored.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn discard(&self, before: &CentreStandard) -> Result<Advance, StoreError> {
        let dropped = standard::Entity::delete_many()
            .filter(standard::Column::Centre.eq(before.centre.as_uuid()))
            .filter(standard::Column::Name.eq(&before.name))
            .filter(standard::Column::Number.eq(i64::from(before.number)))
            .filter(standard::Column::Revision.eq(i64::from(before.revision)))
            .filter(standard::Column::InForceAt.is_null())
            .exec(self.connection.raw())
            .await?;
        Ok(if dropped.rows_affected == 1 {
            Advance::Done
        } else {
            Advance::Stale
        })
    }
}

fn written(actor: Actor) -> Result<String, StoreError> {
    serde_json::to_string(&actor).map_err(|error| corrupt("", error.into()))
}

fn read(row: standard::Model) -> Result<CentreStandard, StoreError> {
    let id = format!("{}@{}", row.name, row.number);
    let actor = |text: &str| -> Result<Actor, StoreError> {
        serde_json::from_str(text).map_err(|error| corrupt(&id, error.into()))
    };
    let in_force = match (row.in_force_by.as_deref(), row.in_force_at) {
        (Some(by), Some(at)) => Some(InForce {
            by: actor(by)?,
            at: Timestamp::from_micros(at),
        }),
        _ => None,
    };
    Ok(CentreStandard {
        centre: CentreId::from_uuid(row.centre),
        drafted_by: actor(&row.drafted_by)?,
        name: row.name,
        number: row.number as u32,
        revision: row.revision as u32,
        content: row.content,
        based_on: row.based_on,
        drafted_at: Timestamp::from_micros(row.drafted_at),
        in_force,
    })
}

fn corrupt(id: &str, source: UnreadableBody) -> StoreError {
    StoreError::Corrupt {
        table: "standard",
        id: id.to_owned(),
        source,
    }
}
