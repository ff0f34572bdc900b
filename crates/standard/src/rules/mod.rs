//! One file per rule: what it checks, why, what the student is told, then one pure function of
//! facts and limits. Here they are only listed. A rule sees no pixels and holds no limits.

mod background_plain;
mod brows_visible;
mod clothes_distinct;
mod clothes_plain;
mod compression_clean;
mod ears_visible;
mod eyes_open;
mod eyes_visible;
mod file_readable;
mod finding;
mod framing;
mod gaze_forward;
mod glasses_absent;
mod glasses_clear;
mod head_frontal;
mod head_level;
mod head_upright;
mod headwear_absent;
mod jewellery_absent;
mod light_even;
mod matte_clean;
mod mouth_closed;
mod natural_colour;
mod not_composited;
mod not_overexposed;
mod not_retouched;
mod not_underexposed;
mod original_photo;
mod programs;
mod recent;
mod red_eye_absent;
mod resolution_sufficient;
mod sharp;
mod shoulders_level;
mod single_face;

use serde::Deserialize;
use time::Date;

use crate::spec::Severity;
use crate::{PhotoFacts, PhotoSpec, ReasonCode, Text};

pub use background_plain::BackgroundPlain;
pub use brows_visible::BrowsVisible;
pub use clothes_distinct::{BlueBan, ClothesDistinct};
pub use clothes_plain::ClothesPlain;
pub use compression_clean::CompressionClean;
pub use ears_visible::EarsVisible;
pub use eyes_open::EyesOpen;
pub use eyes_visible::EyesVisible;
pub use file_readable::FileReadable;
pub use framing::Framing;
pub use gaze_forward::GazeForward;
pub use glasses_absent::GlassesAbsent;
pub use glasses_clear::GlassesClear;
pub use head_frontal::HeadFrontal;
pub use head_level::HeadLevel;
pub use head_upright::HeadUpright;
pub use headwear_absent::HeadwearAbsent;
pub use jewellery_absent::JewelleryAbsent;
pub use light_even::LightEven;
pub use matte_clean::MatteClean;
pub use mouth_closed::MouthClosed;
pub use natural_colour::NaturalColour;
pub use not_composited::NotComposited;
pub use not_overexposed::NotOverexposed;
pub use not_retouched::NotRetouched;
pub use not_underexposed::NotUnderexposed;
pub use original_photo::OriginalPhoto;
pub use programs::Programs;
pub use recent::{FirstDay, Recent};
pub use red_eye_absent::RedEyeAbsent;
pub use resolution_sufficient::ResolutionSufficient;
pub use sharp::Sharp;
pub use shoulders_level::ShouldersLevel;
pub use single_face::SingleFace;

pub(crate) use finding::{Finding, Level, NotAssessable};

/// A rule of the standard.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The wish it stands for, kebab-case; public, never renamed, never reused.
    pub id: &'static str,
    /// Reason code that a reviewer would use.
    pub code: ReasonCode,
    /// Unit of what is measured; empty for ratios, shares and counts.
    pub unit: &'static str,
    /// The rule in words.
    pub about: About,
    /// Keys of `[output]` that it reads besides its own limits.
    pub reads_output: &'static [&'static str],
    severity: fn(&RuleLimits) -> Severity,
    judge: fn(&Case<'_>) -> finding::Assessment,
}

/// A rule in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// What it checks.
    pub what: Text,
    /// Why.
    pub why: Text,
    /// What the student is told when it is not met.
    pub told: Text,
}

/// All that a rule may look at.
pub(crate) struct Case<'a> {
    pub(crate) facts: &'a PhotoFacts,
    pub(crate) spec: &'a PhotoSpec,
    pub(crate) today: Option<Date>,
}

impl Rule {
    /// The rule of this id.
    pub fn find(id: &str) -> Option<&'static Self> {
        ALL.iter().find(|rule| rule.id == id)
    }

    /// What a miss means under these limits.
    pub fn severity(&self, limits: &RuleLimits) -> Severity {
        (self.severity)(limits)
    }

    pub(crate) fn judge(&self, case: &Case<'_>) -> finding::Assessment {
        (self.judge)(case)
    }
}

/// Severity and limits of every rule, the tables `[rules.<id>]` of a spec.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RuleLimits {
    /// `file-readable`.
    pub file_readable: FileReadable,
    /// `resolution-sufficient`.
    pub resolution_sufficient: ResolutionSufficient,
    /// `original-photo`.
    pub original_photo: OriginalPhoto,
    /// `recent`.
    pub recent: Recent,
    /// `single-face`.
    pub single_face: SingleFace,
    /// `head-level`.
    pub head_level: HeadLevel,
    /// `head-frontal`.
    pub head_frontal: HeadFrontal,
    /// `head-upright`.
    pub head_upright: HeadUpright,
    /// `shoulders-level`.
    pub shoulders_level: ShouldersLevel,
    /// `framing`.
    pub framing: Framing,
    /// `eyes-open`.
    pub eyes_open: EyesOpen,
    /// `gaze-forward`.
    pub gaze_forward: GazeForward,
    /// `mouth-closed`.
    pub mouth_closed: MouthClosed,
    /// `glasses-absent`.
    pub glasses_absent: GlassesAbsent,
    /// `glasses-clear`.
    pub glasses_clear: GlassesClear,
    /// `brows-visible`.
    pub brows_visible: BrowsVisible,
    /// `eyes-visible`.
    pub eyes_visible: EyesVisible,
    /// `ears-visible`.
    pub ears_visible: EarsVisible,
    /// `jewellery-absent`.
    pub jewellery_absent: JewelleryAbsent,
    /// `headwear-absent`.
    pub headwear_absent: HeadwearAbsent,
    /// `background-plain`.
    pub background_plain: BackgroundPlain,
    /// `matte-clean`.
    pub matte_clean: MatteClean,
    /// `clothes-distinct`.
    pub clothes_distinct: ClothesDistinct,
    /// `clothes-plain`.
    pub clothes_plain: ClothesPlain,
    /// `light-even`.
    pub light_even: LightEven,
    /// `not-overexposed`.
    pub not_overexposed: NotOverexposed,
    /// `not-underexposed`.
    pub not_underexposed: NotUnderexposed,
    /// `natural-colour`.
    pub natural_colour: NaturalColour,
    /// `red-eye-absent`.
    pub red_eye_absent: RedEyeAbsent,
    /// `sharp`.
    pub sharp: Sharp,
    /// `compression-clean`.
    pub compression_clean: CompressionClean,
    /// `not-retouched`.
    pub not_retouched: NotRetouched,
    /// `not-composited`.
    pub not_composited: NotComposited,
}

/// The only rule that also speaks of a file without facts.
pub(crate) const FILE_READABLE: Rule = file_readable::RULE;

/// Every rule, in the order in which verdicts are told.
pub const ALL: &[Rule] = &[
    file_readable::RULE,
    resolution_sufficient::RULE,
    original_photo::RULE,
    recent::RULE,
    single_face::RULE,
    head_level::RULE,
    head_frontal::RULE,
    head_upright::RULE,
    shoulders_level::RULE,
    framing::RULE,
    eyes_open::RULE,
    gaze_forward::RULE,
    mouth_closed::RULE,
    glasses_absent::RULE,
    glasses_clear::RULE,
    brows_visible::RULE,
    eyes_visible::RULE,
    ears_visible::RULE,
    jewellery_absent::RULE,
    headwear_absent::RULE,
    background_plain::RULE,
    matte_clean::RULE,
    clothes_distinct::RULE,
    clothes_plain::RULE,
    light_even::RULE,
    not_overexposed::RULE,
    not_underexposed::RULE,
    natural_colour::RULE,
    red_eye_absent::RULE,
    sharp::RULE,
    compression_clean::RULE,
    not_retouched::RULE,
    not_composited::RULE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(id: &str, code: &str) {
        let rule = Rule::find(id).unwrap();
        assert_eq!(rule.code.as_str(), code);
    }

    #[test]
    fn codes_are_those_of_the_reviewers() {
        check("eyes-open", "P04");
        check("matte-clean", "B02");
        check("not-composited", "M02");
    }

    #[test]
    fn ids_are_unique() {
        for rule in ALL {
            let same = ALL.iter().filter(|other| other.id == rule.id);
            assert_eq!(same.count(), 1, "{}", rule.id);
        }
    }
}
