//! Identity numbers: the kind of a number, its check digit, and a canonical form in which two spellings
//! of one number are equal. Whether a number belongs to a person is not checked here.

mod kind;
mod last_four;
mod resident;

use std::fmt;

use time::Date;

use crate::width::compact;

pub use kind::{IdentityKind, IdentityNumberError};
pub use last_four::{InvalidLastFour, LastFour};

/// An identity number that can exist: half-width, upper-case, without spaces, hyphens, brackets.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdentityNumber {
    text: String,
    kind: IdentityKind,
    birth_date: Option<Date>,
}

impl IdentityNumber {
    /// Reads a number of any kind. 18 and 15 characters that look like a resident number are held
    /// to its rules and never pass as a passport.
    ///
    /// # Errors
    /// [`IdentityNumberError`] says what cannot be.
    pub fn parse(text: &str) -> Result<Self, IdentityNumberError> {
        let text = compact(text);
        let (kind, birth_date) = if resident::looks_new(&text) {
            let (kind, date) = resident::check_new(&text)?;
            (kind, Some(date))
        } else if resident::looks_old(&text) {
            (
                IdentityKind::OldResidentCard,
                Some(resident::check_old(&text)?),
            )
        } else {
            (travel_document(&text)?, None)
        };
        Ok(Self {
            text,
            kind,
            birth_date,
        })
    }

    /// Whether a cell of a list could hold a resident's number: 17 digits and one more character,
    /// sound or not, or 15 digits that hold a birth date. Schools must not hand lists of them over
    /// (教学服〔2022〕10号), so such a column is refused before it is read.
    ///
    /// Student numbers have 15 digits too, and about one in thirty holds a date by chance: judge a
    /// column by most of its cells.
    pub fn resembles(text: &str) -> bool {
        let text = compact(text);
        resident::looks_new(&text)
            || resident::looks_old(&text) && resident::check_old(&text).is_ok()
    }

    /// Which document it is of.
    pub const fn kind(&self) -> IdentityKind {
        self.kind
    }

    /// The birth date that the number holds, where its kind holds one.
    pub const fn birth_date(&self) -> Option<Date> {
        self.birth_date
    }

    /// The number in the clear; only for the vault and for a comparison.
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// What all writings of one person's number of this kind share: an old resident number in its
    /// 18-character form, a home return permit without the count of its issues.
    pub fn canonical(&self) -> String {
        match self.kind {
            IdentityKind::OldResidentCard => resident::upgrade(&self.text),
            IdentityKind::HomeReturnPermit => self.text[..9].to_owned(),
            _ => self.text.clone(),
        }
    }

    /// The last four characters.
    pub fn last_four(&self) -> LastFour {
        LastFour::of(&self.text)
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "IdentityNumber({:?}, …)", self.kind)
    }
}

/// Kinds that are told apart by shape alone.
fn travel_document(text: &str) -> Result<IdentityKind, IdentityNumberError> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(number) = text.strip_prefix(['H', 'M'])
        && matches!(number.len(), 8 | 10)
        && digits(number)
    {
        return Ok(IdentityKind::HomeReturnPermit);
    }
    if digits(text) {
        // Passports of digits alone have 9 at most; longer ones are mistyped resident numbers.
        return match text.len() {
            8 | 10 => Ok(IdentityKind::TaiwanTravelPermit),
            4..=9 => Ok(IdentityKind::Passport),
            _ => Err(IdentityNumberError::UnknownShape),
        };
    }
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if plain && (4..=20).contains(&text.len()) {
        Ok(IdentityKind::Passport)
    } else {
        Err(IdentityNumberError::UnknownShape)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[track_caller]
    fn check(text: &str, kind: IdentityKind, canonical: &str) {
        let number = IdentityNumber::parse(text).unwrap();
        assert_eq!((number.kind(), &number.canonical()[..]), (kind, canonical));
    }

    #[track_caller]
    fn check_refused(text: &str, expected: IdentityNumberError) {
        assert_eq!(IdentityNumber::parse(text).unwrap_err(), expected);
    }

    #[test]
    fn resident_numbers_of_every_kind() {
        use IdentityKind::{
            ForeignPermanentResidentCard, HongKongResidencePermit, MacauResidencePermit,
            ResidentCard, TaiwanResidencePermit,
        };
        check("11010519491231002X", ResidentCard, "11010519491231002X");
        check("440524188001010014", ResidentCard, "440524188001010014");
        check("440106200402290015", ResidentCard, "440106200402290015");
        check(
            "810000199901010014",
            HongKongResidencePermit,
            "810000199901010014",
        );
        check(
            "820000199901010024",
            MacauResidencePermit,
            "820000199901010024",
        );
        check(
            "830000199901010034",
            TaiwanResidencePermit,
            "830000199901010034",
        );
        check(
            "911084199901010016",
            ForeignPermanentResidentCard,
            "911084199901010016",
        );
    }

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        let kind = IdentityKind::ResidentCard;
        check(" １１０１０５ 19491231-002ｘ", kind, "11010519491231002X");
    }

    #[test]
    fn a_day_that_never_was_is_refused_though_the_check_digit_fits() {
        check_refused("440106200202290010", IdentityNumberError::NoSuchBirthDate);
    }

    #[test]
    fn mistyped_resident_numbers_are_no_passports() {
        check_refused("110105194912310021", IdentityNumberError::WrongCheckDigit);
        check_refused("11010519491231002A", IdentityNumberError::WrongCheckDigit);
        check_refused("840000199901010014", IdentityNumberError::NoSuchRegion);
        check_refused("010105194912310028", IdentityNumberError::NoSuchRegion);
        check_refused("1101051949123100", IdentityNumberError::UnknownShape);
        check_refused("1101051949123100211", IdentityNumberError::UnknownShape);
        check_refused("110105491331002", IdentityNumberError::NoSuchBirthDate);
    }

    #[test]
    fn an_old_number_meets_the_new_one_of_the_same_person() {
        check(
            "110105491231002",
            IdentityKind::OldResidentCard,
            "11010519491231002X",
        );
        let number = IdentityNumber::parse("110105491231002").unwrap();
        assert_eq!(number.birth_date(), Some(date!(1949 - 12 - 31)));
    }

    #[test]
    fn a_reissued_home_return_permit_meets_the_first() {
        check("H1234567801", IdentityKind::HomeReturnPermit, "H12345678");
        check("h12345678", IdentityKind::HomeReturnPermit, "H12345678");
        check("M0000000102", IdentityKind::HomeReturnPermit, "M00000001");
        check("H123456780", IdentityKind::Passport, "H123456780");
    }

    #[test]
    fn travel_permits_and_passports() {
        check("12345678", IdentityKind::TaiwanTravelPermit, "12345678");
        check("1234567890", IdentityKind::TaiwanTravelPermit, "1234567890");
        check("123456789", IdentityKind::Passport, "123456789");
        check("E00000000", IdentityKind::Passport, "E00000000");
        check("A123456(7)", IdentityKind::Passport, "A1234567");
        check(&"A".repeat(20), IdentityKind::Passport, &"A".repeat(20));
        check_refused(&"A".repeat(21), IdentityNumberError::UnknownShape);
        check_refused("E0000_0000", IdentityNumberError::UnknownShape);
        check_refused("护照12345", IdentityNumberError::UnknownShape);
        check_refused("", IdentityNumberError::UnknownShape);
    }

    #[test]
    fn every_single_wrong_digit_is_seen() {
        let sound = "440524188001010014";
        for place in 0..sound.len() {
            for digit in b'0'..=b'9' {
                let mut mistyped = sound.as_bytes().to_vec();
                mistyped[place] = digit;
                let mistyped = String::from_utf8(mistyped).unwrap();
                let read = IdentityNumber::parse(&mistyped);
                assert_eq!(read.is_ok(), mistyped == sound, "{mistyped}");
            }
        }
    }

    #[test]
    fn lists_of_numbers_are_recognised_even_if_mistyped() {
        assert!(IdentityNumber::resembles("110105194912310021"));
        assert!(IdentityNumber::resembles("110105491231002"));
        assert!(!IdentityNumber::resembles("201940123456789"));
        assert!(!IdentityNumber::resembles("计算机1班"));
    }

    #[test]
    fn a_number_does_not_show() {
        let number = IdentityNumber::parse("11010519491231002X").unwrap();
        assert_eq!(format!("{number:?}"), "IdentityNumber(ResidentCard, …)");
        assert_eq!(number.last_four().expose(), "002X");
    }
}
