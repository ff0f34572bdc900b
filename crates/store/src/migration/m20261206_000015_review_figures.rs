//! Decisions by centre and time, for figures about reviewers and rules.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::Table;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, uuid_or_null};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261206_000015_review_figures"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = uuid_or_null("centre");
        let alter = Table::alter().table("review").add_column(column).take();
        manager.alter_table(alter).await?;
        let indexes = [index(
            "review_centre",
            "review",
            &["centre", "decided_at", "id"],
        )];
        create(manager, [], indexes).await
    }
}
