//! Prints whose money goes back.

use app::money::{self, RefundWish};
use app::prints;
use domain::*;

use crate::harness::code_of;
use crate::prints::Shop;

#[tokio::test]
async fn money_that_goes_back_is_not_printed() {
    let shop = Shop::new().await;
    let (student, _) = shop.paid("19900000001", "1").await;
    let app = &shop.world.app;
    let own = prints::list_own(app, &student).await.unwrap();
    let wish = RefundWish {
        reason: RefundReason::OurMistake,
        amount_fen: None,
    };
    let order = own[0].job.order.unwrap();
    let chief = shop
        .world
        .staff("other-chief", vec![Role::Administrator])
        .await;
    money::request_refund(app, &chief, order, wish)
        .await
        .unwrap();
    assert_eq!(code_of(shop.start(true).await), "nothing-waits");
}

#[tokio::test]
async fn a_student_asks_the_money_back_until_the_prints_are_made() {
    let shop = Shop::new().await;
    let (student, job) = shop.paid("19900000001", "1").await;
    let (late, made) = shop.paid("19900000002", "2").await;
    let app = &shop.world.app;
    let wish = |reason| RefundWish {
        reason,
        amount_fen: None,
    };
    let asked = wish(RefundReason::StudentAsked);
    let order = job.order.unwrap();
    let never = wish(RefundReason::NeverCollected);
    let refused = money::request_refund(app, &student, order, never).await;
    assert_eq!(code_of(refused), "reason-not-applicable");
    let refund = money::request_refund(app, &student, order, asked)
        .await
        .unwrap();
    // The other one is taken into production; the first, whose money goes back, is not.
    shop.start(true).await.unwrap();
    assert_eq!(shop.job(&job).await.state.name(), "waiting");
    let too_late = money::request_refund(app, &late, made.order.unwrap(), asked).await;
    assert_eq!(code_of(too_late), "reason-not-applicable");
    let chief = shop
        .world
        .staff("other-chief", vec![Role::Administrator])
        .await;
    money::approve_refund(app, &chief, refund.id).await.unwrap();
}
