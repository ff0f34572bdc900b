//! The state that all clones of a vault, its readers and its writers share.

use crate::deposit::Turns;
use crate::keys::Keys;
use crate::objects::Objects;

/// The parts of a vault.
pub(crate) struct Inner {
    /// The working keys.
    pub(crate) keys: Keys,
    /// Where the objects are stored.
    pub(crate) objects: Objects,
    /// Locks by name, for writers and deleters of the same object.
    pub(crate) turns: Turns,
}
