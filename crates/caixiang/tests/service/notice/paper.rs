//! Prints: ordered to an address and to the school, produced, measured on paper, sent and received.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use super::graduate::Graduate;
use super::office::{Office, SHEET, SHIPPING};
use super::patient::Patient;
use super::readers::{codes_on, poppler};
use crate::harness::eventually;

/// A sheet of 6 inches, millimetres, with its eight photos.
const SIX_INCH_MM: [f32; 2] = [152.0, 102.0];
const PHOTOS_ON_A_SHEET: usize = 8;

/// The layout that everybody gets and orders.
const LAYOUT: &str = "six-inch-8-large-one-inch";

/// Writes an address down and orders a sheet to it; the number of the print job.
pub(super) async fn order_to_an_address(graduate: &Graduate) -> Value {
    let phone = &graduate.phone;
    let version = json!({ "text_version": 1 });
    phone.ask("PUT /consents/address", version).await;
    let address = json!({
        "recipient": "示范同学", "phone": "13900003141", "district": "440106",
        "street": "示范大道100号3栋201",
    });
    let kept = async || phone.list("GET /addresses").await.first().cloned();
    let address = phone.done("POST /addresses", address, kept).await;
    assert_eq!(address["is_default"], true);
    assert_eq!(phone.list("GET /addresses").await.len(), 1);
    let address = address["id"].as_str().unwrap();
    order(graduate, Some(address), SHEET + SHIPPING).await
}

/// Orders a sheet that comes with the school's parcel.
pub(super) async fn order_to_the_school(graduate: &Graduate) -> Value {
    order(graduate, None, SHEET).await
}

async fn order(graduate: &Graduate, address: Option<&str>, fen: u64) -> Value {
    let (phone, degree) = (&graduate.phone, &graduate.degree.id);
    let line = format!("GET /degrees/{degree}/prints/preview?layout={LAYOUT}");
    let preview = phone.read(&line).await;
    assert!(preview["svg"].as_str().unwrap().starts_with("<svg"));
    let wish = json!({
        "degree": degree, "price_list": 1, "address": address,
        "sets": [{ "layout": LAYOUT, "sheets": 1 }],
    });
    let ordered = async || {
        let print = phone.list("GET /prints").await.first().cloned()?;
        let line = format!("GET /orders/{}", print["order"].as_str()?);
        Some(json!({ "order": phone.read(&line).await, "print": print["id"] }))
    };
    let ordered = phone.done("POST /prints", wish, ordered).await;
    assert_eq!(ordered["order"]["total_fen"], fen);
    graduate.pay(&ordered["order"]).await;
    let print = own_print(graduate).await;
    assert_eq!(print["state"], "waiting");
    assert_eq!(print["order_state"], "paid");
    print
}

/// The one print that a student has ordered.
async fn own_print(graduate: &Graduate) -> Value {
    let prints = graduate.phone.list("GET /prints").await;
    let ordered = prints.iter().filter(|print| print["order"].is_string());
    let ordered: Vec<_> = ordered.collect();
    assert_eq!(ordered.len(), 1, "{prints:#?}");
    ordered[0].clone()
}

/// Produces what goes to addresses: the run, its files measured, each job scanned and sent, and the student who has it.
pub(super) async fn by_courier(office: &Office, graduate: &Graduate) {
    let run = start(office, None).await;
    let lines = run["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 1, "one ordered to an address");
    measured(office, &run, 1).await;
    scan_all(office, &run).await;
    let job = lines[0]["id"].as_str().unwrap();
    let shipment = json!({ "courier": "shun-feng", "waybill": "SF1000000000001" });
    let id = run["id"].as_str().unwrap();
    let shipped = async || {
        let run = office.operator.read(&format!("GET /runs/{id}")).await;
        (run["lines"][0]["state"] == "shipped").then_some(Value::Null)
    };
    let line = format!("POST /print-jobs/{job}/shipment");
    office.operator.done(&line, shipment, shipped).await;
    graduate.is_told("prints-shipped").await;
    let print = own_print(graduate).await;
    assert_eq!(print["state"], "shipped");
    assert_eq!(print["shipment"]["waybill"], "SF1000000000001");
    let received = async || {
        let print = own_print(graduate).await;
        (print["state"] == "received").then_some(print)
    };
    let line = format!("POST /prints/{}/receipt", print["id"].as_str().unwrap());
    let print = graduate.phone.done(&line, (), received).await;
    assert_eq!(print["state"], "received");
}

/// Produces what goes to the school: what was ordered, and the sheet that the fee includes; the parcel is sent, and the
/// school's officer has it.
pub(super) async fn by_parcel(office: &Office, graduate: &Graduate, sheets: usize) {
    let run = start(office, Some(&office.school)).await;
    assert_eq!(run["lines"].as_array().unwrap().len(), sheets);
    measured(office, &run, sheets).await;
    scan_all(office, &run).await;
    let id = run["id"].as_str().unwrap();
    let state = async |by: &Patient, state: &str| {
        let run = by.read(&format!("GET /runs/{id}")).await;
        (run["state"] == state).then_some(run)
    };
    let shipment = json!({ "courier": "ems", "waybill": "EM200000000CN" });
    let line = format!("POST /runs/{id}/shipment");
    let shipped = async || state(&office.operator, "shipped").await;
    office.operator.done(&line, shipment, shipped).await;
    assert_eq!(own_print(graduate).await["state"], "shipped");
    let line = format!("POST /runs/{id}/acknowledgement");
    let acknowledged = async || state(&office.officer, "acknowledged").await;
    let nothing_wrong = json!({ "problems": [] });
    let run = office
        .officer
        .done(&line, nothing_wrong, acknowledged)
        .await;
    assert_eq!(run["state"], "acknowledged");
    assert_eq!(run["discrepancies"], 0);
    graduate.is_told("prints-at-school").await;
    assert_eq!(own_print(graduate).await["state"], "received");
}

/// Starts a run, for the school with the sheet that the fee includes, and waits for its files.
async fn start(office: &Office, school: Option<&str>) -> Value {
    let operator = &office.operator;
    let included = school.map(|_| LAYOUT);
    let wish = json!({
        "batch": office.batch(), "order": "college", "school": school, "included": included,
    });
    let started = async || {
        let runs = operator.list("GET /production/runs").await;
        let same = runs.iter().find(|run| run["school"].as_str() == school);
        same.cloned()
    };
    let run = operator.done("POST /production/runs", wish, started).await;
    let line = format!("GET /runs/{}", run["id"].as_str().unwrap());
    eventually("the files of a run are made", async || {
        let run = operator.read(&line).await;
        let files = &run["files"]["files"];
        assert_ne!(files, "failed", "{run:#}");
        (files == "ready").then_some(run)
    })
    .await
}

/// Scans every job of a run into its parcel; a foreign code is told.
async fn scan_all(office: &Office, run: &Value) {
    let id = run["id"].as_str().unwrap();
    let line = format!("POST /runs/{id}/scans");
    for job in run["lines"].as_array().unwrap() {
        let number = &job["number"];
        let packed = async || {
            let run = office.operator.read(&format!("GET /runs/{id}")).await;
            let lines = run["lines"].as_array().unwrap().iter();
            let job = lines.clone().find(|job| job["number"] == *number);
            job.filter(|job| job["is_packed"] == true).cloned()
        };
        let code = json!({ "code": number });
        let job = office.operator.done(&line, code.clone(), packed).await;
        assert_eq!(job["is_packed"], true);
        office.operator.refused(&line, code, "packed-already").await;
    }
}

/// Fetches every file of a run; the sheets are measured, the contact sheets counted and the labels scanned by programs
/// of others.
async fn measured(office: &Office, run: &Value, sheets: usize) {
    let id = run["id"].as_str().unwrap();
    for file in ["sheets", "contacts", "labels", "packing-list"] {
        let line = format!("GET /runs/{id}/files/{file}");
        let link = office.operator.read(&line).await;
        let line = format!("GET /files/{}", link["link"].as_str().unwrap());
        let bytes = office.operator.fetch(&line).await;
        assert!(bytes.starts_with(b"%PDF"), "{file}");
        let path = office.home.path(&format!("{file}.pdf"));
        std::fs::write(&path, &bytes).unwrap();
        match file {
            "sheets" => measure(&path, sheets),
            "contacts" => count_classes(&path, run),
            "labels" => scan_labels(&path, run),
            _ => {}
        }
    }
}

/// Each class has contact sheets of its own.
fn count_classes(pdf: &Path, run: &Value) {
    let Some(info) = poppler("pdfinfo", &[], pdf) else {
        return;
    };
    let lines = run["lines"].as_array().unwrap().iter();
    let classes: BTreeSet<String> = lines.map(|line| line["place"].to_string()).collect();
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:"));
    assert_eq!(pages.unwrap().trim(), classes.len().to_string(), "{run:#}");
}

/// What the hand scanner reads on each label is the number of its job.
fn scan_labels(pdf: &Path, run: &Value) {
    for (page, line) in (1..).zip(run["lines"].as_array().unwrap()) {
        let Some(codes) = codes_on(pdf, page) else {
            return;
        };
        let number = line["number"].as_str().unwrap();
        assert!(!codes.is_empty(), "no code on label {page}");
        assert!(
            codes.iter().all(|code| code == number),
            "{codes:?}, {line:#}"
        );
    }
}

fn measure(path: &Path, sheets: usize) {
    let Some(info) = poppler("pdfinfo", &["-l", "99"], path) else {
        return;
    };
    let is_page = |line: &&str| line.starts_with("Page ") && line.contains("size:");
    let sizes = info.lines().filter(is_page);
    let mut pages = 0;
    for size in sizes {
        let (_, points) = size.split_once("size:").unwrap();
        let words = points.split_whitespace();
        let points = words.filter_map(|word| word.parse::<f32>().ok());
        let mut measured: Vec<f32> = points.map(|points| points * 25.4 / 72.0).collect();
        measured.truncate(2);
        measured.sort_by(|one, other| other.total_cmp(one));
        for (side, expected) in measured.iter().zip(SIX_INCH_MM) {
            assert!((side - expected).abs() <= 0.1, "{measured:?} mm");
        }
        pages += 1;
    }
    assert_eq!(pages, sheets, "{info}");
    let list = poppler("pdfimages", &["-list"], path).unwrap();
    let rows: Vec<Vec<&str>> = list
        .lines()
        .skip(2)
        .map(|row| row.split_whitespace().collect())
        .collect();
    assert_eq!(rows.len(), sheets * PHOTOS_ON_A_SHEET, "{list}");
    for row in &rows {
        assert_eq!((row[3], row[4], row[8]), ("480", "640", "jpeg"), "{list}");
        assert!(row[12].parse::<u32>().unwrap() >= 300, "{list}");
    }
}
