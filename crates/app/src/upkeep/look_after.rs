//! What every process does beside its work: it chains the lines that it left for the audit logs, and notices
//! new keys.

use std::error::Error;
use std::pin::pin;
use std::time::Duration;

use super::chain_audit::chain_audit;
use crate::service::App;

/// Lines are chained together that come within this time.
const CHAIN_AFTER: Duration = Duration::from_secs(1);

/// How often the key ring is read again; a value under a new key has it read at once.
const KEYS_EVERY: Duration = Duration::from_secs(30);

/// Looks after the process until `shutdown`, then chains what is left.
pub async fn look_after(app: App, shutdown: impl Future<Output = ()> + Send) {
    let mut shutdown = pin!(shutdown);
    let mut keys = tokio::time::interval(KEYS_EVERY);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            () = app.store().lines_wait() => {
                tokio::time::sleep(CHAIN_AFTER).await;
                chain_waiting(&app).await;
            }
            _ = keys.tick() => read_keys(&app),
        }
    }
    chain_waiting(&app).await;
}

/// Chains the lines that wait for the audit logs; where that fails they go on waiting.
pub async fn chain_waiting(app: &App) {
    if let Err(failure) = chain_audit(app).await {
        let cause: &(dyn Error + 'static) = &failure;
        tracing::error!(
            cause,
            "Could not chain the lines of the audit logs; they wait"
        );
    }
}

fn read_keys(app: &App) {
    match app.vault().read_keys_again() {
        Ok(false) => {}
        Ok(true) => tracing::info!("The key ring has other master keys"),
        Err(other) => {
            let cause: &(dyn Error + 'static) = &other;
            tracing::error!(cause, "The key ring is not used; the former one is");
        }
    }
}
