//! Errors of the database, divided by what the caller can do about them.

use std::fmt;

use sea_orm::sqlx;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlErr};

/// What the driver says. Its text names tables and constraints; values are bound, never in the text.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct DatabaseError(Box<DbErr>);

impl From<DbErr> for DatabaseError {
    fn from(error: DbErr) -> Self {
        Self(Box::new(error))
    }
}

/// Where a stored body stops making sense. Without the body: it is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the body cannot be read at line {line}, column {column}")]
pub struct UnreadableBody {
    /// Line, from 1; 0 if a column of the row is at fault.
    pub line: usize,
    /// Column, from 1; 0 if a column of the row is at fault.
    pub column: usize,
}

impl UnreadableBody {
    /// A column beside the body holds what no version of this program wrote.
    pub(crate) const BESIDE: Self = Self { line: 0, column: 0 };
}

impl From<serde_json::Error> for UnreadableBody {
    fn from(error: serde_json::Error) -> Self {
        Self {
            line: error.line(),
            column: error.column(),
        }
    }
}

/// Why the database did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot be reached, or cannot work at present: a disk that is full or fails.
    #[error("the database cannot be used")]
    Unavailable {
        /// What the driver says.
        #[source]
        source: DatabaseError,
    },
    /// Others were faster, or hold what is needed; the same again may succeed.
    #[error("the database is busy")]
    Busy,
    /// Something unique exists already.
    #[error("{0} is taken")]
    Taken(UniqueKey),
    /// A stored row is not what this program writes.
    #[error("row {id} of table {table} cannot be read")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// Key of the row.
        id: String,
        /// Where it stops making sense.
        #[source]
        source: UnreadableBody,
    },
    /// A row of a newer version of this program: it is not written, because what this version does
    /// not know of it would be lost, or it cannot be read at all. Servers of the newer version can.
    #[error(
        "row {id} of table {table} has form {stored}, and this version knows {known} and older: \
         update this server"
    )]
    NewerForm {
        /// The table.
        table: &'static str,
        /// Key of the row.
        id: String,
        /// Number of the row's form.
        stored: i64,
        /// The newest number that this version writes.
        known: i64,
        /// Where reading it stops, if it was to be read.
        #[source]
        source: Option<UnreadableBody>,
    },
    /// Anything else: a missing table, a broken rule of the schema.
    #[error("the database failed")]
    Failed {
        /// What the driver says.
        #[source]
        source: DatabaseError,
    },
}

impl StoreError {
    /// Whether the same again may succeed in a while.
    pub const fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable { .. } | Self::Busy)
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(message)) = error.sql_err() {
            return Self::Taken(UniqueKey::violated(&message));
        }
        match kind(&error) {
            Kind::Busy => Self::Busy,
            Kind::Unavailable => Self::Unavailable {
                source: error.into(),
            },
            Kind::Failed => Self::Failed {
                source: error.into(),
            },
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Busy,
    Unavailable,
    Failed,
}

fn kind(error: &DbErr) -> Kind {
    match error {
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Kind::Busy,
        DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => Kind::Unavailable,
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => driver_kind(error),
        _ => Kind::Failed,
    }
}

fn driver_kind(error: &sqlx::Error) -> Kind {
    use sqlx::Error as E;
    match error {
        E::PoolTimedOut => Kind::Busy,
        E::Io(_) | E::Tls(_) | E::Protocol(_) | E::PoolClosed | E::WorkerCrashed => {
            Kind::Unavailable
        }
        E::Database(error) => error.code().map_or(Kind::Failed, |code| code_kind(&code)),
        _ => Kind::Failed,
    }
}

/// PostgreSQL's states have five characters, SQLite's result codes are smaller numbers.
fn code_kind(code: &str) -> Kind {
    match code {
        // Serialization failure, deadlock, lock not available, too many connections.
        "40001" | "40P01" | "55P03" | "53300" => Kind::Busy,
        // The server shuts down, starts, or was cut off.
        "57P01" | "57P02" | "57P03" => Kind::Unavailable,
        // The connection; disk and memory; the system below.
        code if code.len() == 5 => match code.get(..2) {
            Some("08" | "53" | "58") => Kind::Unavailable,
            _ => Kind::Failed,
        },
        code => code.parse().map_or(Kind::Failed, sqlite_kind),
    }
}

/// The lowest byte of an extended code is the plain one.
fn sqlite_kind(code: u32) -> Kind {
    match code & 0xff {
        // SQLITE_BUSY, SQLITE_LOCKED.
        5 | 6 => Kind::Busy,
        // SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN.
        10 | 13 | 14 => Kind::Unavailable,
        _ => Kind::Failed,
    }
}

/// What must not exist twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UniqueKey {
    /// Feature code of a live batch.
    FeatureCode,
    /// End of a link, of a batch or a region.
    LinkSlug,
    /// Phone number of an account.
    AccountPhone,
    /// WeChat user of an account.
    AccountWeChat,
    /// User of the official account that an account is linked to.
    AccountOfficialAccount,
    /// Login of a member of staff.
    StaffLogin,
    /// Code of a school within its centre.
    SchoolCode,
    /// Name of a unit within its school and kind.
    UnitName,
    /// Name of a class within its school and unit.
    ClassName,
    /// Collection code of a bound degree of a centre.
    BoundCode,
    /// School, student number and level of a bound degree of a centre.
    BoundClaim,
    /// Submission of a degree in a batch.
    SubmissionOfDegree,
    /// Live appointment of a degree.
    LiveAppointment,
    /// Token of a capture session.
    CaptureToken,
    /// Student number on the roster of a batch and school.
    RosterNumber,
    /// Consent of an account to a purpose.
    ConsentPurpose,
    /// Number of a photo within its degree.
    PhotoNumber,
    /// Open request to change an approved submission.
    OpenChangeRequest,
    /// Number of a price list within its batch.
    PriceListNumber,
    /// Number of an order.
    OrderNumber,
    /// Order of a degree that awaits payment.
    AwaitingOrder,
    /// Settled order of a degree's collection in a batch.
    SettledCollection,
    /// Payment of an order that could still take money.
    OpenPayment,
    /// Number of a transaction within its centre and means.
    Transaction,
    /// Event of the ledger.
    LedgerCause,
    /// Live invoice of an order.
    InvoiceOfOrder,
    /// Number of a package for the registry.
    PackageNumber,
    /// Photo that was sent to the registry or is to be.
    RegistryPhoto,
    /// Degree whose portrait the registry has or may get.
    RegistryDegree,
    /// Default address of an account.
    DefaultAddress,
    /// Number of a print job.
    PrintNumber,
    /// Print job of an order.
    PrintOfOrder,
    /// The set of prints that the fee of a degree's collection includes.
    IncludedPrint,
    /// Anything else, such as an id, as the engine names it.
    Other(String),
}

/// Index as PostgreSQL names it, columns as SQLite names them, and what it means.
const UNIQUE_KEYS: [(&str, &str, UniqueKey); 33] = [
    (
        "batch_live_feature_code",
        "batch.live_feature_code",
        UniqueKey::FeatureCode,
    ),
    ("link_slug_pkey", "link_slug.slug", UniqueKey::LinkSlug),
    ("account_phone", "account.phone", UniqueKey::AccountPhone),
    ("account_wechat", "account.wechat", UniqueKey::AccountWeChat),
    (
        "account_official_account",
        "account.official_account",
        UniqueKey::AccountOfficialAccount,
    ),
    ("staff_login", "staff.login", UniqueKey::StaffLogin),
    (
        "school_code",
        "school.centre, school.code",
        UniqueKey::SchoolCode,
    ),
    (
        "unit_name",
        "unit.school, unit.kind, unit.name",
        UniqueKey::UnitName,
    ),
    (
        "class_name",
        "class.school, class.unit_key, class.name",
        UniqueKey::ClassName,
    ),
    (
        "degree_code_of_centre",
        "degree.bound_code_of_centre",
        UniqueKey::BoundCode,
    ),
    ("degree_claim", "degree.bound_claim", UniqueKey::BoundClaim),
    (
        "submission_degree",
        "submission.degree, submission.batch",
        UniqueKey::SubmissionOfDegree,
    ),
    (
        "appointment_live_degree",
        "appointment.live_degree",
        UniqueKey::LiveAppointment,
    ),
    ("capture_token", "capture.token", UniqueKey::CaptureToken),
    (
        "roster_number",
        "roster.batch, roster.school, roster.student_number",
        UniqueKey::RosterNumber,
    ),
    (
        "consent_purpose",
        "consent.account, consent.purpose",
        UniqueKey::ConsentPurpose,
    ),
    (
        "photo_number",
        "photo.degree, photo.number",
        UniqueKey::PhotoNumber,
    ),
    (
        "change_request_open",
        "change_request.open_submission",
        UniqueKey::OpenChangeRequest,
    ),
    (
        "price_list_number",
        "price_list.batch, price_list.number",
        UniqueKey::PriceListNumber,
    ),
    (
        "placed_order_number",
        "placed_order.number",
        UniqueKey::OrderNumber,
    ),
    (
        "placed_order_awaiting",
        "placed_order.awaiting_degree",
        UniqueKey::AwaitingOrder,
    ),
    (
        "placed_order_settled",
        "placed_order.settled_collection",
        UniqueKey::SettledCollection,
    ),
    (
        "payment_open_order",
        "payment.open_order",
        UniqueKey::OpenPayment,
    ),
    (
        "payment_transaction",
        "payment.transaction_key",
        UniqueKey::Transaction,
    ),
    (
        "ledger_cause",
        "ledger.cause, ledger.cause_id",
        UniqueKey::LedgerCause,
    ),
    (
        "invoice_order",
        "invoice.live_order",
        UniqueKey::InvoiceOfOrder,
    ),
    (
        "registry_package_number",
        "registry_package.number",
        UniqueKey::PackageNumber,
    ),
    (
        "registry_record_photo",
        "registry_record.held_photo",
        UniqueKey::RegistryPhoto,
    ),
    (
        "registry_record_held",
        "registry_record.held_degree",
        UniqueKey::RegistryDegree,
    ),
    (
        "address_default",
        "address.default_of",
        UniqueKey::DefaultAddress,
    ),
    (
        "print_job_number",
        "print_job.number",
        UniqueKey::PrintNumber,
    ),
    (
        "print_job_order",
        "print_job.placed_order",
        UniqueKey::PrintOfOrder,
    ),
    (
        "print_job_included",
        "print_job.included",
        UniqueKey::IncludedPrint,
    ),
];

impl UniqueKey {
    /// Reads the engine's message: `UNIQUE constraint failed: school.centre, school.code` or
    /// `duplicate key value violates unique constraint "school_code"`.
    fn violated(message: &str) -> Self {
        let named = message
            .split_once("constraint failed: ")
            .map(|(_, columns)| columns)
            .or_else(|| message.split('"').nth(1))
            .unwrap_or(message);
        UNIQUE_KEYS
            .into_iter()
            .find(|(index, columns, _)| named == *index || named == *columns)
            .map_or_else(|| Self::Other(named.to_owned()), |(_, _, key)| key)
    }
}

impl fmt::Display for UniqueKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::FeatureCode => "the feature code",
            Self::LinkSlug => "the end of the link",
            Self::AccountPhone => "the phone number",
            Self::AccountWeChat => "the WeChat user",
            Self::AccountOfficialAccount => "the user of the official account",
            Self::StaffLogin => "the login",
            Self::SchoolCode => "the school code",
            Self::UnitName => "the name of the unit",
            Self::ClassName => "the name of the class",
            Self::BoundCode => "the collection code",
            Self::BoundClaim => "the student number of the degree",
            Self::SubmissionOfDegree => "the degree's submission in the batch",
            Self::LiveAppointment => "the degree's appointment",
            Self::CaptureToken => "the token of the capture session",
            Self::RosterNumber => "the student number on the roster",
            Self::ConsentPurpose => "the account's consent to the purpose",
            Self::PhotoNumber => "the number of the photo",
            Self::OpenChangeRequest => "open request to change an approved submission",
            Self::PriceListNumber => "the number of the price list",
            Self::OrderNumber => "the number of the order",
            Self::AwaitingOrder => "the degree's order that awaits payment",
            Self::SettledCollection => "the settled collection of the degree",
            Self::OpenPayment => "the open payment of the order",
            Self::Transaction => "the number of the transaction",
            Self::LedgerCause => "the event in the ledger",
            Self::InvoiceOfOrder => "the invoice of the order",
            Self::PackageNumber => "the number of the package",
            Self::RegistryPhoto => "the photo for the registry",
            Self::RegistryDegree => "the degree at the registry",
            Self::DefaultAddress => "the default address of the account",
            Self::PrintNumber => "the number of the print job",
            Self::PrintOfOrder => "the print job of the order",
            Self::IncludedPrint => "the prints that the degree's fee includes",
            Self::Other(name) => name,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, expected: &UniqueKey) {
        assert_eq!(UniqueKey::violated(message), *expected);
    }

    #[test]
    fn both_engines_say_what_is_taken() {
        check(
            "UNIQUE constraint failed: school.centre, school.code",
            &UniqueKey::SchoolCode,
        );
        check(
            "duplicate key value violates unique constraint \"school_code\"",
            &UniqueKey::SchoolCode,
        );
        check(
            "UNIQUE constraint failed: job.id",
            &UniqueKey::Other("job.id".to_owned()),
        );
        check(
            "something else",
            &UniqueKey::Other("something else".to_owned()),
        );
    }

    #[track_caller]
    fn check_kind(codes: &[&str], expected: &Kind) {
        for code in codes {
            assert_eq!(code_kind(code), *expected, "{code}");
        }
    }

    #[test]
    fn what_may_pass_is_told_from_what_never_will() {
        check_kind(
            &["5", "261", "517", "6", "262", "40001", "53300"],
            &Kind::Busy,
        );
        check_kind(
            &["10", "778", "13", "14", "57P01", "08006", "53100", "58030"],
            &Kind::Unavailable,
        );
        check_kind(
            &["1", "787", "42P01", "23503", "€é", "nonsense"],
            &Kind::Failed,
        );
    }
}
