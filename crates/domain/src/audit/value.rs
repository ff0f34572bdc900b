//! How the values of an action's details are stored: numbers, ids, and words.

use std::collections::BTreeMap;

use standard::ReasonCode;

use super::detail::{Detail, Word};
use crate::binding::CodeMiss;
use crate::change_request::{ChangeName, ReplaceReason};
use crate::consent::Purpose;
use crate::degree::ReleaseReason;
use crate::id::{
    BatchId, CaptureSessionId, DegreeId, OrderId, PaymentId, PhotoId, ReviewId, SchoolId, SlotId,
    StaffId, SubmissionId,
};
use crate::money::{Fen, Means, RefundProblem, RefundReason, WaiverReason};
use crate::own_reason::OwnCode;
use crate::photo::RuleCode;
use crate::print::{ReprintReason, RunFile};
use crate::print_shop::Paper;
use crate::review::{DecisionName, ReviewRound};
use crate::source::CaptureSource;
use crate::staff::RoleName;
use crate::submission::{AllowanceReason, SubmissionStateName, VoidReason};

/// `capture_session` is stored as `capture-session`.
fn key(field: &str) -> Word {
    Word::of_name(&field.replace('_', "-"))
}

pub(super) fn put(details: &mut BTreeMap<Word, Detail>, field: &str, value: &impl Value) {
    if let Some(detail) = value.write() {
        details.insert(key(field), detail);
    }
}

pub(super) fn get<V: Value>(details: &BTreeMap<Word, Detail>, field: &str) -> Option<V> {
    V::read(details.get(&key(field)))
}

/// A value of a detail.
pub(super) trait Value: Sized {
    /// `None` where nothing is stored.
    fn write(&self) -> Option<Detail>;

    /// `None` for a detail that is missing or no such value.
    fn read(detail: Option<&Detail>) -> Option<Self>;
}

impl<V: Value> Value for Option<V> {
    fn write(&self) -> Option<Detail> {
        self.as_ref().and_then(V::write)
    }

    fn read(detail: Option<&Detail>) -> Option<Self> {
        match detail {
            None => Some(None),
            detail => V::read(detail).map(Some),
        }
    }
}

/// A value that is stored as one word.
pub(super) trait Named: Sized {
    fn word(&self) -> Word;

    fn of_word(word: &Word) -> Option<Self>;
}

impl<N: Named> Value for N {
    fn write(&self) -> Option<Detail> {
        Some(Detail::Word(self.word()))
    }

    fn read(detail: Option<&Detail>) -> Option<Self> {
        match detail? {
            Detail::Word(word) => N::of_word(word),
            _ => None,
        }
    }
}

impl<N: Named> Value for Vec<N> {
    fn write(&self) -> Option<Detail> {
        Some(Detail::Words(self.iter().map(N::word).collect()))
    }

    fn read(detail: Option<&Detail>) -> Option<Self> {
        match detail? {
            Detail::Words(words) => words.iter().map(N::of_word).collect(),
            _ => None,
        }
    }
}

/// Says how types are stored: as numbers, as ids, or by their names.
macro_rules! values {
    (numbers $($number:ty),+) => {
        $(impl Value for $number {
            fn write(&self) -> Option<Detail> {
                Some(Detail::Number(i64::from(*self)))
            }

            fn read(detail: Option<&Detail>) -> Option<Self> {
                match detail? {
                    Detail::Number(number) => (*number).try_into().ok(),
                    _ => None,
                }
            }
        })+
    };
    (ids $($id:ty),+) => {
        $(impl Value for $id {
            fn write(&self) -> Option<Detail> {
                Some(Detail::Id(self.as_uuid()))
            }

            fn read(detail: Option<&Detail>) -> Option<Self> {
                match detail? {
                    Detail::Id(id) => Some(Self::from_uuid(*id)),
                    _ => None,
                }
            }
        })+
    };
    (words $($word:ty),+) => {
        $(impl $crate::audit::value::Named for $word {
            fn word(&self) -> Word {
                Word::of_name(self.name())
            }

            fn of_word(word: &Word) -> Option<Self> {
                word.as_str().parse().ok()
            }
        })+
    };
}

pub(super) use values;

values!(numbers u8, u16, u32);
values!(ids BatchId, CaptureSessionId, DegreeId, OrderId, PaymentId, PhotoId, ReviewId, SchoolId);
values!(ids SlotId, StaffId, SubmissionId);
values!(words AllowanceReason, CaptureSource, ChangeName, CodeMiss, DecisionName, Purpose);
values!(words ReleaseReason, ReplaceReason, ReviewRound, RoleName, SubmissionStateName, VoidReason);
values!(words Means, Paper, RefundProblem, RefundReason, ReprintReason, RunFile, WaiverReason);

impl Value for Fen {
    fn write(&self) -> Option<Detail> {
        self.as_u32().write()
    }

    fn read(detail: Option<&Detail>) -> Option<Self> {
        u32::read(detail).map(Self::new)
    }
}

impl Named for ReasonCode {
    fn word(&self) -> Word {
        Word::of_name(self.as_str())
    }

    fn of_word(word: &Word) -> Option<Self> {
        word.as_str().parse().ok()
    }
}

impl Named for OwnCode {
    fn word(&self) -> Word {
        Word::of_name(&self.to_string())
    }

    fn of_word(word: &Word) -> Option<Self> {
        word.as_str().parse().ok()
    }
}

impl Named for RuleCode {
    fn word(&self) -> Word {
        Word::fitted(self.as_str())
    }

    fn of_word(word: &Word) -> Option<Self> {
        Some(Self::new(word.as_str()))
    }
}
