//! The log of the service on standard error: one line per event, without personal data. The
//! configuration selects the events.

use anyhow::{Context, Result};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::Subscriber;

use super::config::{LogConfig, LogFormat};

/// Begins to log.
///
/// # Errors
/// A level that cannot be read.
pub(crate) fn begin(config: &LogConfig) -> Result<()> {
    let filter = EnvFilter::builder()
        .parse(&config.level)
        .with_context(|| format!("log.level = {:?} cannot be read", config.level))?;
    let lines = Subscriber::builder()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let begun = match config.format {
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
        LogFormat::Text => lines.try_init(),
    };
    // Somebody else listens already, as in a test: then that one hears.
    drop(begun);
    Ok(())
}
