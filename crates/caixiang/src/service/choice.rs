//! The values of options that offer a choice.

use clap::ValueEnum;
use domain::{AllowanceReason, CaptureSource, ReleaseReason, ReviewRound, UnitKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum UnitWord {
    College,
    TeachingPoint,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listed {
    Centres,
    Schools,
    Batches,
    Staff,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoundWord {
    School,
    Centre,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DecisionWord {
    Approve,
    Reject,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SourceWord {
    Onsite,
    LiveCamera,
    Album,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReleaseWord {
    WrongPerson,
    WrongDegree,
    StudentAsked,
    AlreadyAtRegistry,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AllowanceWord {
    ServiceFault,
    ReviewMistake,
    StudentAsked,
}

impl From<UnitWord> for UnitKind {
    fn from(word: UnitWord) -> Self {
        match word {
            UnitWord::College => Self::College,
            UnitWord::TeachingPoint => Self::TeachingPoint,
        }
    }
}

impl From<RoundWord> for ReviewRound {
    fn from(word: RoundWord) -> Self {
        match word {
            RoundWord::School => Self::School,
            RoundWord::Centre => Self::Centre,
        }
    }
}

impl From<SourceWord> for CaptureSource {
    fn from(word: SourceWord) -> Self {
        match word {
            SourceWord::Onsite => Self::Onsite,
            SourceWord::LiveCamera => Self::LiveCamera,
            SourceWord::Album => Self::Album,
        }
    }
}

impl From<ReleaseWord> for ReleaseReason {
    fn from(word: ReleaseWord) -> Self {
        match word {
            ReleaseWord::WrongPerson => Self::WrongPerson,
            ReleaseWord::WrongDegree => Self::WrongDegree,
            ReleaseWord::StudentAsked => Self::StudentAsked,
            ReleaseWord::AlreadyAtRegistry => Self::AlreadyAtRegistry,
        }
    }
}

impl From<AllowanceWord> for AllowanceReason {
    fn from(word: AllowanceWord) -> Self {
        match word {
            AllowanceWord::ServiceFault => Self::ServiceFault,
            AllowanceWord::ReviewMistake => Self::ReviewMistake,
            AllowanceWord::StudentAsked => Self::StudentAsked,
        }
    }
}
