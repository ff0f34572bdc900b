//! Views that were drawn a moment ago, kept in memory alone.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use domain::BlobKey;

use crate::ports::ViewMark;

/// How long a view is kept: who opens a picture on two pages, or once more, waits for it once.
const KEPT_FOR: Duration = Duration::from_mins(1);

/// All views that are kept together, bytes. They are faces: few, and not for long.
const MOST_BYTES: usize = 24 << 20;

/// Object, words and size.
type Key = (BlobKey, ViewMark);

/// Views of the last minute.
#[derive(Debug, Default)]
pub(crate) struct Views(Mutex<HashMap<Key, (Bytes, Duration)>>);

impl Views {
    /// The view as it was drawn within the last minute.
    pub(super) fn find(&self, key: &Key, now: Duration) -> Option<Bytes> {
        let views = self.views();
        let (bytes, made_at) = views.get(key)?;
        (now.saturating_sub(*made_at) < KEPT_FOR).then(|| bytes.clone())
    }

    /// Keeps a view for a minute, as far as there is room.
    pub(super) fn keep(&self, key: Key, view: &Bytes, now: Duration) {
        let mut views = self.views();
        views.retain(|_, (_, made_at)| now.saturating_sub(*made_at) < KEPT_FOR);
        let kept: usize = views.values().map(|(bytes, _)| bytes.len()).sum();
        if kept + view.len() > MOST_BYTES {
            views.clear();
        }
        if view.len() <= MOST_BYTES {
            views.insert(key, (view.clone(), now));
        }
    }

    fn views(&self) -> MutexGuard<'_, HashMap<Key, (Bytes, Duration)>> {
        // A map of finished values: a panic elsewhere cannot have left it half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(words: &str) -> Key {
        let view = ViewMark {
            words: words.to_owned(),
            longer_side_px: None,
        };
        (BlobKey::new("portrait/x").unwrap(), view)
    }

    #[test]
    fn a_view_is_its_viewers_and_for_a_minute() {
        let views = Views::default();
        let bytes = Bytes::from_static(b"marked");
        views.keep(key("wang"), &bytes, Duration::from_secs(10));
        let find = |words, second| views.find(&key(words), Duration::from_secs(second));
        assert_eq!(find("wang", 69), Some(bytes));
        assert_eq!(find("wang", 70), None);
        assert_eq!(find("li", 11), None);
    }

    #[test]
    fn only_so_much_is_kept() {
        let views = Views::default();
        let large = Bytes::from(vec![0; 3 << 20]);
        for number in 0..40 {
            views.keep(key(&number.to_string()), &large, Duration::ZERO);
        }
        let kept: usize = views.views().values().map(|(bytes, _)| bytes.len()).sum();
        assert!(kept > 0 && kept <= MOST_BYTES);
        let huge = Bytes::from(vec![0; MOST_BYTES + 1]);
        views.keep(key("huge"), &huge, Duration::ZERO);
        assert_eq!(views.find(&key("huge"), Duration::ZERO), None);
    }
}
