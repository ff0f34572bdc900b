//! Every refusal of a use case: the request was understood and trying again changes nothing. The
//! refusals of aggregates are in `domain`, with their words in `words`; those that only use cases have
//! are in this folder, one file per thing, each with its code, kind, values and words.

mod account;
mod change_request;
mod code;
mod consent;
mod data_disc;
mod list_export;
mod missed_guess;
mod money;
mod portrait_mail;
mod proof;
mod registry;
mod review;
mod roster;
mod second_factor;
mod several_centres;
mod several_codes;
mod sign_in;
mod standards;
mod taken;
mod upload;

use domain::refusal::{Kind, Member};
use domain::{
    Acceptance, Account, AddressRefusal, Appointment, Batch, BindingRefusal, CaptureSession,
    ChangeRequest, Coded, Consent, DataDisc, Degree, Denied, EnquiryRefusal, InvoiceRequest,
    ListExport, Notification, Order, OrderRefusal, Payment, Photo, PrintJob, PrintRefusal,
    PrintRun, Refund, RegistryPackage, ShopRefusal, SlotRefusal, Staff, StateMachine, Submission,
    WrongState,
};
use words::{InWords, Words};

pub use account::AccountRefusal;
pub use change_request::ChangeAskedAlready;
pub use code::CodeRefusal;
pub use consent::ConsentRefusal;
pub use data_disc::DiscRefusal;
pub use list_export::ExportRefusal;
pub use missed_guess::MissedGuess;
pub use money::MoneyRefusal;
pub use portrait_mail::PortraitMailRefusal;
pub use proof::ProofNeeded;
pub use registry::{RegistryRefusal, ResultFault};
pub use review::{DecidedMeanwhile, Meanwhile, ReviewRefusal};
pub use roster::NothingToTakeBack;
pub use second_factor::SecondFactorRefusal;
pub use several_centres::SeveralCentres;
pub use several_codes::SeveralCodes;
pub use sign_in::SignInRefusal;
pub use standards::StandardRefusal;
pub use taken::Taken;
pub use upload::UploadRefusal;

/// Lists the refusals: one line each.
macro_rules! refusals {
    ($($(#[$doc:meta])+ $of:ident($refusal:ty),)+) => {
        /// Why it cannot be done.
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        pub enum Refusal {
            $($(#[$doc])+ #[error(transparent)] $of(#[from] $refusal),)+
        }

        impl Coded for Refusal {
            fn codes() -> Vec<&'static str> {
                [$(<$refusal>::codes(),)+].concat()
            }

            fn code(&self) -> &'static str {
                match self {
                    $(Self::$of(refusal) => refusal.code(),)+
                }
            }

            fn kind(&self) -> Kind {
                match self {
                    $(Self::$of(refusal) => refusal.kind(),)+
                }
            }

            fn members(&self) -> Vec<(&'static str, Member)> {
                match self {
                    $(Self::$of(refusal) => refusal.members(),)+
                }
            }
        }

        impl InWords for Refusal {
            fn words(&self) -> Words {
                match self {
                    $(Self::$of(refusal) => refusal.words(),)+
                }
            }
        }
    };
}

refusals! {
    /// Of an account.
    Account(Denied<Account>),
    /// Of an address.
    Address(AddressRefusal),
    /// Of a question to the centre.
    Enquiry(EnquiryRefusal),
    /// Of the erasure of an account's data.
    Erasure(AccountRefusal),
    /// Of an appointment.
    Appointment(Denied<Appointment>),
    /// Of a batch.
    Batch(Denied<Batch>),
    /// The batch takes nobody at this time.
    NotAccepting(Acceptance),
    /// Of a binding.
    Binding(BindingRefusal),
    /// Of a wrong answer about a collection code.
    MissedGuess(MissedGuess),
    /// Of a capture session.
    Capture(Denied<CaptureSession>),
    /// Of a request to change what is approved.
    ChangeRequest(Denied<ChangeRequest>),
    /// Of a second such request.
    ChangeAskedAlready(ChangeAskedAlready),
    /// No import of a roster can be taken back.
    NothingToTakeBack(NothingToTakeBack),
    /// It concerns the whole installation.
    SeveralCentres(SeveralCentres),
    /// Of a picture of a collection code.
    Code(CodeRefusal),
    /// Of a consent.
    ConsentState(Denied<Consent>),
    /// For lack of consent.
    Consent(ConsentRefusal),
    /// Of a degree.
    Degree(Denied<Degree>),
    /// Of an invoice.
    Invoice(Denied<InvoiceRequest>),
    /// Of money.
    Money(MoneyRefusal),
    /// Of a portrait by mail.
    PortraitMail(PortraitMailRefusal),
    /// Of an order.
    Order(Denied<Order>),
    /// Of an order that is placed.
    NewOrder(OrderRefusal),
    /// Of a payment.
    Payment(Denied<Payment>),
    /// Of a refund.
    Refund(Denied<Refund>),
    /// Of a message to a student.
    Notification(Denied<Notification>),
    /// Of prints that are ordered.
    Print(PrintRefusal),
    /// Of a print job.
    PrintJob(Denied<PrintJob>),
    /// Of a print shop.
    Shop(ShopRefusal),
    /// Of a run of print jobs.
    PrintRun(Denied<PrintRun>),
    /// Of a photo.
    Photo(Denied<Photo>),
    /// Of a code without a proof of work.
    Proof(ProofNeeded),
    /// Of what goes on a data disc.
    Disc(DiscRefusal),
    /// Of a data disc.
    DataDisc(Denied<DataDisc>),
    /// Of a list of many students.
    ListExport(Denied<ListExport>),
    /// Of a list that is taken out as a file.
    Export(ExportRefusal),
    /// Of handing over to the registry.
    Registry(RegistryRefusal),
    /// Of a package for the registry.
    RegistryPackage(Denied<RegistryPackage>),
    /// Of a decision that came too late.
    Meanwhile(DecidedMeanwhile),
    /// Of a photo that a colleague has in hand.
    Review(ReviewRefusal),
    /// Of a picture with several collection codes.
    SeveralCodes(SeveralCodes),
    /// Of a second factor.
    SecondFactor(SecondFactorRefusal),
    /// Of a sign-in.
    SignIn(SignInRefusal),
    /// Of a slot.
    Slot(SlotRefusal),
    /// Of a member of staff.
    Staff(Denied<Staff>),
    /// Of a standard.
    Standard(StandardRefusal),
    /// Of a submission.
    Submission(Denied<Submission>),
    /// A unique value is in use already.
    Taken(Taken),
    /// Of a file that is sent.
    Upload(UploadRefusal),
}

impl<M> From<WrongState<M>> for Refusal
where
    M: StateMachine,
    Self: From<Denied<M>>,
{
    fn from(state: WrongState<M>) -> Self {
        Denied::from(state).into()
    }
}

#[cfg(test)]
mod tests;
