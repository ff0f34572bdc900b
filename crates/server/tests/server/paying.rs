//! Paying through the API: from the price that is shown to the ledger that staff read.

use domain::Role;
use serde_json::{Value, json};

use crate::api::{Api, bound};

/// A student with a degree in a batch that charges, both signed in.
struct Till {
    api: Api,
    student: String,
    chief: String,
    degree: String,
}

impl Till {
    async fn new() -> Self {
        let api = Api::new().await;
        let (_, student, degree, _) = bound(&api).await;
        let chief = api.world.staff("chief", vec![Role::Administrator]).await;
        let chief = api.session(&chief).await;
        let prices = json!({
            "pay": "before-submitting", "payer": "student",
            "lines": [{"product": "collection", "unit_fen": 1350}],
        });
        let line = format!("POST /batches/{}/price-lists", api.world.batch.id);
        let set = api.call(&line).bearer(&chief).json(&prices).send().await;
        assert_eq!(set.status, 201);
        Self {
            api,
            student,
            chief,
            degree: degree.id.to_string(),
        }
    }

    async fn ask(&self, token: &str, line: &str, body: &Value) -> Value {
        let call = self.api.call(line).bearer(token);
        let call = if body.is_null() {
            call
        } else {
            call.json(body)
        };
        let reply = call.send().await;
        assert!(reply.status.is_success(), "{line}: {}", reply.shown());
        reply.json()
    }

    async fn place(&self) -> String {
        let order = json!({
            "degree": self.degree, "price_list": 1,
            "lines": [{"product": "collection", "pieces": 1}],
        });
        let placed = self.ask(&self.student, "POST /orders", &order).await;
        placed["id"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn a_student_pays_at_the_cashier_and_staff_see_it() {
    let till = Till::new().await;
    let line = format!("GET /batches/{}/prices", till.api.world.batch.id);
    let quote = till.api.call(&line).send().await.json();
    assert_eq!(quote["list"]["lines"][0]["unit_fen"], 1350);
    assert_eq!(quote["can_pay"], true);
    let order = till.place().await;
    let line = format!("POST /orders/{order}/payment");
    let started = till
        .ask(&till.student, &line, &json!({"from": "browser"}))
        .await;
    assert_eq!(started["ticket"]["how"], "cashier");
    let line = format!("POST /orders/{order}/cashier");
    till.ask(&till.student, &line, &json!({"act": "pay"})).await;
    let line = format!("GET /orders/{order}/payment");
    let paid = till.ask(&till.student, &line, &Value::Null).await;
    assert_eq!(
        (&paid["state"], &paid["is_settled"]),
        (&json!("paid"), &json!(true))
    );
    assert_eq!(paid["payments"][0]["means"], "local");
    let sums = till
        .ask(&till.chief, "GET /money/ledger/sums", &Value::Null)
        .await;
    assert_eq!(sums["items"][0]["balance_fen"], 1350);
    let days = till
        .ask(&till.chief, "GET /money/income", &Value::Null)
        .await;
    assert_eq!(days["items"][0]["day"], "2023-09-10");
    let line = format!(
        "GET /money/orders?state=paid&batch={}",
        till.api.world.batch.id
    );
    let orders = till.ask(&till.chief, &line, &Value::Null).await;
    assert_eq!(orders["items"][0]["id"], order);
    let number = orders["items"][0]["number"].as_str().unwrap();
    let spaced = format!("{}-{}", &number[..6], &number[6..]);
    let line = format!("GET /money/orders?number={spaced}");
    let found = till.ask(&till.chief, &line, &Value::Null).await;
    assert_eq!(found["items"][0]["id"], order);
    let number = paid["payments"][0]["transaction"].as_str().unwrap();
    assert!(number.starts_with("LOCAL-"), "{number}");
}

#[tokio::test]
async fn a_notice_that_nobody_signed_is_turned_away() {
    let till = Till::new().await;
    let order = till.place().await;
    let line = format!("POST /orders/{order}/payment");
    let started = till
        .ask(&till.student, &line, &json!({"from": "browser"}))
        .await;
    let forged = json!({ "event_type": "TRANSACTION.SUCCESS", "id": started["payment"]["id"] });
    let call = till.api.call("POST /payment-notices").json(&forged);
    let reply = call.header("wechatpay-serial", "C1").send().await;
    assert_eq!(reply.outcome(), (401, "notice-not-genuine".to_owned()));
    let line = format!("GET /orders/{order}");
    let seen = till.ask(&till.student, &line, &Value::Null).await;
    assert_eq!(seen["state"], "awaiting-payment");
}

#[tokio::test]
async fn invoices_are_taken_out_as_a_file() {
    let till = Till::new().await;
    let order = till.place().await;
    let line = format!("POST /orders/{order}/payment");
    till.ask(&till.student, &line, &json!({"from": "browser"}))
        .await;
    let line = format!("POST /orders/{order}/cashier");
    till.ask(&till.student, &line, &json!({"act": "pay"})).await;
    let data =
        json!({"title": "=甲公司", "tax_number": "91350100m000100y43", "mail": "li@example.org"});
    let line = format!("POST /orders/{order}/invoice");
    till.ask(&till.student, &line, &data).await;
    let listed = |state: &'static str| {
        let till = &till;
        async move {
            let line = format!("GET /money/invoices?state={state}");
            till.ask(&till.chief, &line, &Value::Null).await["items"].clone()
        }
    };
    assert_eq!(listed("requested").await[0]["order"], order);
    let call = till
        .api
        .call("POST /money/invoices/export")
        .bearer(&till.chief)
        .json(&json!({}));
    let reply = call.send().await;
    let text = String::from_utf8(reply.body.to_vec()).unwrap();
    assert!(text.starts_with('\u{feff}'), "{text}");
    // A title that a spreadsheet would carry out as a formula.
    assert!(
        text.contains(",'=甲公司,91350100M000100Y43,13.50,"),
        "{text}"
    );
    assert_eq!(listed("requested").await, json!([]));
    let taken = listed("exported").await;
    assert_eq!(
        (&taken[0]["order"], &taken[0]["amount_fen"]),
        (&json!(order), &json!(1350))
    );
    // The number comes back, and stands in the student's order.
    let id = taken[0]["id"].as_str().unwrap();
    let number = json!({"number": "23442000000012345678"});
    till.ask(&till.chief, &format!("POST /invoices/{id}/number"), &number)
        .await;
    let line = format!("GET /orders/{order}");
    let seen = till.ask(&till.student, &line, &Value::Null).await;
    assert_eq!(seen["invoice"]["state"], "issued");
    assert_eq!(seen["invoice"]["number"], number["number"]);
}
