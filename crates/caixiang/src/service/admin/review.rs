//! Commands for reviewing: an operator records decisions in a reviewer's name, with that reviewer's
//! roles.

use anyhow::Result;
use app::degree::{self, Claimant, ReleaseDegree};
use app::review::{self, DecideReview, QueueChoice, QueueRequest};
use app::submission::{self, AllowMore};
use app::{App, Caller, Expected, PageRequest, organisation};
use domain::{Allowance, CentreId, Decision, Reasons, ReviewNote};
use serde_json::json;

use super::operator::{OPERATOR, read};
use super::staff;
use crate::service::arguments::{AllowArguments, DecideArguments, ReleaseArguments};
use crate::service::choice::{DecisionWord, RoundWord};
use crate::service::printer::Printer;
use crate::service::words::ReasonWord;

/// Items of one question.
const PAGE: u32 = 200;

/// What waits for a reviewer, the longest waiting first.
pub(super) async fn queue(
    app: &App,
    login: &str,
    round: RoundWord,
    printer: Printer,
) -> Result<()> {
    let reviewer = staff::find(app, login).await?;
    let centre = reviewer.centre;
    let caller = Caller::OnBehalfOf(Box::new(reviewer));
    let mut request = QueueRequest {
        centre,
        choice: QueueChoice::all(round.into()),
        page: PageRequest::first(PAGE),
    };
    loop {
        let page = review::queue(app, &caller, request).await?;
        for item in &page.items {
            let (id, school) = (item.submission.id, item.school_code);
            let level = item.level.as_str();
            let doubts = item.photo.state.name();
            let line = format!("{id}  {school}  {level}");
            let value = json!({
                "submission": id,
                "photo": item.photo.id,
                "photo_state": doubts,
                "school_code": school,
                "level": level,
                "last_four_check": item.last_four_check.name(),
                "flags": item.flags.iter().map(<&str>::from).collect::<Vec<_>>(),
            });
            printer.say(&value, line.as_str(), line.as_str())?;
        }
        request.page.after = page.next;
        if page.next.is_none() {
            return Ok(());
        }
    }
}

/// Lists the claims that a centre has to decide: two accounts, one degree.
pub(super) async fn disputes(app: &App, centre: CentreId, printer: Printer) -> Result<()> {
    for dispute in degree::list_disputes(app, &OPERATOR, centre).await? {
        let shown = |of: &Claimant| {
            json!({
                "degree": of.degree,
                "masked_name": of.masked_name,
                "evidence": of.evidence.name(),
                "last_four_check": of.last_four_check.name(),
                "registered_at": of.registered_at.map(|at| at.to_string()),
            })
        };
        let value = json!({
            "student_number": dispute.student_number,
            "claimant": shown(&dispute.claimant),
            "holder": dispute.holder.as_ref().map(shown),
            "since": dispute.since.to_string(),
        });
        let claimant = dispute.claimant.degree;
        let holder = dispute
            .holder
            .map_or_else(String::new, |of| of.degree.to_string());
        let number = dispute.student_number.unwrap_or_default();
        let line = format!("{claimant}  {holder}  {number}");
        printer.say(&value, line.as_str(), line.as_str())?;
    }
    Ok(())
}

/// Decides on the photo that waits at this moment.
pub(super) async fn decide(app: &App, decide: &DecideArguments, printer: Printer) -> Result<()> {
    let reviewer = staff::find(app, &decide.staff).await?;
    let caller = Caller::OnBehalfOf(Box::new(reviewer));
    let waiting = review::waiting_photo(app, &caller, decide.submission).await?;
    let request = DecideReview {
        submission: decide.submission,
        photo: waiting.photo,
        round: waiting.round,
        decision: decision(app, &caller, decide).await?,
    };
    let after = review::decide(app, &caller, request).await?;
    let (id, state) = (after.id, after.state.name());
    printer.say(
        &json!({ "submission": id, "state": state }),
        format!("已记录审核结果，{id} 现在是 {state}"),
        format!("Decided; {id} is {state} now"),
    )
}

async fn decision(app: &App, caller: &Caller, decide: &DecideArguments) -> Result<Decision> {
    match decide.decision {
        DecisionWord::Approve => Ok(Decision::Approve),
        DecisionWord::Reject => {
            let note = decide.note.as_deref().map(ReviewNote::parse);
            let note = note.map(|note| read("note", note)).transpose()?;
            let (mut codes, mut own) = (Vec::new(), Vec::new());
            for reason in &decide.reasons {
                match reason {
                    ReasonWord::Standard(code) => codes.push(*code),
                    ReasonWord::Own(code) => own.push(*code),
                }
            }
            let own = organisation::given_reasons(app, caller, &own).await?;
            let reasons = read("reason", Reasons::with_own(&codes, own, note))?;
            Ok(Decision::Reject { reasons })
        }
    }
}

/// Lets a degree go.
pub(super) async fn release(app: &App, release: &ReleaseArguments, printer: Printer) -> Result<()> {
    let staff = staff::find(app, &release.staff).await?;
    let request = ReleaseDegree {
        degree: release.degree,
        reason: release.reason.into(),
    };
    let caller = Caller::OnBehalfOf(Box::new(staff));
    let degree = degree::release(app, &caller, request).await?;
    let id = degree.id;
    printer.say(
        &json!({ "degree": id, "state": degree.state.name() }),
        format!("已解除学历绑定 {id}，采集码可以重新绑定"),
        format!("Let the degree {id} go; its code can be bound again"),
    )
}

/// Gives submissions and checks to the student of a degree.
pub(super) async fn allow(app: &App, allow: &AllowArguments, printer: Printer) -> Result<()> {
    let staff = staff::find(app, &allow.staff).await?;
    let caller = Caller::OnBehalfOf(Box::new(staff));
    let present = submission::read(app, &caller, allow.degree).await?;
    let request = AllowMore {
        submission: present.submission.id,
        more: Allowance {
            attempts: allow.attempts,
            checks: allow.checks,
        },
        reason: allow.reason.into(),
    };
    let after = submission::allow(app, &caller, request, &Expected::Any).await?;
    let (id, attempts, checks) = (allow.degree, after.attempts_left, after.checks_left);
    printer.say(
        &json!({ "degree": id, "attempts_left": attempts, "checks_left": checks }),
        format!("已增加次数，{id} 现在还可提交 {attempts} 次、检查 {checks} 次"),
        format!("Given; {id} has {attempts} submissions and {checks} checks left"),
    )
}
