//! What was imported into rosters, and what stood there before.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, table, text, uuid};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261212_000021_roster_import"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let imports = table(
            "roster_import",
            &["id"],
            [uuid("id"), uuid("batch"), uuid("school"), text("body")],
        );
        let of_school = index(
            "roster_import_school",
            "roster_import",
            &["batch", "school", "id"],
        );
        create(manager, [imports], [of_school]).await
    }
}
