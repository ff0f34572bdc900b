//! The rule `clothes-distinct`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, Finding, Level, seen, worst};
use crate::colour::Lab;
use crate::facts::{NotMeasurable, PhotoFacts};
use crate::limit::{
    AtLeast, ColourDistance, Degrees, Lightness, Limit, LimitField, Severity, Share,
};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `clothes-distinct`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClothesDistinct {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Smaller parts of the clothes are not looked at.
    pub min_share: Limit<Share>,
    /// Distance of the nearest main colour from `output.background`.
    pub min_distance: AtLeast<ColourDistance>,
    /// The colours that count as blue; `None` where blue is allowed.
    pub ban_blue: Option<BlueBan>,
}

const TOLD: Text = Text::new(
    "衣服颜色和背景太接近，请换一件（不要蓝色）。",
    "Your clothes are too close to the background colour. Wear something else (not blue).",
);

impl Criterion for ClothesDistinct {
    const CODE: ReasonCode = ReasonCode::B03;
    const UNIT: &'static str = "ΔE";
    const LIMITS: &'static [LimitField] = &[
        LimitField::value::<Share>(
            "min_share",
            Text::new(
                "小于这个比例的衣服部分不看",
                "Parts of the clothes below this share are not looked at",
            ),
        ),
        LimitField::at_least::<ColourDistance>(
            "min_distance",
            Text::new(
                "衣服颜色与成品背景色的差距",
                "Distance of the clothes from the colour of the background",
            ),
        ),
        LimitField::value::<Degrees>(
            "ban_blue.from_hue",
            Text::new("算作蓝色的起始色相", "First hue that counts as blue"),
        ),
        LimitField::value::<Degrees>(
            "ban_blue.to_hue",
            Text::new("算作蓝色的终止色相", "Last hue that counts as blue"),
        ),
        LimitField::value::<ColourDistance>(
            "ban_blue.min_chroma",
            Text::new(
                "低于这个彩度算作灰色",
                "Less colourful than this counts as grey",
            ),
        ),
        LimitField::value::<Lightness>(
            "ban_blue.dark_below",
            Text::new("比这更暗的蓝色只提醒", "Blues darker than this only warn"),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "衣服颜色可能和背景太接近，换一件（不要蓝色）更稳妥。",
        "Your clothes may be too close to the background colour. Others (not blue) are safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "衣服颜色与成品背景色明显不同；部分批次不允许蓝色衣服。",
            "The clothes differ clearly from the portrait's background; some batches ban blue \
             altogether.",
        ),
        why: Text::new(
            "浅蓝色衣服会“消失”在浅蓝背景里；2023 年通知直接禁止蓝色衣服。深蓝与浅蓝背景分得开，\
             只提醒。",
            "Light-blue clothes vanish in the light-blue background, and the 2023 notice bans \
             blue. Navy stands off a light background, so it only warns.",
        ),
        told: TOLD,
    };
    const READS_OUTPUT: &'static [&'static str] = &["background"];

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, case.output.background, self)
    }
}

/// The colours that count as blue, in CIE L*a*b*.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlueBan {
    /// First hue angle.
    pub from_hue: Limit<Degrees>,
    /// Last hue angle.
    pub to_hue: Limit<Degrees>,
    /// Distance from grey from which a colour has a hue at all.
    pub min_chroma: Limit<ColourDistance>,
    /// Darker blues only warn.
    pub dark_below: Limit<Lightness>,
}

fn judge(facts: &PhotoFacts, background: [u8; 3], limits: &ClothesDistinct) -> Assessment {
    let clothes = seen(&facts.clothes)?;
    let main = clothes
        .colours
        .iter()
        .filter(|colour| colour.share >= limits.min_share.value)
        .map(|colour| Lab::from_srgb(colour.rgb));
    let background = Lab::from_srgb(background);
    let nearest = main
        .clone()
        .map(|colour| colour.distance(background))
        .min_by(f32::total_cmp);
    let Some(nearest) = nearest else {
        return Err(NotMeasurable::Hidden.into());
    };
    let distinct = limits.min_distance.judge(nearest, TOLD);
    let bluest = limits.ban_blue.as_ref().and_then(|ban| {
        main.filter_map(|colour| ban.judge(colour))
            .max_by_key(|finding| finding.level)
    });
    match bluest {
        Some(blue) => worst([distinct, Ok(blue)]),
        None => distinct,
    }
}

impl BlueBan {
    /// A finding where the colour is blue: measured is its distance from grey.
    fn judge(&self, colour: Lab) -> Option<Finding> {
        let hue = self.from_hue.value..=self.to_hue.value;
        if !hue.contains(&colour.hue_deg()) || colour.chroma() < self.min_chroma.value {
            return None;
        }
        let level = if colour.lightness < self.dark_below.value {
            Level::Doubtful
        } else {
            Level::Missed
        };
        let (measured, limit) = (colour.chroma(), self.min_chroma.value);
        Some(Finding::new(level, measured, limit, TOLD))
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::ColourShare;
    use crate::samples::{clothes, good, outcome, unseen};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(colours: Option<&[([u8; 3], f32)]>, expected: Outcome) {
        let mut facts = good();
        match colours {
            Some(colours) => {
                let colours = colours
                    .iter()
                    .map(|&(rgb, share)| ColourShare { rgb, share });
                clothes(&mut facts).colours = colours.collect();
            }
            None => facts.clothes = unseen(),
        }
        assert_eq!(outcome("clothes-distinct", &facts), expected);
    }

    #[test]
    fn white() {
        check(Some(&[([250, 250, 250], 1.0)]), Pass);
    }

    #[test]
    fn black_with_a_little_sky_blue() {
        check(Some(&[([20, 20, 20], 0.95), ([110, 195, 250], 0.05)]), Pass);
    }

    #[test]
    fn as_the_background() {
        check(
            Some(&[([240, 240, 240], 0.6), ([110, 195, 250], 0.4)]),
            Fail,
        );
    }

    #[test]
    fn royal_blue() {
        check(Some(&[([50, 90, 210], 1.0)]), Fail);
    }

    #[test]
    fn navy() {
        check(Some(&[([25, 30, 65], 1.0)]), Warn);
    }

    #[test]
    fn only_skin() {
        check(Some(&[]), NotAssessable);
    }

    #[test]
    fn not_seen() {
        check(None, NotAssessable);
    }
}
