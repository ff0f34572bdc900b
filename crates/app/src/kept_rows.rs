//! Batches, centres and schools, kept for a moment **for reading alone** (ADR 63). What decides or writes reads them in
//! its transaction. A row is as old as [`FOR`] at most, and never older than the last write of this process.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::{Batch, BatchId, Centre, CentreId, School, SchoolCode};
use store::StoreError;

use crate::failure::Failure;

/// How long a row is kept: what another process changes is seen here after that at the latest. Rows of a season's peak
/// are read thousands of times in it.
const FOR: Duration = Duration::from_secs(1);

/// Rows of a table that are kept at once. A row has some kilobytes.
const MOST: usize = 512;

/// What is kept of the three tables.
#[derive(Debug, Default)]
pub(crate) struct KeptRows {
    pub(crate) batches: Rows<BatchId, Batch>,
    pub(crate) centres: Rows<CentreId, Centre>,
    pub(crate) schools: Rows<(CentreId, SchoolCode), School>,
}

/// Rows of one table.
#[derive(Debug)]
pub(crate) struct Rows<K, V>(Mutex<HashMap<K, Row<V>>>);

/// What is known of a row without asking.
#[derive(Debug)]
enum Kept<V> {
    /// As it is in the database, where there may be none.
    Fresh(Option<Arc<V>>),
    /// Nothing that could be relied on.
    Stale,
}

#[derive(Debug)]
struct Row<V> {
    value: Option<Arc<V>>,
    read_at: Duration,
    /// Writes of this process to the table before the row was read.
    changes: u64,
}

impl<K, V> Default for Rows<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Copy + Eq + Hash, V> Rows<K, V> {
    /// The row as it is kept, or as `find` finds it in the database, which is not asked before.
    ///
    /// `now` and `changes` are of before the database is asked: a write in between makes the row look older than it is.
    pub(crate) async fn read(
        &self,
        (now, changes): (Duration, u64),
        key: K,
        find: impl Future<Output = Result<Option<V>, StoreError>>,
    ) -> Result<Option<Arc<V>>, Failure> {
        if let Kept::Fresh(value) = self.find(key, now, changes) {
            return Ok(value);
        }
        let value = find.await?.map(Arc::new);
        let row = Row {
            value: value.clone(),
            read_at: now,
            changes,
        };
        self.keep(key, row);
        Ok(value)
    }

    fn find(&self, key: K, now: Duration, changes: u64) -> Kept<V> {
        let kept = self.kept();
        let row = kept
            .get(&key)
            .filter(|row| row.changes == changes && now.saturating_sub(row.read_at) < FOR);
        row.map_or(Kept::Stale, |row| Kept::Fresh(row.value.clone()))
    }

    fn keep(&self, key: K, row: Row<V>) {
        let mut kept = self.kept();
        if kept.len() >= MOST {
            kept.retain(|_, other| row.read_at.saturating_sub(other.read_at) < FOR);
        }
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, row);
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<K, Row<V>>> {
        // A map of finished values: a panic elsewhere cannot have left it half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(millis: u64, changes: u64) -> Row<u64> {
        Row {
            value: Some(Arc::new(millis)),
            read_at: Duration::from_millis(millis),
            changes,
        }
    }

    #[track_caller]
    fn check(millis: u64, changes: u64, expected: bool) {
        let rows = Rows::default();
        rows.keep(1, row(5_000, 7));
        let found = rows.find(1, Duration::from_millis(millis), changes);
        assert_eq!(
            matches!(found, Kept::Fresh(_)),
            expected,
            "{millis} {changes}"
        );
    }

    #[test]
    fn a_row_is_kept_for_a_moment_and_until_something_is_written() {
        check(5_000, 7, true);
        check(5_999, 7, true);
        check(6_000, 7, false);
        check(5_001, 8, false);
    }

    #[test]
    fn only_so_many_rows_are_kept() {
        let rows = Rows::default();
        for number in 0..3 * MOST as u64 {
            rows.keep(number, row(number / 100, 0));
        }
        assert!(rows.kept().len() <= MOST);
        // What is over makes room before what is fresh does.
        let rows = Rows::default();
        for number in 0..MOST as u64 {
            rows.keep(number, row(if number < 10 { 5_000 } else { 0 }, 0));
        }
        rows.keep(u64::MAX, row(5_000, 0));
        assert_eq!(rows.kept().len(), 11);
    }
}
