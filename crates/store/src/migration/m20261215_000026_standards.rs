//! Standards of centres.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, integer, integer_or_null, table, text, text_or_null, uuid};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261215_000026_standards"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let standards = table(
            "standard",
            &["centre", "name", "number"],
            [
                uuid("centre"),
                text("name"),
                integer("number"),
                integer("revision"),
                text("content"),
                text("based_on"),
                text("drafted_by"),
                integer("drafted_at"),
                text_or_null("in_force_by"),
                integer_or_null("in_force_at"),
            ],
        );
        // What came last is looked at before a standard is changed.
        let lately = index("photo_received", "photo", &["received_at", "id"]);
        create(manager, [standards], [lately]).await
    }
}
