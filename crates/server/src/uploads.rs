//! The limit of concurrent uploads, per process and per person. Each upload occupies a connection and an
//! open object while it runs.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

use domain::Actor;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config::ServerConfig;
use crate::problem::{HttpProblem, Problem};

/// After as many seconds it may be tried again.
const RETRY_AFTER_SECONDS: i64 = 5;

/// Uploads under way in this process.
pub(crate) struct Uploads {
    places: Arc<Semaphore>,
    per_person: u32,
    of_people: Arc<Mutex<HashMap<Actor, u32>>>,
}

/// One upload under way; over when dropped.
pub(crate) struct Upload {
    _place: OwnedSemaphorePermit,
    person: Actor,
    of_people: Arc<Mutex<HashMap<Actor, u32>>>,
}

impl Uploads {
    /// None are under way.
    pub(crate) fn new(config: &ServerConfig) -> Self {
        Self {
            places: Arc::new(Semaphore::new(config.max_uploads as usize)),
            per_person: config.max_uploads_per_student,
            of_people: Arc::default(),
        }
    }

    /// Begins one of a student, or of staff on site.
    ///
    /// # Errors
    /// 503 `busy` while the process has as many as it takes, 429 `too-many-uploads` while the person
    /// has.
    pub(crate) fn begin(&self, person: Actor) -> Result<Upload, Problem> {
        let place = self
            .places
            .clone()
            .try_acquire_owned()
            .map_err(|_| busy())?;
        // A count is whole after every statement, so a panic elsewhere leaves nothing half done.
        let mut counts = self
            .of_people
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(person).or_default();
        if *count >= self.per_person {
            return Err(too_many());
        }
        *count += 1;
        drop(counts);
        Ok(Upload {
            _place: place,
            person,
            of_people: self.of_people.clone(),
        })
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        let mut counts = self
            .of_people
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut entry) = counts.entry(self.person) {
            *entry.get_mut() -= 1;
            if *entry.get() == 0 {
                entry.remove();
            }
        }
    }
}

fn busy() -> Problem {
    Problem::from(HttpProblem::Busy).retry_after(RETRY_AFTER_SECONDS)
}

fn too_many() -> Problem {
    Problem::from(HttpProblem::TooManyUploads).retry_after(RETRY_AFTER_SECONDS)
}

#[cfg(test)]
mod tests {
    use domain::AccountId;
    use uuid::Uuid;

    use super::*;

    fn student(number: u128) -> Actor {
        Actor::Student(AccountId::from_uuid(Uuid::from_u128(number)))
    }

    /// Begins one upload after the other and keeps them all.
    #[track_caller]
    fn check(accounts: &[u128], expected: &[Option<&str>]) {
        let uploads = Uploads::new(&ServerConfig {
            max_uploads: 3,
            max_uploads_per_student: 2,
            ..ServerConfig::default()
        });
        let begun: Vec<_> = accounts
            .iter()
            .map(|number| uploads.begin(student(*number)))
            .collect();
        let codes: Vec<_> = begun
            .iter()
            .map(|begun| begun.as_ref().err().map(|problem| problem.code().as_str()))
            .collect();
        assert_eq!(codes, expected);
        drop(begun);
        assert!(uploads.of_people.lock().unwrap().is_empty());
        assert!(uploads.begin(student(1)).is_ok());
    }

    #[test]
    fn a_student_has_two_at_a_time_and_the_process_three() {
        check(&[1, 1, 1], &[None, None, Some("too-many-uploads")]);
        check(&[1, 2, 3, 4], &[None, None, None, Some("busy")]);
        check(&[1, 1, 1, 2], &[None, None, Some("too-many-uploads"), None]);
    }
}
