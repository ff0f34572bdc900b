//! The loaded networks, shared by all photos.

use nn::{NetworkError, Networks};

/// The networks, ready to look at photos from many threads.
#[derive(Debug)]
pub struct Engine {
    pub(crate) networks: Networks,
}

impl Engine {
    /// Loads the embedded networks (about 50 ms).
    ///
    /// # Errors
    /// [`NetworkError`] when an embedded file is damaged.
    pub fn new() -> Result<Self, NetworkError> {
        Ok(Self {
            networks: Networks::embedded()?,
        })
    }
}
