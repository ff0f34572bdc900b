//! Whether the service can work at this moment: what it stands on is asked, part by part.

use crate::failure::Failure;
use crate::service::App;

/// Something that the service stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The database answers.
    Database,
    /// Its tables are those of this program.
    Migrations,
    /// Objects can be written, read and deleted.
    Objects,
}

impl Ground {
    /// The part as it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Migrations => "migrations",
            Self::Objects => "objects",
        }
    }
}

/// Parts that do not bear, with the cause for the log; empty when everything does.
pub async fn check(app: &App) -> Vec<(Ground, Failure)> {
    let mut broken = Vec::new();
    match app.store().ping().await {
        Err(error) => broken.push((Ground::Database, error.into())),
        Ok(()) => match app.store().pending_migrations().await {
            Ok(0) => {}
            Ok(pending) => {
                let cause = Failure::internal(format!("{pending} migrations are pending"));
                broken.push((Ground::Migrations, cause));
            }
            Err(error) => broken.push((Ground::Migrations, error.into())),
        },
    }
    if let Err(error) = app.vault().probe().await {
        broken.push((Ground::Objects, error.into()));
    }
    broken
}
