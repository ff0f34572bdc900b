//! Files that are cut or changed at random: read or refused, never a panic, never a value in a text.

use std::sync::OnceLock;

use proptest::prelude::*;

use crate::check::roster;
use crate::fixtures::{sheet, students_dbf, students_xls, text, xlsx};

fn files() -> &'static [Vec<u8>] {
    static FILES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(drawn)
}

fn drawn() -> Vec<Vec<u8>> {
    let page = format!(
        "<table><tr><td>{}</table>",
        text().replace(',', "<td rowspan=2>").replace('\n', "<tr>")
    );
    let wide: Vec<u8> = text().encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        text().into_bytes(),
        wide,
        encoding_rs::GB18030.encode(&text()).0.into_owned(),
        page.into_bytes(),
        xlsx(&sheet()),
        students_xls(),
        students_dbf(2),
    ]
}

/// What holds for any file.
fn check(bytes: &[u8]) {
    let roster = roster(bytes);
    assert!(roster.refused.is_none() || roster.students.is_empty());
    assert!(roster.refused.is_none() || !roster.errors.is_empty());
    for issue in roster.errors.kept().iter().chain(roster.warnings.kept()) {
        let text = issue.text();
        assert!(!text.zh.is_empty() && !text.en.is_empty());
    }
}

#[test]
fn every_cut() {
    for file in files() {
        for end in 0..file.len() {
            check(&file[..end]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn some_changed_bytes(
        file in 0..7_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = files()[file].clone();
        for (place, byte) in changes {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        check(&bytes);
    }

    /// A sheet is packed, so that changed bytes of the archive hardly ever reach its XML.
    #[test]
    fn a_changed_sheet(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<char>()), 1..8),
    ) {
        let mut letters: Vec<char> = sheet().chars().collect();
        for (place, letter) in changes {
            let at = place.index(letters.len());
            letters[at] = letter;
        }
        check(&xlsx(&letters.into_iter().collect::<String>()));
    }

    #[test]
    fn any_text(text in "(学号|姓名|[,;\t\n\r\"0-9E+.]|合计|=){0,60}") {
        check(text.as_bytes());
    }
}
