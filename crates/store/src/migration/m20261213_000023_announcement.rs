//! What centres announce to their students.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, integer, table, text, uuid};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261213_000023_announcement"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let announcements = table(
            "announcement",
            &["id"],
            [uuid("id"), uuid("centre"), integer("until"), text("body")],
        );
        let of_centre = index(
            "announcement_centre",
            "announcement",
            &["centre", "until", "id"],
        );
        create(manager, [announcements], [of_centre]).await
    }
}
