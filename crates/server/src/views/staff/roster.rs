//! What a roster file says, and what its import does.

use app::roster::{Findings, ListedImport, RosterImported, RosterPreview, Told};
use serde::Serialize;
use utoipa::ToSchema;

use crate::views::{Instant, TextView};
use crate::word::wire_words;

wire_words! {
    /// How lines come to a roster.
    ImportWay of app::roster::ImportWay;
}

/// Something that was found in a file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FindingView {
    /// A stable name.
    code: String,
    /// The cell, as spreadsheet programs show it: `名单!B7`; none where it is the whole file.
    cell: Option<String>,
    /// What is wrong and what to do.
    text: TextView,
}

impl From<Told> for FindingView {
    fn from(told: Told) -> Self {
        Self {
            code: told.code.to_owned(),
            cell: told.cell,
            text: told.text.into(),
        }
    }
}

/// The first thousand findings of a kind.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FindingsView {
    items: Vec<FindingView>,
    /// How many there are besides.
    more: usize,
}

impl From<Findings> for FindingsView {
    fn from(findings: Findings) -> Self {
        Self {
            items: findings.kept.into_iter().map(FindingView::from).collect(),
            more: findings.more,
        }
    }
}

/// A column that was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundColumnView {
    /// Its name in programs, such as `teaching_point`.
    column: String,
    /// The header as it was written.
    header: String,
    /// Its letters, such as `B`.
    letters: String,
}

/// A sheet of a workbook.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundSheetView {
    name: String,
    /// Rows in which anything stands, titles and headers among them.
    rows: usize,
    /// Whether it was read as a list of students.
    read: bool,
}

/// What was done.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RosterImportedView {
    /// Students on the roster now.
    students: usize,
    /// Students who were not on it before.
    new: usize,
    /// Students whose place or level is another one.
    changed: usize,
    /// Students who are not on it any more.
    gone: usize,
    /// Colleges and teaching points that were new.
    new_units: usize,
    /// Classes that were new.
    new_classes: usize,
}

impl From<RosterImported> for RosterImportedView {
    fn from(done: RosterImported) -> Self {
        Self {
            students: done.students,
            new: done.difference.new,
            changed: done.difference.changed,
            gone: done.difference.gone,
            new_units: done.new_units,
            new_classes: done.new_classes,
        }
    }
}

/// What the import of a file would do or has done.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RosterPreviewView {
    /// Why the whole file is refused, as the code of a finding.
    refused: Option<String>,
    /// What has to be put right before the import.
    errors: FindingsView,
    /// What is worth a look.
    warnings: FindingsView,
    columns: Vec<FoundColumnView>,
    /// The sheets of a workbook that are not hidden, in their order; empty for formats without sheets.
    sheets: Vec<FoundSheetView>,
    /// Students in the file.
    students: usize,
    /// Students who were not on the roster.
    new: usize,
    /// Students whose place or level is another one.
    changed: usize,
    /// Students of the roster before who will not be on it any more.
    gone: usize,
    /// None where nothing was imported.
    imported: Option<RosterImportedView>,
}

impl RosterPreviewView {
    /// What was found, and what was done.
    pub(crate) fn of(preview: RosterPreview, done: Option<RosterImported>) -> Self {
        let columns = preview.columns.into_iter().map(|found| FoundColumnView {
            column: found.column.key().to_owned(),
            header: found.header,
            letters: found.letters,
        });
        let sheets = preview.sheets.into_iter().map(|found| FoundSheetView {
            name: found.name,
            rows: found.rows,
            read: found.is_read,
        });
        Self {
            refused: preview.refused.map(str::to_owned),
            errors: preview.errors.into(),
            warnings: preview.warnings.into(),
            columns: columns.collect(),
            sheets: sheets.collect(),
            students: preview.students,
            new: preview.difference.new,
            changed: preview.difference.changed,
            gone: preview.difference.gone,
            imported: done.map(RosterImportedView::from),
        }
    }
}

/// One import of a school's roster.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RosterImportView {
    at: Instant,
    /// The name of the member of staff; none for the installation itself.
    by: Option<String>,
    way: ImportWay,
    /// Students on the roster afterwards.
    students: u32,
    /// Students who were not on it before.
    new: u32,
    /// Students whose place or level is another one.
    changed: u32,
    /// Students who were on it and are not any more.
    gone: u32,
    /// Whether what stood there before can be put back.
    can_be_taken_back: bool,
}

impl From<ListedImport> for RosterImportView {
    fn from(listed: ListedImport) -> Self {
        let import = listed.import;
        Self {
            at: import.at.into(),
            by: listed.by,
            way: import.way.into(),
            students: import.students,
            new: import.new,
            changed: import.changed,
            gone: import.gone,
            can_be_taken_back: import.former.is_some(),
        }
    }
}
