//! Users of the official account, by which accounts are found.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::Table;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, text_or_null, unique};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261219_000030_official_account"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text_or_null("official_account");
        let alter = Table::alter().table("account").add_column(column).take();
        manager.alter_table(alter).await?;
        let indexes = [unique(
            "account_official_account",
            "account",
            &["official_account"],
        )];
        create(manager, [], indexes).await
    }
}
