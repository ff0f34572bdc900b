//! Studios, slots and appointments.

use domain::{
    AccountId, Appointment, AppointmentId, DegreeId, RegionId, Slot, SlotId, Studio, StudioId,
    Timestamp,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::repository;
use crate::entity::{appointment, slot, studio};
use crate::error::StoreError;
use crate::record;
use crate::work::Connection;

repository! {
    /// Studios of all regions.
    Studios, studios keeps Studio, by StudioId
}

repository! {
    /// Slots of studios.
    Slots, slots keeps Slot, by SlotId
}

repository! {
    /// Appointments. A degree has at most one that is live.
    Appointments, appointments keeps Appointment, by AppointmentId
}

impl<C: Connection> Studios<'_, C> {
    /// The studios of a region, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_region(&self, region: RegionId) -> Result<Vec<Studio>, StoreError> {
        let select = studio::Entity::find()
            .filter(studio::Column::Region.eq(region.as_uuid()))
            .order_by_asc(studio::Column::Name)
            .order_by_asc(studio::Column::Id);
        record::all(self.connection, select).await
    }
}

impl<C: Connection> Slots<'_, C> {
    /// The slots of a studio that begin at `from` or later and before `until`, in their order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_studio(
        &self,
        studio: StudioId,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<Slot>, StoreError> {
        let select = slot::Entity::find()
            .filter(slot::Column::Studio.eq(studio.as_uuid()))
            .filter(slot::Column::StartsAt.gte(from.as_micros()))
            .filter(slot::Column::StartsAt.lt(until.as_micros()))
            .order_by_asc(slot::Column::StartsAt)
            .order_by_asc(slot::Column::Id);
        record::all(self.connection, select).await
    }
}

impl<C: Connection> Appointments<'_, C> {
    /// The appointment that a degree is to come to.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_live_of_degree(
        &self,
        degree: DegreeId,
    ) -> Result<Option<Appointment>, StoreError> {
        let live = appointment::Column::LiveDegree.eq(degree.as_uuid());
        record::one(self.connection, appointment::Entity::find().filter(live)).await
    }

    /// The appointments of some slots, those that were booked first first; cancelled ones are in no slot. 200 slots at
    /// most at a time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_slots(&self, slots: &[SlotId]) -> Result<Vec<Appointment>, StoreError> {
        let slots = slots.iter().map(|slot| slot.as_uuid());
        let select = appointment::Entity::find()
            .filter(appointment::Column::Slot.is_in(slots))
            .order_by_asc(appointment::Column::Id);
        record::all(self.connection, select).await
    }

    /// Every appointment of an account, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_account(
        &self,
        account: AccountId,
    ) -> Result<Vec<Appointment>, StoreError> {
        let select = appointment::Entity::find()
            .filter(appointment::Column::Account.eq(account.as_uuid()))
            .order_by_asc(appointment::Column::Id);
        record::all(self.connection, select).await
    }
}
