//! Views of pictures for staff: the laboratory draws name, login and minute of who looks into the pixels (ADR 64). What
//! students, discs, prints and the registry get is what is stored.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use domain::{BlobKey, Staff, Timestamp};
use vault::ObjectKind;

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::ports::{MarkFault, ViewMark};
use crate::service::App;
use crate::staff;

/// How long a view is kept: who opens a picture on two pages, or once more, waits for it once.
const KEPT_FOR: Duration = Duration::from_mins(1);

/// All views that are kept together, bytes. They are faces: few, and not for long.
const MOST_BYTES: usize = 24 << 20;

/// Whose name is drawn into an object when the caller opens it; none where it is handed out as it is stored.
pub(super) fn marked_for<'a>(caller: &'a Caller, blob: &BlobKey) -> Option<&'a Staff> {
    let is_of_a_person = matches!(
        ObjectKind::of(blob),
        Some(ObjectKind::Original | ObjectKind::Portrait | ObjectKind::Evidence)
    );
    match caller {
        Caller::Staff(staff) | Caller::WithoutSecondFactor(staff) | Caller::OnBehalfOf(staff) => {
            is_of_a_person.then_some(staff)
        }
        Caller::Student(_) | Caller::System => None,
    }
}

/// A picture as a member of staff gets it: JPEG, marked, of this longer side where one is enough.
///
/// # Errors
/// [`Failure::NotFound`] for an object that is gone, or a file that is no picture; [`Failure::Unavailable`] while the
/// laboratory is full.
pub(super) async fn view(
    app: &App,
    staff: &Staff,
    blob: &BlobKey,
    longer_side_px: Option<u32>,
) -> Result<Bytes, Failure> {
    let view = ViewMark {
        words: words(app, staff, app.now())?,
        longer_side_px,
    };
    let key = (blob.clone(), view.clone());
    if let Some(kept) = app.views().find(&key, app.steady()) {
        return Ok(kept);
    }
    let picture = app.vault().get(blob).await?.or_not_found()?;
    let marked = match app.lab().mark(picture, view).await {
        Ok(marked) => marked,
        // Nothing can be drawn into it, so staff do not get it.
        Err(MarkFault::NotAPicture) => return Err(Failure::NotFound),
        Err(fault @ MarkFault::Busy) => return Err(Failure::Unavailable(fault.into())),
    };
    app.views().keep(key, &marked, app.steady());
    Ok(marked)
}

/// Name, login and minute by a clock in China.
fn words(app: &App, staff: &Staff, now: Timestamp) -> Result<String, Failure> {
    let staff = staff::summary(app, staff.clone())?;
    let (date, minute) = (now.civil_date(), now.civil_time());
    let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
    let (name, login) = (staff.name, staff.login);
    Ok(format!(
        "{name} {login} {year}-{month:02}-{day:02} {minute}"
    ))
}

/// Object, words and size.
type Key = (BlobKey, ViewMark);

/// Views of the last minute.
#[derive(Debug, Default)]
pub(crate) struct Views(Mutex<HashMap<Key, (Bytes, Duration)>>);

impl Views {
    fn find(&self, key: &Key, now: Duration) -> Option<Bytes> {
        let views = self.views();
        let (bytes, made_at) = views.get(key)?;
        (now.saturating_sub(*made_at) < KEPT_FOR).then(|| bytes.clone())
    }

    fn keep(&self, key: Key, view: &Bytes, now: Duration) {
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
