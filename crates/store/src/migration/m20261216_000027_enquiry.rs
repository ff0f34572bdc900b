//! Questions of students to a centre.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{aggregate, create, flag, index, integer, uuid};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261216_000027_enquiry"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let enquiries = aggregate(
            "enquiry",
            [
                uuid("centre"),
                uuid("account"),
                flag("is_waiting"),
                integer("since"),
                integer("form"),
            ],
        );
        let indexes = [
            index(
                "enquiry_centre",
                "enquiry",
                &["centre", "is_waiting", "since", "id"],
            ),
            index("enquiry_account", "enquiry", &["account", "id"]),
            index("enquiry_since", "enquiry", &["since"]),
        ];
        create(manager, [enquiries], indexes).await
    }
}
