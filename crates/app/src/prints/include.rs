//! The sets that the collection fee includes: to the school of those who are collected together, to the address of
//! those who are taken one by one (散拍), whose fee pays the courier too.

use domain::{
    AccountId, Batch, BatchMode, Degree, Destination, NewPrintJob, PrintJob, PrintJobId,
    PrintLayout, PrintSet, RUN_LIMIT, Submission, SubmissionState,
};
use store::{PageRequest, Work};

use super::order::number;
use super::place;
use super::wish::RunWish;
use crate::address;
use crate::failure::Failure;
use crate::money;
use crate::service::App;

/// Submissions in one page.
const PAGE: u32 = 200;

/// Included sets of a batch that are to be made.
pub(super) struct Included<'a> {
    wish: &'a RunWish,
    layout: PrintLayout,
}

impl<'a> Included<'a> {
    /// # Errors
    /// [`Failure::Invalid`] for a group batch without a school: there nobody is asked for an address.
    pub(super) fn of(
        batch: &Batch,
        wish: &'a RunWish,
        layout: PrintLayout,
    ) -> Result<Self, Failure> {
        let is_group = matches!(batch.plan.mode, BatchMode::Group { .. });
        if is_group && wish.school.is_none() {
            let expected = "with a school, or of a batch whose students are taken one by one";
            return Err(Failure::invalid("included", &expected));
        }
        Ok(Self { wish, layout })
    }

    /// Makes the sets of at most 500 students who have not had theirs.
    pub(super) async fn make(&self, app: &App, work: &Work) -> Result<(), Failure> {
        let mut request = PageRequest::first(PAGE);
        let mut made = 0;
        loop {
            let submissions = work.submissions();
            let page = submissions.list_of_batch(self.wish.batch, request).await?;
            let degrees: Vec<_> = page.items.iter().map(|of| of.degree).collect();
            let jobs = work.print_jobs();
            let have = jobs.with_included(self.wish.batch, &degrees).await?;
            for submission in page.items {
                let is_approved = matches!(submission.state, SubmissionState::Approved { .. });
                if !is_approved || have.contains(&submission.degree) || !self.is_of(&submission) {
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

    /// Whether the student is one of those that the run takes. Others would fill it up, and leave it empty.
    fn is_of(&self, submission: &Submission) -> bool {
        let Some(place) = submission.student_place.as_ref() else {
            // Begun before it was known here: the degree tells.
            return true;
        };
        let place = place.placement.as_ref();
        let school = place.map(|place| place.school);
        let is_of_school = self.wish.school.is_none_or(|wanted| school == Some(wanted));
        is_of_school && self.wish.takes(place)
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
        let Some(school) = self.wish.school else {
            return to_address(app, work, (degree.account, id)).await;
        };
        let place = degree.details().and_then(|of| of.placement.as_ref());
        let is_there = place.is_some_and(|place| place.school == school) && self.wish.takes(place);
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
