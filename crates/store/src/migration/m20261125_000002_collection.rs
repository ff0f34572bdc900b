//! Tables of regions, batches, rosters, degrees, appointments.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::{IndexCreateStatement, TableCreateStatement};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{
    aggregate, create, facts, index, integer, integer_or_null, states, table, text, text_or_null,
    unique, uuid, uuid_or_null,
};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261125_000002_collection"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), indexes()).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table(
            "link_slug",
            &["slug"],
            [text("slug"), text("kind"), uuid("owner")],
        ),
        aggregate(
            "region",
            [uuid("centre"), text("slug"), text("name_folded")],
        ),
        states(
            "batch",
            [
                uuid("centre"),
                text("slug"),
                text_or_null("live_feature_code"),
                uuid_or_null("region"),
                integer("opens_at"),
                integer("closes_at"),
            ],
        ),
        facts(
            "roster",
            [uuid("batch"), uuid("school"), text("student_number")],
        ),
        states(
            "degree",
            [
                uuid("batch"),
                uuid("account"),
                text_or_null("bound_code"),
                integer_or_null("proposed_at"),
            ],
        ),
        aggregate("studio", [uuid("region"), text("name")]),
        aggregate("slot", [uuid("studio"), integer("starts_at")]),
        states(
            "appointment",
            [
                uuid("account"),
                uuid_or_null("live_degree"),
                uuid_or_null("slot"),
            ],
        ),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("region_slug", "region", &["slug"]),
        unique("batch_slug", "batch", &["slug"]),
        unique("batch_live_feature_code", "batch", &["live_feature_code"]),
        index("batch_centre", "batch", &["centre", "opens_at", "id"]),
        index("batch_region", "batch", &["region", "state"]),
        index("batch_closing", "batch", &["state", "closes_at"]),
        unique(
            "roster_number",
            "roster",
            &["batch", "school", "student_number"],
        ),
        unique("degree_bound_code", "degree", &["bound_code"]),
        index("degree_account", "degree", &["account", "state"]),
        index("degree_proposed", "degree", &["proposed_at"]),
        index("studio_region", "studio", &["region", "name"]),
        index("slot_studio", "slot", &["studio", "starts_at"]),
        unique("appointment_live_degree", "appointment", &["live_degree"]),
        index("appointment_account", "appointment", &["account"]),
        index("appointment_slot", "appointment", &["slot"]),
    ]
}
