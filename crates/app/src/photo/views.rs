//! Views that were drawn a moment ago, kept in memory alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use bytes::Bytes;
use domain::{BlobKey, StaffId};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::ports::ViewMark;

/// How long a view is kept: who opens a picture on two pages, or once more, waits for it once.
const KEPT_FOR: Duration = Duration::from_mins(1);

/// All views that are kept together, bytes. They are faces: few, and not for long.
const MOST_BYTES: usize = 24 << 20;

/// Pictures that are drawn into at once: each is in memory, whole and unpacked.
const AT_ONCE: usize = 8;

/// Of these, for one person: a desk looks ahead by a few, and whoever asks for hundreds waits behind nobody but themselves.
const AT_ONCE_OF_ONE: usize = 4;

/// Object, words and size.
type Key = (BlobKey, ViewMark);

/// Views of the last minute, and places to draw further ones.
#[derive(Debug)]
pub(crate) struct Views {
    kept: Mutex<HashMap<Key, (Bytes, Duration)>>,
    places: Arc<Semaphore>,
    of_one: Mutex<HashMap<StaffId, Weak<Semaphore>>>,
}

impl Default for Views {
    fn default() -> Self {
        Self {
            kept: Mutex::default(),
            places: Arc::new(Semaphore::new(AT_ONCE)),
            of_one: Mutex::default(),
        }
    }
}

/// A place to draw a view; dropped, it is free for the next.
pub(super) struct Place {
    _of_all: OwnedSemaphorePermit,
    _of_one: OwnedSemaphorePermit,
}

impl Views {
    /// Waits for a place to draw a view for a member of staff: first behind the own ones. `None` never comes while the
    /// service runs.
    pub(super) async fn place(&self, staff: StaffId) -> Option<Place> {
        let own = self.places_of(staff);
        let of_one = own.acquire_owned().await.ok()?;
        let of_all = self.places.clone().acquire_owned().await.ok()?;
        Some(Place {
            _of_all: of_all,
            _of_one: of_one,
        })
    }

    fn places_of(&self, staff: StaffId) -> Arc<Semaphore> {
        let mut of_one = self.of_one.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = of_one.get(&staff).and_then(Weak::upgrade) {
            return own;
        }
        // Permits hold their semaphore: what nobody holds is forgotten.
        of_one.retain(|_, own| own.strong_count() > 0);
        let own = Arc::new(Semaphore::new(AT_ONCE_OF_ONE));
        of_one.insert(staff, Arc::downgrade(&own));
        own
    }

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
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
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

    #[tokio::test]
    async fn who_asks_for_hundreds_waits_behind_nobody_but_themselves() {
        let staff = |number| StaffId::from_uuid(uuid::Uuid::from_u128(number));
        let views = Views::default();
        let mut held = Vec::new();
        for _ in 0..AT_ONCE_OF_ONE {
            held.push(views.place(staff(1)).await.unwrap());
        }
        let mut fifth = Box::pin(views.place(staff(1)));
        assert!(futures_util::poll!(fifth.as_mut()).is_pending());
        held.push(views.place(staff(2)).await.unwrap());
        drop(held);
        assert!(fifth.await.is_some());
        assert_eq!(views.places.available_permits(), AT_ONCE);
    }
}
