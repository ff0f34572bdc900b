//! The device that somebody signs in from: a token in its cookie, and a few words for people.

use domain::{StaffId, Timestamp};
use store::Work;

use crate::failure::Failure;
use crate::service::App;

/// What a browser tells of itself. Believed as far as a label goes.
#[derive(Clone, Default)]
pub struct Device {
    /// The token that an earlier sign-in left in the browser.
    pub token: Option<String>,
    /// The header `User-Agent`.
    pub agent: Option<String>,
}

impl std::fmt::Debug for Device {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Device(…)")
    }
}

/// A device that was noted.
pub(super) struct Noted {
    /// The token for the browser to keep.
    pub(super) token: String,
    pub(super) is_new: bool,
}

/// Notes the device of a member of staff.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn note(
    app: &App,
    work: &Work,
    staff: StaffId,
    device: &Device,
    now: Timestamp,
) -> Result<Noted, Failure> {
    let kept = device.token.clone().filter(|token| !token.is_empty());
    let token = kept.unwrap_or_else(|| app.random().token());
    let hash = app.vault().token_hash(&format!("device:{token}"));
    let is_new = work.sessions().note_device(staff, &hash, now).await?;
    Ok(Noted { token, is_new })
}

/// Browsers by a word that their `User-Agent` holds; those that hold another one's word come first.
const BROWSERS: [(&str, &str); 7] = [
    ("MicroMessenger", "WeChat"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

/// Systems likewise.
const SYSTEMS: [(&str, &str); 6] = [
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// Browser and system in a few words, without versions: enough to know the own device again.
pub(super) fn label(agent: Option<&str>) -> Option<String> {
    let agent = agent?;
    let named = |names: &[(&str, &'static str)]| {
        let found = names.iter().find(|(word, _)| agent.contains(word));
        found.map(|(_, name)| *name)
    };
    let names = [named(&BROWSERS), named(&SYSTEMS)];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    (!names.is_empty()).then(|| names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(agent: &str, expected: Option<&str>) {
        assert_eq!(label(Some(agent)).as_deref(), expected);
    }

    #[test]
    fn a_browser_is_told_in_a_few_words() {
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36";
        check(chrome, Some("Chrome, Linux"));
        let edge =
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0";
        check(edge, Some("Edge, Windows"));
        check("something of its own", None);
        assert_eq!(label(None), None);
    }
}
