//! The stored form of every aggregate, action, message and word: files that a released version may
//! have written and that every later one has to read. `WRITE_STORED=1 cargo test -p domain stored`
//! writes those that are missing.
//!
//! `tests/stored/<aggregate>/<form>/<variant>.json` holds one aggregate. A form that is older than the
//! present one stays there as long as rows of it may exist: its files must be readable.

mod collection;
mod delivered;
mod handing_over;
mod messages;
mod money;
mod people;
mod photos;
mod prints;
mod traces;
mod words;

use std::fmt::Debug;
use std::path::{Path, PathBuf};

use domain::form::{FORMS, Stored};
use serde::Serialize;
use serde::de::DeserializeOwned;
use test_kit::stored::{StoredForms, files};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored")
}

/// Pins an aggregate in each of its variants; `names` are the variants that it must have.
#[track_caller]
fn check_aggregate<T>(folder: &str, variants: &[(&str, T)], names: &[&str])
where
    T: Stored + Serialize + DeserializeOwned + PartialEq + Debug,
{
    let folder = root().join(folder);
    let mut forms = StoredForms::in_folder(folder.join(T::FORM.to_string()));
    for (name, aggregate) in variants {
        forms.check(name, aggregate);
    }
    forms.finish(names);
    for form in 1..T::FORM {
        let older = folder.join(form.to_string());
        for name in files(&older) {
            let text = std::fs::read_to_string(older.join(format!("{name}.json"))).unwrap();
            let read = serde_json::from_str::<T>(&text);
            assert!(read.is_ok(), "form {form}, {name}: {read:?}");
        }
    }
}

/// An aggregate that has no states.
#[track_caller]
fn check_plain<T>(folder: &str, aggregate: T)
where
    T: Stored + Serialize + DeserializeOwned + PartialEq + Debug,
{
    check_aggregate(folder, &[("whole", aggregate)], &["whole"]);
}

/// `CaptureSession` stands in `capture-session`.
fn folder_of(aggregate: &str) -> String {
    let mut folder = String::new();
    for letter in aggregate.chars() {
        if letter.is_ascii_uppercase() && !folder.is_empty() {
            folder.push('-');
        }
        folder.push(letter.to_ascii_lowercase());
    }
    folder
}

#[test]
fn every_aggregate_is_pinned() {
    for (aggregate, form) in FORMS {
        let folder = root().join(folder_of(aggregate)).join(form.to_string());
        assert!(!files(&folder).is_empty(), "{} is empty", folder.display());
    }
}
