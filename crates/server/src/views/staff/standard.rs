//! Standards as those read and change them who make batches.

use app::standards::{ListedStandard, Standing, UsedBy};
use domain::Actor;
use serde::{Deserialize, Serialize};
use standard::rules::{self, Rule};
use standard::sheet::{Difference, Differs, FieldFault, LimitLine, LimitValue, RuleChange, Sheet};
use standard::spec::{LimitField, OutputSpec, SpecTitle};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::public::standard::ReasonCode;
use crate::views::staff::progress::BatchState;
use crate::views::{Instant, TextView};
use crate::word::wire_words;

wire_words! {
    /// Consequence of a miss: the photo cannot be used, the student is warned, the rule is not judged.
    RuleSeverity of standard::spec::Severity;

    /// What a limit is made of.
    LimitKindWord of standard::spec::LimitKind;

    /// A part of a limit that can be wrong.
    LimitPartWord of standard::spec::LimitPart;

    /// Id of a rule whose limits are set in a standard.
    StandardRuleId of standard::RuleId;
}

/// Whose a standard is, and whether it is in force.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "standing", rename_all = "kebab-case")]
pub(crate) enum StandingView {
    /// A file of the installation.
    Installed,
    /// A draft of the centre.
    Draft {
        /// To be sent with a change.
        revision: u32,
        /// The member of staff; none for the command line.
        drafted_by: Option<Uuid>,
        drafted_at: Instant,
    },
    /// A version of the centre that never changes.
    InForce {
        /// The member of staff; none for the command line.
        by: Option<Uuid>,
        at: Instant,
    },
}

impl From<Standing> for StandingView {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Installed => Self::Installed,
            Standing::Draft {
                revision,
                drafted_by,
                drafted_at,
            } => Self::Draft {
                revision,
                drafted_by: staff(drafted_by),
                drafted_at: drafted_at.into(),
            },
            Standing::InForce { by, at } => Self::InForce {
                by: staff(by),
                at: at.into(),
            },
        }
    }
}

const fn staff(actor: Actor) -> Option<Uuid> {
    match actor {
        Actor::Staff(id) => Some(id.as_uuid()),
        Actor::Student(_) | Actor::System => None,
    }
}

/// A batch whose photos a standard judges.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandardUseView {
    id: Uuid,
    name: String,
    state: BatchState,
}

impl From<UsedBy> for StandardUseView {
    fn from(used: UsedBy) -> Self {
        Self {
            id: used.id.as_uuid(),
            name: used.name,
            state: domain::BatchStateName::from(&used.state).into(),
        }
    }
}

/// A standard in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandardLineView {
    /// By which batches name it: `guangdong-2023`, or `ours@3` for a version of an own one.
    reference: String,
    name: String,
    /// Number of the version.
    version: u32,
    title: TextView,
    #[serde(flatten)]
    standing: StandingView,
    /// The standard that it was drafted from.
    based_on: Option<String>,
    /// Batches that it judges, archived ones left out.
    batches: Vec<StandardUseView>,
}

impl From<ListedStandard> for StandardLineView {
    fn from(listed: ListedStandard) -> Self {
        let spec = listed.sheet.spec();
        Self {
            reference: listed.reference.as_str().to_owned(),
            name: spec.name.clone(),
            version: spec.version,
            title: TextView {
                zh: spec.title.zh.clone(),
                en: spec.title.en.clone(),
            },
            standing: listed.standing.into(),
            based_on: listed.based_on.map(|based| based.as_str().to_owned()),
            batches: listed
                .batches
                .into_iter()
                .map(StandardUseView::from)
                .collect(),
        }
    }
}

/// The values of a limit.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LimitValueView {
    /// The number from which the rule is missed.
    #[serde(default)]
    limit: Option<f64>,
    /// The number from which it is doubtful.
    #[serde(default)]
    warn: Option<f64>,
    /// The only number.
    #[serde(default)]
    value: Option<f64>,
    /// Names of programs.
    #[serde(default)]
    names: Vec<String>,
    /// A day, which batches decide.
    #[serde(default)]
    day: Option<String>,
    /// Clause, published measure or measurement that it is taken from.
    source: String,
}

impl From<LimitValue> for LimitValueView {
    fn from(value: LimitValue) -> Self {
        Self {
            limit: value.limit,
            warn: value.warn,
            value: value.value,
            names: value.names,
            day: value.day,
            source: value.source,
        }
    }
}

impl From<LimitValueView> for LimitValue {
    fn from(view: LimitValueView) -> Self {
        Self {
            limit: view.limit,
            warn: view.warn,
            value: view.value,
            names: view.names,
            day: view.day,
            source: view.source,
        }
    }
}

/// A limit in words.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LimitFieldView {
    /// Key within the rule.
    key: &'static str,
    /// What it limits.
    words: TextView,
    kind: LimitKindWord,
    /// Unit of its numbers; empty for shares, ratios and counts.
    unit: &'static str,
    /// Smallest number that makes sense.
    low: f32,
    /// Largest number that makes sense.
    high: f32,
}

impl From<&LimitField> for LimitFieldView {
    fn from(field: &LimitField) -> Self {
        Self {
            key: field.key,
            words: field.words.into(),
            kind: field.kind.into(),
            unit: field.unit,
            low: field.range.0,
            high: field.range.1,
        }
    }
}

/// A limit with its values.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LimitView {
    #[serde(flatten)]
    field: LimitFieldView,
    values: LimitValueView,
}

impl From<LimitLine> for LimitView {
    fn from(line: LimitLine) -> Self {
        Self {
            field: line.field.into(),
            values: line.value.into(),
        }
    }
}

/// A rule as a standard has it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandardRuleView {
    id: StandardRuleId,
    /// Code that a reviewer would use.
    reason: ReasonCode,
    severity: RuleSeverity,
    /// What it checks.
    what: TextView,
    /// Reason for the rule.
    why: TextView,
    /// What the student is told when it is not met.
    advice: TextView,
    limits: Vec<LimitView>,
}

impl StandardRuleView {
    fn of(sheet: &Sheet, rule: &Rule) -> Self {
        Self {
            id: rule.id.into(),
            reason: rule.code.into(),
            severity: sheet.severity(rule.id).into(),
            what: rule.about.what.into(),
            why: rule.about.why.into(),
            advice: rule.about.told.into(),
            limits: sheet
                .lines(rule.id)
                .into_iter()
                .map(LimitView::from)
                .collect(),
        }
    }
}

/// A range of pixels and what is aimed at.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PixelWindowView {
    min: f32,
    max: f32,
    aim: f32,
}

impl From<standard::spec::Window> for PixelWindowView {
    fn from(window: standard::spec::Window) -> Self {
        Self {
            min: window.min,
            max: window.max,
            aim: window.aim,
        }
    }
}

/// The portrait that a standard asks for; its background is the batch's choice.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandardOutputView {
    width_px: u32,
    height_px: u32,
    dpi: u16,
    /// Crown to top edge.
    crown_px: PixelWindowView,
    /// Eye line to top edge.
    eye_line_px: PixelWindowView,
    /// Cheek to cheek.
    face_width_px: PixelWindowView,
    max_center_offset_px: f32,
    /// Largest enlargement of the photo.
    max_upscale: f32,
    min_bytes: u32,
    max_bytes: u32,
    /// Lowest quality of the JPEG.
    min_quality: u8,
}

impl From<OutputSpec> for StandardOutputView {
    fn from(output: OutputSpec) -> Self {
        Self {
            width_px: output.width_px,
            height_px: output.height_px,
            dpi: output.dpi,
            crown_px: output.crown_px.into(),
            eye_line_px: output.eye_line_px.into(),
            face_width_px: output.face_width_px.into(),
            max_center_offset_px: output.max_center_offset_px,
            max_upscale: output.max_upscale,
            min_bytes: output.bytes.min_bytes,
            max_bytes: output.bytes.max_bytes,
            min_quality: output.min_quality,
        }
    }
}

/// A standard with every limit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandardView {
    #[serde(flatten)]
    line: StandardLineView,
    output: StandardOutputView,
    /// Every rule, in the order of verdicts.
    rules: Vec<StandardRuleView>,
}

impl From<ListedStandard> for StandardView {
    fn from(listed: ListedStandard) -> Self {
        let sheet = &listed.sheet;
        let rules = rules::ALL
            .iter()
            .map(|rule| StandardRuleView::of(sheet, rule));
        Self {
            output: sheet.spec().output.into(),
            rules: rules.collect(),
            line: listed.into(),
        }
    }
}

/// Something in which two standards differ.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandardDifferenceView {
    rule: StandardRuleId,
    #[serde(flatten)]
    what: DiffersView,
}

/// What differs, in one and in the other.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "differs", rename_all = "kebab-case")]
pub(crate) enum DiffersView {
    /// The consequence of a miss.
    Severity {
        from: RuleSeverity,
        to: RuleSeverity,
    },
    /// A limit; none where a standard does not have it.
    Limit {
        field: Box<LimitFieldView>,
        before: Option<Box<LimitValueView>>,
        after: Option<Box<LimitValueView>>,
    },
}

impl From<Difference> for StandardDifferenceView {
    fn from(difference: Difference) -> Self {
        Self {
            rule: difference.rule.into(),
            what: match difference.what {
                Differs::Severity(from, to) => DiffersView::Severity {
                    from: from.into(),
                    to: to.into(),
                },
                Differs::Limit(field, values) => {
                    let view = |value: LimitValue| Box::new(LimitValueView::from(value));
                    let [before, after] = values.map(|value| value.map(view));
                    DiffersView::Limit {
                        field: Box::new(field.into()),
                        before,
                        after,
                    }
                }
            },
        }
    }
}

/// A name for people in both languages.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StandardTitle {
    zh: String,
    en: String,
}

impl From<StandardTitle> for SpecTitle {
    fn from(title: StandardTitle) -> Self {
        Self {
            zh: title.zh,
            en: title.en,
        }
    }
}

/// A limit that changes, whole.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangedLimit {
    key: String,
    values: LimitValueView,
}

/// A rule that changes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangedRule {
    rule: StandardRuleId,
    severity: RuleSeverity,
    limits: Vec<ChangedLimit>,
}

impl From<ChangedRule> for RuleChange {
    fn from(changed: ChangedRule) -> Self {
        let limits = changed.limits.into_iter();
        Self {
            rule: changed.rule.into(),
            severity: changed.severity.into(),
            limits: limits
                .map(|limit| (limit.key, limit.values.into()))
                .collect(),
        }
    }
}

/// A field of a change that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandardFaultView {
    rule: StandardRuleId,
    /// Key of the limit.
    key: &'static str,
    part: LimitPartWord,
    /// What is wrong and what to do.
    text: TextView,
}

impl From<FieldFault> for StandardFaultView {
    fn from(found: FieldFault) -> Self {
        Self {
            rule: found.rule.into(),
            key: found.field.key,
            part: found.fault.part().into(),
            text: found.fault.words().into(),
        }
    }
}

/// What came of a change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandardRevisedView {
    /// Fields that are wrong; where there are any, nothing was kept.
    pub(crate) errors: Vec<StandardFaultView>,
    /// The standard as it is now.
    pub(crate) standard: StandardView,
}
