//! Waiting for what has to happen. Nothing is asserted about how long it takes: the ends are there so
//! that a test that fails does not hang.

use std::time::Duration;

/// Between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Looks before it is given up: two minutes' worth.
const LOOKS: u32 = 1200;

/// Waits until `look` finds something; `what` names it where it never does.
pub(crate) async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    for _ in 0..LOOKS {
        if let Some(found) = look().await {
            return found;
        }
        pause().await;
    }
    panic!("it never happened: {what}");
}

/// Lets some time go before the next look or try.
pub(crate) async fn pause() {
    tokio::time::sleep(LOOK_EVERY).await;
}
