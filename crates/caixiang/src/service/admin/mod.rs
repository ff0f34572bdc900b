//! `caixiang admin`: each command calls one use case and prints its result.

mod audit;
mod backup;
mod batch;
mod jobs;
mod keys;
mod objects;
mod operator;
mod organisation;
mod outbox;
mod password;
mod poster;
mod review;
mod roster;
mod second_factor;
mod staff;
mod studio;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use app::App;
use domain::CentreId;

use super::arguments::{AdminArguments, AdminCommand};
use super::choice::Listed;
use super::config::Config;
use super::explain::Told;
use super::open::{self, Opened};
use super::printer::Printer;
use super::run;
use crate::language::Language;

/// Opens the service, carries the command out, and closes it.
///
/// # Errors
/// Whatever cannot be opened; the failures of the use case.
pub(super) async fn run(
    config: &Config,
    arguments: &AdminArguments,
    language: Language,
) -> Result<ExitCode> {
    let printer = Printer {
        format: arguments.format,
        language,
    };
    if let AdminCommand::RotateKeys {
        resume,
        every_key,
        wait_seconds,
    } = arguments.command
    {
        let new = match (resume, every_key) {
            (true, _) => keys::New::Nothing,
            (false, true) => keys::New::EveryKey {
                wait: Duration::from_secs(wait_seconds),
            },
            (false, false) => keys::New::MasterKey,
        };
        return keys::rotate(config, new, printer).await;
    }
    if let AdminCommand::RestoreCheck { folder } = &arguments.command {
        return backup::check(config, folder, printer).await;
    }
    let Opened { app, notes, .. } = open::open(config).await?;
    run::tell(&notes, config, language);
    if let AdminCommand::Backup { folder } = &arguments.command {
        let done = backup::back_up(&app, config, folder, printer).await;
        run::close(&app).await;
        return done.map(|()| ExitCode::SUCCESS);
    }
    let public_url = &config.server.public_url;
    let done = carry_out(&app, public_url, &arguments.command, printer).await;
    run::close(&app).await;
    done
}

async fn carry_out(
    app: &App,
    public_url: &str,
    command: &AdminCommand,
    printer: Printer,
) -> Result<ExitCode> {
    use AdminCommand as C;
    match command {
        C::CreateCentre(new) => organisation::create_centre(app, new, printer).await?,
        C::CreateSchool(new) => organisation::create_school(app, new, printer).await?,
        C::CreateUnit(new) => organisation::create_unit(app, new, printer).await?,
        C::CreateRegion(new) => organisation::create_region(app, new, printer).await?,
        C::CreateBatch(new) => batch::create(app, new, printer).await?,
        C::OpenBatch { batch } => batch::open(app, *batch, printer).await?,
        C::CloseBatch { batch } => batch::close(app, *batch, printer).await?,
        C::ArchiveBatch { batch } => batch::archive(app, *batch, printer).await?,
        C::CreateStaff(new) => staff::create(app, new, printer).await?,
        C::SetPassword {
            login,
            password_stdin,
        } => staff::set_password(app, login, *password_stdin, printer).await?,
        C::ProposeSecondFactor { login } => second_factor::propose(app, login, printer).await?,
        C::ConfirmSecondFactor { login, code } => {
            second_factor::confirm(app, login, code, printer).await?;
        }
        C::ResetSecondFactor { login } => second_factor::reset(app, login, printer).await?,
        C::CreateStudio(new) => studio::create(app, new, printer).await?,
        C::CreateSlots(new) => studio::offer_slots(app, new, printer).await?,
        C::ImportRoster(import) => roster::import(app, import, printer).await?,
        C::List { what, centre } => list(app, *what, *centre, printer).await?,
        C::Progress { batch } => batch::progress(app, *batch, printer).await?,
        C::Queue { staff, round } => review::queue(app, staff, *round, printer).await?,
        C::Decide(decide) => review::decide(app, decide, printer).await?,
        C::Disputes { centre } => review::disputes(app, *centre, printer).await?,
        C::ReleaseDegree(release) => review::release(app, release, printer).await?,
        C::Allow(allow) => review::allow(app, allow, printer).await?,
        // Open the service in another way.
        C::RotateKeys { .. } | C::Backup { .. } | C::RestoreCheck { .. } => {}
        C::ResumeSweep => backup::resume(app, printer).await?,
        C::VerifyAudit => return audit::verify(app, printer).await,
        C::Jobs { command } => jobs::run(app, command, printer).await?,
        C::Sweep { older_than_hours } => objects::sweep(app, *older_than_hours, printer).await?,
        C::CheckObjects => return objects::check(app, printer).await,
        C::Poster { slug, out } => {
            poster::draw(app, (slug, public_url), out.as_deref(), printer).await?;
        }
        C::Outbox { limit } => outbox::show(app, *limit, printer).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Lists centres, or what one has.
async fn list(app: &App, what: Listed, centre: Option<CentreId>, printer: Printer) -> Result<()> {
    match (what, centre) {
        (Listed::Centres, _) => organisation::list_centres(app, printer).await,
        (Listed::Schools, Some(centre)) => organisation::list_schools(app, centre, printer).await,
        (Listed::Batches, Some(centre)) => batch::list(app, centre, printer).await,
        (Listed::Staff, Some(centre)) => staff::list(app, centre, printer).await,
        (_, None) => Err(Told::new(
            "请用 --centre 指定采集中心；caixiang admin list centres 可以列出所有中心。",
            "Name the centre with --centre; `caixiang admin list centres` lists all centres.",
        )
        .into()),
    }
}
