//! Lists of students by how far they have come. They hold student numbers, which the school has handed in
//! itself, and no names.

use std::collections::HashMap;

use domain::audit::Action;
use domain::{
    Degree, DegreeId, Level, Permission, PrintJobStateName, RosterEntry, Scope, Subject,
    Submission, SubmissionStateName,
};
use store::{BegunWhich, Page, PageRequest, Students};
use vault::{FieldColumn, FieldPlace};

use super::{StudentsAsked, reached};
use crate::caller::Caller;
use crate::degree::student_number;
use crate::failure::Failure;
use crate::organisation::{Names, PlaceNames};
use crate::refusal::ExportRefusal;
use crate::service::App;
use crate::trace::Trace;

/// How far a student has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// On the roster, and no more.
    NotBegun,
    /// As far as the submission.
    Begun(SubmissionStateName),
    /// The prints have arrived at the school.
    Delivered,
}

/// A student in a list.
#[derive(Clone, PartialEq, Eq)]
pub struct ListedStudent {
    /// The student number; none where the code carried none.
    pub student_number: Option<String>,
    /// The place.
    pub names: PlaceNames,
    /// Level of study.
    pub level: Option<Level>,
    /// How far the student has come.
    pub stage: Stage,
    /// How far the prints are that travel with the school's parcel, of several the least far; none where none are made.
    pub prints: Option<PrintJobStateName>,
    /// Whether the school's roster lists the student.
    pub listed: bool,
}

impl std::fmt::Debug for ListedStudent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ListedStudent({:?})", self.stage)
    }
}

/// Which of the students stand in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListedWhich {
    /// Those of one stage; all who have begun without it.
    pub stage: Option<Stage>,
    /// Those alone whom a school's roster should list and does not.
    pub only_off_roster: bool,
}

/// A list that is read page by page; the names of places are looked up once for all of them.
pub struct StudentList {
    students: Students,
    which: ListedWhich,
    names: Names,
}

impl StudentList {
    /// The students that are asked for.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`], [`Failure::NotFound`].
    pub async fn of(
        app: &App,
        caller: &Caller,
        asked: StudentsAsked,
        which: ListedWhich,
    ) -> Result<Self, Failure> {
        // Numbers lead to people: whoever only counts or reviews does not see them.
        let students = reached(app, caller, Permission::ExportLists, asked).await?;
        Ok(Self {
            students,
            which,
            names: Names::default(),
        })
    }

    /// Those alone whom these scopes reach.
    pub(crate) fn limited_to(mut self, within: Vec<Scope>) -> Self {
        self.students.within = within;
        self
    }

    /// How many students are on it now.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] when the database does not answer.
    pub(crate) async fn count(&self, app: &App) -> Result<u64, Failure> {
        let progress = app.store().progress();
        Ok(match self.begun_which() {
            Some(begun) => progress.count_begun(&self.students, begun).await?,
            // Whoever has not begun is known from a roster.
            None if self.which.only_off_roster => 0,
            None => progress.count_missing(&self.students).await?,
        })
    }

    /// One page of it.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] when the database does not answer.
    pub async fn page(
        &mut self,
        app: &App,
        page: PageRequest,
    ) -> Result<Page<ListedStudent>, Failure> {
        match self.begun_which() {
            Some(begun) => self.begun(app, begun, page).await,
            None if self.which.only_off_roster => Ok(Page {
                items: Vec::new(),
                next: None,
            }),
            None => self.missing(app, page).await,
        }
    }

    /// Which of those who have begun; none for those who have not.
    fn begun_which(&self) -> Option<BegunWhich> {
        let all = BegunWhich {
            only_off_roster: self.which.only_off_roster,
            ..BegunWhich::default()
        };
        match self.which.stage {
            Some(Stage::NotBegun) => None,
            Some(Stage::Begun(state)) => Some(BegunWhich {
                only_off_roster: all.only_off_roster,
                ..BegunWhich::in_state(state)
            }),
            Some(Stage::Delivered) => Some(BegunWhich {
                only_delivered: true,
                ..all
            }),
            None => Some(all),
        }
    }

    async fn missing(
        &mut self,
        app: &App,
        page: PageRequest,
    ) -> Result<Page<ListedStudent>, Failure> {
        let progress = app.store().progress();
        let page = progress.list_missing(&self.students, page).await?;
        let mut items = Vec::with_capacity(page.items.len());
        for entry in page.items {
            items.push(missing(app, &mut self.names, entry).await?);
        }
        let next = page.next;
        Ok(Page { items, next })
    }

    async fn begun(
        &mut self,
        app: &App,
        which: BegunWhich,
        page: PageRequest,
    ) -> Result<Page<ListedStudent>, Failure> {
        let progress = app.store().progress();
        let page = progress.list_begun(&self.students, which, page).await?;
        let ids: Vec<DegreeId> = page.items.iter().map(|one| one.degree).collect();
        let degrees = app.store().degrees().list(&ids).await?;
        let jobs = app.store().print_jobs();
        let prints = jobs.least_far(self.students.batch, &ids).await?;
        let by_id = degrees.into_iter().map(|degree| (degree.id, degree));
        let degrees: HashMap<DegreeId, Degree> = by_id.collect();
        let mut items = Vec::with_capacity(page.items.len());
        for submission in page.items {
            let degree = degrees.get(&submission.degree);
            let of_prints = prints.get(&submission.degree).copied();
            let mut listed = begun(app, &mut self.names, submission, degree).await?;
            listed.prints = of_prints;
            if which.only_delivered {
                listed.stage = Stage::Delivered;
            }
            items.push(listed);
        }
        let next = page.next;
        Ok(Page { items, next })
    }
}

/// Lists of up to as many students never wait for a second person: a class, a day's calls.
const ALWAYS_SHORT: u64 = 50;

/// The most students of a list that is taken out without a second person.
fn most_at_once(app: &App) -> u64 {
    u64::from(app.settings().bulk_list_persons).max(ALWAYS_SHORT)
}

/// Notes that a list is taken out as a file, before its first line is.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`ExportRefusal::Bulk`] for a list that takes a second person.
pub async fn begin_export(
    app: &App,
    caller: &Caller,
    asked: StudentsAsked,
    which: ListedWhich,
) -> Result<(), Failure> {
    let list = StudentList::of(app, caller, asked, which).await?;
    let (persons, most) = (list.count(app).await?, most_at_once(app));
    if persons > most {
        return Err(ExportRefusal::Bulk { persons, most }.into());
    }
    let batch = app.store().batches().find(asked.batch).await?;
    let centre = batch.map(|batch| batch.centre).ok_or(Failure::NotFound)?;
    let work = app.store().begin().await?;
    let subject = Subject::Batch(asked.batch);
    let trace = Trace::new(app, caller, &Action::ExportList, subject, app.now());
    work.audit().append(trace.of(centre).event());
    Ok(work.commit().await?)
}

async fn missing(
    app: &App,
    names: &mut Names,
    entry: RosterEntry,
) -> Result<ListedStudent, Failure> {
    let place = FieldPlace {
        column: FieldColumn::RosterStudentNumber,
        row: entry.id.as_uuid(),
    };
    let number = app.vault().unseal(place, &entry.student_number.sealed)?;
    Ok(ListedStudent {
        student_number: Some(number.to_string()),
        names: names.of(app, Some(entry.placement)).await?,
        level: Some(entry.cohort.level),
        stage: Stage::NotBegun,
        prints: None,
        listed: true,
    })
}

async fn begun(
    app: &App,
    names: &mut Names,
    submission: Submission,
    degree: Option<&Degree>,
) -> Result<ListedStudent, Failure> {
    let number = match degree {
        Some(degree) => student_number(app, degree)?,
        None => None,
    };
    let place = submission.student_place;
    let placement = place.as_ref().and_then(|place| place.placement);
    Ok(ListedStudent {
        student_number: number,
        names: names.of(app, placement).await?,
        listed: place.as_ref().is_some_and(|place| place.listed),
        level: place.map(|place| place.level),
        stage: Stage::Begun((&submission.state).into()),
        prints: None,
    })
}
