//! Reads a result file of the registry and says what it would change. A file is taken whole or not at all: the first
//! thing that is wrong refuses it, by its row and column.

use std::collections::HashMap;

use disc::registry::{Identity, Outcome, ResultError, ResultFile, ResultLine, read_results};
use documents::Limits;
use domain::{
    DegreeId, Permission, RegistryIdentity, RegistryPackage, RegistryReason, RegistryRecord,
    RegistryRecordState, RegistryReply, Timestamp,
};
use store::Reads;
use store::repository::{RegistryPackages, RegistryRecords};
use tokio::task::spawn_blocking;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::refusal::{RegistryRefusal, ResultFault};
use crate::service::App;

/// Degrees that one query asks for.
const AT_ONCE: usize = 200;

/// Bytes that a result file may have.
pub fn answers_limit() -> usize {
    Limits::default().max_bytes
}

/// How many portraits became what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AnswerCounts {
    /// 已接收 in all.
    pub accepted: u32,
    /// Of those, 同一人.
    pub same_person: u32,
    /// Of those, 未通过.
    pub not_passed: u32,
    /// Of those, 不确定.
    pub uncertain: u32,
    /// Of those, 异常.
    pub abnormal: u32,
    /// Portraits that the registry does not take (不予接收).
    pub refused: u32,
}

/// What a result file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswersPreview {
    /// The package that it is about.
    pub package: RegistryPackage,
    /// What its lines say, in all.
    pub lines: AnswerCounts,
    /// What would be new.
    pub news: AnswerCounts,
    /// Portraits that would still wait for an answer.
    pub waiting: u32,
}

/// What a result file changes.
pub(super) struct Answers {
    pub(super) preview: AnswersPreview,
    /// Records before and after.
    pub(super) changes: Vec<(RegistryRecord, RegistryRecord)>,
}

/// Says what the import of a result file would do.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::HandOver`]; [`RegistryRefusal::ResultFile`]; refusals of the package.
pub async fn preview_answers(
    app: &App,
    caller: &Caller,
    bytes: Vec<u8>,
) -> Result<AnswersPreview, Failure> {
    let file = parse(caller, bytes).await?;
    let answers = weigh(app.store(), caller, &file, app.now()).await?;
    Ok(answers.preview)
}

/// Reads the file for somebody who may hand over.
pub(super) async fn parse(caller: &Caller, bytes: Vec<u8>) -> Result<ResultFile, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::HandOver, centre)?;
    let read = spawn_blocking(move || read_results(&bytes, &Limits::default()));
    let read = read.await.map_err(Failure::internal)?;
    read.map_err(|error| fault_of(&error).into())
}

/// Holds the file against the package.
pub(super) async fn weigh(
    reads: &impl Reads,
    caller: &Caller,
    file: &ResultFile,
    now: Timestamp,
) -> Result<Answers, Failure> {
    let centre = caller.staff()?.centre;
    let package = RegistryPackages::of(reads)
        .find_by_number(&file.package)
        .await?;
    let package = package.filter(|package| package.centre == centre);
    let unknown = RegistryRefusal::file(ResultFault::PackageUnknown, None);
    let package = package.ok_or(unknown)?;
    // Refuses one that was not sent.
    package.clone().answer(false, now)?;
    let placed = RegistryRecords::of(reads).list_placed(package.id).await?;
    let mut waiting = placed.iter().filter(|of| is_waiting(of)).count() as u32;
    let by_serial: HashMap<u64, RegistryRecord> = placed
        .into_iter()
        .filter_map(|record| Some((u64::from(record.serial?), record)))
        .collect();
    let (mut lines, mut news) = (AnswerCounts::default(), AnswerCounts::default());
    let mut changes = Vec::new();
    for line in &file.lines {
        let at = Some(line.line);
        let unknown = RegistryRefusal::file(ResultFault::SerialUnknown, at);
        let before = by_serial.get(&line.serial).ok_or(unknown)?;
        let reply = reply(line)?;
        lines.add(&reply);
        let after = before.clone().answer(reply.clone(), now);
        let contrary = RegistryRefusal::file(ResultFault::Contradiction, at);
        if let Some(after) = after.map_err(|_| contrary)? {
            news.add(&reply);
            waiting -= u32::from(is_waiting(before));
            changes.push((line.line, before.clone(), after));
        }
    }
    check_free(reads, &changes).await?;
    let changes = changes.into_iter();
    Ok(Answers {
        changes: changes.map(|(_, before, after)| (before, after)).collect(),
        preview: AnswersPreview {
            package,
            lines,
            news,
            waiting,
        },
    })
}

/// That no degree is held twice: a portrait of which the registry was not sure comes back as accepted after another one
/// was sent.
async fn check_free(
    reads: &impl Reads,
    changes: &[(u64, RegistryRecord, RegistryRecord)],
) -> Result<(), Failure> {
    let again: HashMap<DegreeId, u64> = changes
        .iter()
        .filter(|(_, before, _)| before.held_degree().is_none())
        .filter_map(|(line, _, after)| Some((after.held_degree()?, *line)))
        .collect();
    let degrees: Vec<DegreeId> = again.keys().copied().collect();
    for some in degrees.chunks(AT_ONCE) {
        for other in RegistryRecords::of(reads).list_of_degrees(some).await? {
            if let Some(degree) = other.held_degree() {
                let line = again.get(&degree).copied();
                return Err(RegistryRefusal::file(ResultFault::Superseded, line).into());
            }
        }
    }
    Ok(())
}

const fn is_waiting(record: &RegistryRecord) -> bool {
    matches!(record.state, RegistryRecordState::Waiting)
}

fn reply(line: &ResultLine) -> Result<RegistryReply, Failure> {
    Ok(match &line.outcome {
        Outcome::Accepted(identity) => RegistryReply::Accepted(identity.map(identity_of)),
        Outcome::Refused(reason) => {
            let too_long = RegistryRefusal::file(ResultFault::ReasonTooLong, Some(line.line));
            RegistryReply::Refused(RegistryReason::parse(reason).map_err(|_| too_long)?)
        }
    })
}

const fn identity_of(identity: Identity) -> RegistryIdentity {
    match identity {
        Identity::SamePerson => RegistryIdentity::SamePerson,
        Identity::NotPassed => RegistryIdentity::NotPassed,
        Identity::Uncertain => RegistryIdentity::Uncertain,
        Identity::Abnormal => RegistryIdentity::Abnormal,
    }
}

impl AnswerCounts {
    fn add(&mut self, reply: &RegistryReply) {
        match reply {
            RegistryReply::Refused(_) => self.refused += 1,
            RegistryReply::Accepted(identity) => self.accept(*identity, 1),
        }
    }

    /// So many more were accepted, and compared like this.
    pub(super) const fn accept(&mut self, identity: Option<RegistryIdentity>, more: u32) {
        self.accepted += more;
        match identity {
            None => {}
            Some(RegistryIdentity::SamePerson) => self.same_person += more,
            Some(RegistryIdentity::NotPassed) => self.not_passed += more,
            Some(RegistryIdentity::Uncertain) => self.uncertain += more,
            Some(RegistryIdentity::Abnormal) => self.abnormal += more,
        }
    }
}

fn fault_of(error: &ResultError) -> RegistryRefusal {
    let (fault, line) = match error {
        ResultError::NoResult => (ResultFault::NoResultFile, None),
        ResultError::List(_) => (ResultFault::ListUnreadable, None),
        ResultError::NoColumn(column) => {
            return RegistryRefusal::ResultFile {
                fault: ResultFault::ColumnMissing,
                line: None,
                column: Some(column),
            };
        }
        ResultError::Package { line } => (ResultFault::PackageUnclear, Some(*line)),
        ResultError::Serial { line } => (ResultFault::SerialUnclear, Some(*line)),
        ResultError::Outcome { line } => (ResultFault::OutcomeUnknown, Some(*line)),
        ResultError::NoReason { line } => (ResultFault::ReasonMissing, Some(*line)),
        ResultError::Empty => (ResultFault::NoResults, None),
    };
    RegistryRefusal::file(fault, line)
}
