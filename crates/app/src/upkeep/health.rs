//! Asks every dependency of the service whether it answers.

use strum::IntoStaticStr;

use crate::failure::Failure;
use crate::service::App;

/// Something without which the service cannot work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Dependency {
    /// The database answers.
    Database,
    /// Its tables are those of this program.
    Migrations,
    /// Objects can be written, read and deleted.
    Objects,
}

impl Dependency {
    /// Its name, kebab-case.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Dependencies that fail their health check, each with the cause for the log; empty when all pass.
pub async fn failing_dependencies(app: &App) -> Vec<(Dependency, Failure)> {
    let mut broken = Vec::new();
    match app.store().ping().await {
        Err(error) => broken.push((Dependency::Database, error.into())),
        Ok(()) => match app.store().migration_steps().await {
            // Newer steps are no fault: the first new server of a rolling upgrade must not take all
            // others out.
            Ok(steps) if steps.pending == 0 => {}
            Ok(steps) => {
                let pending = steps.pending;
                let cause = Failure::internal(format!("{pending} migrations are pending"));
                broken.push((Dependency::Migrations, cause));
            }
            Err(error) => broken.push((Dependency::Migrations, error.into())),
        },
    }
    if let Err(error) = app.vault().probe().await {
        broken.push((Dependency::Objects, error.into()));
    }
    broken
}
