//! Seals everything again under the active master key after a rotation, and indexes it under the present index
//! key. Values first, then objects; each step may be stopped and begun again. The last four of an identity number
//! are known as a hash alone and stay under the key of their time.
//!
//! Values that live for days only (kept answers, cached secrets, the local outbox) are left to expire. The
//! old key stays in the ring: backups and the lines of the audit log need it.
//!
//! The service runs meanwhile. Processes that have not read the new key ring go on sealing under the old
//! key for half a minute; the job that looks every hour takes what they left.

use domain::{
    Account, AccountState, Address, BlindIndex, DataDisc, Degree, DegreeDetails, DegreeState,
    Destination, Enquiry, Findable, InvoiceRequest, PrintJob, RosterEntry, Sealed, SecondFactor,
    Staff,
};
use store::{Advance, PageRequest, Work};
use uuid::Uuid;
use vault::{FieldColumn, FieldPlace, IndexPurpose, RewrapReport, Vault};

use crate::caller::Caller;
use crate::degree::degree_texts;
use crate::failure::Failure;
use crate::service::App;

/// Rows in one transaction.
const PAGE: u32 = 200;

/// What was sealed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Resealed {
    /// Rows that were looked at.
    pub seen: u64,
    /// Rows that were sealed again.
    pub resealed: u64,
    /// Rows that changed at the same moment; another run takes them.
    pub missed: u64,
}

/// Seals every personal value under the active key. `progress` is told how many rows were seen.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but the operator at the command line; those of store and
/// vault.
pub async fn reseal_fields(
    app: &App,
    caller: &Caller,
    mut progress: impl FnMut(u64) + Send,
) -> Result<Resealed, Failure> {
    caller.check_operator()?;
    let mut run = Run {
        app,
        done: Resealed::default(),
    };
    run.accounts(&mut progress).await?;
    run.staff(&mut progress).await?;
    run.degrees(&mut progress).await?;
    run.roster(&mut progress).await?;
    run.invoices(&mut progress).await?;
    run.addresses(&mut progress).await?;
    run.enquiries(&mut progress).await?;
    run.prints(&mut progress).await?;
    run.discs(&mut progress).await?;
    Ok(run.done)
}

/// Wraps the key of every object under the active master key. `progress` is told how many objects
/// were seen.
///
/// # Errors
/// As [`reseal_fields`].
pub async fn rewrap_objects(
    app: &App,
    caller: &Caller,
    progress: impl FnMut(u64) + Send,
) -> Result<RewrapReport, Failure> {
    caller.check_operator()?;
    Ok(app.vault().rewrap(progress).await?)
}

struct Run<'a> {
    app: &'a App,
    done: Resealed,
}

/// Goes through all rows of a repository page by page; `$change` makes the row with new seals, or
/// none where they are new already.
macro_rules! walk {
    ($run:ident, $progress:ident, $repository:ident, $change:expr) => {{
        let mut request = PageRequest::first(PAGE);
        loop {
            let page = $run.app.store().$repository().list_all(request).await?;
            let work = $run.app.store().begin().await?;
            for before in page.items {
                $run.done.seen += 1;
                let Some(after) = $change($run.app, &before)? else {
                    continue;
                };
                match work.$repository().advance(&before, &after).await? {
                    Advance::Done => $run.done.resealed += 1,
                    Advance::Stale => $run.done.missed += 1,
                }
            }
            work.commit().await?;
            $progress($run.done.seen);
            let Some(next) = page.next else {
                break;
            };
            request.after = Some(next);
        }
        Ok(())
    }};
}

impl Run<'_> {
    async fn accounts(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        walk!(self, progress, accounts, account)
    }

    async fn degrees(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        let mut request = PageRequest::first(PAGE);
        loop {
            let page = self.app.store().degrees().list_all(request).await?;
            let work = self.app.store().begin().await?;
            for before in page.items {
                self.done.seen += 1;
                let Some(after) = degree(self.app, &before)? else {
                    continue;
                };
                if work.degrees().advance(&before, &after).await? == Advance::Stale {
                    self.done.missed += 1;
                    continue;
                }
                self.done.resealed += 1;
                self.stand(&work, &after).await?;
            }
            work.commit().await?;
            progress(self.done.seen);
            let Some(next) = page.next else {
                return Ok(());
            };
            request.after = Some(next);
        }
    }

    /// Submissions are found by the number of their degree too.
    async fn stand(&mut self, work: &Work, degree: &Degree) -> Result<(), Failure> {
        for before in work.submissions().list_of_account(degree.account).await? {
            let known = before.student_place.as_ref();
            let known = known.and_then(|place| place.student_number);
            let present = degree.details().and_then(|of| of.student_number.as_ref());
            let present = present.map(|number| number.index);
            if before.degree != degree.id || known.is_none() || known == present {
                continue;
            }
            let after = before.clone().stand(degree);
            if work.submissions().advance(&before, &after).await? == Advance::Stale {
                self.done.missed += 1;
            }
        }
        Ok(())
    }

    async fn invoices(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        walk!(self, progress, invoices, invoice)
    }

    async fn addresses(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        walk!(self, progress, addresses, address)
    }

    async fn enquiries(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        walk!(self, progress, enquiries, enquiry)
    }

    async fn prints(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        walk!(self, progress, print_jobs, print_job)
    }

    async fn discs(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        walk!(self, progress, data_discs, data_disc)
    }

    async fn staff(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        for centre in self.app.store().centres().list().await? {
            let all = self.app.store().staff().list(centre.id).await?;
            let work = self.app.store().begin().await?;
            for before in all {
                self.done.seen += 1;
                let Some(after) = staff(self.app, &before)? else {
                    continue;
                };
                match work.staff().advance(&before, &after).await? {
                    Advance::Done => self.done.resealed += 1,
                    Advance::Stale => self.done.missed += 1,
                }
            }
            work.commit().await?;
            progress(self.done.seen);
        }
        Ok(())
    }

    async fn roster(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        let mut request = PageRequest::first(PAGE);
        loop {
            let page = self.app.store().roster().list_all(request).await?;
            let work = self.app.store().begin().await?;
            for before in page.items {
                self.done.seen += 1;
                if let Some(after) = roster_entry(self.app, &before)? {
                    work.roster().rewrite(&after).await?;
                    self.done.resealed += 1;
                }
            }
            work.commit().await?;
            progress(self.done.seen);
            let Some(next) = page.next else {
                return Ok(());
            };
            request.after = Some(next);
        }
    }
}

/// Seals values of one row again and remembers whether any was old.
struct Sealer<'a> {
    vault: &'a Vault,
    row: Uuid,
    any: bool,
}

impl<'a> Sealer<'a> {
    const fn new(vault: &'a Vault, row: Uuid) -> Self {
        Self {
            vault,
            row,
            any: false,
        }
    }

    fn value(&mut self, column: FieldColumn, sealed: &mut Sealed) -> Result<(), Failure> {
        if self.vault.needs_reseal(sealed) {
            let place = FieldPlace {
                column,
                row: self.row,
            };
            let clear = self.vault.unseal(place, sealed)?;
            *sealed = self.vault.seal(place, &clear)?;
            self.any = true;
        }
        Ok(())
    }

    fn findable(
        &mut self,
        (column, purpose): (FieldColumn, IndexPurpose),
        value: &mut Findable,
    ) -> Result<(), Failure> {
        self.value(column, &mut value.sealed)?;
        // Without another index key there is nothing to compare, and nothing has to be opened for it.
        if !self.vault.has_former_indexes() {
            return Ok(());
        }
        let place = FieldPlace {
            column,
            row: self.row,
        };
        let clear = self.vault.unseal(place, &value.sealed)?;
        self.index(&self.vault.indexes(purpose, &clear), &mut value.index);
        Ok(())
    }

    /// Puts the present index in the place of a former one of the same text.
    fn index(&mut self, of_text: &[BlindIndex], index: &mut BlindIndex) {
        if let [present, former @ ..] = of_text
            && former.contains(index)
        {
            *index = *present;
            self.any = true;
        }
    }
}

fn account(app: &App, before: &Account) -> Result<Option<Account>, Failure> {
    let mut after = before.clone();
    let mut sealer = Sealer::new(app.vault(), before.id.as_uuid());
    if let AccountState::Active {
        phone,
        wechat,
        official_account,
    } = &mut after.state
    {
        if let Some(phone) = phone {
            sealer.findable((FieldColumn::AccountPhone, IndexPurpose::Phone), phone)?;
        }
        if let Some(wechat) = wechat {
            sealer.findable((FieldColumn::AccountWeChat, IndexPurpose::WeChat), wechat)?;
        }
        if let Some(user) = official_account {
            let place = FieldColumn::AccountOfficialAccount;
            sealer.findable((place, IndexPurpose::OfficialAccount), user)?;
        }
    }
    after.version = after.version.next();
    Ok(sealer.any.then_some(after))
}

fn address(app: &App, before: &Address) -> Result<Option<Address>, Failure> {
    let mut after = before.clone();
    let mut sealer = Sealer::new(app.vault(), before.id.as_uuid());
    sealer.value(FieldColumn::AddressContent, &mut after.content)?;
    after.version = after.version.next();
    Ok(sealer.any.then_some(after))
}

fn enquiry(app: &App, before: &Enquiry) -> Result<Option<Enquiry>, Failure> {
    let mut after = before.clone();
    let mut sealer = Sealer::new(app.vault(), before.id.as_uuid());
    sealer.value(FieldColumn::EnquiryQuestion, &mut after.question)?;
    if let Some(answer) = &mut after.answer {
        sealer.value(FieldColumn::EnquiryAnswer, &mut answer.text)?;
    }
    after.version = after.version.next();
    Ok(sealer.any.then_some(after))
}

fn print_job(app: &App, before: &PrintJob) -> Result<Option<PrintJob>, Failure> {
    let mut after = before.clone();
    let mut sealer = Sealer::new(app.vault(), before.id.as_uuid());
    if let Destination::Address {
        content: Some(content),
    } = &mut after.destination
    {
        sealer.value(FieldColumn::PrintAddress, content)?;
    }
    after.version = after.version.next();
    Ok(sealer.any.then_some(after))
}

fn data_disc(app: &App, before: &DataDisc) -> Result<Option<DataDisc>, Failure> {
    let mut sealer = Sealer::new(app.vault(), before.id.as_uuid());
    let Some(mut passphrase) = before.passphrase.clone() else {
        return Ok(None);
    };
    sealer.value(FieldColumn::DiscPassphrase, &mut passphrase)?;
    Ok(sealer.any.then(|| before.clone().reseal(passphrase)))
}

fn staff(app: &App, before: &Staff) -> Result<Option<Staff>, Failure> {
    let mut after = before.clone();
    let mut sealer = Sealer::new(app.vault(), before.id.as_uuid());
    sealer.findable(
        (FieldColumn::StaffLogin, IndexPurpose::StaffLogin),
        &mut after.login,
    )?;
    sealer.value(FieldColumn::StaffName, &mut after.name)?;
    if let SecondFactor::Proposed { secret, .. } | SecondFactor::Confirmed { secret, .. } =
        &mut after.second_factor
    {
        sealer.value(FieldColumn::StaffSecondFactor, secret)?;
    }
    after.version = after.version.next();
    Ok(sealer.any.then_some(after))
}

fn degree(app: &App, before: &Degree) -> Result<Option<Degree>, Failure> {
    let mut after = before.clone();
    let mut sealer = Sealer::new(app.vault(), before.id.as_uuid());
    if let DegreeState::Proposed { details, .. } | DegreeState::Bound { details, .. } =
        &mut after.state
    {
        let DegreeDetails {
            payload,
            masked_name,
            student_number,
            ..
        } = details;
        sealer.value(FieldColumn::DegreePayload, payload)?;
        if let Some(name) = masked_name {
            sealer.value(FieldColumn::DegreeMaskedName, name)?;
        }
        if let Some(number) = student_number {
            sealer.findable(
                (
                    FieldColumn::DegreeStudentNumber,
                    IndexPurpose::StudentNumber,
                ),
                number,
            )?;
        }
    }
    if app.vault().has_former_indexes()
        && let Some(texts) = degree_texts(app, before)?
    {
        let indexes = |text: &str| app.vault().indexes(IndexPurpose::CollectionCode, text);
        sealer.index(&indexes(&texts.code), &mut after.code);
        if let Some(claim) = &mut after.claim {
            sealer.index(&indexes(&texts.claim), claim);
        }
    }
    after.version = after.version.next();
    Ok(sealer.any.then_some(after))
}

fn invoice(app: &App, before: &InvoiceRequest) -> Result<Option<InvoiceRequest>, Failure> {
    let mut after = before.clone();
    let mut sealer = Sealer::new(app.vault(), before.id.as_uuid());
    if let Some(buyer) = &mut after.buyer {
        sealer.value(FieldColumn::InvoiceTitle, &mut buyer.title)?;
        sealer.value(FieldColumn::InvoiceMail, &mut buyer.mail)?;
        if let Some(number) = &mut buyer.tax_number {
            sealer.value(FieldColumn::InvoiceTaxNumber, number)?;
        }
    }
    after.version = after.version.next();
    Ok(sealer.any.then_some(after))
}

fn roster_entry(app: &App, before: &RosterEntry) -> Result<Option<RosterEntry>, Failure> {
    let mut after = before.clone();
    let mut sealer = Sealer::new(app.vault(), before.id.as_uuid());
    sealer.findable(
        (
            FieldColumn::RosterStudentNumber,
            IndexPurpose::StudentNumber,
        ),
        &mut after.student_number,
    )?;
    if let Some(number) = &mut after.identity_number {
        sealer.findable(
            (
                FieldColumn::RosterIdentityNumber,
                IndexPurpose::IdentityNumber,
            ),
            number,
        )?;
    }
    Ok(sealer.any.then_some(after))
}
