//! Photos judged again from what was measured, without their pixels: when a batch is judged by another standard. What
//! was submitted stays submitted, and its reviewer sees the new verdicts; what is decided stays as it is.

use async_trait::async_trait;
use domain::audit::Action;
use domain::{
    Assessment, Batch, BatchId, Doubts, Message, Photo, PhotoState, RuleCode, Scope, SpecId,
    Subject, Submission, SubmissionState,
};
use serde::{Deserialize, Serialize};
use standard::facts::FACTS_VERSION;
use standard::rules::Rule;
use standard::{Outcome, Overall, PhotoFacts, PhotoSpec, judge_all};
use store::{BegunWhich, Findings, PageRequest, Students, Work};

use super::judgement::{StoredJudgement, store};
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::jobs::{Task, Ticket};
use crate::notification::{StudentMessage, notify};
use crate::service::App;
use crate::standards;
use crate::trace;

/// Submissions of one transaction.
const PAGE: u32 = 50;

/// Judges the photos of a batch again that nobody has decided on, by the standard that the batch has now.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct JudgeAgain {
    /// The batch.
    pub(crate) batch: BatchId,
    /// The standard; where the batch has another one by then, there is nothing to do.
    pub(crate) spec: SpecId,
}

#[async_trait]
impl Task for JudgeAgain {
    const KIND: &'static str = "judge-again";

    fn key(&self) -> String {
        format!("{}:{}", self.batch, self.spec.as_str())
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let batch = app.store().batches().find(self.batch).await?;
        let batch = batch.filter(|batch| batch.plan.rules.spec == self.spec);
        let Some(batch) = batch else {
            return ticket.finish_alone(app).await;
        };
        let spec = standards::of_batch(app, &batch).await?;
        let judged = judge_batch(app, &batch, &spec).await?;
        let work = app.store().begin().await?;
        let action = Action::JudgePhotosAgain { photos: judged };
        let subject = Subject::Batch(batch.id);
        trace::note(
            app,
            &work,
            &Caller::System,
            batch.centre,
            (&action, subject),
        );
        ticket.finish(&work).await?;
        Ok(work.commit().await?)
    }
}

/// How many photos were judged again.
async fn judge_batch(app: &App, batch: &Batch, spec: &PhotoSpec) -> Result<u32, Failure> {
    let students = Students {
        batch: batch.id,
        within: vec![Scope::Centre],
        school: None,
        unit: None,
        class: None,
    };
    let mut page = PageRequest::first(PAGE);
    let mut judged = 0;
    loop {
        let progress = app.store().progress();
        let begun = progress
            .list_begun(&students, BegunWhich::default(), page)
            .await?;
        let work = app.store().begin().await?;
        for submission in begun.items {
            judged += judge_photos(app, &work, (batch, spec), submission).await?;
        }
        work.commit().await?;
        page.after = begun.next;
        if begun.next.is_none() {
            return Ok(judged);
        }
    }
}

async fn judge_photos(
    app: &App,
    work: &Work,
    (batch, spec): (&Batch, &PhotoSpec),
    submission: Submission,
) -> Result<u32, Failure> {
    let is_open = submission.state.is_with_student()
        || matches!(submission.state, SubmissionState::AwaitingReview { .. });
    if !is_open {
        return Ok(0);
    }
    let mut judged = 0;
    let mut submission = submission;
    for photo in work.photos().list_of_degree(submission.degree).await? {
        // What was rejected was decided on.
        if submission.has_rejected(photo.reference()) {
            continue;
        }
        let Some(findings) = work.findings().find(photo.id).await? else {
            continue;
        };
        let Some(again) = again(&photo, &findings, (batch, spec))? else {
            continue;
        };
        submission = put(app, work, (photo, findings), again, submission).await?;
        judged += 1;
    }
    Ok(judged)
}

/// What the rules say of a photo now.
struct Again {
    judgement: StoredJudgement,
    assessment: Assessment,
}

/// Judges what was measured on a photo; none where nothing would come of it: it has no portrait, its facts are of
/// another version, or it was judged by this standard before.
fn again(
    photo: &Photo,
    findings: &Findings,
    (batch, spec): (&Batch, &PhotoSpec),
) -> Result<Option<Again>, Failure> {
    let Some(before) = photo.assessment() else {
        return Ok(None);
    };
    let by = &batch.plan.rules.spec;
    if before.spec == *by && before.spec_version == spec.version {
        return Ok(None);
    }
    let Ok(said) = said_again(photo, findings, spec)? else {
        return Ok(None);
    };
    let (judgement, _) = said;
    let silent = judgement.silent_rules();
    let assessment = Assessment {
        passes: judgement.rules(Outcome::Pass),
        warnings: judgement.rules(Outcome::Warn),
        failures: judgement.rules(Outcome::Fail),
        not_assessable: silent.not_assessable,
        reminders: silent.reminders,
        spec: by.clone(),
        spec_version: spec.version,
        ..before.clone()
    };
    Ok(Some(Again {
        judgement,
        assessment,
    }))
}

/// Why a photo cannot be judged from what was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotAgain {
    /// There is no portrait of it; whatever the rules say, its student needs another photo.
    NoPortrait,
    /// It was measured by another version of this program.
    OtherFacts,
}

/// What the rules say of stored facts now, and what they had said.
///
/// # Errors
/// [`Failure::Internal`] for findings that are unreadable.
pub(crate) fn said_again(
    photo: &Photo,
    findings: &Findings,
    spec: &PhotoSpec,
) -> Result<Result<(StoredJudgement, StoredJudgement), NotAgain>, Failure> {
    let has_portrait = photo
        .assessment()
        .is_some_and(|said| said.portrait.is_some());
    if !has_portrait {
        return Ok(Err(NotAgain::NoPortrait));
    }
    if findings.facts_version != FACTS_VERSION {
        return Ok(Err(NotAgain::OtherFacts));
    }
    let facts = serde_json::from_value(findings.facts.clone());
    let facts: PhotoFacts = facts.map_err(Failure::internal)?;
    let before = serde_json::from_value(findings.judgement.clone());
    let before: StoredJudgement = before.map_err(Failure::internal)?;
    let today = photo.received_at.civil_date();
    let mut now = store(&judge_all(&facts, spec, Some(today)), None);
    now.keep_others(&before);
    Ok(Ok((now, before)))
}

impl StoredJudgement {
    /// Takes over what was said by no rule of the standard: about other photos, and about the camera.
    fn keep_others(&mut self, before: &Self) {
        let is_other = |code: &RuleCode| Rule::find(code.as_str()).is_none();
        for verdict in before.verdicts.iter().filter(|said| is_other(&said.rule)) {
            let worst = match verdict.outcome {
                Outcome::Fail => Overall::Fail,
                Outcome::Warn | Outcome::NotAssessable => Overall::Warn,
                Outcome::Pass => Overall::Pass,
            };
            self.overall = self.overall.max(worst);
            if verdict.outcome == Outcome::Fail {
                // Before everything else, because nothing can be put right in it.
                self.verdicts.insert(0, verdict.clone());
            } else {
                self.verdicts.push(verdict.clone());
            }
        }
    }
}

/// Writes what is said now, and what it means for the submission.
async fn put(
    app: &App,
    work: &Work,
    (photo, findings): (Photo, Findings),
    again: Again,
    submission: Submission,
) -> Result<Submission, Failure> {
    let now = app.now();
    let said = Findings {
        judgement: serde_json::to_value(&again.judgement).map_err(Failure::internal)?,
        ..findings
    };
    work.findings().put(photo.id, &said).await?;
    let is_present = submission.state.photo() == Some(photo.id);
    let in_review = matches!(submission.state, SubmissionState::AwaitingReview { .. });
    let doubts = Doubts::of(&again.assessment);
    let after = photo
        .clone()
        .judge_again(again.assessment, is_present && in_review, now)?;
    work.photos().advance(&photo, &after).await?.won()?;
    let moved = if is_present && in_review {
        submission.clone().judge_again(doubts)
    } else {
        tell(app, work, (&photo, &after), &submission).await?
    };
    match moved {
        Some(moved) => {
            work.submissions()
                .advance(&submission, &moved)
                .await?
                .won()?;
            Ok(moved)
        }
        None => Ok(submission),
    }
}

/// Offers a photo that can be used now, and tells its student where it can be used no more.
async fn tell(
    app: &App,
    work: &Work,
    (before, after): (&Photo, &Photo),
    submission: &Submission,
) -> Result<Option<Submission>, Failure> {
    let usable = |photo: &Photo| photo.assessment().is_some_and(Assessment::is_usable);
    let waits = matches!(submission.state, SubmissionState::AwaitingPhoto);
    let (message, moved) = match (usable(before), usable(after)) {
        (false, true) if waits && matches!(after.state, PhotoState::Assessed { .. }) => {
            let offered = submission.clone().offer(after.reference(), app.now())?;
            (Message::PhotoReady, Some(offered))
        }
        (true, false) if submission.state.photo() == Some(after.id) => {
            (Message::PhotoUnusable, None)
        }
        _ => return Ok(None),
    };
    let notice = StudentMessage {
        centre: after.centre,
        account: after.account,
        subject: Subject::Photo(after.id),
        message,
    };
    notify(app, work, notice, app.now()).await?;
    Ok(moved)
}
