//! The address book of a student: what is written down is checked, sealed as one value, and deleted with the
//! consent to it. Orders of prints take a copy.

mod change;
mod content;

use domain::{AccountId, Address, AddressId};
use store::Reads;
use store::repository::Addresses;

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

pub use change::{change, delete, keep, make_default};
pub(crate) use content::opened;
pub use content::{AddressContent, AddressWish};

/// An address in the clear, for the student.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressView {
    /// The address.
    pub address: Address,
    /// What it says.
    pub content: AddressContent,
}

/// The student's addresses, the default first, then oldest first.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student.
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<AddressView>, Failure> {
    let account = caller.student()?;
    let mut kept = app.store().addresses().list_of_account(account).await?;
    kept.sort_by_key(|address| !address.is_default);
    let view = |address| view(app, address);
    kept.into_iter().map(view).collect()
}

/// What the addresses of an account say, oldest first.
///
/// # Errors
/// [`Failure::Unavailable`].
pub(crate) async fn contents(
    app: &App,
    account: AccountId,
) -> Result<Vec<AddressContent>, Failure> {
    let kept = app.store().addresses().list_of_account(account).await?;
    kept.iter().map(|address| opened(app, address)).collect()
}

/// The student's own address.
///
/// # Errors
/// [`Failure::NotFound`], also for another student's.
pub(crate) async fn find_own(
    reads: &impl Reads,
    caller: &Caller,
    id: AddressId,
) -> Result<Address, Failure> {
    let account = caller.student()?;
    let found = Addresses::of(reads).find(id).await?;
    found
        .filter(|address| address.account == account)
        .or_not_found()
}

fn view(app: &App, address: Address) -> Result<AddressView, Failure> {
    let content = opened(app, &address)?;
    Ok(AddressView { address, content })
}
