//! What every request can reach: the use cases, the configuration, and what this process counts.

use std::sync::Arc;

use app::App;

use crate::config::ServerConfig;
use crate::limits::Limits;
use crate::places::Places;
use crate::readiness::{Drain, Readiness};

/// What every request can reach; cheap to clone.
#[derive(Clone)]
pub(crate) struct ServerState(Arc<Inner>);

struct Inner {
    app: App,
    config: ServerConfig,
    limits: Limits,
    uploads: Places,
    codes: Places,
    exports: Places,
    readiness: Readiness,
}

impl ServerState {
    /// Nothing is counted yet.
    pub(crate) fn new(app: App, config: ServerConfig, drains: Drain) -> Self {
        let limits = Limits::new(&app, &config.rates);
        let uploads = Places::of_photos(&config);
        let codes = Places::of_codes(&config);
        let exports = Places::of_exports(&config);
        Self(Arc::new(Inner {
            app,
            config,
            limits,
            uploads,
            codes,
            exports,
            readiness: Readiness::new(drains),
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

    /// Pictures of codes under way.
    pub(crate) fn codes(&self) -> &Places {
        &self.0.codes
    }

    /// Exports under way.
    pub(crate) fn exports(&self) -> &Places {
        &self.0.exports
    }

    /// Uploads of photos under way.
    pub(crate) fn uploads(&self) -> &Places {
        &self.0.uploads
    }

    /// Whether the service can work.
    pub(crate) fn readiness(&self) -> &Readiness {
        &self.0.readiness
    }
}
