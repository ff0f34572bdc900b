//! The sets that the collection fee includes: to the school of those who are collected together, to the address of
//! those who are taken one by one (散拍), whose fee pays the courier too.

use domain::{
    AccountId, Batch, BatchId, BatchMode, Degree, Destination, NewPrintJob, PrintJob, PrintJobId,
    PrintLayout, PrintSet, RUN_LIMIT, SchoolId, Submission, SubmissionState,
};
use store::{PageRequest, Work};

use super::order::number;
use super::place;
use crate::address;
use crate::failure::Failure;
use crate::money;
use crate::service::App;

/// Submissions in one page.
const PAGE: u32 = 200;

/// Included sets of a batch that are to be made.
pub(super) struct Included {
    batch: BatchId,
    layout: PrintLayout,
    /// The school that they go to; none where each goes to the address of its student.
    school: Option<SchoolId>,
}

impl Included {
    /// # Errors
    /// [`Failure::Invalid`] for a group batch without a school: there nobody is asked for an address.
    pub(super) fn of(
        batch: &Batch,
        school: Option<SchoolId>,
        layout: PrintLayout,
    ) -> Result<Self, Failure> {
        let is_group = matches!(batch.plan.mode, BatchMode::Group { .. });
        if is_group && school.is_none() {
            let expected = "with a school, or of a batch whose students are taken one by one";
            return Err(Failure::invalid("included", &expected));
        }
        Ok(Self {
            batch: batch.id,
            layout,
            school,
        })
    }

    /// Makes the sets of at most 500 students who have not had theirs.
    pub(super) async fn make(&self, app: &App, work: &Work) -> Result<(), Failure> {
        let mut request = PageRequest::first(PAGE);
        let mut made = 0;
        loop {
            let submissions = work.submissions();
            let page = submissions.list_of_batch(self.batch, request).await?;
            let degrees: Vec<_> = page.items.iter().map(|of| of.degree).collect();
            let jobs = work.print_jobs();
            let have = jobs.with_included(self.batch, &degrees).await?;
            for submission in page.items {
                let is_approved = matches!(submission.state, SubmissionState::Approved { .. });
                if !is_approved || have.contains(&submission.degree) {
                    continue;
                }
                made += usize::from(self.make_one(app, work, &submission).await?);
                if made >= RUN_LIMIT {
                    return Ok(());
                }
            }
            let Some(next) = page.next else {
                return Ok(());
            };
            request.after = Some(next);
        }
    }

    /// Makes the set of one student; whether there was one to make.
    async fn make_one(
        &self,
        app: &App,
        work: &Work,
        submission: &Submission,
    ) -> Result<bool, Failure> {
        let degree = work.degrees().find(submission.degree).await?;
        let degree = degree.ok_or_else(|| Failure::internal("a submission of no degree"))?;
        let id = PrintJobId::from_uuid(app.new_id());
        let Some(destination) = self.destination(app, work, (&degree, id)).await? else {
            return Ok(false);
        };
        match money::require_settled(work, submission, money::Settling::Submitting).await {
            Err(Failure::Refused(_)) => return Ok(false),
            settled => settled?,
        }
        let new = NewPrintJob {
            id,
            number: number(app),
            order: None,
            sets: vec![PrintSet {
                layout: self.layout,
                sheets: 1,
            }],
            destination,
        };
        let job = PrintJob::order(new, &degree, app.now());
        work.print_jobs().insert(&job).await?;
        Ok(true)
    }

    /// Where the set of a student goes; none for a student of another school, or without an address.
    async fn destination(
        &self,
        app: &App,
        work: &Work,
        (degree, id): (&Degree, PrintJobId),
    ) -> Result<Option<Destination>, Failure> {
        let Some(school) = self.school else {
            return to_address(app, work, (degree.account, id)).await;
        };
        let place = degree.details().and_then(|of| of.placement.as_ref());
        let is_there = place.is_some_and(|place| place.school == school);
        Ok(is_there.then_some(Destination::School { school }))
    }
}

/// The address that a student likes best.
async fn to_address(
    app: &App,
    work: &Work,
    (account, id): (AccountId, PrintJobId),
) -> Result<Option<Destination>, Failure> {
    let kept = work.addresses().list_of_account(account).await?;
    let Some(address) = kept.iter().find(|address| address.is_default) else {
        return Ok(None);
    };
    let content = address::opened(app, address)?.sealed_in(app, place(id))?;
    Ok(Some(Destination::Address {
        content: Some(content),
    }))
}
