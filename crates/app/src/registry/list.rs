//! Reads packages and what became of the portraits in them, for staff who hand over or countersign.

use std::collections::HashMap;

use domain::{
    BatchId, CentreId, Degree, DegreeId, Permission, RegistryPackage, RegistryPackageId,
    RegistryPackageStateName, RegistryRecord, RegistryRecordStateName,
};
use store::{Page, PageRequest, RegistryCount};

use super::answers::AnswerCounts;
use super::find;
use crate::caller::Caller;
use crate::degree::{masked_name, student_number};
use crate::failure::Failure;
use crate::service::App;
use crate::staff;

/// A package as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageView {
    /// The package.
    pub package: RegistryPackage,
    /// Name of who proposed it.
    pub proposer: String,
    /// How many of its portraits became what.
    pub counts: PackageCounts,
    /// Whether the caller is the second person that it waits for.
    pub is_answerable: bool,
}

/// How many portraits of a package became what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PackageCounts {
    /// Those that wait for an answer.
    pub waiting: u32,
    /// Those that were left out before it was sent.
    pub dropped: u32,
    /// What the registry said of the others.
    pub answers: AnswerCounts,
}

impl PackageCounts {
    fn of(counts: &[RegistryCount]) -> Self {
        let mut of = Self::default();
        for count in counts {
            match count.state {
                RegistryRecordStateName::Waiting => of.waiting += count.records,
                RegistryRecordStateName::Dropped => of.dropped += count.records,
                RegistryRecordStateName::Refused => of.answers.refused += count.records,
                RegistryRecordStateName::Accepted => {
                    of.answers.accept(count.identity, count.records);
                }
            }
        }
        of
    }
}

/// A portrait in a package, with whom it is of. `Debug` hides that.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordView {
    /// The record.
    pub record: RegistryRecord,
    /// The student number; none once the data are erased.
    pub student_number: Option<String>,
    /// The name with all but its first character hidden; none once the data are erased.
    pub masked_name: Option<String>,
}

impl std::fmt::Debug for RecordView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut view = formatter.debug_struct("RecordView");
        view.field("record", &self.record);
        view.finish_non_exhaustive()
    }
}

/// The packages of a centre, of one batch and one state or of all, newest first.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::HandOver`] or [`Permission::Countersign`].
pub async fn list(
    app: &App,
    caller: &Caller,
    centre: CentreId,
    of: (Option<BatchId>, Option<RegistryPackageStateName>),
    request: PageRequest,
) -> Result<Page<PackageView>, Failure> {
    check_reader(caller, centre)?;
    let page = app
        .store()
        .registry_packages()
        .list(centre, of, request)
        .await?;
    let mut items = Vec::with_capacity(page.items.len());
    for package in page.items {
        items.push(view(app, caller, package).await?);
    }
    let next = page.next;
    Ok(Page { items, next })
}

/// A package.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::NotAllowed`] without [`Permission::HandOver`] or [`Permission::Countersign`].
pub async fn read(
    app: &App,
    caller: &Caller,
    id: RegistryPackageId,
) -> Result<PackageView, Failure> {
    let package = app.store().registry_packages().find(id).await?;
    let package = package.ok_or(Failure::NotFound)?;
    check_reader(caller, package.centre)?;
    view(app, caller, package).await
}

/// The portraits in a package, of one state or of all, in the order of their serial numbers.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::NotAllowed`] without [`Permission::HandOver`].
pub async fn list_records(
    app: &App,
    caller: &Caller,
    id: RegistryPackageId,
    state: Option<RegistryRecordStateName>,
    request: PageRequest,
) -> Result<Page<RecordView>, Failure> {
    let package = find(app.store(), caller, Permission::HandOver, id).await?;
    let records = app.store().registry_records();
    let page = records.list_of_package(package.id, state, request).await?;
    let ids: Vec<DegreeId> = page.items.iter().map(|record| record.degree).collect();
    let degrees = app.store().degrees().list(&ids).await?;
    let degrees: HashMap<DegreeId, Degree> = degrees.into_iter().map(|of| (of.id, of)).collect();
    let items = page.items.into_iter().map(|record| {
        let degree = degrees.get(&record.degree);
        let number = degree.map(|degree| student_number(app, degree));
        let name = degree.map(|degree| masked_name(app, degree));
        Ok(RecordView {
            student_number: number.transpose()?.flatten(),
            masked_name: name.transpose()?.flatten(),
            record,
        })
    });
    Ok(Page {
        items: items.collect::<Result<_, Failure>>()?,
        next: page.next,
    })
}

fn check_reader(caller: &Caller, centre: CentreId) -> Result<(), Failure> {
    caller
        .check_centre(Permission::HandOver, centre)
        .or_else(|_| caller.check_centre(Permission::Countersign, centre))
}

async fn view(
    app: &App,
    caller: &Caller,
    package: RegistryPackage,
) -> Result<PackageView, Failure> {
    let counts = app.store().registry_records().count(package.id).await?;
    let second = caller.staff()?.id;
    let is_proposed =
        RegistryPackageStateName::from(&package.state) == RegistryPackageStateName::Proposed;
    let may = caller.check_centre(Permission::Countersign, package.centre);
    let proposer = app.store().staff().find(package.proposed_by).await?;
    let proposer = proposer.ok_or_else(|| Failure::internal("a package proposed by nobody"))?;
    Ok(PackageView {
        proposer: staff::name(app, &proposer)?,
        is_answerable: is_proposed && second != package.proposed_by && may.is_ok(),
        counts: PackageCounts::of(&counts),
        package,
    })
}
