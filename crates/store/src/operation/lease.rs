//! Named leases: one server at a time holds a lease, until it is given back or its time is over.

use domain::Timestamp;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, Set};

use super::table;
use crate::error::StoreError;
use crate::repository::repository;
use crate::work::Transaction;
use crate::work::private::Raw as _;

table!(lease, "lease", (name: String) => {
    holder: String,
    until: i64,
});

repository! {
    /// Named leases.
    Leases, leases
}

impl Leases<'_, Transaction> {
    /// Takes a lease, or prolongs it for its holder; `false` while another holds it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn try_take(
        &self,
        name: &str,
        holder: &str,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        use lease::{Column, Entity};

        let is_free = Condition::any()
            .add(Expr::col((Entity, Column::Until)).lte(now.as_micros()))
            .add(Expr::col((Entity, Column::Holder)).eq(holder));
        let taken = Entity::insert(lease::ActiveModel {
            name: Set(name.to_owned()),
            holder: Set(holder.to_owned()),
            until: Set(until.as_micros()),
        })
        .on_conflict(
            OnConflict::column(Column::Name)
                .update_columns([Column::Holder, Column::Until])
                .action_cond_where(is_free)
                .to_owned(),
        )
        .exec_without_returning(self.connection.raw())
        .await?;
        Ok(taken == 1)
    }

    /// Ends the lease of a holder; one that another has by now stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn release(&self, name: &str, holder: &str) -> Result<(), StoreError> {
        lease::Entity::delete_many()
            .filter(lease::Column::Name.eq(name))
            .filter(lease::Column::Holder.eq(holder))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }
}
