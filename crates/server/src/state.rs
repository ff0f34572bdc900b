//! What every request can reach: the use cases, the configuration, and what this process counts.

use std::sync::Arc;

use app::App;

use crate::config::ServerConfig;
use crate::limits::Limits;
use crate::readiness::Readiness;
use crate::uploads::Uploads;

/// What every request can reach; cheap to clone.
#[derive(Clone)]
pub(crate) struct ServerState(Arc<Inner>);

struct Inner {
    app: App,
    config: ServerConfig,
    limits: Limits,
    uploads: Uploads,
    readiness: Readiness,
}

impl ServerState {
    /// Nothing is counted yet.
    pub(crate) fn new(app: App, config: ServerConfig) -> Self {
        let limits = Limits::new(&app, &config.rates);
        let uploads = Uploads::new(&config);
        Self(Arc::new(Inner {
            app,
            config,
            limits,
            uploads,
            readiness: Readiness::default(),
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

    /// Recent requests of every client.
    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Uploads under way.
    pub(crate) fn uploads(&self) -> &Uploads {
        &self.0.uploads
    }

    /// Whether the service can work.
    pub(crate) fn readiness(&self) -> &Readiness {
        &self.0.readiness
    }
}
