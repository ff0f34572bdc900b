//! Takes one typeface out of an OpenType collection, with the tables alone that printing needs.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::files::{hex, put};
use super::package::{Package, Registry};
use crate::say::say;

/// Letters and their widths. What shapes scripts other than Chinese and Latin, or sets them vertically, is left out.
const TABLES: [&[u8; 4]; 9] = [
    b"CFF ", b"OS/2", b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"post",
];

/// The value at which the sum over an OpenType file arrives (OpenType, table `head`).
const WHOLE_SUM: u32 = 0xB1B0_AFBA;

/// One font of `models/manifest.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Font {
    name: String,
    #[serde(default)]
    registry: Registry,
    package: String,
    version: String,
    /// Collection inside the package.
    path: String,
    collection_sha256: String,
    /// Place of the typeface in the collection, from 0.
    face: usize,
    /// SHA-256 of the file that is made of it.
    sha256: String,
    #[expect(dead_code, reason = "documents the manifest; nothing depends on it")]
    licence: String,
}

impl Font {
    /// Puts the typeface into `folder`; does nothing when it is there and right.
    pub(super) fn put(&self, root: &Path, folder: &Path) -> Result<()> {
        let target = folder.join(format!("{}.otf", self.name));
        if std::fs::read(&target).is_ok_and(|bytes| hex(&Sha256::digest(bytes)) == self.sha256) {
            return Ok(());
        }
        let package = Package {
            registry: self.registry,
            name: &self.package,
            version: &self.version,
        };
        let file = package
            .folder(root, &folder.join("cache"))?
            .join(&self.path);
        let collection = std::fs::read(&file)
            .with_context(|| format!("{} holds no file {}", self.package, self.path))?;
        self.expect(&collection, &self.collection_sha256)?;
        let font = single(&collection, self.face).context("the collection is damaged")?;
        self.expect(&font, &self.sha256)?;
        put(&target, &font)?;
        let Self {
            name,
            package,
            version,
            ..
        } = self;
        say(&format!("fetched {name} from {package} {version}"));
        Ok(())
    }

    fn expect(&self, bytes: &[u8], wanted: &str) -> Result<()> {
        let seen = hex(&Sha256::digest(bytes));
        ensure!(
            seen == wanted,
            "{} of {} has SHA-256 {seen}, models/manifest.toml asks for {wanted}",
            self.name,
            self.package
        );
        Ok(())
    }
}

/// One typeface of a collection as a file of its own; `None` where the collection ends too early.
fn single(collection: &[u8], face: usize) -> Option<Vec<u8>> {
    let at = number(collection, 12 + 4 * face)? as usize;
    let count = collection.get(at + 4..at + 6)?;
    let count = usize::from(u16::from_be_bytes([count[0], count[1]]));
    let mut tables = Vec::new();
    for record in (0..count).map(|index| at + 12 + 16 * index) {
        let tag = collection.get(record..record + 4)?;
        if TABLES.iter().any(|wanted| *wanted == tag) {
            let from = number(collection, record + 8)? as usize;
            let length = number(collection, record + 12)? as usize;
            tables.push((tag, collection.get(from..from + length)?));
        }
    }
    Some(assemble(collection.get(at..at + 4)?, &tables))
}

/// A file of tables that are sorted by their tags, as every collection has them.
fn assemble(kind: &[u8], tables: &[(&[u8], &[u8])]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.ilog2() as u16;
    let mut file = kind.to_vec();
    for value in [count, 16 << power, power, 16 * count - (16 << power)] {
        file.extend(value.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    let mut bodies = Vec::new();
    let mut head = None;
    for (tag, body) in tables {
        let mut body = body.to_vec();
        let length = body.len();
        if *tag == b"head" {
            // The sum over the whole file is put here at the end.
            body[8..12].fill(0);
            head = Some(at + 8);
        }
        body.resize(length.next_multiple_of(4), 0);
        file.extend(*tag);
        for value in [sum(&body), at as u32, length as u32] {
            file.extend(value.to_be_bytes());
        }
        at += body.len();
        bodies.extend(body);
    }
    file.extend(bodies);
    if let Some(head) = head {
        let whole = WHOLE_SUM.wrapping_sub(sum(&file));
        file[head..head + 4].copy_from_slice(&whole.to_be_bytes());
    }
    file
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*four))
}

/// Sum of big-endian words.
fn sum(bytes: &[u8]) -> u32 {
    let words = bytes.as_chunks::<4>().0.iter();
    words.fold(0, |sum, word| sum.wrapping_add(u32::from_be_bytes(*word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_sums_up_to_the_constant_of_the_format() {
        let head = [7; 54];
        let file = assemble(b"OTTO", &[(b"cmap", &[1, 2, 3]), (b"head", &head)]);
        assert_eq!(sum(&file), WHOLE_SUM);
        // The second table begins after the first, which is filled up to four bytes.
        assert_eq!(number(&file, 12 + 16 + 8), Some(12 + 32 + 4));
        assert_eq!(&file[44..48], &[1, 2, 3, 0]);
    }

    #[test]
    fn a_cut_collection_is_none() {
        assert_eq!(single(b"ttcf\0\x02\0\0\0\0\0\x01\0\0\0\x10", 0), None);
        assert_eq!(single(b"ttcf", 3), None);
    }
}
