//! The steps that make the tables, one set for both engines. A step that was released never changes;
//! a change is a new step. Steps do not use the entities, which go on changing.
//!
//! No foreign keys: aggregates refer to each other by id, may be written in any order within a
//! transaction, and outlive what they refer to (a decision outlives its photo).

mod m20261125_000001_people;
mod m20261125_000002_collection;
mod m20261125_000003_photos;
pub(crate) mod schema;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// Key of PostgreSQL's advisory lock that one server holds while it migrates; any number that no
/// other program on the database uses.
pub(crate) const MIGRATION_LOCK: i64 = 0x6361_6978_6961_6e67;

/// Every step in order.
pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261125_000001_people::Step),
            Box::new(m20261125_000002_collection::Step),
            Box::new(m20261125_000003_photos::Step),
            Box::new(crate::operation::migration::Step),
            Box::new(crate::job::migration::Step),
        ]
    }
}
