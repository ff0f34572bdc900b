//! Who took the photo that waits for a review at a counter, so that nobody's queue has the own ones.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::Table;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::uuid_or_null;

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261217_000028_counter"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    /// What waits already names nobody: until now no photo said who had taken it.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = uuid_or_null("taken_by");
        let alter = Table::alter().table("submission").add_column(column).take();
        manager.alter_table(alter).await
    }
}
