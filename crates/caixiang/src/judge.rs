//! The photo standard of a run, found by name or read from a file. The rules themselves are in `standard`.

use std::{fs::File, io::Read, path::Path};

use anyhow::{Context, bail};
use standard::{Judgement, OutputSpec, PhotoFacts, PhotoSpec};
use time::Date;

use crate::language::Language;

/// The standard of a run that names none.
pub(crate) const DEFAULT_SPEC: &str = PhotoSpec::DEFAULT_NAME;

/// A spec file is a few kilobytes; what is larger is something else.
const MAX_SPEC_BYTES: u64 = 1 << 20;

/// A standard and the day on which photos are held against it.
pub(crate) struct Judge {
    spec: PhotoSpec,
    today: Date,
}

impl Judge {
    /// Takes a built-in name first, then a TOML file.
    ///
    /// # Errors
    /// Neither of both, or a file that is no standard.
    pub(crate) fn open(
        name_or_file: &str,
        today: Date,
        language: Language,
    ) -> anyhow::Result<Self> {
        let spec = match PhotoSpec::embedded(name_or_file) {
            Some(spec) => spec,
            None => read(name_or_file, language)?,
        };
        Ok(Self { spec, today })
    }

    /// The portrait it asks for.
    pub(crate) fn output(&self) -> &OutputSpec {
        &self.spec.output
    }

    /// Every rule on one photo.
    pub(crate) fn judge(&self, facts: &PhotoFacts) -> Judgement {
        standard::judge_all(facts, &self.spec, Some(self.today))
    }

    /// The judgement on a file that is no readable picture.
    pub(crate) fn unreadable(&self) -> Judgement {
        standard::judge_unreadable(&self.spec)
    }
}

fn read(file: &str, language: Language) -> anyhow::Result<PhotoSpec> {
    if !Path::new(file).is_file() {
        let names = PhotoSpec::NAMES.join(", ");
        bail!(language.choose(
            format!("没有名为 {file} 的标准，也没有这个文件；内置标准：{names}"),
            format!("there is neither a standard nor a file called {file}; built in: {names}"),
        ));
    }
    let mut text = String::new();
    File::open(file)
        .and_then(|file| file.take(MAX_SPEC_BYTES).read_to_string(&mut text))
        .with_context(|| {
            let cannot = language.choose("标准文件读不出来", "the standard cannot be read");
            format!("{cannot}: {file}")
        })?;
    PhotoSpec::parse(&text).with_context(|| {
        let unusable = language.choose("标准文件不能用", "the standard cannot be used");
        format!("{unusable}: {file}")
    })
}
