//! Every word that stands in a stored value. They are never renamed and never reused.

use std::collections::BTreeMap;

use domain::audit::{PhotoOutcome, SignInWay, Way, Word};
use domain::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use test_kit::stored::StoredForms;

use super::root;

/// The words of an enum as they are stored: each is the name, is read back, and fits into the audit
/// log.
#[track_caller]
fn words<T>(values: &[T], names: &[&str]) -> Vec<String>
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let stored: Vec<String> = values
        .iter()
        .map(|value| {
            let json = serde_json::to_value(value).unwrap();
            assert_eq!(serde_json::from_value::<T>(json.clone()).unwrap(), *value);
            json.as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(stored, names);
    for name in names {
        assert!(Word::new(*name).is_ok(), "{name}");
    }
    stored
}

macro_rules! all {
    ($($enum:ident,)+) => {
        BTreeMap::from([$((stringify!($enum), words($enum::ALL, $enum::NAMES)),)+])
    };
}

#[test]
fn words_are_pinned() {
    let words = all! {
        AllowanceReason, CaptureSource, ChangeName, Channel, CodeEvidence, CodeMiss, ConsentState, DecisionName, DeliveryFailure, DiscForm, ListForm, ListReason, ReviewEntry,
        GlassesPolicy, IdentityColumns, ImportWay, Language, LastFourCheck, MessageKind, Permission,
        PhotoOutcome, Purpose, RegistryAnswer, RegistryIdentity, ReleaseReason, ReplaceReason, ReviewPolicy, ReviewRound, RoleName,
        RosterFinding, SignInWay, SubmissionStateName, UnitKind, UnusableReason, VoidReason, Way,
        BillLineKind, DifferenceKind, LedgerAccount, Means, PayMoment, Payer, PaymentFailure,
        Product, RefundProblem, RefundReason, WaiverReason, Courier, DeliveryProblem, FileFault, PrintLayout,
        Paper, PortraitLetters, ReprintReason, RunFile, RunOrder,
    };
    let mut forms = StoredForms::in_folder(root().join("words"));
    let owned: BTreeMap<String, Vec<String>> = words
        .into_iter()
        .map(|(name, words)| (name.to_owned(), words))
        .collect();
    forms.check("words", &owned);
    forms.finish(&["words"]);
}

#[test]
fn a_word_of_another_version_is_refused_and_named() {
    let refused = serde_json::from_str::<Purpose>("\"marketing\"").unwrap_err();
    let text = refused.to_string();
    assert!(
        text.contains("marketing") && text.contains("comparison"),
        "{text}"
    );
}
