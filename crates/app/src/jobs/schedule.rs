//! Queues the periodic jobs. Each waits in the queue once, for its next time; the end of one queues the
//! next.

use domain::{Duration, Timestamp};

use super::registry::KINDS;
use super::task::enqueue_recurring;
use crate::failure::Failure;
use crate::service::App;

/// Days begin at 03:00 in China, when nobody waits: 19:00 UTC.
const QUIET_HOUR: Duration = Duration::from_hours(19);

/// Queues every recurring job for its next time, unless it waits already. A worker calls it by
/// itself.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub async fn schedule(app: &App) -> Result<(), Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    for kind in KINDS {
        if let Some(every) = kind.every {
            enqueue_recurring(app, &work, kind, next(now, every)).await?;
        }
    }
    Ok(work.commit().await?)
}

/// The next multiple of `every` after `now`, counted from the quiet hour.
fn next(now: Timestamp, every: Duration) -> Timestamp {
    let start = (Timestamp::from_micros(0) + QUIET_HOUR).as_micros();
    let since = now.as_micros() - start;
    let every = every.as_micros();
    Timestamp::from_micros(start + (since.div_euclid(every) + 1) * every)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFTEN: Duration = Duration::from_minutes(5);
    const HOURLY: Duration = Duration::from_hours(1);
    const DAILY: Duration = Duration::from_days(1);

    #[track_caller]
    fn check(now: &str, every: Duration, expected: &str) {
        let at = |text: &str| format!("2023-{text}+08:00").parse().unwrap();
        assert_eq!(next(at(now), every), at(expected));
    }

    #[test]
    fn times_are_round_and_later_than_now() {
        check("09-10T12:00:00", OFTEN, "09-10T12:05:00");
        check("09-10T12:04:59", OFTEN, "09-10T12:05:00");
        check("09-10T12:00:01", HOURLY, "09-10T13:00:00");
        check("09-10T02:59:00", DAILY, "09-10T03:00:00");
        check("09-10T03:00:00", DAILY, "09-11T03:00:00");
    }
}
