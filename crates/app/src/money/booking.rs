//! Ids and repeated tries that all of money shares.

use domain::LedgerEntryId;

use crate::failure::Failure;
use crate::service::App;

/// How often a transaction is tried that others are faster than. Of 64 notices at once each loses at most
/// once: then there is nothing left to do.
const TRIES: u8 = 8;

/// Counts the tries of a transaction that loses races.
#[derive(Default)]
pub(super) struct Tries(u8);

impl Tries {
    /// Whether `failure` is worth one more try; counts it.
    pub(super) fn again(&mut self, failure: &Failure) -> bool {
        self.0 += 1;
        matches!(failure, Failure::Stale) && self.0 < TRIES
    }
}

/// A new id for an entry of the ledger.
pub(super) fn entry_id(app: &App) -> LedgerEntryId {
    LedgerEntryId::from_uuid(app.new_id())
}
