//! Clients that wait for the check of a photo: a channel per photo, so that the end of one check wakes
//! those alone who wait for it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::{Actor, PhotoId};
use tokio::sync::Notify;

/// Waits of one person at a time; further ones are answered at once.
const PER_PERSON: usize = 3;

/// Who waits for which photo, in this process.
#[derive(Debug, Default)]
pub(crate) struct Waiting(Mutex<Lists>);

#[derive(Debug, Default)]
struct Lists {
    photos: HashMap<PhotoId, (Arc<Notify>, usize)>,
    people: HashMap<Actor, usize>,
}

/// One wait; over when dropped.
pub(crate) struct Wait<'a> {
    waiting: &'a Waiting,
    photo: PhotoId,
    person: Actor,
    checked: Arc<Notify>,
}

impl Waiting {
    /// Begins to wait. `None` where the person waits too often already.
    pub(crate) fn begin(&self, photo: PhotoId, person: Actor) -> Option<Wait<'_>> {
        let mut lists = self.lists();
        let waits = lists.people.entry(person).or_default();
        if *waits >= PER_PERSON {
            return None;
        }
        *waits += 1;
        let (checked, waiting) = lists.photos.entry(photo).or_default();
        *waiting += 1;
        let checked = checked.clone();
        drop(lists);
        Some(Wait {
            waiting: self,
            photo,
            person,
            checked,
        })
    }

    /// Whether somebody waits for the photo.
    pub(crate) fn has(&self, photo: PhotoId) -> bool {
        self.lists().photos.contains_key(&photo)
    }

    /// Wakes those who wait for the photo.
    pub(crate) fn wake(&self, photo: PhotoId) {
        if let Some((checked, _)) = self.lists().photos.get(&photo) {
            checked.notify_waiters();
        }
    }

    fn lists(&self) -> std::sync::MutexGuard<'_, Lists> {
        // Counts are whole after every statement, so a panic elsewhere leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wait<'_> {
    /// Wakes when the photo was checked after this call.
    pub(crate) fn checked(&self) -> tokio::sync::futures::Notified<'_> {
        self.checked.notified()
    }
}

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        let mut lists = self.waiting.lists();
        if let Some((_, waiting)) = lists.photos.get_mut(&self.photo) {
            *waiting -= 1;
            if *waiting == 0 {
                lists.photos.remove(&self.photo);
            }
        }
        if let Some(waits) = lists.people.get_mut(&self.person) {
            *waits -= 1;
            if *waits == 0 {
                lists.people.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::AccountId;
    use uuid::Uuid;

    use super::*;

    fn photo(number: u128) -> PhotoId {
        PhotoId::from_uuid(Uuid::from_u128(number))
    }

    fn student(number: u128) -> Actor {
        Actor::Student(AccountId::from_uuid(Uuid::from_u128(number)))
    }

    #[tokio::test]
    async fn the_check_of_a_photo_wakes_those_who_wait_for_it() {
        let waiting = Waiting::default();
        let mine = waiting.begin(photo(1), student(1)).unwrap();
        let other = waiting.begin(photo(2), student(2)).unwrap();
        let (mine, other) = (mine.checked(), other.checked());
        tokio::pin!(mine, other);
        other.as_mut().enable();
        mine.as_mut().enable();
        assert!(waiting.has(photo(1)) && !waiting.has(photo(3)));
        waiting.wake(photo(1));
        assert!(mine.as_mut().enable(), "is woken");
        assert!(!other.as_mut().enable(), "sleeps on");
    }

    #[test]
    fn a_person_waits_three_times_at_most() {
        let waiting = Waiting::default();
        let waits: Vec<_> = (0..4)
            .map(|number| waiting.begin(photo(number), student(1)))
            .collect();
        assert_eq!(waits.iter().flatten().count(), 3);
        assert!(waiting.begin(photo(9), student(2)).is_some());
        drop(waits);
        let lists = waiting.lists();
        assert!(lists.photos.is_empty() && lists.people.is_empty());
    }
}
