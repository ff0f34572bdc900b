//! The migrations, one set for both engines. A released migration never changes; a change is a new one.
//! Migrations do not use the entities, which change with the program.
//!
//! There are no foreign keys: aggregates refer to each other by id, may be written in any order within
//! a transaction, and may outlive what they refer to (a decision outlives its photo).

mod m20261125_000001_people;
mod m20261125_000002_collection;
mod m20261125_000003_photos;
mod m20261129_000008_claims;
mod m20261130_000007_forms;
mod m20261201_000009_devices;
mod m20261202_000010_audit_lines;
mod m20261203_000012_last_sign_in;
mod m20261204_000013_review_queue;
mod m20261205_000014_progress;
mod m20261206_000015_review_figures;
mod m20261207_000016_change_request;
mod m20261208_000017_review_set;
mod m20261209_000018_second_look;
mod m20261210_000019_student_search;
mod m20261211_000020_money;
mod m20261212_000021_roster_import;
mod m20261212_000022_doors;
mod m20261213_000023_announcement;
mod m20261214_000024_registry;
mod m20261214_000025_prints;
mod m20261215_000026_standards;
mod m20261216_000027_enquiry;
mod m20261217_000028_counter;
mod m20261218_000029_list_export;
mod m20261219_000030_official_account;
mod m20261226_000035_ledger_append_only;
mod m20261228_000037_backup;
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
            Box::new(m20261130_000007_forms::Step),
            Box::new(m20261129_000008_claims::Step),
            Box::new(m20261201_000009_devices::Step),
            Box::new(m20261202_000010_audit_lines::Step),
            Box::new(m20261203_000012_last_sign_in::Step),
            Box::new(m20261204_000013_review_queue::Step),
            Box::new(m20261205_000014_progress::Step),
            Box::new(m20261206_000015_review_figures::Step),
            Box::new(m20261207_000016_change_request::Step),
            Box::new(m20261208_000017_review_set::Step),
            Box::new(m20261209_000018_second_look::Step),
            Box::new(m20261210_000019_student_search::Step),
            Box::new(m20261211_000020_money::Step),
            Box::new(m20261212_000021_roster_import::Step),
            Box::new(m20261213_000023_announcement::Step),
            Box::new(m20261212_000022_doors::Step),
            Box::new(m20261214_000024_registry::Step),
            Box::new(m20261214_000025_prints::Step),
            Box::new(m20261215_000026_standards::Step),
            Box::new(m20261216_000027_enquiry::Step),
            Box::new(m20261217_000028_counter::Step),
            Box::new(m20261218_000029_list_export::Step),
            Box::new(m20261219_000030_official_account::Step),
            Box::new(m20261226_000035_ledger_append_only::Step),
            Box::new(m20261228_000037_backup::Step),
        ]
    }
}
