//! The centre whose work is measured: its staff, and the students who have submitted.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use domain::{Role, SubmissionId};

use super::super::programs::Programs;
use super::super::world::{StaffLogin, World};
use super::crowd;

/// Students whose own photos are decided on; their pictures are 12 megapixels, as phones take them.
pub(super) const OWN_PHOTOS: usize = 132;
pub(super) const SCALE: f32 = 2.52;

/// Photos that wait when the first one is decided, the former among them.
pub(super) const WAITING: usize = 100_000;

/// A centre with staff, and students who have submitted.
pub(super) struct Office<'a> {
    pub(super) programs: &'a Programs,
    pub(super) world: World,
    pub(super) first: StaffLogin,
    pub(super) second: StaffLogin,
    /// Who was the last to submit.
    pub(super) last: SubmissionId,
}

impl<'a> Office<'a> {
    /// Employs the staff, and has the students submit.
    ///
    /// # Errors
    /// Whatever the service says against it.
    pub(super) async fn open(programs: &'a Programs, world: World, photo: &[u8]) -> Result<Self> {
        let both = vec![Role::Operator, Role::CentreReviewer];
        let first = world.employ_as("first-clerk", both).await?;
        let second = world
            .employ_as("second-clerk", vec![Role::Operator])
            .await?;
        let students = world.students_with_photo(OWN_PHOTOS, photo).await?;
        crowd::submit(&world, &students).await?;
        let last = students.last().context("students were asked for")?;
        Ok(Self {
            last: last.submission,
            programs,
            world,
            first,
            second,
        })
    }

    /// What PostgreSQL does by itself within minutes of such a change; SQLite keeps no statistics here.
    ///
    /// # Errors
    /// `psql` is missing, or refuses.
    pub(super) fn analyze(&self, url: &str) -> Result<()> {
        if !url.starts_with("postgres") {
            return Ok(());
        }
        let psql = self.programs.postgres.join("psql");
        let status = Command::new(psql)
            .args(["--no-psqlrc", "--quiet", "--command", "ANALYZE", url])
            .status()
            .context("psql does not start")?;
        ensure!(status.success(), "PostgreSQL does not count its rows");
        Ok(())
    }
}

/// A duration as the tables have it, milliseconds.
pub(super) fn ms(seconds: f64) -> String {
    format!("{:.1}", seconds * 1e3)
}
