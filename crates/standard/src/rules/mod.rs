//! The list of rules. A rule is one file, named like its id, and one line in this list.
//!
//! Rules read no pixels and contain no limits: limits are read from a spec.

mod criterion;
mod finding;
mod programs;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::limit::{LimitField, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;
use criterion::Criterion;

pub use clothes_distinct::BlueBan;
pub use criterion::About;
pub use programs::Programs;
pub use recent::FirstDay;

pub(crate) use criterion::Case;
pub(crate) use finding::{Assessment, Finding, Level, NotAssessable};

/// Writes, for each line `module: Limits`, the module, its entry in [`RuleId`], its table in
/// [`RuleLimits`] and its place in [`ALL`].
macro_rules! rules {
    ($($module:ident: $limits:ident,)+) => {
        $(mod $module;)+

        $(pub use $module::$limits;)+

        /// The id of a rule, kebab-case in writing: the wish that it stands for. Ids are public, are
        /// never renamed and never reused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[derive(Display, EnumString, IntoStaticStr, VariantArray, VariantNames)]
        #[serde(rename_all = "kebab-case")]
        #[strum(serialize_all = "kebab-case")]
        pub enum RuleId {
            $(
                #[doc = concat!("The rule with the limits [`", stringify!($limits), "`].")]
                $limits,
            )+
        }

        /// Severity and limits of every rule, the tables `[rules.<id>]` of a spec.
        #[derive(Debug, Clone, PartialEq, Deserialize)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        pub struct RuleLimits {
            $(
                #[doc = concat!("Severity and limits of [`RuleId::", stringify!($limits), "`].")]
                pub $module: $limits,
            )+
        }

        /// Every rule, in the order of verdicts, which is that of [`RuleId`].
        pub const ALL: &[Rule] = &[
            $(
                Rule::of::<$limits>(
                    RuleId::$limits,
                    |limits| limits.$module.severity,
                    |limits, case| limits.$module.judge(case),
                ),
            )+
        ];
    };
}

rules! {
    file_readable: FileReadable,
    resolution_sufficient: ResolutionSufficient,
    original_photo: OriginalPhoto,
    recent: Recent,
    single_face: SingleFace,
    head_level: HeadLevel,
    head_frontal: HeadFrontal,
    head_upright: HeadUpright,
    shoulders_level: ShouldersLevel,
    framing: Framing,
    eyes_open: EyesOpen,
    gaze_forward: GazeForward,
    mouth_closed: MouthClosed,
    glasses_absent: GlassesAbsent,
    glasses_clear: GlassesClear,
    face_uncovered: FaceUncovered,
    brows_visible: BrowsVisible,
    eyes_visible: EyesVisible,
    ears_visible: EarsVisible,
    jewellery_absent: JewelleryAbsent,
    headwear_absent: HeadwearAbsent,
    background_plain: BackgroundPlain,
    matte_clean: MatteClean,
    clothes_distinct: ClothesDistinct,
    clothes_plain: ClothesPlain,
    light_even: LightEven,
    not_overexposed: NotOverexposed,
    not_underexposed: NotUnderexposed,
    natural_colour: NaturalColour,
    red_eye_absent: RedEyeAbsent,
    sharp: Sharp,
    compression_clean: CompressionClean,
    not_retouched: NotRetouched,
    not_composited: NotComposited,
    no_overlay: NoOverlay,
}

/// A rule of the standard.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Id of the rule.
    pub id: RuleId,
    /// Reason code that a reviewer would use.
    pub code: ReasonCode,
    /// Unit of what is measured; empty for ratios, shares and counts.
    pub unit: &'static str,
    /// Its limits, in the order in which people read them.
    pub limits: &'static [LimitField],
    /// The rule in words.
    pub about: About,
    /// The advice where the rule only warns; `None` where it is that of a miss.
    pub doubted: Option<Text>,
    /// What people look for themselves, because this rule is never met: it finds some of it, and its silence says
    /// nothing. `None` for a rule that can be met.
    pub reminder: Option<Text>,
    /// Keys of `[output]` that it reads besides its own limits.
    pub reads_output: &'static [&'static str],
    severity: fn(&RuleLimits) -> Severity,
    judge: fn(&RuleLimits, &Case<'_>) -> Assessment,
}

impl RuleId {
    /// Every id, in the order of verdicts.
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

    /// Every id in writing, in the same order.
    pub const NAMES: &'static [&'static str] = <Self as VariantNames>::VARIANTS;

    /// The id in writing.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The rule of this id.
    pub const fn rule(self) -> &'static Rule {
        &ALL[self as usize]
    }
}

impl Rule {
    /// The rule of this id in writing.
    pub fn find(id: &str) -> Option<&'static Self> {
        id.parse().ok().map(RuleId::rule)
    }

    /// Consequence of a miss under these limits.
    pub fn severity(&self, limits: &RuleLimits) -> Severity {
        (self.severity)(limits)
    }

    pub(crate) fn judge(&self, limits: &RuleLimits, case: &Case<'_>) -> Assessment {
        (self.judge)(limits, case)
    }

    const fn of<C: Criterion>(
        id: RuleId,
        severity: fn(&RuleLimits) -> Severity,
        judge: fn(&RuleLimits, &Case<'_>) -> Assessment,
    ) -> Self {
        Self {
            id,
            code: C::CODE,
            unit: C::UNIT,
            limits: C::LIMITS,
            about: C::ABOUT,
            doubted: C::DOUBTED,
            reminder: C::REMINDER,
            reads_output: C::READS_OUTPUT,
            severity,
            judge,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

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

    #[test]
    fn an_id_is_written_in_one_way() {
        for (&id, &name) in RuleId::ALL.iter().zip(RuleId::NAMES) {
            assert_eq!(id.rule().id, id);
            assert_eq!((id.as_str(), &*id.to_string()), (name, name));
            assert_eq!(serde_json::to_value(id).unwrap(), name);
            assert_eq!(name.parse(), Ok(id));
        }
    }

    /// A file that is not in the list is not compiled, and says nothing.
    #[test]
    fn every_file_of_a_rule_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let shared = ["criterion.rs", "finding.rs", "mod.rs", "programs.rs"].map(str::to_owned);
        let listed = RuleId::NAMES.iter().map(|id| id.replace('-', "_") + ".rs");
        assert_eq!(files, listed.chain(shared).collect());
    }
}
