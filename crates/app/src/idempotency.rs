//! Idempotency keys: the first answer to a request is kept for a while and given again to its
//! repetition. Answers are kept sealed, because they hold personal values and one-time tokens.

use std::time::Duration as StdDuration;

use aws_lc_rs::digest::{Context, SHA256};
use domain::{ContentHash, Duration, Sealed};
use store::{IdempotencyKey, IdempotencyOutcome, StoredResponse, Work};
use tracing::Instrument as _;
use uuid::Uuid;
use vault::{FieldColumn, FieldPlace};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// How long an answer is kept.
const KEPT: Duration = Duration::from_hours(24);

/// A request that never came to its end (the process died) is not running any more after as long.
const RUNNING: Duration = Duration::from_seconds(6);

/// How often the time of a running request is renewed.
const BEAT: StdDuration = StdDuration::from_secs(2);

/// Longest key, in characters.
const LONGEST_KEY: usize = 200;

/// An answer as it was given.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Media type of the text.
    pub content_type: String,
    /// The text; may hold personal values.
    pub text: String,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Answer({})", self.status)
    }
}

/// What is known of a request.
#[derive(Debug)]
pub enum Begun {
    /// It is the first of its key; to be finished or abandoned.
    First(Ticket),
    /// It was done before.
    Done(Answer),
    /// It is being done.
    Running,
    /// It was done, or a part of it, and the process died before the answer was kept.
    Interrupted,
    /// The key belongs to another request.
    OtherRequest,
}

/// A request under way.
#[derive(Debug, Clone)]
pub struct Ticket(IdempotencyKey);

/// SHA-256 of everything that makes a request the same.
pub fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> ContentHash {
    let mut context = Context::new(&SHA256);
    for part in parts {
        // With its length, so that no two lists of parts read the same.
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    ContentHash::from_bytes(hash)
}

/// Begins a request of a caller under a key that the client made up.
///
/// # Errors
/// [`Failure::Invalid`] for a key that is empty, longer than 200 characters or not visible ASCII.
pub async fn begin(
    app: &App,
    caller: &Caller,
    key: &str,
    request: ContentHash,
) -> Result<Begun, Failure> {
    let sound = key.bytes().all(|byte| byte.is_ascii_graphic());
    if !sound || !(1..=LONGEST_KEY).contains(&key.len()) {
        return Err(Failure::Invalid {
            field: "Idempotency-Key",
            expected: format!("1 to {LONGEST_KEY} visible ASCII characters"),
        });
    }
    let now = app.now();
    let ticket = Ticket(IdempotencyKey {
        caller: name(caller),
        key: key.to_owned(),
    });
    let work = app.store().begin().await?;
    let known = work
        .idempotency()
        .begin(&ticket.0, request, now, now + RUNNING)
        .await?;
    work.commit().await?;
    match known {
        IdempotencyOutcome::New => Ok(Begun::First(ticket)),
        IdempotencyOutcome::InProgress => Ok(Begun::Running),
        IdempotencyOutcome::Interrupted => Ok(Begun::Interrupted),
        IdempotencyOutcome::OtherRequest => Ok(Begun::OtherRequest),
        IdempotencyOutcome::Done(stored) => Ok(Begun::Done(unsealed(app, &ticket, stored)?)),
    }
}

/// Carries a request out in a task of its own and renews its time meanwhile. The first transaction that it commits notes in
/// itself that it was carried out, so that a repetition after the death of the process does nothing twice.
///
/// # Errors
/// [`Failure::Internal`] where the request was cut off.
pub async fn carry_out<T: Send + 'static>(
    app: &App,
    ticket: &Ticket,
    request: impl Future<Output = T> + Send + 'static,
) -> Result<T, Failure> {
    let request = store::of_request(ticket.0.clone(), request);
    let mut running = tokio::spawn(request.in_current_span());
    loop {
        tokio::select! {
            done = &mut running => return done.map_err(Failure::internal),
            () = tokio::time::sleep(BEAT) => {
                if let Err(failure) = renew(app, ticket).await {
                    let cause: &dyn std::error::Error = &failure;
                    tracing::warn!(cause, "Could not renew the time of a request");
                }
            }
        }
    }
}

async fn renew(app: &App, ticket: &Ticket) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    let until = app.now() + RUNNING;
    // `false`: a repetition has it. The commit of this one will find out.
    let _renewed = work.idempotency().renew(&ticket.0, until).await?;
    Ok(work.commit().await?)
}

/// Keeps the answer.
///
/// # Errors
/// [`Failure::Unavailable`] when the database or the objects do not answer.
pub async fn finish(app: &App, ticket: &Ticket, answer: &Answer) -> Result<(), Failure> {
    let sealed = app.vault().seal(place(app, ticket), &answer.text)?;
    let stored = StoredResponse {
        status: answer.status,
        content_type: answer.content_type.clone(),
        body: sealed.as_bytes().to_vec(),
    };
    let work = app.store().begin().await?;
    let until = app.now() + KEPT;
    // `false`: it took longer than a request may run, and the key is free again. The answer stands.
    let _kept = work.idempotency().finish(&ticket.0, &stored, until).await?;
    Ok(work.commit().await?)
}

/// Drops every answer that is kept for a caller: they hold personal values.
pub(crate) async fn forget(work: &Work, caller: &Caller) -> Result<(), Failure> {
    Ok(work.idempotency().delete_all(&name(caller)).await?)
}

/// Nothing came of it: the key is free again.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub async fn abandon(app: &App, ticket: &Ticket) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    work.idempotency().abandon(&ticket.0).await?;
    Ok(work.commit().await?)
}

fn unsealed(app: &App, ticket: &Ticket, stored: StoredResponse) -> Result<Answer, Failure> {
    let sealed = Sealed::from_bytes(stored.body);
    let text = app.vault().unseal(place(app, ticket), &sealed)?;
    Ok(Answer {
        status: stored.status,
        content_type: stored.content_type,
        text: text.to_string(),
    })
}

fn name(caller: &Caller) -> String {
    match caller {
        Caller::Student(id) => format!("student:{id}"),
        Caller::Staff(staff) | Caller::WithoutSecondFactor(staff) | Caller::OnBehalfOf(staff) => {
            format!("staff:{}", staff.id)
        }
        Caller::System => "system".to_owned(),
    }
}

/// The row has no id of its own; half of the key's hash stands for one.
fn place(app: &App, ticket: &Ticket) -> FieldPlace {
    let IdempotencyKey { caller, key } = &ticket.0;
    let hash = app.vault().token_hash(&format!("{caller} {key}"));
    let mut row = [0; 16];
    row.copy_from_slice(&hash.as_bytes()[..16]);
    FieldPlace {
        column: FieldColumn::StoredResponse,
        row: Uuid::from_bytes(row),
    }
}
