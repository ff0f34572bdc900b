//! What every request reaches: the use cases, the configuration, and what is counted in this process.

use std::sync::Arc;

use app::App;

use crate::config::ServerConfig;
use crate::layer::rate::Limits;
use crate::routes::system::LastFinding;
use crate::uploads::Uploads;

/// What every request reaches; cheap to clone.
#[derive(Clone)]
pub(crate) struct ServerState(Arc<Inner>);

struct Inner {
    app: App,
    config: ServerConfig,
    limits: Limits,
    uploads: Uploads,
    last_finding: LastFinding,
}

impl ServerState {
    /// Begins to count at nothing.
    pub(crate) fn new(app: App, config: ServerConfig) -> Self {
        let limits = Limits::new(&app, &config.rates);
        let uploads = Uploads::new(&config);
        Self(Arc::new(Inner {
            app,
            config,
            limits,
            uploads,
            last_finding: LastFinding::default(),
        }))
    }

    /// The use cases.
    pub(crate) fn app(&self) -> &App {
        &self.0.app
    }

    /// What the operator has set.
    pub(crate) fn config(&self) -> &ServerConfig {
        &self.0.config
    }

    /// Requests that clients have made of late.
    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Uploads under way.
    pub(crate) fn uploads(&self) -> &Uploads {
        &self.0.uploads
    }

    /// Whether the service could work when it was asked last.
    pub(crate) fn last_finding(&self) -> &LastFinding {
        &self.0.last_finding
    }
}
