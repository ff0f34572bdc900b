//! The loaded networks, shared by all photos.

use nn::{Network, NetworkError, Networks};

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

    /// The same with a fusion network of the second cut, to measure it.
    ///
    /// # Errors
    /// [`NetworkError`] when `file` is no TFLite network.
    pub fn with_fusion(mut self, file: &[u8]) -> Result<Self, NetworkError> {
        self.networks.fusion = Some(Network::from_bytes(file)?);
        Ok(self)
    }
}
