//! Photos that a reviewer approves together.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, integer, table, text, uuid};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261208_000017_review_set"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sets = table(
            "review_set",
            &["id"],
            [uuid("id"), uuid("staff"), integer("until"), text("body")],
        );
        let until = index("review_set_until", "review_set", &["until"]);
        create(manager, [sets], [until]).await
    }
}
