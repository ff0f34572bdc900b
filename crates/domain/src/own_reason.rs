//! A centre's own reasons for rejections, beside the standard ones of the crate `standard`: a code, words, what to do, and
//! one of the drawn examples that the app has. They are part of the centre. What a student was told is copied into the
//! rejection, so it stays as it was when the centre changes its words.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use standard::Text;
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::timestamp::Timestamp;
use crate::word::words;

/// The most reasons that a centre has in use at a time: more than that nobody finds again while photos wait.
pub const OWN_REASONS_IN_USE: usize = 30;

/// Longest title, in characters.
const LONGEST_TITLE: usize = 40;

/// Longest advice, in characters.
const LONGEST_ADVICE: usize = 120;

/// The code of a centre's own reason: `Z01` to `Z99`. No standard code begins with `Z`; one that was given is never given
/// to another reason.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OwnCode(pub(crate) u8);

/// The text is no code of an own reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code of an own reason: Z and two digits from 01")]
pub struct InvalidOwnCode;

impl FromStr for OwnCode {
    type Err = InvalidOwnCode;

    fn from_str(text: &str) -> Result<Self, InvalidOwnCode> {
        let digits = text.strip_prefix('Z').ok_or(InvalidOwnCode)?;
        let is_plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.parse().map_err(|_| InvalidOwnCode)?;
        (is_plain && number > 0)
            .then_some(Self(number))
            .ok_or(InvalidOwnCode)
    }
}

impl fmt::Display for OwnCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Z{:02}", self.0)
    }
}

impl fmt::Debug for OwnCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "OwnCode({self})")
    }
}

impl TryFrom<String> for OwnCode {
    type Error = InvalidOwnCode;

    fn try_from(text: String) -> Result<Self, InvalidOwnCode> {
        text.parse()
    }
}

impl From<OwnCode> for String {
    fn from(code: OwnCode) -> Self {
        code.to_string()
    }
}

/// The drawn examples of the app, each a pair of a right and a wrong photo, by the names of its drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum DrawnExample {
    /// Hair off the eyebrows.
    Fringe,
    /// Hair behind the ears.
    Ears,
    /// Without glasses.
    Glasses,
    /// Clear lenses.
    Lenses,
    /// Without a hat.
    Hat,
    /// Without jewellery.
    Jewellery,
    /// Little make-up.
    Makeup,
    /// Clothes unlike the background.
    ClothesBlue,
    /// Plain clothes with a collar.
    ClothesPattern,
    /// A plain wall.
    Wall,
    /// A wall unlike hair and clothes.
    WallColour,
    /// The head straight.
    Tilt,
    /// The face towards the lens.
    Turn,
    /// The lens at eye height.
    Chin,
    /// Shoulders level.
    Shoulders,
    /// Eyes open.
    Eyes,
    /// A look into the lens.
    Gaze,
    /// Lips closed.
    Mouth,
    /// Head and shoulders inside.
    Framing,
    /// Closer to the camera.
    Distance,
    /// Nobody else in the picture.
    Alone,
    /// Light on both sides of the face.
    SideLight,
    /// No strong light on the face.
    Bright,
    /// More light.
    Dark,
    /// White light.
    Colour,
    /// In focus.
    Blur,
    /// Beauty mode off.
    Beauty,
    /// No photo of a screen.
    Screen,
}

words!(DrawnExample);

/// What an own reason says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWords {
    /// What is wrong, 1 … 40 characters in each language.
    pub title: Text<String>,
    /// What to do, 1 … 120 characters in each language.
    pub advice: Text<String>,
    /// The drawing beside it, where one fits.
    pub example: Option<DrawnExample>,
}

impl OwnWords {
    /// Trims the texts and takes them.
    ///
    /// # Errors
    /// [`OwnReasonsRefusal::Words`].
    pub fn new(
        title: Text<String>,
        advice: Text<String>,
        example: Option<DrawnExample>,
    ) -> Result<Self, OwnReasonsRefusal> {
        Ok(Self {
            title: fitting(title, LONGEST_TITLE)?,
            advice: fitting(advice, LONGEST_ADVICE)?,
            example,
        })
    }
}

fn fitting(text: Text<String>, longest: usize) -> Result<Text<String>, OwnReasonsRefusal> {
    let one = |text: String| {
        let text = text.trim();
        let is_line = !text.chars().any(char::is_control);
        let fits = is_line && (1..=longest).contains(&text.chars().count());
        fits.then(|| text.to_owned())
            .ok_or(OwnReasonsRefusal::Words)
    };
    Ok(Text::new(one(text.zh)?, one(text.en)?))
}

/// A reason of a centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnReason {
    /// Its code, unique within the centre.
    pub code: OwnCode,
    /// What it says.
    #[serde(flatten)]
    pub words: OwnWords,
    /// Since when nobody is rejected for it any more. It is kept: rejections name it.
    pub retired_at: Option<Timestamp>,
}

/// An own reason as it was given to a student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenReason {
    /// Its code.
    pub code: OwnCode,
    /// What it said then.
    #[serde(flatten)]
    pub words: OwnWords,
}

/// An own reason as somebody wants to have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishedReason {
    /// The code of one that there is; none for a new one.
    pub code: Option<OwnCode>,
    /// What it is to say.
    pub words: OwnWords,
    /// Whether anybody can be rejected for it.
    pub is_retired: bool,
}

/// What became of a centre's reasons by a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OwnReasonsChange {
    /// New ones.
    pub added: u32,
    /// Those that say something else.
    pub reworded: u32,
    /// Those that are in use no more.
    pub retired: u32,
}

/// Why a centre cannot have these reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OwnReasonsRefusal {
    /// A title or an advice is empty, too long, or more than a line.
    #[error("a title of 1 to 40 and advice of 1 to 120 characters, each in Chinese and in English")]
    Words,
    /// A reason that there is is missing, named twice, or not there.
    #[error("every reason of the centre once; what is not used any more is retired")]
    Codes,
    /// Too many are in use, or all codes are given.
    #[error("at most 30 in use, and 99 in all")]
    TooMany,
}

#[cfg(test)]
mod tests {
    use standard::ReasonCode;
    use uuid::Uuid;

    use super::*;
    use crate::id::CentreId;
    use crate::organisation::Centre;

    fn words(title: &str) -> OwnWords {
        let text = |text: &str| Text::new(text.to_owned(), text.to_owned());
        OwnWords::new(text(title), text("换一件"), Some(DrawnExample::ClothesBlue)).unwrap()
    }

    fn centre(titles: &[&str]) -> Centre {
        let centre = Centre::found(
            CentreId::from_uuid(Uuid::from_u128(1)),
            "采集中心".to_owned(),
        );
        let wished = titles.iter().map(|title| wish(None, title)).collect();
        centre
            .decide_reasons(wished, Timestamp::from_micros(0))
            .unwrap()
            .0
    }

    fn wish(code: Option<&str>, title: &str) -> WishedReason {
        WishedReason {
            code: code.map(|code| code.parse().unwrap()),
            words: words(title),
            is_retired: false,
        }
    }

    fn retired(code: &str, title: &str) -> WishedReason {
        WishedReason {
            is_retired: true,
            ..wish(Some(code), title)
        }
    }

    /// What a centre with the reasons `a` and `b` has after a wish: codes in their order, retired ones in brackets.
    #[track_caller]
    fn check(wished: Vec<WishedReason>, expected: Result<&str, OwnReasonsRefusal>) {
        let decided = centre(&["a", "b"]).decide_reasons(wished, Timestamp::from_micros(5));
        let shown = decided.map(|(centre, _)| {
            let reasons = centre.own_reasons.iter().map(|reason| {
                let shown = format!("{}={}", reason.code, reason.words.title.zh);
                match reason.retired_at {
                    None => shown,
                    Some(_) => format!("({shown})"),
                }
            });
            reasons.collect::<Vec<_>>().join(" ")
        });
        assert_eq!(shown.as_deref(), expected.as_ref().copied());
    }

    #[test]
    fn reasons_are_added_reworded_ordered_and_retired_and_never_deleted() {
        let (a, b) = (|| wish(Some("Z01"), "a"), || wish(Some("Z02"), "b"));
        check(vec![b(), a()], Ok("Z02=b Z01=a"));
        check(vec![a(), wish(None, "c"), b()], Ok("Z01=a Z03=c Z02=b"));
        check(vec![wish(Some("Z01"), "x"), b()], Ok("Z01=x Z02=b"));
        check(vec![a(), retired("Z02", "b")], Ok("Z01=a (Z02=b)"));
        check(vec![a()], Err(OwnReasonsRefusal::Codes));
        check(vec![a(), a()], Err(OwnReasonsRefusal::Codes));
        check(
            vec![a(), b(), wish(Some("Z09"), "c")],
            Err(OwnReasonsRefusal::Codes),
        );
    }

    #[test]
    fn a_change_is_counted_and_the_time_of_retiring_stays() {
        let wished = vec![retired("Z02", "b"), wish(Some("Z01"), "x"), wish(None, "c")];
        let centre = centre(&["a", "b"]);
        let (centre, change) = centre
            .decide_reasons(wished, Timestamp::from_micros(5))
            .unwrap();
        let expected = OwnReasonsChange {
            added: 1,
            reworded: 1,
            retired: 1,
        };
        assert_eq!(change, expected);
        let again = vec![
            retired("Z02", "b"),
            wish(Some("Z01"), "x"),
            wish(Some("Z03"), "c"),
        ];
        let (centre, change) = centre
            .decide_reasons(again, Timestamp::from_micros(9))
            .unwrap();
        assert_eq!(change, OwnReasonsChange::default());
        let since = centre.own_reasons[0].retired_at;
        assert_eq!(since, Some(Timestamp::from_micros(5)));
        assert_eq!(centre.give_reasons(&["Z02".parse().unwrap()]), None);
        let (first, third) = ("Z01".parse().unwrap(), "Z03".parse().unwrap());
        let given = centre.give_reasons(&[third, first, third]).unwrap();
        let codes: Vec<OwnCode> = given.iter().map(|one| one.code).collect();
        assert_eq!(codes, [third, first]);
    }

    #[test]
    fn only_so_many_are_in_use() {
        let titles = ["x"; OWN_REASONS_IN_USE];
        let centre = centre(&titles);
        let mut wished: Vec<WishedReason> = (1..=OWN_REASONS_IN_USE)
            .map(|number| wish(Some(&format!("Z{number:02}")), "x"))
            .collect();
        wished.push(wish(None, "y"));
        let at = Timestamp::from_micros(0);
        let refused = centre.clone().decide_reasons(wished.clone(), at);
        assert_eq!(refused.err(), Some(OwnReasonsRefusal::TooMany));
        wished[0].is_retired = true;
        assert!(centre.decide_reasons(wished, at).is_ok());
    }

    #[test]
    fn words_fit() {
        let text = |text: &str| Text::new(text.to_owned(), "x".to_owned());
        for (title, fits) in [
            ("蓝色", true),
            (" a ", true),
            ("", false),
            (" ", false),
            ("a\nb", false),
        ] {
            let words = OwnWords::new(text(title), text("b"), None);
            assert_eq!(words.is_ok(), fits, "{title:?}");
        }
        assert!(OwnWords::new(text(&"字".repeat(40)), text("b"), None).is_ok());
        assert!(OwnWords::new(text(&"字".repeat(41)), text("b"), None).is_err());
        assert!(OwnWords::new(text("a"), text(&"字".repeat(121)), None).is_err());
    }

    #[test]
    fn codes_are_none_of_the_standard_ones() {
        let code = |text: &str| text.parse::<OwnCode>().map(|code| code.to_string());
        assert_eq!(code("Z07").as_deref(), Ok("Z07"));
        for text in ["Z00", "Z7", "Z007", "z07", "C07", "Z+7", ""] {
            assert_eq!(code(text), Err(InvalidOwnCode), "{text}");
        }
        assert!(ReasonCode::NAMES.iter().all(|name| !name.starts_with('Z')));
    }
}
