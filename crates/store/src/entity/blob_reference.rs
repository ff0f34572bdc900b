//! References from rows to objects of the vault; one index look-up tells whether an object is needed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "blob_reference")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub blob: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub owner_table: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub owner: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
