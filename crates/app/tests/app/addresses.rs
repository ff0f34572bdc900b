//! The address book of a student.

use app::address::{self, AddressWish};
use app::consent;
use domain::*;

use crate::harness::{World, code_of};

pub(crate) fn wish(street: &str) -> AddressWish {
    AddressWish {
        recipient: " 李𠮷 ".to_owned(),
        phone: "199 0000 0001".to_owned(),
        district: "440106".to_owned(),
        street: street.to_owned(),
    }
}

#[tokio::test]
async fn an_address_is_kept_only_with_the_consent_to_it() {
    let world = World::new().await;
    let student = world.student("19900000001").await;
    let app = &world.app;
    let refused = address::keep(app, &student, &wish("中山大道西55号")).await;
    assert_eq!(code_of(refused), "consent-missing");
    world.agree(&student, Purpose::Address).await;
    let kept = address::keep(app, &student, &wish("中山大道西55号"))
        .await
        .unwrap();
    assert_eq!(kept.content.written(), "广东省广州市天河区中山大道西55号");
    assert_eq!(kept.content.recipient, "李𠮷");
    assert_eq!(kept.content.phone, "+8619900000001");
    assert!(kept.address.is_default);
    consent::withdraw(app, &student, Purpose::Address)
        .await
        .unwrap();
    assert_eq!(address::list(app, &student).await.unwrap(), Vec::new());
}

#[tokio::test]
async fn what_cannot_be_delivered_is_refused_by_its_field() {
    let world = World::new().await;
    let student = world.student("19900000001").await;
    world.agree(&student, Purpose::Address).await;
    let cases = [
        (
            "recipient",
            AddressWish {
                recipient: " ".to_owned(),
                ..wish("中山大道西55号")
            },
        ),
        (
            "recipient",
            AddressWish {
                recipient: "长".repeat(26),
                ..wish("中山大道西55号")
            },
        ),
        (
            "phone",
            AddressWish {
                phone: "020-12345678".to_owned(),
                ..wish("中山大道西55号")
            },
        ),
        (
            "district",
            AddressWish {
                district: "440100".to_owned(),
                ..wish("中山大道西55号")
            },
        ),
        ("street", wish("3号")),
        ("street", wish("中山大道西\n55号")),
        ("street", wish(&"路".repeat(81))),
    ];
    for (expected, wish) in cases {
        let refused = address::keep(&world.app, &student, &wish).await;
        let Err(app::Failure::Invalid { field, .. }) = refused else {
            panic!("{expected} is taken: {refused:?}");
        };
        assert_eq!(field, expected);
    }
}

#[tokio::test]
async fn one_address_is_offered_first() {
    let world = World::new().await;
    let student = world.student("19900000001").await;
    world.agree(&student, Purpose::Address).await;
    let app = &world.app;
    let mut ids = Vec::new();
    for street in ["中山大道西55号", "天河路100号", "体育东路1号"] {
        let kept = address::keep(app, &student, &wish(street)).await.unwrap();
        ids.push(kept.address.id);
    }
    address::make_default(app, &student, ids[1]).await.unwrap();
    let order = |kept: Vec<address::AddressView>| -> Vec<AddressId> {
        assert!(kept[0].address.is_default);
        assert_eq!(
            kept.iter().filter(|kept| kept.address.is_default).count(),
            1
        );
        kept.into_iter().map(|kept| kept.address.id).collect()
    };
    let listed = order(address::list(app, &student).await.unwrap());
    assert_eq!(listed, [ids[1], ids[0], ids[2]]);
    address::delete(app, &student, ids[1]).await.unwrap();
    let listed = order(address::list(app, &student).await.unwrap());
    assert_eq!(listed, [ids[0], ids[2]]);
    let changed = address::change(app, &student, ids[2], &wish("体育东路2号")).await;
    assert_eq!(changed.unwrap().content.street, "体育东路2号");
}

#[tokio::test]
async fn the_book_is_the_students_alone_and_has_an_end() {
    let world = World::new().await;
    let student = world.student("19900000001").await;
    let other = world.student("19900000002").await;
    for caller in [&student, &other] {
        world.agree(caller, Purpose::Address).await;
    }
    let app = &world.app;
    let mut last = None;
    for number in 0..ADDRESSES_PER_ACCOUNT {
        let kept = address::keep(app, &student, &wish(&format!("天河路{number}号之一"))).await;
        last = Some(kept.unwrap().address.id);
    }
    let refused = address::keep(app, &student, &wish("天河路100号")).await;
    assert_eq!(code_of(refused), "addresses-used-up");
    let id = last.unwrap();
    assert_eq!(code_of(address::delete(app, &other, id).await), "not-found");
    assert_eq!(
        code_of(address::make_default(app, &other, id).await),
        "not-found"
    );
    let changed = address::change(app, &other, id, &wish("天河路100号")).await;
    assert_eq!(code_of(changed), "not-found");
    assert_eq!(address::list(app, &other).await.unwrap(), Vec::new());
}
