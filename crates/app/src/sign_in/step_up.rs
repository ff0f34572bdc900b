//! The number's next owner: carriers give numbers to other people after some months. Who signs in by a phone
//! number alone, a long while after the number was last proved or with a WeChat user that is new to the account, and
//! finds an account with degrees, tells the last four of the identity number too, or starts anew (ADR 37).

use domain::audit::Action;
use domain::{Account, AccountId, AccountState, Actor, Degree, Duration, LastFour, Subject};
use store::{MissKey, Reads, SessionHolder, Work};

use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::guesses;
use crate::refusal::SignInRefusal;
use crate::service::App;
use crate::trace::Trace;

/// What is said beside the number.
#[derive(Clone, Copy, Default)]
pub enum Owner {
    /// Nothing: enough as long as nothing speaks for another person.
    #[default]
    Unsaid,
    /// The end of the identity number of one of the account's degrees.
    Known(LastFour),
    /// The account is somebody else's: a new one takes the number over.
    New,
}

impl std::fmt::Debug for Owner {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Owner(…)")
    }
}

/// Whether the account of the number is opened to who has the number now. `None`: it was parted from the
/// number in `work`, and a new one is to be registered. `is_new_user` says that the way in is new to the
/// account.
///
/// # Errors
/// [`SignInRefusal::LastFourNeeded`], [`SignInRefusal::WrongLastFour`], which counts, [`Failure::Locked`]
/// after five of them.
pub(super) async fn check(
    app: &App,
    work: Work,
    account: Account,
    owner: Owner,
    is_new_user: bool,
) -> Result<(Work, Option<Account>), Failure> {
    let bound = bound_degrees(&work, account.id).await?;
    let is_doubtful = is_new_user || is_long_ago(app, &work, account.id).await?;
    let is_asked = !bound.is_empty() && is_doubtful;
    match owner {
        // Also without a degree: the account may be another WeChat user's, who is not replaced.
        Owner::New if is_asked || is_new_user => {
            part(app, &work, &account).await?;
            Ok((work, None))
        }
        _ if bound.is_empty() && is_doubtful && !is_new_user => {
            let account = loosen(app, &work, account).await?;
            Ok((work, Some(account)))
        }
        _ if !is_asked => Ok((work, Some(account))),
        Owner::Unsaid | Owner::New => Err(SignInRefusal::LastFourNeeded.into()),
        Owner::Known(typed) => {
            let work = compare(app, work, account.id, &bound, typed).await?;
            Ok((work, Some(account)))
        }
    }
}

/// Asks for the last four before something that decides who gets into the account.
///
/// # Errors
/// As [`check`].
pub(crate) async fn require_last_four(
    app: &App,
    work: Work,
    account: AccountId,
    typed: Option<LastFour>,
) -> Result<Work, Failure> {
    let bound = bound_degrees(&work, account).await?;
    match typed {
        _ if bound.is_empty() => Ok(work),
        None => Err(SignInRefusal::LastFourNeeded.into()),
        Some(typed) => compare(app, work, account, &bound, typed).await,
    }
}

async fn bound_degrees(reads: &impl Reads, account: AccountId) -> Result<Vec<Degree>, Failure> {
    let mut degrees = store::repository::Degrees::of(reads)
        .list_of_account(account)
        .await?;
    degrees.retain(Degree::is_bound);
    Ok(degrees)
}

async fn is_long_ago(app: &App, work: &Work, account: AccountId) -> Result<bool, Failure> {
    let after = Duration::from_days(app.settings().step_up_after_days);
    // When the number was last proved. Sessions, and sign-ins by WeChat, go on without it.
    let mut last = work.sessions().last_sign_in(account).await?;
    if last.is_none() {
        // Older versions noted nothing; an open session tells.
        let holder = SessionHolder::Student(account);
        let sessions = work.sessions().list_of(holder).await?;
        last = sessions.iter().map(|session| session.last_seen_at).max();
    }
    Ok(last.is_none_or(|last| app.now().since(last) > after))
}

/// A wrong answer is counted and committed; `work` must hold nothing else by then.
async fn compare(
    app: &App,
    work: Work,
    account: AccountId,
    bound: &[Degree],
    typed: LastFour,
) -> Result<Work, Failure> {
    let key = MissKey::StepUp(account);
    guesses::check(&work, std::slice::from_ref(&key), app.now()).await?;
    let is_right = bound.iter().any(|degree| {
        let details = degree.details();
        details.is_some_and(|details| {
            let vault = app.vault();
            vault.is_last_four(&details.last_four, degree.batch, &typed)
        })
    });
    if is_right {
        guesses::forgive(&work, &key).await?;
        return Ok(work);
    }
    guesses::miss(&work, std::slice::from_ref(&key), app.now()).await?;
    work.commit().await?;
    Err(SignInRefusal::WrongLastFour.into())
}

/// An account without a degree goes on with whoever has the number now; a former owner must not come back by WeChat, or
/// by a session, to what is added from here on.
async fn loosen(app: &App, work: &Work, before: Account) -> Result<Account, Failure> {
    let AccountState::Active {
        wechat,
        official_account,
        ..
    } = &before.state
    else {
        return Ok(before);
    };
    if wechat.is_none() && official_account.is_none() {
        return Ok(before);
    }
    let after = before.clone().unlink_wechat(Actor::System)?;
    work.accounts().advance(&before, &after).await?.won()?;
    let holder = SessionHolder::Student(before.id);
    work.sessions().delete_all(holder).await?;
    let (subject, action) = (Subject::Account(before.id), Action::UnlinkWechat);
    let trace = Trace::new(app, &Caller::System, &action, subject, app.now());
    work.audit().append(trace.event());
    Ok(after)
}

/// The account keeps its degrees; who can still sign in through WeChat does, the centre can release them.
async fn part(app: &App, work: &Work, before: &Account) -> Result<(), Failure> {
    let after = before.clone().lose_phone()?;
    work.accounts().advance(before, &after).await?.won()?;
    work.sessions()
        .delete_all(SessionHolder::Student(before.id))
        .await?;
    let subject = Subject::Account(before.id);
    let trace = Trace::new(app, &Caller::System, &Action::LosePhone, subject, app.now());
    work.audit().append(trace.event());
    Ok(())
}
