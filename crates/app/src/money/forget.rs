//! Ends what is known of whom an invoice is made out to: the tax platform keeps what was issued.

use domain::{Duration, InvoiceStateName};

use crate::failure::{Failure, Won};
use crate::service::App;

/// How long it is kept: after it was given up, and after anything else became of it. Mistakes are mended within
/// the tax year and the settlement that follows it.
const BUYER_KEPT: [(Option<InvoiceStateName>, Duration); 2] = [
    (Some(InvoiceStateName::Withdrawn), Duration::from_days(30)),
    (None, Duration::from_days(550)),
];

/// What is ended in one transaction.
const AT_ONCE: u64 = 50;

/// Forgets title, taxpayer number and mail address where their days are over.
///
/// # Errors
/// [`Failure::Unavailable`]; [`Failure::Stale`] where one changes at the same moment.
pub(crate) async fn forget_ended_buyers(app: &App) -> Result<(), Failure> {
    let now = app.now();
    for (state, kept) in BUYER_KEPT {
        loop {
            let work = app.store().begin().await?;
            let of = (state, AT_ONCE);
            let invoices = work.invoices();
            let ended = invoices.list_with_buyer_since(now - kept, of).await?;
            if ended.is_empty() {
                break;
            }
            for before in ended {
                let after = before.clone().forget_buyer();
                work.invoices().advance(&before, &after).await?.won()?;
            }
            work.commit().await?;
        }
    }
    Ok(())
}
