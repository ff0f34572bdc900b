//! A student's whole way, as she sees it and as the centre does: from the code on her phone to the
//! locked portrait.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{
    Degree, Desk, Home, Person, Plan, Process, Reply, Student, drawn_card, photo, saved_again,
};

const STUDENT: Person = Person(3141);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_first_code_to_the_locked_portrait() {
    let home = Home::found("", &[]);
    let service = home.serve().await;
    let student = Student::sign_in_at_the_machine(&home, STUDENT)
        .await
        .unwrap();
    let degree = bind(&home, &student, STUDENT).await;
    student.offer(&degree, photo(2)).await.unwrap();
    submits_and_takes_back(&student, &degree).await;

    has_an_own_reason(&home).await;
    let unknown = ["reject", "--reason", "Z02", "--staff", Plan::REVIEWER];
    let unknown = [&["decide", &degree.submission][..], &unknown].concat();
    let (refused, _) = home.try_admin(&unknown);
    assert!(refused.is_none(), "the centre has one reason of its own");
    decide(
        &home,
        &degree,
        &["reject", "--reason", "P04", "--reason", "z01"],
    );
    let rejected = student.submission(&degree).await.unwrap().json();
    assert_eq!(rejected["state"], "rejected");
    assert_eq!(rejected["rejection"]["reasons"][0]["code"], "P04");
    let own = &rejected["rejection"]["own_reasons"];
    assert_eq!(own[0]["title"]["zh"], "围巾遮住下巴", "{own}");
    assert_eq!(own.as_array().unwrap().len(), 1);
    assert_eq!(rejected["next_step"]["step"], "replace-photo");
    gives_more(&home, &degree);
    let given = student.submission(&degree).await.unwrap().json();
    assert_eq!(given["attempts_left"], 3);
    the_same_shot_is_refused(&student, &degree).await;

    let second = student.offer(&degree, photo(3)).await.unwrap();
    student.act(&degree, "submit").await.unwrap().expect(200);
    decide(&home, &degree, &["approve"]);
    is_locked(&student, &degree, &second).await;
    let portrait = picture(&student, &second, "portrait").await;
    assert!(portrait.starts_with(&[0xff, 0xd8]), "a JPEG");
    let original = picture(&student, &second, "original").await;
    assert_eq!(original, photo(3), "to the last byte");

    history_tells_everything(&student, &degree).await;
    takes_everything_home(&home, &student).await;
    home.admin(&["verify-audit"]);
    home.admin(&["check-objects"]);
    assert_eq!(home.admin(&["jobs", "list"]), Vec::<Value>::new());
    comes_back_from_a_backup(&home, service, &student, &second).await;
}

/// A backup beside the running service, a machine that is lost, and every portrait opened again.
async fn comes_back_from_a_backup(home: &Home, service: Process, student: &Student, photo: &str) {
    let folder = home.path("backup");
    let place = folder.to_str().unwrap();
    let first = &home.admin(&["backup", place])[0];
    assert!(first["objects"]["copied"].as_u64().unwrap() > 0);
    let again = &home.admin(&["backup", place])[0];
    assert_eq!(
        again["objects"]["copied"], 0,
        "what is there is not copied again"
    );
    assert!(
        !folder.join("keys.toml").exists(),
        "the keys are kept elsewhere"
    );
    let operator = Desk::open(home).await;
    let last = last_backup(home, &operator).await;
    assert_eq!(last["objects"], again["objects"]["there"]);
    assert!(last["bytes"].as_u64().unwrap() > 100_000, "{last}");
    assert_eq!(last["has_database"], true);
    assert_eq!(last["checked_at"], Value::Null);
    home.admin(&["restore-check", place]);
    let last = last_backup(home, &operator).await;
    assert!(last["checked_at"].is_string(), "{last}");
    assert_eq!(last["is_sound"], true);
    assert!(service.stop().success());

    let keys = std::fs::read(home.data().join("keys.toml")).unwrap();
    std::fs::remove_dir_all(home.data()).unwrap();
    std::fs::rename(&folder, home.data()).unwrap();
    std::fs::write(home.data().join("keys.toml"), keys).unwrap();
    let service = home.serve().await;
    let portrait = picture(student, photo, "portrait").await;
    assert!(portrait.starts_with(&[0xff, 0xd8]), "a JPEG");
    home.admin(&["check-objects"]);
    assert_eq!(home.admin(&["resume-sweep"])[0]["was_held"], true);
    assert_eq!(home.admin(&["resume-sweep"])[0]["was_held"], false);
    assert!(service.stop().success());

    // A backup that lost an object is told.
    let object = first_file(&home.data().join("objects"));
    std::fs::remove_file(object).unwrap();
    let (sound, _) = home.try_admin(&["check-objects"]);
    assert!(sound.is_none());
}

/// What the page of the system tells of the last backup.
async fn last_backup(home: &Home, operator: &Desk) -> Value {
    let told = home.api.call("GET /staff/system");
    let told = told.header("cookie", &operator.cookie).expect(200).await;
    let told = told.json();
    assert_eq!(told["backup_is_due"], false, "{told}");
    told["last_backup"].clone()
}

fn first_file(folder: &Path) -> PathBuf {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    let files = entries.iter().find(|path| path.is_file());
    let inside = || entries.iter().map(|path| first_file(path)).next().unwrap();
    files.cloned().unwrap_or_else(inside)
}

pub(crate) async fn bind(home: &Home, student: &Student, person: Person) -> Degree {
    let last_four = person.last_four();
    let card = drawn_card(person);
    let early = student.add_card(&last_four, &card).await.unwrap();
    early.expect_problem(409, "consent-missing");
    student.agree().await.unwrap().expect(200);
    let code = format!("GET /batches/by-code/{}", Plan::FEATURE_CODE);
    let batch = home.api.call(&code).expect(200).await.json();
    assert_eq!(batch["id"], home.plan.batch.as_str());
    let wrong = student.add_card("0000", &card).await.unwrap();
    assert_eq!(wrong.status, 409, "{}", wrong.code());
    let added = student.add_card(&last_four, &card).await.unwrap();
    let added = added.expect(201).json();
    assert_eq!(added["state"], "proposed");
    assert_eq!(added["school_name"], "示范学院");
    let id = added["id"].as_str().unwrap();
    let bound = student.confirm_degree(id).await.unwrap().expect(200);
    let bound = bound.json();
    assert_eq!(bound["state"], "bound");
    Degree::of(&bound)
}

async fn submits_and_takes_back(student: &Student, degree: &Degree) {
    for (action, state) in [
        ("submit", "awaiting-review"),
        ("withdraw", "withdrawn"),
        ("submit", "awaiting-review"),
    ] {
        let done = student.act(degree, action).await.unwrap().expect(200);
        assert_eq!(done.json()["state"], state);
    }
}

/// An administrator adds a reason of the centre, which gets the code `Z01`.
async fn has_an_own_reason(home: &Home) {
    let new = ["create-staff", "--name", "示范人员", "--login", "chief"];
    let more = ["--role", "administrator", "--centre", &home.plan.centre];
    let made = home.admin(&[&new[..], &more].concat());
    let password = made[0]["password"].as_str().unwrap();
    home.keep_secret(password.to_owned());
    let chief = Desk::of(home, "chief", password).await;
    let reasons = json!({ "reasons": [{
        "title": { "zh": "围巾遮住下巴", "en": "A scarf over the chin" },
        "advice": { "zh": "摘下围巾", "en": "Take the scarf off" },
        "example": "jewellery",
    }] });
    let decided = home.api.call("PUT /staff/centre/reasons").json(&reasons);
    let decided = decided
        .header("cookie", &chief.cookie)
        .header("sec-fetch-site", "same-origin")
        .header("if-match", "*");
    decided.expect(200).await;
}

fn decide(home: &Home, degree: &Degree, decision: &[&str]) {
    let waiting = home.admin(&["queue", "--staff", Plan::REVIEWER]);
    assert_eq!(waiting[0]["submission"], degree.submission.as_str());
    let decide = ["decide", &degree.submission, "--staff", Plan::REVIEWER];
    home.admin(&[&decide[..], decision].concat());
}

/// The operator gives an attempt and two checks for the rejection.
fn gives_more(home: &Home, degree: &Degree) {
    let more = ["allow", &degree.id, "--attempts", "1", "--checks", "2"];
    let why = ["--reason", "review-mistake", "--staff", Plan::OPERATOR];
    let given = home.admin(&[&more[..], &why].concat());
    assert_eq!(given[0]["attempts_left"], 3);
    let (refused, _) = home.try_admin(&[&more[..2], &why].concat());
    assert!(refused.is_none(), "nothing is given");
}

/// The very file that was rejected, and the same shot in another file: the check says so.
async fn the_same_shot_is_refused(student: &Student, degree: &Degree) {
    for file in [photo(2), saved_again(2)] {
        let received = student.upload(degree, file).await.unwrap();
        let received = received.expect(202).json();
        let id = received["id"].as_str().unwrap();
        let checked = student.verdict(id).await.unwrap();
        let seen = student.call(&format!("GET /photos/{id}")).send().await;
        let seen = seen.unwrap().expect(200).json();
        assert_eq!(seen["verdicts"][0]["rule"], "new-shot");
        assert_eq!(seen["verdicts"][0]["outcome"], "fail");
        let refused = student.confirm_photo(&checked).await.unwrap();
        refused.expect_problem(409, "not-usable");
    }
}

async fn is_locked(student: &Student, degree: &Degree, photo: &str) {
    let approved = student.submission(degree).await.unwrap().json();
    assert_eq!(approved["state"], "approved");
    assert_eq!(approved["photo"], photo);
    let late = student.act(degree, "withdraw").await.unwrap();
    late.expect_problem(409, "wrong-state");
    let late = student.call(&format!("POST /degrees/{}/captures", degree.id));
    assert_eq!(late.send().await.unwrap().status, 409);
}

pub(crate) async fn picture(student: &Student, photo: &str, which: &str) -> Vec<u8> {
    let links = student.call(&format!("GET /photos/{photo}/links"));
    let links = links.expect(200).await.json();
    let link = links[which].as_str().unwrap();
    let picture = student.call(&format!("GET {link}")).expect(200).await;
    assert_eq!(picture.header("cache-control"), Some("no-store"));
    picture.body.to_vec()
}

async fn history_tells_everything(student: &Student, degree: &Degree) {
    let events = student.history(degree).await.unwrap();
    let expected = [
        "photo-handed-in",
        "photo-assessed",
        "photo-confirmed",
        "submitted",
        "withdrawn",
        "submitted",
        "rejected",
        "more-allowed",
        "photo-handed-in",
        "photo-assessed",
        "photo-handed-in",
        "photo-assessed",
        "photo-handed-in",
        "photo-assessed",
        "photo-confirmed",
        "submitted",
        "approved",
    ];
    assert_eq!(events, expected);
}

/// What the service knows of her, as one file that any program opens.
async fn takes_everything_home(home: &Home, student: &Student) {
    student.call("POST /account/export").expect(202).await;
    let export = archive(student).await;
    let file = home.path("export.zip");
    std::fs::write(&file, &export.body).unwrap();
    let names = entries(&export.body);
    assert!(names.iter().any(|name| name == "data.json"), "{names:?}");
    let pictures = names.iter().filter(|name| name.starts_with("photos/"));
    assert_eq!(
        pictures.count(),
        8,
        "four photos, four portraits: {names:?}"
    );
    // Another program than ours, where there is one, agrees that it is whole.
    if let Ok(tested) = Command::new("unzip").arg("-tq").arg(&file).output() {
        assert!(tested.status.success());
    }
}

/// The archive, once the job has packed it.
async fn archive(student: &Student) -> Reply {
    for _ in 0..100 {
        let asked = student.call("GET /account/export").expect(200).await.json();
        if let Some(address) = asked["export"]["ready"]["address"].as_str() {
            let file = address.strip_prefix("/api/v1").unwrap();
            return student.call(&format!("GET {file}")).expect(200).await;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("the archive is not packed");
}

/// Names in the directory at the end of a ZIP file.
fn entries(file: &[u8]) -> Vec<String> {
    const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";
    let starts = file.windows(4).enumerate();
    let starts = starts.filter(|(_, bytes)| *bytes == DIRECTORY_ENTRY);
    let name = |(start, _): (usize, &[u8])| {
        let length = usize::from(file[start + 28]) + 256 * usize::from(file[start + 29]);
        let name = &file[start + 46..start + 46 + length];
        String::from_utf8(name.to_vec()).unwrap()
    };
    starts.map(name).collect()
}
