//! What operators and administrators do: set a centre up, run its batches, look after the service.
//! Callers are the command line or staff with the permission.

mod audit_log;
mod batch;
mod find_staff;
mod jobs;
mod keys;
mod objects;
mod organisation;
mod overview;
mod region;
mod roster;
mod staff;
mod studio;

pub use audit_log::{VerifiedLog, verify_audit};
pub use batch::{
    NewBatch, NewMode, NewPlan, archive_batch, close_batch, create_batch, open_batch, revise_batch,
};
pub use find_staff::find_staff;
pub use jobs::{discard_job, list_dead_jobs, revive_job};
pub use keys::{Resealed, reseal_fields, rewrap_objects};
pub(crate) use objects::sweep;
pub use objects::{ObjectsChecked, check_objects, sweep_objects};
pub use organisation::{NewCentre, create_class, create_school, create_tenant, create_unit};
pub use overview::{
    Overview, StaffSummary, batch_progress, list_batches, list_centres, list_schools, list_staff,
    overview,
};
pub use region::create_region;
pub use roster::{ImportRoster, RosterImported, RosterLine, import_roster};
pub use staff::{NewStaff, assign_roles, create_staff, disable_staff, set_password};
pub use studio::{NewSlots, NewStudio, create_slots, create_studio};
