//! Tables of centres and what belongs to them, staff, accounts, consents.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::{IndexCreateStatement, TableCreateStatement};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{aggregate, create, index, states, table, text, text_or_null, unique, uuid};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261125_000001_people"
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
        aggregate("centre", [text("name")]),
        aggregate("school", [uuid("centre"), text("code")]),
        aggregate("unit", [uuid("school"), text("kind"), text("name")]),
        aggregate("class", [uuid("school"), uuid("unit_key"), text("name")]),
        states("staff", [uuid("centre"), text("login")]),
        table("staff_password", &["staff"], [uuid("staff"), text("phc")]),
        states("account", [text_or_null("phone"), text_or_null("wechat")]),
        states("consent", [uuid("account"), text("purpose")]),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("school_code", "school", &["centre", "code"]),
        unique("unit_name", "unit", &["school", "kind", "name"]),
        unique("class_name", "class", &["school", "unit_key", "name"]),
        unique("staff_login", "staff", &["login"]),
        index("staff_centre", "staff", &["centre"]),
        unique("account_phone", "account", &["phone"]),
        unique("account_wechat", "account", &["wechat"]),
        unique("consent_purpose", "consent", &["account", "purpose"]),
    ]
}
