//! The sources that a photo may come from. Camera and operator are in the photo's facts.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::word::words;

/// Where a photo comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum CaptureSource {
    /// Staff shoot at the school or in the studio.
    Onsite,
    /// The camera inside the app.
    LiveCamera,
    /// A file that already was on the phone.
    Album,
}

words!(CaptureSource);

/// One or more sources.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<CaptureSource>", into = "Vec<CaptureSource>")]
pub struct CaptureModes(Vec<CaptureSource>);

/// No source at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("at least one of onsite, live-camera and album is needed")]
pub struct NoCaptureMode;

impl CaptureModes {
    /// The sources, each once, in a fixed order.
    ///
    /// # Errors
    /// [`NoCaptureMode`] if there is none.
    pub fn new(sources: &[CaptureSource]) -> Result<Self, NoCaptureMode> {
        if sources.is_empty() {
            return Err(NoCaptureMode);
        }
        let known = CaptureSource::ALL.iter().copied();
        Ok(Self(
            known.filter(|source| sources.contains(source)).collect(),
        ))
    }

    /// Whether `source` is one of them.
    pub fn allow(&self, source: CaptureSource) -> bool {
        self.0.contains(&source)
    }

    /// The sources in a fixed order; never empty.
    pub fn sources(&self) -> &[CaptureSource] {
        &self.0
    }
}

impl Default for CaptureModes {
    /// The live camera alone: recent notices demand it and forbid the album.
    fn default() -> Self {
        Self(vec![CaptureSource::LiveCamera])
    }
}

impl TryFrom<Vec<CaptureSource>> for CaptureModes {
    type Error = NoCaptureMode;

    fn try_from(sources: Vec<CaptureSource>) -> Result<Self, NoCaptureMode> {
        Self::new(&sources)
    }
}

impl From<CaptureModes> for Vec<CaptureSource> {
    fn from(modes: CaptureModes) -> Self {
        modes.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        let modes: Option<CaptureModes> = serde_json::from_str(json).ok();
        let again = modes.map(|modes| serde_json::to_string(&modes).unwrap());
        assert_eq!(again.as_deref(), expected);
    }

    #[test]
    fn any_combination_but_none() {
        check(
            r#"["album","onsite","album"]"#,
            Some(r#"["onsite","album"]"#),
        );
        check(r#"["live-camera"]"#, Some(r#"["live-camera"]"#));
        check("[]", None);
        check(r#"["fax"]"#, None);
    }
}
