//! Makes a hundred thousand students who wait for a decision: rows of their own, as the use cases write them, copied from a
//! student who went the whole way. Only what nobody opens is shared: their photos are one pair of pictures in the vault.

use anyhow::{Context, Result, ensure};
use app::{Expected, PageRequest, submission};
use domain::{
    Degree, DegreeDetails, DegreeId, DegreeState, Duration, Photo, PhotoId, RosterEntry,
    StudentPlace, Submission, SubmissionId, SubmissionState,
};
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use super::super::world::{Student, World};

/// Students that are kept in one transaction.
const AT_A_TIME: usize = 2_000;

/// Submits the photos of students, one after the other.
///
/// # Errors
/// Whatever the service says against it.
pub(super) async fn submit(world: &World, students: &[Student]) -> Result<()> {
    for student in students {
        let (caller, id) = (&student.caller, student.submission);
        submission::submit(&world.app, caller, id, &Expected::Any).await?;
    }
    Ok(())
}

/// As many further students of the roster who wait, copied from the one who was last to submit.
///
/// # Errors
/// Too short a roster, or a pattern that does not wait.
pub(super) async fn gather(world: &World, last: SubmissionId, count: usize) -> Result<()> {
    let listed = listed(world, count).await?;
    let pattern = Pattern::of(world, last).await?;
    let mut number = 0;
    for entries in listed.chunks(AT_A_TIME) {
        let work = world.store.begin().await?;
        for entry in entries {
            number += 1;
            let one = pattern.copy(world, entry, number)?;
            work.degrees().insert(&one.degree).await?;
            work.photos().insert(&one.photo).await?;
            work.submissions().insert(&one.submission).await?;
        }
        work.commit().await?;
    }
    Ok(())
}

/// The first lines of the rosters.
async fn listed(world: &World, count: usize) -> Result<Vec<RosterEntry>> {
    let mut entries = Vec::with_capacity(count);
    let mut page = PageRequest::first(10_000);
    while entries.len() < count {
        let found = world.store.roster().list_all(page).await?;
        entries.extend(found.items);
        let Some(next) = found.next else {
            break;
        };
        page.after = Some(next);
    }
    ensure!(entries.len() >= count, "the roster is too short");
    entries.truncate(count);
    Ok(entries)
}

/// A student who waits.
struct Pattern {
    degree: Degree,
    details: DegreeDetails,
    photo: Photo,
    submission: Submission,
    masked_name: Option<String>,
}

/// One more of them.
struct Copied {
    degree: Degree,
    photo: Photo,
    submission: Submission,
}

impl Pattern {
    async fn of(world: &World, last: SubmissionId) -> Result<Self> {
        let store = &world.store;
        let submission = store.submissions().find(last).await?;
        let submission = submission.context("a student has submitted")?;
        let degree = store.degrees().find(submission.degree).await?;
        let degree = degree.context("a submission has a degree")?;
        let photo = submission.state.photo().context("a photo waits")?;
        let photo = store.photos().find(photo).await?;
        let details = degree.details().context("the degree is bound")?.clone();
        let place = place(FieldColumn::DegreeMaskedName, degree.id);
        let masked_name = details.masked_name.as_ref();
        let masked_name = masked_name.map(|sealed| world.vault.unseal(place, sealed));
        let masked_name = masked_name.transpose()?;
        Ok(Self {
            masked_name: masked_name.map(|name| name.to_string()),
            photo: photo.context("a submission has a photo")?,
            degree,
            details,
            submission,
        })
    }

    fn copy(&self, world: &World, entry: &RosterEntry, number: i64) -> Result<Copied> {
        let (app, vault) = (&world.app, &world.vault);
        let id = DegreeId::from_uuid(app.new_id());
        let index = |text: &str| vault.index(IndexPurpose::CollectionCode, text);
        let of_roster = FieldPlace {
            column: FieldColumn::RosterStudentNumber,
            row: entry.id.as_uuid(),
        };
        let student_number = vault.unseal(of_roster, &entry.student_number.sealed)?;
        let masked_name = self.masked_name.as_deref();
        let masked_name =
            masked_name.map(|name| vault.seal(place(FieldColumn::DegreeMaskedName, id), name));
        let details = DegreeDetails {
            masked_name: masked_name.transpose()?,
            student_number: Some(vault.findable(
                place(FieldColumn::DegreeStudentNumber, id),
                IndexPurpose::StudentNumber,
                &student_number,
            )?),
            placement: Some(entry.placement),
            level: entry.cohort.level.clone(),
            ..self.details.clone()
        };
        let level = details.level.clone();
        let degree = Degree {
            id,
            code: index(&format!("code {number}")),
            claim: Some(index(&format!("claim {number}"))),
            state: DegreeState::Bound {
                details,
                bound_at: app.now(),
            },
            ..self.degree.clone()
        };
        let photo = Photo {
            id: PhotoId::from_uuid(app.new_id()),
            degree: id,
            ..self.photo.clone()
        };
        let mut submission = Submission {
            id: SubmissionId::from_uuid(app.new_id()),
            degree: id,
            student_place: Some(StudentPlace {
                placement: Some(entry.placement),
                level,
                student_number: Some(entry.student_number.index),
                listed: true,
            }),
            ..self.submission.clone()
        };
        if let SubmissionState::AwaitingReview {
            photo: waiting,
            submitted_at,
            ..
        } = &mut submission.state
        {
            waiting.id = photo.id;
            *submitted_at = *submitted_at + Duration::from_micros(1_000 * number);
        }
        Ok(Copied {
            degree,
            photo,
            submission,
        })
    }
}

fn place(column: FieldColumn, degree: DegreeId) -> FieldPlace {
    FieldPlace {
        column,
        row: degree.as_uuid(),
    }
}
