//! Commands and options of the service, with their English help. The Chinese help is in `help`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::{
    BatchId, CentreId, DegreeId, RegionId, SchoolCode, SchoolId, StudioId, SubmissionId, TimeOfDay,
};
use uuid::Uuid;

use super::choice::{
    AllowanceWord, DecisionWord, Listed, ReleaseWord, RoundWord, SourceWord, UnitWord,
};
use super::words::ReasonWord;
use crate::format::Format;
use crate::help::examples;

/// Where the service's configuration and data are.
#[derive(Debug, Clone, Args)]
pub(crate) struct Place {
    /// Configuration file (default: caixiang.toml, where there is one).
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config: Option<PathBuf>,
    /// Folder of the data (default: caixiang-data).
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) data: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = examples::SERVE.en)]
pub(crate) struct ServeArguments {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Address and port to listen at (default: 127.0.0.1:8080).
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<SocketAddr>,
    /// Only answer requests; `caixiang work` does the jobs.
    #[arg(long)]
    pub(crate) no_workers: bool,
}

#[derive(Debug, Args)]
pub(crate) struct WorkArguments {
    #[command(flatten)]
    pub(crate) place: Place,
}

#[derive(Debug, Args)]
#[command(after_help = examples::DOCTOR.en)]
pub(crate) struct DoctorArguments {
    #[command(flatten)]
    pub(crate) place: Place,
    /// How findings are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
#[command(after_help = examples::ADMIN.en, arg_required_else_help = true)]
pub(crate) struct AdminArguments {
    #[command(flatten)]
    pub(crate) place: Place,
    /// How results are written.
    #[arg(long, value_enum, default_value_t = Format::Text, global = true)]
    pub(crate) format: Format,
    #[command(subcommand)]
    pub(crate) command: AdminCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AdminCommand {
    /// Found a collection centre.
    CreateCentre(CentreArguments),
    /// Enter a school.
    CreateSchool(SchoolArguments),
    /// Enter a college or teaching point of a school.
    CreateUnit(UnitArguments),
    /// Enter a region in which students are collected one by one.
    CreateRegion(RegionArguments),
    /// Draft a batch, and open it with --open.
    CreateBatch(Box<BatchArguments>),
    /// Announce a batch: students find it from now on.
    OpenBatch {
        /// The batch's id.
        batch: BatchId,
    },
    /// End a batch's collection for good.
    CloseBatch {
        /// The batch's id.
        batch: BatchId,
    },
    /// Put a closed batch away; its photos go after the days it promised.
    ArchiveBatch {
        /// The batch's id.
        batch: BatchId,
    },
    /// Employ someone; the password is made and printed once, or read from standard input.
    CreateStaff(StaffArguments),
    /// Set someone's password; all sessions of the person end.
    SetPassword {
        /// The login.
        login: String,
        /// Read the password from the first line of standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Make a second factor for someone, to be put into an authenticator app; printed once.
    ProposeSecondFactor {
        /// The login.
        login: String,
    },
    /// Confirm a second factor by the app's present code; from then on one is asked for.
    ConfirmSecondFactor {
        /// The login.
        login: String,
        /// The six digits.
        code: String,
    },
    /// Forget the second factor of someone who has lost phone and recovery codes; all sessions of the person end.
    ResetSecondFactor {
        /// The login.
        login: String,
    },
    /// Enter a studio of a region.
    CreateStudio(StudioArguments),
    /// Offer the slots of a day in a studio.
    CreateSlots(SlotsArguments),
    /// Read a school's roster in (xlsx, xls, csv, txt, dbf); it replaces the former one.
    ImportRoster(RosterArguments),
    /// List centres, or what a centre has.
    List {
        /// The things to list
        #[arg(value_enum)]
        what: Listed,
        /// The centre's id; needed for everything but centres.
        #[arg(long)]
        centre: Option<CentreId>,
    },
    /// How many submissions of a batch are in which state.
    Progress {
        /// The batch's id.
        batch: BatchId,
    },
    /// What waits for a reviewer.
    Queue {
        /// The reviewer's login.
        #[arg(long)]
        staff: String,
        /// The round.
        #[arg(long, value_enum, default_value_t = RoundWord::Centre)]
        round: RoundWord,
    },
    /// Decide on a submission in a reviewer's name.
    Decide(DecideArguments),
    /// List the degrees that two accounts claim. Release the holder's degree, or the claim, as wrong-person.
    Disputes {
        /// The centre's id.
        #[arg(long)]
        centre: CentreId,
    },
    /// Let go of a degree that is bound to the wrong account.
    ReleaseDegree(ReleaseArguments),
    /// Give a student submissions or checks beyond the limits of the batch.
    Allow(AllowArguments),
    /// Make a new master key and seal everything under it; the service may run meanwhile.
    RotateKeys {
        /// Make no new key, but go on with a run that did not come to its end.
        #[arg(long)]
        resume: bool,
        /// Make new index, link and naming keys too, as after others may have seen the key file.
        #[arg(long, conflicts_with = "resume")]
        every_key: bool,
        /// Seconds until every process of the service has read the new file; with `--every-key` alone.
        #[arg(long, default_value_t = 60)]
        wait_seconds: u64,
    },
    /// Check that no line of the audit logs was changed or taken out.
    VerifyAudit,
    /// Jobs that were given up.
    Jobs {
        #[command(subcommand)]
        command: JobsCommand,
    },
    /// Delete objects that nothing refers to.
    Sweep {
        /// Leave what is younger alone.
        #[arg(long, default_value_t = 24, value_parser = clap::value_parser!(u32).range(1..))]
        older_than_hours: u32,
    },
    /// Check that every object that is referred to is there and whole.
    CheckObjects,
    /// Back up the database and the objects into a folder; the keys are not in it.
    Backup {
        /// The folder; one with an earlier backup gets what is new.
        folder: PathBuf,
    },
    /// Open a backup with the present keys and read everything in it.
    RestoreCheck {
        /// The folder of the backup.
        folder: PathBuf,
    },
    /// Let objects that nothing refers to be deleted again after a restore.
    ResumeSweep,
    /// The poster of a batch or a region: its link, its QR code, and an A4 sheet to be pinned up.
    Poster {
        /// End of its link.
        slug: String,
        /// Draw the A4 sheet into a file: a PDF or PNG where its name ends so, else an SVG.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// What the local gateways would have sent, the last first: sign-in codes, messages, mails.
    Outbox {
        /// How many.
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum JobsCommand {
    /// List them.
    List,
    /// Try one once more.
    Revive {
        /// The job's id.
        job: Uuid,
    },
    /// Drop one.
    Discard {
        /// The job's id.
        job: Uuid,
    },
}

#[derive(Debug, Args)]
pub(crate) struct CentreArguments {
    /// Name for people.
    #[arg(long)]
    pub(crate) name: String,
    /// How students reach it, e.g. a phone number and its hours.
    #[arg(long, default_value = "")]
    pub(crate) support: String,
}

#[derive(Debug, Args)]
pub(crate) struct SchoolArguments {
    /// The centre's id.
    #[arg(long)]
    pub(crate) centre: CentreId,
    /// National code, five digits.
    #[arg(long)]
    pub(crate) code: SchoolCode,
    /// Name for people.
    #[arg(long)]
    pub(crate) name: String,
}

#[derive(Debug, Args)]
pub(crate) struct UnitArguments {
    /// The school's id.
    #[arg(long)]
    pub(crate) school: SchoolId,
    /// College or teaching point.
    #[arg(long, value_enum)]
    pub(crate) kind: UnitWord,
    /// Name for people.
    #[arg(long)]
    pub(crate) name: String,
}

#[derive(Debug, Args)]
pub(crate) struct RegionArguments {
    /// The centre's id.
    #[arg(long)]
    pub(crate) centre: CentreId,
    /// Name for people.
    #[arg(long)]
    pub(crate) name: String,
    /// End of its link: 4 to 32 of a-z, 0-9 and -.
    #[arg(long)]
    pub(crate) slug: String,
}

#[derive(Debug, Args)]
pub(crate) struct StaffArguments {
    /// The centre's id.
    #[arg(long)]
    pub(crate) centre: CentreId,
    /// What is keyed in to sign in.
    #[arg(long)]
    pub(crate) login: String,
    /// Name for colleagues.
    #[arg(long)]
    pub(crate) name: String,
    /// administrator, operator, centre-reviewer, school-reviewer:SCHOOL, school-officer:SCHOOL or
    /// unit-officer:SCHOOL/UNIT (ids); may be repeated.
    #[arg(long = "role", required = true, value_name = "ROLE")]
    pub(crate) roles: Vec<super::words::RoleWord>,
    /// Read the password from the first line of standard input.
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

#[derive(Debug, Args)]
pub(crate) struct StudioArguments {
    /// The region's id.
    #[arg(long)]
    pub(crate) region: RegionId,
    /// Name for people.
    #[arg(long)]
    pub(crate) name: String,
    /// How to find it.
    #[arg(long)]
    pub(crate) address: String,
}

#[derive(Debug, Args)]
pub(crate) struct SlotsArguments {
    /// The studio's id.
    #[arg(long)]
    pub(crate) studio: StudioId,
    /// The day, 2023-09-10.
    #[arg(long, value_parser = super::words::date)]
    pub(crate) date: time::Date,
    /// When the first slot begins.
    #[arg(long, default_value = "09:00")]
    pub(crate) from: TimeOfDay,
    /// When the last slot has ended.
    #[arg(long, default_value = "17:00")]
    pub(crate) until: TimeOfDay,
    /// Length of a slot.
    #[arg(long, default_value_t = 30)]
    pub(crate) minutes: u16,
    /// Students in a slot.
    #[arg(long, default_value_t = 4)]
    pub(crate) capacity: u16,
}

#[derive(Debug, Args)]
pub(crate) struct RosterArguments {
    /// The batch's id.
    #[arg(long)]
    pub(crate) batch: BatchId,
    /// National code of the school.
    #[arg(long)]
    pub(crate) school: SchoolCode,
    /// The file, with a row of headers.
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct DecideArguments {
    /// The submission's id.
    pub(crate) submission: SubmissionId,
    /// The decision.
    #[arg(value_enum)]
    pub(crate) decision: DecisionWord,
    /// Reason code: a standard one, such as P04, or one of the centre, Z01 to Z99; may be repeated.
    #[arg(long = "reason", value_name = "CODE", value_parser = super::words::reason)]
    pub(crate) reasons: Vec<ReasonWord>,
    /// What the student should know besides; needed for X00.
    #[arg(long)]
    pub(crate) note: Option<String>,
    /// The reviewer's login.
    #[arg(long)]
    pub(crate) staff: String,
}

#[derive(Debug, Args)]
pub(crate) struct ReleaseArguments {
    /// The degree's id.
    pub(crate) degree: DegreeId,
    /// Reason for the release
    #[arg(long, value_enum)]
    pub(crate) reason: ReleaseWord,
    /// The login of whoever decided it.
    #[arg(long)]
    pub(crate) staff: String,
}

#[derive(Debug, Args)]
pub(crate) struct AllowArguments {
    /// The degree's id.
    pub(crate) degree: DegreeId,
    /// Submissions to give, on top of those given before; 20 at most in all.
    #[arg(long, default_value_t = 0)]
    pub(crate) attempts: u8,
    /// Checks to give, on top of those given before; 100 at most in all.
    #[arg(long, default_value_t = 0)]
    pub(crate) checks: u16,
    /// Why they are given
    #[arg(long, value_enum)]
    pub(crate) reason: AllowanceWord,
    /// The login of the member of staff who decided it.
    #[arg(long)]
    pub(crate) staff: String,
}

/// A batch as it is typed. What is left out is as most batches have it.
#[derive(Debug, Args)]
pub(crate) struct BatchArguments {
    /// The centre's id.
    #[arg(long)]
    pub(crate) centre: CentreId,
    /// Name for people.
    #[arg(long)]
    pub(crate) name: String,
    /// End of its link: 4 to 32 of a-z, 0-9 and -.
    #[arg(long)]
    pub(crate) slug: String,
    /// National code of a school; may be repeated.
    #[arg(long = "school", value_name = "CODE")]
    pub(crate) schools: Vec<SchoolCode>,
    /// Feature code of a group batch; one is made where none is given.
    #[arg(long, conflicts_with = "region")]
    pub(crate) feature_code: Option<String>,
    /// Region of an individual batch.
    #[arg(long)]
    pub(crate) region: Option<RegionId>,
    /// Who graduates, as YEAR:LEVEL:MONTH, such as 2019:高起本:2024-01; may be repeated.
    #[arg(long = "cohort", value_name = "COHORT", value_parser = super::words::cohort)]
    pub(crate) cohorts: Vec<domain::Cohort>,
    /// First instant, 2023-09-06T00:00:00+08:00, or a day.
    #[arg(long, value_parser = super::words::first_instant)]
    pub(crate) opens: domain::Timestamp,
    /// Instant at which it is over, or the last day.
    #[arg(long, value_parser = super::words::last_instant)]
    pub(crate) closes: domain::Timestamp,
    /// Hours of every day, 08:00-22:00.
    #[arg(long, value_parser = super::words::hours)]
    pub(crate) hours: Option<domain::DailyHours>,
    /// Photo standard.
    #[arg(long, default_value = standard::PhotoSpec::DEFAULT_NAME)]
    pub(crate) spec: String,
    /// Background of the portrait, as RED,GREEN,BLUE.
    #[arg(long, default_value = "100,197,255", value_parser = super::words::colour)]
    pub(crate) background: domain::Rgb,
    /// Where photos may come from; may be repeated (default: live-camera).
    #[arg(long = "capture", value_enum, value_name = "SOURCE")]
    pub(crate) capture: Vec<SourceWord>,
    /// How often a student may submit.
    #[arg(long, default_value_t = 3)]
    pub(crate) attempts: u8,
    /// Automatic checks without charge.
    #[arg(long, default_value_t = 10)]
    pub(crate) checks: u16,
    /// Days to replace a rejected photo.
    #[arg(long, default_value_t = 2)]
    pub(crate) replace_days: u8,
    /// Price, fen.
    #[arg(long, default_value_t = 0)]
    pub(crate) price_fen: u32,
    /// Days that originals stay after the registry has accepted the portrait.
    #[arg(long, default_value_t = 90)]
    pub(crate) originals_days: u16,
    /// Days that portraits stay after the batch is archived.
    #[arg(long, default_value_t = 180)]
    pub(crate) portraits_days: u16,
    /// First day on which photos may have been taken.
    #[arg(long, value_parser = super::words::date)]
    pub(crate) photo_not_before: Option<time::Date>,
    /// Glasses may be worn.
    #[arg(long)]
    pub(crate) glasses: bool,
    /// The school reviews before the centre does.
    #[arg(long)]
    pub(crate) school_reviews: bool,
    /// What students read first, in Chinese.
    #[arg(long, default_value = "")]
    pub(crate) notice_zh: String,
    /// What students read first, in English.
    #[arg(long, default_value = "")]
    pub(crate) notice_en: String,
    /// Announce it at once.
    #[arg(long)]
    pub(crate) open: bool,
}
