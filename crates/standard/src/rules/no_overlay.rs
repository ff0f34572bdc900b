//! The rule `no-overlay`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, Level, worst};
use crate::facts::{NotMeasurable, PhotoFacts};
use crate::limit::{AtMost, LimitField, Ratio, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `no-overlay`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoOverlay {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Signs in one line, anywhere outside the hair.
    pub max_line: AtMost<Ratio>,
    /// Signs in one line that crosses the face, where there are words at all.
    pub max_line_on_face: AtMost<Ratio>,
}

const TOLD: Text = Text::new(
    "照片上有日期、水印或文字，请关掉相机的日期和水印，重新拍一张。",
    "A date, watermark or words are printed over the photo. Switch them off in the camera and take \
     a new one.",
);

impl Criterion for NoOverlay {
    const CODE: ReasonCode = ReasonCode::M03;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[
        LimitField::at_most::<Ratio>(
            "max_line",
            Text::new("连成一行的文字符号数", "Signs in one line"),
        ),
        LimitField::at_most::<Ratio>(
            "max_line_on_face",
            Text::new("横过面部的一行符号数", "Signs in one line across the face"),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "照片上可能有日期、水印或文字，关掉相机的日期和水印重拍更稳妥。",
        "A date, watermark or words may be printed over the photo. A new one without them is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "证书照片截取的范围里没有相机日期、品牌水印和其他文字。",
            "No date, brand or words are printed over the part of the photo that the portrait shows.",
        ),
        why: Text::new(
            "印在脸上的字去不掉，别处的也会留在证书照片里。按成行的笔画判断：大小、深浅相近，排成直线；头发里的\
             和会被裁掉的不算。",
            "What is printed over the face can't be removed, and elsewhere it would stay in the \
             diploma's photo. Strokes in a line are counted, of like size and strength; those in \
             hair and those that are cut away are left out.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &NoOverlay) -> Assessment {
    // Facts from before print was measured have none, and neither have photos without a face.
    let print = facts.print.ok_or(NotMeasurable::NotInFile)?;
    let anywhere = limits.max_line.judge(print.longest_line as f32, TOLD)?;
    // A few marks in a row are moles and wrinkles: the face is asked only where there are words.
    if anywhere.level == Level::Met {
        return Ok(anywhere);
    }
    let on_face = print.longest_line_on_face as f32;
    worst([Ok(anywhere), limits.max_line_on_face.judge(on_face, TOLD)])
}

#[cfg(test)]
mod tests {
    use crate::facts::PrintFacts;
    use crate::samples::{good, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(lines: Option<[u32; 2]>, expected: Outcome) {
        let mut facts = good();
        facts.print = lines.map(|[longest_line, longest_line_on_face]| PrintFacts {
            longest_line,
            longest_line_on_face,
        });
        assert_eq!(outcome("no-overlay", &facts), expected);
    }

    #[test]
    fn nothing_printed() {
        check(Some([3, 0]), Pass);
    }

    #[test]
    fn a_date_in_the_corner() {
        check(Some([13, 0]), Warn);
    }

    #[test]
    fn words_over_the_face() {
        check(Some([22, 22]), Fail);
    }

    #[test]
    fn moles_in_a_row() {
        check(Some([6, 6]), Pass);
    }

    #[test]
    fn facts_from_before_print_was_measured() {
        check(None, NotAssessable);
    }
}
