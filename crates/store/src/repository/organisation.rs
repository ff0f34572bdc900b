//! Centres, schools, units and classes.

use domain::{Centre, CentreId, Class, ClassId, School, SchoolCode, SchoolId, Unit, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::repository;
use crate::entity::{centre, class, school, unit};
use crate::error::StoreError;
use crate::record;
use crate::work::Connection;

repository! {
    /// Centres, which are the centres.
    Centres, centres keeps Centre, by CentreId
}

repository! {
    /// Schools. Their code is unique within the centre.
    Schools, schools keeps School, by SchoolId
}

repository! {
    /// Colleges and teaching points. Their name is unique within school and kind.
    Units, units keeps Unit, by UnitId
}

repository! {
    /// Classes. Their name is unique within school and unit.
    Classes, classes keeps Class, by ClassId
}

impl<C: Connection> Centres<'_, C> {
    /// Every centre, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self) -> Result<Vec<Centre>, StoreError> {
        let select = centre::Entity::find()
            .order_by_asc(centre::Column::Name)
            .order_by_asc(centre::Column::Id);
        record::all(self.connection, select).await
    }
}

impl<C: Connection> Schools<'_, C> {
    /// The school with this code in a centre.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_by_code(
        &self,
        centre: CentreId,
        code: SchoolCode,
    ) -> Result<Option<School>, StoreError> {
        let select = school::Entity::find()
            .filter(school::Column::Centre.eq(centre.as_uuid()))
            .filter(school::Column::Code.eq(code.to_string()));
        record::one(self.connection, select).await
    }

    /// The schools of a centre, by code.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, centre: CentreId) -> Result<Vec<School>, StoreError> {
        let select = school::Entity::find()
            .filter(school::Column::Centre.eq(centre.as_uuid()))
            .order_by_asc(school::Column::Code);
        record::all(self.connection, select).await
    }
}

impl<C: Connection> Units<'_, C> {
    /// The units of a school, by kind and name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_school(&self, school: SchoolId) -> Result<Vec<Unit>, StoreError> {
        let select = unit::Entity::find()
            .filter(unit::Column::School.eq(school.as_uuid()))
            .order_by_asc(unit::Column::Kind)
            .order_by_asc(unit::Column::Name);
        record::all(self.connection, select).await
    }
}

impl<C: Connection> Classes<'_, C> {
    /// The classes of a school, by unit and name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_school(&self, school: SchoolId) -> Result<Vec<Class>, StoreError> {
        let select = class::Entity::find()
            .filter(class::Column::School.eq(school.as_uuid()))
            .order_by_asc(class::Column::UnitKey)
            .order_by_asc(class::Column::Name);
        record::all(self.connection, select).await
    }
}
