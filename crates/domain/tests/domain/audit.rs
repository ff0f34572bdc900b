//! The audit log: what can be written into it, and that it shows when someone changed it.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use domain::audit::{
    AuditEntry, AuditEvent, BrokenLog, ChainKey, Detail, LogEnd, Word, canonical_bytes, verify_log,
};
use domain::*;
use uuid::Uuid;

use crate::fixtures::{ACCOUNT, CENTRE, STUDENT, at};

/// Enough to tell entries apart; production takes HMAC-SHA-256.
fn hash(bytes: &[u8]) -> [u8; 32] {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let mut digest = [0; 32];
    digest[..8].copy_from_slice(&hasher.finish().to_be_bytes());
    digest
}

const KEY: Option<ChainKey> = Some(ChainKey::new(1));

/// With the key that is known.
fn keyed(key: Option<ChainKey>, bytes: &[u8]) -> Option<[u8; 32]> {
    (key == KEY).then(|| hash(bytes))
}

fn word(text: &str) -> Word {
    Word::new(text).unwrap()
}

fn event(number: u128) -> AuditEvent {
    AuditEvent {
        id: AuditEventId::from_uuid(Uuid::from_u128(number)),
        centre: Some(CENTRE),
        actor: STUDENT,
        action: word("submit-photo"),
        subject: Subject::Account(ACCOUNT),
        at: at("09-06 08:00"),
        details: BTreeMap::from([
            (word("attempt"), Detail::Number(1)),
            (
                word("reasons"),
                Detail::Words(vec![word("P04"), word("P05")]),
            ),
        ]),
    }
}

fn log() -> Vec<AuditEntry> {
    let mut entries: Vec<AuditEntry> = Vec::new();
    for number in 1..=4 {
        let entry = AuditEntry::follow(entries.last().map(LogEnd::from), event(number), KEY, hash);
        entries.push(entry);
    }
    entries
}

#[track_caller]
fn check(change: impl FnOnce(&mut Vec<AuditEntry>), broken_at: Option<u64>) {
    let mut entries = log();
    change(&mut entries);
    let seen = verify_log(None, &entries, keyed);
    assert_eq!(
        seen,
        broken_at.map_or(Ok(()), |number| Err(BrokenLog { number }))
    );
}

#[test]
fn a_change_shows() {
    check(|_| {}, None);
    check(|entries| entries[1].event.actor = Actor::System, Some(2));
    check(|entries| entries[2].event.details.clear(), Some(3));
    check(|entries| entries[1].key = Some(ChainKey::new(2)), Some(2));
    check(|entries| entries[1].key = None, Some(2));
    check(|entries| drop(entries.remove(1)), Some(2));
    check(|entries| entries.swap(2, 3), Some(3));
    check(
        |entries| {
            // An attacker who can compute the hash has to do so for every later line.
            let forged = AuditEntry::follow(Some((&entries[0]).into()), event(9), KEY, hash);
            entries[1] = forged;
        },
        Some(3),
    );
}

#[test]
fn a_part_is_checked_after_the_entry_before_it() {
    let entries = log();
    assert_eq!(verify_log(Some(&entries[1]), &entries[2..], keyed), Ok(()));
    let wrong = verify_log(Some(&entries[0]), &entries[2..], keyed);
    assert_eq!(wrong, Err(BrokenLog { number: 2 }));
}

#[track_caller]
fn check_word(text: &str, sound: bool) {
    assert_eq!(Word::new(text).is_ok(), sound, "{text}");
}

#[test]
fn no_name_fits_into_a_detail() {
    check_word("awaiting-review", true);
    check_word("P04", true);
    check_word("甲乙丙", false);
    check_word("first last", false);
    check_word("19900000000", false);
    check_word("440106200402290015", false);
    check_word("2023-09-06", true);
    check_word("", false);
    check_word(&"a".repeat(65), false);
}

#[test]
fn every_field_changes_the_bytes() {
    let other_centre = CentreId::from_uuid(Uuid::from_u128(77));
    let changes: [fn(&mut AuditEvent); 10] = [
        |event| event.id = AuditEventId::from_uuid(Uuid::from_u128(77)),
        |event| event.centre = None,
        |event| event.actor = Actor::System,
        |event| event.action = word("withdraw-submission"),
        |event| event.subject = Subject::Degree(DegreeId::from_uuid(ACCOUNT.as_uuid())),
        |event| event.at = at("09-06 08:01"),
        |event| drop(event.details.insert(word("attempt"), Detail::Number(2))),
        |event| drop(event.details.remove(&word("reasons"))),
        |event| drop(event.details.remove(&word("attempt"))),
        |event| {
            let text = Detail::Word(word("1"));
            event.details.insert(word("attempt"), text);
        },
    ];
    let bytes = |event: &AuditEvent| canonical_bytes(1, ChainHash::START, None, event);
    let mut seen = vec![bytes(&event(1))];
    for change in changes {
        let mut changed = event(1);
        change(&mut changed);
        seen.push(bytes(&changed));
    }
    let mut moved = event(1);
    moved.centre = Some(other_centre);
    seen.push(bytes(&moved));
    seen.push(canonical_bytes(2, ChainHash::START, None, &event(1)));
    seen.push(canonical_bytes(
        1,
        ChainHash::from_bytes([1; 32]),
        None,
        &event(1),
    ));
    for key in [1, 2] {
        let key = Some(ChainKey::new(key));
        seen.push(canonical_bytes(1, ChainHash::START, key, &event(1)));
    }
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count);
}

/// Written by hand from the description, not by the code under test.
#[test]
fn the_bytes_are_fixed_for_good() {
    let mut event = event(7);
    event.details.remove(&word("reasons"));
    let id = |last: u8| {
        let mut bytes = [0; 16];
        bytes[15] = last;
        bytes.to_vec()
    };
    let fields: [Vec<u8>; 11] = [
        b"audit-entry-1".to_vec(),
        1_u64.to_be_bytes().to_vec(),
        vec![0; 32],
        id(7),
        id(2),
        b"student".to_vec(),
        id(1),
        b"submit-photo".to_vec(),
        b"account".to_vec(),
        id(1),
        1_693_958_400_000_000_i64.to_be_bytes().to_vec(),
    ];
    let one_detail = 1_u64.to_be_bytes().to_vec();
    let detail: [&[u8]; 3] = [b"attempt", b"number", &1_i64.to_be_bytes()];
    let with_length = |field: &[u8]| {
        let length = (field.len() as u64).to_be_bytes();
        [&length[..], field].concat()
    };
    let head = fields.iter().flat_map(|field| with_length(field));
    let tail = detail.iter().flat_map(|field| with_length(field));
    let expected: Vec<u8> = head.chain(one_detail).chain(tail).collect();
    assert_eq!(canonical_bytes(1, ChainHash::START, None, &event), expected);
}
