//! Puts students who have begun where a roster that came later lists them, so that they are counted and
//! shown to the officers of their college.

use async_trait::async_trait;
use domain::{BatchId, Placement, SchoolId, Scope, Submission};
use serde::{Deserialize, Serialize};
use store::{BegunWhich, PageRequest, Students, Work};
use vault::IndexPurpose;

use crate::by_index::first_found;
use crate::degree::student_number;
use crate::failure::{Failure, Won};
use crate::jobs::{Task, Ticket};
use crate::service::App;

/// Students of one transaction.
const PAGE: u32 = 100;

/// Puts the students of a school in a batch where its roster lists them.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PlaceStudents {
    pub(crate) batch: BatchId,
    pub(crate) school: SchoolId,
}

#[async_trait]
impl Task for PlaceStudents {
    const KIND: &'static str = "place-students";

    fn key(&self) -> String {
        format!("{}:{}", self.batch, self.school)
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let students = Students {
            batch: self.batch,
            within: vec![Scope::Centre],
            school: Some(self.school),
            unit: None,
            class: None,
        };
        let mut page = PageRequest::first(PAGE);
        loop {
            let progress = app.store().progress();
            let begun = progress
                .list_begun(&students, BegunWhich::default(), page)
                .await?;
            let work = app.store().begin().await?;
            for submission in begun.items {
                place(app, &work, &self, submission).await?;
            }
            work.commit().await?;
            page.after = begun.next;
            if begun.next.is_none() {
                return ticket.finish_alone(app).await;
            }
        }
    }
}

async fn place(
    app: &App,
    work: &Work,
    of: &PlaceStudents,
    before: Submission,
) -> Result<(), Failure> {
    let Some(degree) = work.degrees().find(before.degree).await? else {
        return Ok(());
    };
    let number = student_number(app, &degree)?;
    // A degree that has gone to another batch stands there.
    let Some(number) = number.filter(|_| degree.batch == of.batch) else {
        return Ok(());
    };
    let roster = work.roster();
    let entry = first_found!(app, IndexPurpose::StudentNumber, &number, |index| {
        roster.find_number(of.batch, of.school, &index)
    });
    let placed = match entry {
        Some(entry) => degree.clone().place(entry.placement, Some(entry.cohort)),
        None => degree.clone().place(Placement::of_school(of.school), None),
    };
    let Some(placed) = placed else {
        return Ok(());
    };
    let after = before.clone().stand(&placed);
    work.degrees().advance(&degree, &placed).await?.won()?;
    work.submissions().advance(&before, &after).await?.won()
}
