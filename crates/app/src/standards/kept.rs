//! Keeps standards that were put together for batches.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::{CentreId, SpecId};
use standard::PhotoSpec;

use super::choices::Choices;

/// Most standards of batches that are kept; beyond, they are put together anew.
const MOST_KEPT: usize = 64;

/// Standards that were put together for batches. A photo is judged by one of them as it is: a standard with all its
/// sources is too large to copy it for each photo. None is ever out of date: what is in force does not change, and the
/// installation reads its files when it begins.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<HashMap<Kept, Arc<PhotoSpec>>>);

pub(super) type Kept = (CentreId, SpecId, Choices);

impl Shelf {
    pub(super) fn find(&self, key: &Kept) -> Option<Arc<PhotoSpec>> {
        self.kept().get(key).cloned()
    }

    pub(super) fn keep(&self, key: Kept, spec: &Arc<PhotoSpec>) {
        let mut kept = self.kept();
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(key, Arc::clone(spec));
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<Kept, Arc<PhotoSpec>>> {
        // A map of finished values: a panic elsewhere cannot have left it half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use domain::{GlassesPolicy, Rgb};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn only_so_many_standards_are_kept() {
        let shelf = Shelf::default();
        let spec = Arc::new(PhotoSpec::embedded(PhotoSpec::DEFAULT_NAME).unwrap());
        for red in 0..=u8::MAX {
            let choices = Choices {
                background: Rgb([red, 0, 0]),
                glasses: GlassesPolicy::Allowed,
                not_before: None,
            };
            let centre = CentreId::from_uuid(Uuid::from_u128(1));
            let key = (centre, SpecId::new(PhotoSpec::DEFAULT_NAME), choices);
            shelf.keep(key.clone(), &spec);
            assert!(Arc::ptr_eq(&shelf.find(&key).unwrap(), &spec));
        }
        assert!(shelf.kept().len() <= MOST_KEPT);
    }
}
