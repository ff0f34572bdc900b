//! Members of staff and their passwords.

use domain::{BlindIndex, CentreId, Staff, StaffId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::repository;
use crate::entity::{staff, staff_password};
use crate::error::StoreError;
use crate::record;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

repository! {
    /// Members of staff. Their login is unique in the installation.
    StaffMembers, staff keeps Staff, by StaffId
}

impl<C: Connection> StaffMembers<'_, C> {
    /// The one who signs in with this login.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_by_login(&self, login: &BlindIndex) -> Result<Option<Staff>, StoreError> {
        let select = staff::Entity::find().filter(staff::Column::Login.eq(login.to_hex()));
        record::one(self.connection, select).await
    }

    /// The staff of a centre, in the order in which they came.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, centre: CentreId) -> Result<Vec<Staff>, StoreError> {
        let select = staff::Entity::find()
            .filter(staff::Column::Centre.eq(centre.as_uuid()))
            .order_by_asc(staff::Column::Id);
        record::all(self.connection, select).await
    }

    /// The password as a PHC string, once one was set.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn password(&self, staff: StaffId) -> Result<Option<String>, StoreError> {
        let row = staff_password::Entity::find_by_id(staff.as_uuid())
            .one(self.connection.raw())
            .await?;
        Ok(row.map(|row| row.phc))
    }
}

impl StaffMembers<'_, Transaction> {
    /// Keeps a password as a PHC string, in the place of a former one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_password(&self, staff: StaffId, phc: &str) -> Result<(), StoreError> {
        let row = staff_password::ActiveModel {
            staff: ActiveValue::Set(staff.as_uuid()),
            phc: ActiveValue::Set(phc.to_owned()),
        };
        let replace = OnConflict::column(staff_password::Column::Staff)
            .update_column(staff_password::Column::Phc)
            .to_owned();
        staff_password::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(self.connection.raw())
            .await?;
        Ok(())
    }
}
