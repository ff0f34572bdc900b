//! The column `form`: the number of the stored form of each aggregate's row. Existing rows have form 1.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::Table;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::integer;

pub(crate) struct Step;

/// Every table of an aggregate.
const TABLES: [&str; 19] = [
    "account",
    "appointment",
    "batch",
    "capture",
    "centre",
    "class",
    "consent",
    "degree",
    "notification",
    "photo",
    "region",
    "review",
    "roster",
    "school",
    "slot",
    "staff",
    "studio",
    "submission",
    "unit",
];

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261130_000007_forms"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            // A version that does not know the column goes on writing the first form.
            let form = integer("form").default(1).take();
            let alter = Table::alter().table(table).add_column(form).take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}
