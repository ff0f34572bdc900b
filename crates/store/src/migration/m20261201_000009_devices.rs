//! From which device somebody signed in, and which devices of staff are known.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::Table;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, flag, integer, table, text, text_or_null, uuid};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261201_000009_devices"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let new_device = flag("new_device").default(false).take();
        for column in [text_or_null("device"), new_device] {
            let alter = Table::alter().table("session").add_column(column).take();
            manager.alter_table(alter).await?;
        }
        let devices = table(
            "staff_device",
            &["staff", "device"],
            [uuid("staff"), text("device"), integer("last_seen_at")],
        );
        create(manager, [devices], []).await
    }
}
