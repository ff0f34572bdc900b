//! The ends of the audit logs in a file outside the database: a line of JSON for each.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;

use app::ports::{AuditAnchor, AuditAnchors};
use domain::audit::{LogEnd, LogName};
use domain::{CentreId, Timestamp};
use serde::{Deserialize, Serialize};

/// The file.
#[derive(Debug)]
pub(crate) struct AnchorFile(PathBuf);

/// One line of it.
#[derive(Serialize, Deserialize)]
struct Line {
    at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    centre: Option<CentreId>,
    keyed: bool,
    #[serde(flatten)]
    end: LogEnd,
}

impl AnchorFile {
    /// The file at `path`, which is made with the first anchor.
    pub(crate) const fn at(path: PathBuf) -> Self {
        Self(path)
    }
}

impl AuditAnchors for AnchorFile {
    fn write(&self, anchors: &[AuditAnchor]) -> io::Result<()> {
        if anchors.is_empty() {
            return Ok(());
        }
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.0)?;
        let mut text = if is_torn(&mut file)? {
            "\n".to_owned()
        } else {
            String::new()
        };
        for anchor in anchors {
            let line = Line {
                at: anchor.at,
                centre: anchor.log.centre,
                keyed: anchor.log.is_keyed,
                end: anchor.end,
            };
            text.push_str(&serde_json::to_string(&line)?);
            text.push('\n');
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    fn read(&self) -> io::Result<Vec<AuditAnchor>> {
        let text = match std::fs::read_to_string(&self.0) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut anchors = Vec::new();
        for (place, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.is_empty())
        {
            let Ok(line) = serde_json::from_str::<Line>(line) else {
                // A loss of power tears a line at most; the others say the same an hour later.
                let (file, line) = (self.0.display(), place + 1);
                tracing::warn!(%file, line, "Passed over a line of the ends of the audit logs");
                continue;
            };
            anchors.push(AuditAnchor {
                at: line.at,
                log: LogName {
                    centre: line.centre,
                    is_keyed: line.keyed,
                },
                end: line.end,
            });
        }
        Ok(anchors)
    }
}

/// Whether the last line has no end.
fn is_torn(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

#[cfg(test)]
mod tests {
    use domain::ChainHash;
    use uuid::Uuid;

    use super::*;

    fn anchor(number: u64, centre: Option<CentreId>) -> AuditAnchor {
        AuditAnchor {
            at: Timestamp::from_micros(1_693_960_200_000_000),
            log: LogName::keyed(centre),
            end: LogEnd {
                number,
                hash: ChainHash::from_bytes([7; 32]),
            },
        }
    }

    #[test]
    fn anchors_are_read_as_they_were_written_also_after_a_torn_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("anchors.jsonl");
        let file = AnchorFile::at(path.clone());
        assert!(file.read().unwrap().is_empty());
        let centre = CentreId::from_uuid(Uuid::from_u128(2));
        let first = [anchor(3, None), anchor(5, Some(centre))];
        file.write(&first).unwrap();
        assert_eq!(file.read().unwrap(), first);
        let torn = OpenOptions::new().append(true).open(&path);
        torn.unwrap().write_all(b"{\"at\":\"20").unwrap();
        file.write(&[anchor(9, None)]).unwrap();
        let all = file.read().unwrap();
        assert_eq!(all, [first.as_slice(), &[anchor(9, None)]].concat());
    }
}
