//! Compares the programs that signed a file with a list in the spec. A match is an indication about
//! the whole picture, not proof that the face was changed.

use serde::Deserialize;

use super::finding::{Finding, Level};
use crate::text::Text;

/// Programs by name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programs {
    /// Parts of names, compared without regard to case.
    pub names: Vec<String>,
    /// Origin of the list.
    pub source: String,
}

impl Programs {
    /// Missed when a signature contains one of the names.
    pub(super) fn judge(&self, signatures: &[String], told: Text) -> Finding {
        let signed = signatures
            .iter()
            .map(|signature| signature.to_lowercase())
            .filter(|signature| {
                let mut names = self.names.iter().map(|name| name.to_lowercase());
                names.any(|name| !name.is_empty() && signature.contains(&name))
            })
            .count();
        if signed == 0 {
            return Finding::met(told);
        }
        Finding::new(Level::Missed, signed as f32, 0.0, told)
    }
}
