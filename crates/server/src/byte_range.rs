//! Which part of a file a request wants: `Range` and `If-Range` of RFC 9110, one range of bytes at a time.

use std::ops::Range;

use axum::http::{HeaderMap, header};

/// What is to be answered.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// All of it, with 200: nothing else was asked for, or the part was asked of other bytes than these.
    Whole,
    /// These bytes, at least one, with 206.
    Part(Range<u64>),
    /// Nothing lies there: 416.
    Nothing,
}

impl Wanted {
    /// What a request wants of a file of this length, in bytes, whose strong tag is `tag`, without quotes.
    pub(crate) fn of(headers: &HeaderMap, tag: &str, length: u64) -> Self {
        let Some(range) = headers.get(header::RANGE) else {
            return Self::Whole;
        };
        // A date, a weak tag or the tag of other bytes never match.
        let is_of_these = headers.get(header::IF_RANGE).is_none_or(|known| {
            let known = known.to_str().ok();
            known.and_then(|known| known.strip_prefix('"')?.strip_suffix('"')) == Some(tag)
        });
        let range = range
            .to_str()
            .ok()
            .and_then(|range| Self::parse(range, length));
        range.filter(|_| is_of_these).unwrap_or(Self::Whole)
    }

    /// `None` for what is no range, and for several: those may be passed over.
    fn parse(range: &str, length: u64) -> Option<Self> {
        let (unit, range) = range.split_once('=')?;
        let (first, last) = range.trim().split_once('-')?;
        if !unit.trim().eq_ignore_ascii_case("bytes") {
            return None;
        }
        let (start, end) = if first.is_empty() {
            (length.saturating_sub(number(last)?), length)
        } else {
            let first = number(first)?;
            let end = if last.is_empty() {
                length
            } else {
                let last = number(last)?;
                if last < first {
                    return None;
                }
                last.saturating_add(1)
            };
            (first, end.min(length))
        };
        Some(if start < end {
            Self::Part(start..end)
        } else {
            Self::Nothing
        })
    }
}

/// Digits alone: `parse` would take a sign.
fn number(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(range: &str, if_range: Option<&str>, expected: &Wanted) {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, range.parse().unwrap());
        if let Some(known) = if_range {
            headers.insert(header::IF_RANGE, known.parse().unwrap());
        }
        assert_eq!(Wanted::of(&headers, "tag", 1000), *expected, "{range}");
    }

    #[test]
    fn one_range_is_a_part() {
        check("bytes=0-0", None, &Wanted::Part(0..1));
        check("bytes=500-", None, &Wanted::Part(500..1000));
        check("Bytes=500-5000", None, &Wanted::Part(500..1000));
        check("bytes=-10", None, &Wanted::Part(990..1000));
        check("bytes=-5000", None, &Wanted::Part(0..1000));
        check(
            "bytes=999-18446744073709551615",
            None,
            &Wanted::Part(999..1000),
        );
    }

    #[test]
    fn behind_the_end_is_nothing() {
        check("bytes=1000-", None, &Wanted::Nothing);
        check("bytes=1000-1001", None, &Wanted::Nothing);
        check("bytes=-0", None, &Wanted::Nothing);
    }

    #[test]
    fn anything_else_is_all_of_it() {
        for range in [
            "bytes=0-1,5-6",
            "lines=0-1",
            "bytes=5-4",
            "bytes=+1-2",
            "bytes=-",
            "0-5",
            "bytes=a-b",
        ] {
            check(range, None, &Wanted::Whole);
        }
        assert_eq!(Wanted::of(&HeaderMap::new(), "tag", 1000), Wanted::Whole);
    }

    #[test]
    fn a_part_of_other_bytes_is_all_of_these() {
        check("bytes=500-", Some("\"tag\""), &Wanted::Part(500..1000));
        for known in [
            "\"other\"",
            "W/\"tag\"",
            "tag",
            "Wed, 21 Oct 2015 07:28:00 GMT",
        ] {
            check("bytes=500-", Some(known), &Wanted::Whole);
        }
    }
}
