//! What is known of backups: when the last ones were made, and whether they were read again.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, flag, index, integer, integer_or_null, table, uuid};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261228_000037_backup"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backups = table(
            "backup",
            &["id"],
            [
                uuid("id"),
                integer("made_at"),
                integer("objects"),
                integer("length_bytes"),
                flag("has_database"),
                integer_or_null("checked_at"),
                flag("is_sound"),
            ],
        );
        let newest = index("backup_made", "backup", &["made_at"]);
        create(manager, [backups], [newest]).await
    }
}
