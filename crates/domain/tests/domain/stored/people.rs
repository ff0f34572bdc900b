//! Centres and what is organised under them, staff, accounts, consents.

use domain::*;
use test_kit::stored::StoredForms;
use uuid::Uuid;

use super::{check_aggregate, check_plain, root};
use crate::fixtures::{
    ACCOUNT, BATCH, CENTRE, SCHOOL, STAFF, STUDENT, at, findable, own_words, sealed,
};

const UNIT: UnitId = UnitId::from_uuid(Uuid::from_u128(7));

fn school() -> School {
    School::enter(
        SCHOOL,
        CENTRE,
        "10574".parse().unwrap(),
        "华南师范大学".to_owned(),
    )
}

#[test]
fn centres() {
    let with = |identity_columns| {
        let policy = CentrePolicy {
            identity_columns,
            support_contact: "020-1234, 9-17".to_owned(),
            mails_portraits: false,
            portrait_letters: PortraitLetters::Link,
        };
        let reasons = [false, true].map(|is_retired| WishedReason {
            code: None,
            words: own_words(),
            is_retired,
        });
        let name = ShopName::parse("彩印店").unwrap();
        let rulers_um = [115_740, 77_265];
        let when = at("09-06 08:40");
        let measured = Calibration::measured(Paper::SixInch, rulers_um, STAFF, when).unwrap();
        let centre = Centre::found(CENTRE, "Centre".to_owned()).decide_policy(policy);
        let decided = centre.decide_reasons(reasons.into(), at("09-06 08:40"));
        decided.unwrap().0.calibrate(name, measured).unwrap()
    };
    let columns = IdentityColumns::ALL.iter();
    let variants: Vec<_> = columns
        .map(|columns| (columns.name(), with(*columns)))
        .collect();
    check_aggregate("centre", &variants, IdentityColumns::NAMES);
}

#[test]
fn addresses() {
    let id = AddressId::from_uuid(Uuid::from_u128(9));
    let address = Address::keep(id, ACCOUNT, sealed(1), &[], at("09-06 08:40"));
    check_plain("address", address.unwrap());
}

#[test]
fn enquiries() {
    let asked = Enquiry {
        id: EnquiryId::from_uuid(Uuid::from_u128(10)),
        version: Version::FIRST,
        account: ACCOUNT,
        centre: CENTRE,
        batch: BATCH,
        degree: Some(DegreeId::from_uuid(Uuid::from_u128(11))),
        question: sealed(1),
        asked_at: at("09-06 08:40"),
        answer: None,
    };
    let answer = EnquiryAnswer {
        text: sealed(2),
        by: STAFF,
        at: at("09-06 09:00"),
    };
    let variants = [
        ("waiting", asked.clone()),
        ("answered", asked.answered(answer)),
    ];
    check_aggregate("enquiry", &variants, &["waiting", "answered"]);
}

#[test]
fn organisation() {
    check_plain("school", school());
    let unit = |kind| Unit::enter(UNIT, &school(), kind, "Physics".to_owned());
    let kinds: Vec<_> = UnitKind::ALL
        .iter()
        .map(|kind| (kind.name(), unit(*kind)))
        .collect();
    check_aggregate("unit", &kinds, UnitKind::NAMES);
    let college = unit(UnitKind::College);
    let id = ClassId::from_uuid(Uuid::from_u128(8));
    let class = Class::enter(id, &school(), Some(&college), "Physics 1".to_owned());
    check_plain("class", class);
}

#[test]
fn staff() {
    let roles = vec![
        Role::Administrator,
        Role::Operator,
        Role::CentreReviewer,
        Role::SchoolReviewer { school: SCHOOL },
        Role::SchoolOfficer { school: SCHOOL },
        Role::UnitOfficer {
            school: SCHOOL,
            unit: UNIT,
        },
    ];
    let named: Vec<_> = roles.iter().map(Role::name).collect();
    assert_eq!(named, domain::RoleName::NAMES);
    let active = Staff::employ(STAFF, CENTRE, findable(1), sealed(2), roles);
    let disabled = active
        .clone()
        .disable(Actor::Staff(STAFF), at("09-10 12:00"))
        .unwrap();
    let recovery = vec![TokenHash::from_bytes([7; 32])];
    let proposed = active.clone().propose_second_factor(sealed(3), recovery);
    let proposed = proposed.unwrap();
    let confirmed = proposed
        .clone()
        .confirm_second_factor(56_000_000, at("09-10 12:00"));
    let confirmed = confirmed.unwrap();
    check_aggregate(
        "staff",
        &[
            ("active", active),
            ("disabled", disabled),
            ("second-factor-proposed", proposed),
            ("second-factor-confirmed", confirmed),
        ],
        StaffState::NAMES,
    );
}

#[test]
fn accounts() {
    let when = at("09-06 08:00");
    let active = Account::register(ACCOUNT, findable(1), Some(findable(2)), when);
    let erased = active.clone().erase(STUDENT, when).unwrap();
    let linked = active.clone();
    let linked = linked.link_official_account(findable(3), STUDENT).unwrap();
    check_aggregate(
        "account",
        &[("active", active), ("linked", linked), ("erased", erased)],
        AccountState::NAMES,
    );
}

#[test]
fn consents() {
    let id = ConsentId::from_uuid(Uuid::from_u128(9));
    let asked = Consent::ask(id, ACCOUNT, Purpose::Comparison);
    let given = asked.clone().give(3, STUDENT, at("09-06 08:00")).unwrap();
    let withdrawn = given.clone().withdraw(STUDENT, at("09-06 09:00")).unwrap();
    let on_paper = asked.clone().give_on_paper(3, STAFF, at("09-06 08:00"));
    check_aggregate(
        "consent",
        &[
            ("asked", asked),
            ("given", given),
            ("withdrawn", withdrawn),
            ("given-on-paper", on_paper.unwrap()),
        ],
        &[ConsentState::NAMES, &["given-on-paper"]].concat(),
    );
}

#[test]
fn misses() {
    let mut forms = StoredForms::in_folder(root().join("misses"));
    let when = at("09-07 10:00");
    let one = Misses::default().miss(when);
    let locked = (0..4).fold(one, |misses, _| misses.miss(when));
    forms.check("none", &Misses::default());
    forms.check("one", &one);
    forms.check("locked", &locked);
    forms.finish(&[]);
}
