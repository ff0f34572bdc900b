//! Provinces, cities and districts of China by their codes (GB/T 2260), as addresses name them. The list is
//! bundled: a province has cities, a city has districts; where a city has none, such as Dongguan, its towns
//! stand in their place.
//!
//! `data/divisions.txt` was made of the npm package `@vant/area-data` 2.1.0 (MIT), one line for each division:
//! its code, a space, its name; in the order of codes.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const LIST: &str = include_str!("../data/divisions.txt");

static NAMES: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    LIST.lines()
        .filter_map(|line| line.split_once(' '))
        .collect()
});

/// Names that stand for "no city of its own" and say nothing on a parcel.
const NO_CITIES: [&str; 3] = ["省直辖县", "自治区直辖县", "县"];

/// A division with its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Six digits.
    pub code: &'static str,
    /// The name in Chinese.
    pub name: &'static str,
}

/// The divisions directly under `parent`: the provinces under none, a province's cities, a city's districts. Empty
/// for a district and for what is no code.
pub fn divisions_under(parent: Option<&str>) -> Vec<Division> {
    let is_child = |code: &str| match parent {
        None => code.ends_with("0000"),
        Some(parent) if !NAMES.contains_key(parent) => false,
        Some(parent) => match (parent.strip_suffix("0000"), parent.strip_suffix("00")) {
            (Some(province), _) => {
                code.starts_with(province) && code.ends_with("00") && !code.ends_with("0000")
            }
            (None, Some(city)) => code.starts_with(city) && !code.ends_with("00"),
            (None, None) => false,
        },
    };
    let found = NAMES.iter().filter(|(code, _)| is_child(code));
    found.map(|(code, name)| Division { code, name }).collect()
}

/// Province, city and district of a district's code; `None` for any other code.
pub fn names_of_district(code: &str) -> Option<[&'static str; 3]> {
    let is_code = code.len() == 6 && code.is_ascii() && !code.ends_with("00");
    let name = |code: &str| NAMES.get(code).copied();
    is_code.then_some(())?;
    Some([
        name(&format!("{}0000", &code[..2]))?,
        name(&format!("{}00", &code[..4]))?,
        name(code)?,
    ])
}

/// The beginning of an address as it is written on a parcel: `广东省广州市天河区`, without the city where it says
/// nothing more (`北京市海淀区`).
pub fn written_place([province, city, district]: [&str; 3]) -> String {
    let says_more = city != province && !NO_CITIES.contains(&city);
    format!("{province}{}{district}", if says_more { city } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_has_cities_and_every_city_districts() {
        let provinces = divisions_under(None);
        assert_eq!(provinces.len(), 34);
        let mut districts = 0;
        for province in provinces {
            let cities = divisions_under(Some(province.code));
            assert!(!cities.is_empty(), "{}", province.name);
            for city in cities {
                let below = divisions_under(Some(city.code));
                assert!(!below.is_empty(), "{}", city.name);
                for district in below {
                    let names = names_of_district(district.code);
                    assert_eq!(names, Some([province.name, city.name, district.name]));
                    districts += 1;
                }
            }
        }
        assert_eq!(districts + 34 + 369, LIST.lines().count());
    }

    #[track_caller]
    fn check(code: &str, expected: Option<&str>) {
        let written = names_of_district(code).map(written_place);
        assert_eq!(written.as_deref(), expected, "{code}");
    }

    #[test]
    fn a_district_says_where_it_is() {
        check("440106", Some("广东省广州市天河区"));
        check("110108", Some("北京市海淀区"));
        check("429004", Some("湖北省仙桃市"));
        check("500230", Some("重庆市丰都县"));
        check("810101", Some("香港特别行政区香港岛中西区"));
        for wrong in [
            "",
            "440000",
            "440100",
            "449999",
            "44010６",
            "天河区",
            "4401061",
        ] {
            check(wrong, None);
        }
    }

    #[test]
    fn nothing_is_under_a_district_or_an_unknown_code() {
        for code in ["440106", "990000", "", "44"] {
            assert_eq!(divisions_under(Some(code)), Vec::new(), "{code}");
        }
    }
}
