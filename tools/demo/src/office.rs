//! What lies on the desks of the staff today: changes that wait for a second person, second looks, a draft, a paused
//! batch, somebody who has left. Without it their lists would be empty.

use anyhow::Result;
use app::batch::{NewBatch, NewMode, NewPlan};
use app::change_request::{self, Answer, AskChange, WantedChange};
use app::sign_in::Login;
use app::staff::{self, NewStaff};
use app::{App, Caller, Expected, batch, review};
use domain::{
    Batch, DecisionName, Duration, LinkSlug, PersonName, ReviewRound, Role, SubmissionId,
    SubmissionState, VoidReason,
};
use secrecy::SecretString;

use crate::campaign::Campaign;
use crate::names::{PASSWORD, Post};
use crate::service::Service;
use crate::world::World;

/// Second looks that were made; the others wait.
const LOOKED_AT_AGAIN: usize = 9;

/// Of as many second looks the second reviewer sees one otherwise.
const DIFFERS: usize = 5;

/// Puts it there; `approved` are submissions of the open batch that were approved.
///
/// # Errors
/// Those of the use cases, and fewer than two approved submissions.
pub(crate) async fn fill(
    service: &Service,
    world: &World,
    approved: &[SubmissionId],
) -> Result<()> {
    change_requests(service, world, approved).await?;
    look_again(service, world).await?;
    somebody_has_left(service, world).await?;
    let operator = world.staff(Post::Operator)?;
    let app = &service.app;
    copy(app, world, ("下一季毕业生图像采集（草稿）", "demo-draft")).await?;
    let paused = copy(app, world, ("补采批次（暂停中）", "demo-paused")).await?;
    batch::open(app, &operator, paused.id, Expected::Any).await?;
    batch::pause(app, &operator, paused.id, Expected::Any).await?;
    Ok(())
}

/// One that waits, and one that was declined.
async fn change_requests(
    service: &Service,
    world: &World,
    approved: &[SubmissionId],
) -> Result<()> {
    let app = &service.app;
    let operator = world.staff(Post::Operator)?;
    let second = world.staff(Post::Administrator)?;
    let [waits, declined, ..] = approved else {
        anyhow::bail!("too few students are approved");
    };
    let ask = async |submission: SubmissionId, reason| {
        let wanted = WantedChange::Void(reason);
        let request = AskChange { submission, wanted };
        change_request::ask(app, &operator, request).await
    };
    service.clock.pass(Duration::from_seconds(2));
    let declined = ask(*declined, VoidReason::WrongPerson).await?;
    service.clock.pass(Duration::from_seconds(5));
    change_request::answer(app, &second, declined.id, Answer::Decline).await?;
    service.clock.pass(Duration::from_seconds(2));
    ask(*waits, VoidReason::StudentAsked).await?;
    Ok(())
}

/// The second reviewer sees most as the first one did.
async fn look_again(service: &Service, world: &World) -> Result<()> {
    let app = &service.app;
    let second = world.staff(Post::SecondReviewer)?;
    for number in 1..=LOOKED_AT_AGAIN {
        service.clock.pass(Duration::from_seconds(2));
        let round = ReviewRound::Centre;
        let Some(look) = review::next_second_look(app, &second, round).await? else {
            return Ok(());
        };
        let submission = look.sheet.item.submission.id;
        let today = review::sheet(app, &second, submission).await?;
        let is_rejected = matches!(
            today.item.submission.state,
            SubmissionState::Rejected { .. }
        );
        let decision = if is_rejected == number.is_multiple_of(DIFFERS) {
            DecisionName::Approve
        } else {
            DecisionName::Reject
        };
        review::answer_second_look(app, &second, look.id, decision).await?;
    }
    Ok(())
}

async fn somebody_has_left(service: &Service, world: &World) -> Result<()> {
    let app = &service.app;
    let administrator = world.staff(Post::Administrator)?;
    let new = NewStaff {
        centre: administrator.staff()?.centre,
        login: Login::parse("former-reviewer")?,
        name: PersonName::parse("已离职审核员")?,
        roles: vec![Role::CentreReviewer],
        password: SecretString::from(PASSWORD),
    };
    let former = staff::create(app, &administrator, new).await?;
    staff::disable(app, &administrator, former.id).await?;
    Ok(())
}

/// A batch like the coming one, drafted.
async fn copy(app: &App, world: &World, (name, slug): (&str, &str)) -> Result<Batch> {
    let like = world.batch(Campaign::Coming)?;
    let plan = like.plan.clone();
    let plan = NewPlan {
        name: name.to_owned(),
        mode: NewMode::Group { feature_code: None },
        schools: plan.schools.iter().map(|school| school.code).collect(),
        cohorts: plan.cohorts,
        window: plan.window,
        rules: plan.rules,
        notice: plan.notice,
        slug: LinkSlug::parse(slug)?,
    };
    let centre = like.centre;
    let new = NewBatch { centre, plan };
    let operator: Caller = world.staff(Post::Operator)?;
    Ok(batch::create(app, &operator, new).await?)
}
