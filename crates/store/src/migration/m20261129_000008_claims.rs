//! Degrees are unique within a centre, by collection code and by school, student number and level. A code was
//! unique in the installation before, so that a degree bound at one centre blocked its owner at another.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::{Index, Table};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, text_or_null, unique, uuid_or_null};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261129_000008_claims"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            text_or_null("bound_code_of_centre"),
            text_or_null("bound_claim"),
            uuid_or_null("disputed_in"),
        ] {
            let alter = Table::alter().table("degree").add_column(column).take();
            manager.alter_table(alter).await?;
        }
        let mut former = Index::drop();
        former.name("degree_bound_code").table("degree");
        manager.drop_index(former).await?;
        let indexes = [
            index("degree_code", "degree", &["bound_code"]),
            unique("degree_code_of_centre", "degree", &["bound_code_of_centre"]),
            unique("degree_claim", "degree", &["bound_claim"]),
            index("degree_disputed", "degree", &["disputed_in"]),
        ];
        create(manager, [], indexes).await
    }
}
