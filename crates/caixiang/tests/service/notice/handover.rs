//! What leaves the house: the data disc for the school, packages for the registry, and the registry's answers.

use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use disc::registry::play_registry;
use serde_json::{Value, json};
use zip::ZipArchive;

use super::graduate::{Graduate, handed_in};
use super::office::Office;
use super::patient::{Body, Patient};
use super::readers::READERS;
use crate::harness::{Plan, eventually};

/// Seeds that are tried until the played registry says what is wanted.
const SEEDS: u64 = 10_000;

/// A disc of the school: proposed by one person, approved by another, made, and read by a reader of others.
pub(super) async fn disc(office: &Office, portraits: &[(String, Bytes)]) {
    let operator = &office.operator;
    let line = format!("GET /batches/{}/discs/preview?school=10576", office.batch());
    assert_eq!(operator.read(&line).await["portraits"], portraits.len());
    let line = format!("POST /batches/{}/discs", office.batch());
    let wish = json!({ "form": "cd", "school": "10576", "template": "{college}/{number}.jpg" });
    let newest = async || operator.list("GET /discs").await.first().cloned();
    let id = operator.done(&line, wish, newest).await["id"].clone();
    let id = id.as_str().unwrap();
    let approve = format!("POST /discs/{id}/approve");
    operator
        .refused(&approve, (), "disc-second-person-needed")
        .await;
    let state = async |wanted: &[&str]| {
        let discs = operator.list("GET /discs").await;
        let disc = discs.into_iter().find(|disc| disc["id"] == id).unwrap();
        wanted
            .iter()
            .any(|state| disc["state"] == *state)
            .then_some(disc)
    };
    let approved = async || state(&["approved", "making", "ready"]).await;
    office.second.done(&approve, (), approved).await;
    let disc = eventually("a disc is made", async || state(&["ready"]).await).await;
    let volumes = disc["volumes"].as_array().unwrap();
    assert_eq!(volumes.len(), 1);
    let line = format!("POST /discs/{id}/volumes/1/file");
    let image = file(operator, &line).await;
    assert_eq!(volumes[0]["sha256"], sha256(&image));
    assert_eq!(volumes[0]["portraits"], portraits.len());
    let path = office.home.path("disc.iso");
    std::fs::write(&path, &image).unwrap();
    if let Some(files) = read_disc(&path) {
        for name in [
            "index.html",
            "index.csv",
            "index.xlsx",
            "index.dbf",
            "SHA256SUMS",
        ] {
            let is_there = files.iter().any(|(path, _)| path.ends_with(name));
            assert!(is_there, "{name}: {files:#?}");
        }
        for (number, portrait) in portraits {
            let name = format!("/{number}.jpg");
            let file = files.iter().find(|(path, _)| path.ends_with(&name));
            assert_eq!(file.unwrap().1, sha256(portrait), "{name}");
        }
    }
    assert_eq!(operator.list("GET /discs").await.len(), 1, "one was wanted");
}

/// The bytes behind a link that staff ask for.
async fn file(by: &Patient, line: &str) -> Bytes {
    let link = by.ask(line, ()).await;
    let address = link["address"].as_str().unwrap();
    let bytes = by.fetch(&format!("GET {address}")).await;
    assert_eq!(link["bytes"], bytes.len());
    bytes
}

/// Paths on a disc and the SHA-256 of their bytes, as pycdlib reads them; `None`, with the reason printed, where it is not.
#[expect(clippy::print_stdout, reason = "a test that does less says so")]
fn read_disc(image: &Path) -> Option<Vec<(String, String)>> {
    const SCRIPT: &str = "
import sys, io, hashlib, pycdlib
iso = pycdlib.PyCdlib(); iso.open(sys.argv[1])
for folder, _, files in iso.walk(joliet_path='/'):
    for name in files:
        path = folder.rstrip('/') + '/' + name
        out = io.BytesIO(); iso.get_file_from_iso_fp(out, joliet_path=path)
        print(path, hashlib.sha256(out.getvalue()).hexdigest())
";
    let Some(python) = std::env::var_os(READERS) else {
        println!("the disc is not read: {READERS} does not name a Python with pycdlib");
        return None;
    };
    let output = Command::new(python)
        .args(["-c", SCRIPT])
        .arg(image)
        .env("PYTHONUTF8", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().map(|line| line.rsplit_once(' ').unwrap());
    let files = lines.map(|(path, sum)| (path.to_owned(), sum.to_owned()));
    Some(files.collect())
}

/// A package that was sent.
#[derive(Debug)]
pub(super) struct Sent {
    id: String,
    file: Bytes,
}

/// Proposed by one person, approved by another, built, downloaded, looked into, and noted as sent. `portraits` are what it
/// must hold, with the payload of each code.
pub(super) async fn send(office: &Office, portraits: &[(String, Bytes)]) -> Sent {
    let (operator, batch) = (&office.operator, office.batch());
    let known = operator.list("GET /registry-packages").await.len();
    let line = format!("GET /batches/{batch}/registry-packages/preview");
    assert_eq!(operator.read(&line).await["records"], portraits.len());
    let line = format!("POST /batches/{batch}/registry-packages");
    let proposed = async || {
        let packages = operator.list("GET /registry-packages").await;
        let is_new = packages.len() > known;
        is_new.then(|| packages.first().cloned()).flatten()
    };
    let package = operator.done(&line, (), proposed).await;
    let id = package["id"].as_str().unwrap().to_owned();
    let state = async |wanted: &[&str]| {
        let package = operator.read(&format!("GET /registry-packages/{id}")).await;
        let is_so = wanted.iter().any(|state| package["state"] == *state);
        is_so.then_some(package)
    };
    let line = format!("POST /registry-packages/{id}/approve");
    operator
        .refused(&line, (), "package-second-person-needed")
        .await;
    let approved = async || state(&["approved", "built"]).await;
    office.second.done(&line, (), approved).await;
    let package = eventually("a package is built", async || state(&["built"]).await).await;
    let line = format!("POST /registry-packages/{id}/file");
    let archive = file(operator, &line).await;
    verify(&archive, &package, portraits);
    let sent = async || state(&["sent"]).await;
    let line = format!("POST /registry-packages/{id}/sent");
    operator.done(&line, (), sent).await;
    assert_eq!(
        operator.list("GET /registry-packages").await.len(),
        known + 1,
        "one was wanted"
    );
    Sent { id, file: archive }
}

/// Looks into a package by the description of its format alone.
fn verify(archive: &Bytes, package: &Value, portraits: &[(String, Bytes)]) {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut entry = |name: &str| {
        let mut bytes = Vec::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        bytes
    };
    let manifest: Value = serde_json::from_slice(&entry("manifest.json")).unwrap();
    assert_eq!(manifest["format"], "caixiang-registry-package");
    assert_eq!(manifest["version"], 1);
    assert_eq!(manifest["package"], package["number"]);
    assert_eq!(manifest["records"], portraits.len());
    let records = entry("records.jsonl");
    assert_eq!(manifest["records_sha256"], sha256(&records));
    let records = String::from_utf8(records).unwrap();
    let mut found: Vec<(String, Bytes)> = records
        .lines()
        .map(|line| {
            let record: Value = serde_json::from_str(line).unwrap();
            let photo = entry(record["photo"].as_str().unwrap());
            assert_eq!(record["bytes"], photo.len());
            assert_eq!(record["sha256"], sha256(&photo));
            let payload = record["payload"].as_str().unwrap();
            let payload = BASE64_STANDARD.decode(payload).unwrap();
            (String::from_utf8(payload).unwrap(), Bytes::from(photo))
        })
        .collect();
    let mut wanted = portraits.to_vec();
    wanted.sort();
    found.sort();
    assert!(found == wanted, "each portrait with its own code");
}

/// The registry answers: of each record in the package, by its serial number from 1 on, whether it is refused. The answer is
/// looked at, then imported; the same again is nothing new.
pub(super) async fn answer(office: &Office, sent: &Sent, is_refused: impl Fn(&Value) -> bool) {
    let operator = &office.operator;
    let line = format!("GET /registry-packages/{}/records", sent.id);
    let records = operator.list(&line).await;
    let said = played(&sent.file, &records, is_refused);
    let file = || Body::File(said.clone());
    let preview = operator.ask("POST /registry-answers/check", file()).await;
    let answered = preview["news"]["same_person"].as_u64().unwrap()
        + preview["news"]["refused"].as_u64().unwrap();
    assert_eq!(answered, records.len() as u64, "{preview:#}");
    operator.ask("POST /registry-answers", file()).await;
    let again = operator.ask("POST /registry-answers", file()).await;
    assert_eq!(again["news"]["refused"], 0);
    let line = format!("GET /registry-packages/{}", sent.id);
    assert_eq!(operator.read(&line).await["state"], "answered");
}

/// The registry's answer that refuses those and recognises everybody else: the first seed that gives it.
fn played(file: &Bytes, records: &[Value], is_refused: impl Fn(&Value) -> bool) -> Bytes {
    let is_wanted = |answer: &Value| {
        let results = answer["results"].as_array().unwrap();
        let as_wanted = |result: &Value| {
            let mut records = records.iter();
            let record = records.find(|record| record["serial"] == result["serial"]);
            if is_refused(record.unwrap()) {
                result["outcome"] == "refused"
            } else {
                result["identity"] == "same-person"
            }
        };
        results.len() == records.len() && results.iter().all(as_wanted)
    };
    let mut answers = (0..SEEDS).map(|seed| play_registry(Cursor::new(file), seed, 1).unwrap());
    let answer = answers.find(|text| is_wanted(&serde_json::from_str(text).unwrap()));
    answer.expect("some seed says so").into()
}

/// Another photo in the place of one that the registry refused: handed in by the operator, agreed to by a second person,
/// approved by a reviewer.
pub(super) async fn replace(office: &Office, graduate: &Graduate, shot: Bytes) -> String {
    let degree = &graduate.degree;
    let seen = handed_in(&office.operator, &degree.id, ("onsite", shot)).await;
    assert_eq!(seen["is_usable"], true, "{seen:#}");
    let photo = seen["id"].as_str().unwrap();
    let line = format!("POST /submissions/{}/change-requests", degree.submission);
    let wish = json!({ "change": "replace", "photo": photo, "reason": "refused-by-registry" });
    let asked = async || {
        let open = "GET /staff/change-requests?open=true";
        office.operator.list(open).await.first().cloned()
    };
    let request = office.operator.done(&line, wish, asked).await;
    let line = format!(
        "POST /change-requests/{}/answer",
        request["id"].as_str().unwrap()
    );
    let agreed = async || {
        let submission = graduate.submission().await;
        (submission["state"] != "approved").then_some(Value::Null)
    };
    let agree = json!({ "answer": "agree" });
    office.second.done(&line, agree, agreed).await;
    let queue = office.home.admin(&["queue", "--staff", Plan::REVIEWER]);
    assert_eq!(queue[0]["submission"], degree.submission.as_str());
    office.decide_at_once(&degree.submission, "approve");
    photo.to_owned()
}

fn sha256(bytes: &[u8]) -> String {
    let sum = digest(&SHA256, bytes);
    let digits = sum.as_ref().iter().map(|byte| format!("{byte:02x}"));
    digits.collect::<Vec<_>>().concat()
}
