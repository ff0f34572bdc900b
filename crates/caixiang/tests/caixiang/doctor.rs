//! `caixiang doctor`: what it finds, and that it changes nothing.

use std::os::unix::fs::PermissionsExt;

use crate::{admin::centre, folder::Folder};

/// The outcome of every check, as `name outcome`.
fn findings(folder: &Folder, code: i32) -> Vec<String> {
    let run = folder.run("doctor --format jsonl --lang en");
    assert_eq!(run.code, code, "{}{}", run.out, run.err);
    let lines = run.lines();
    for line in &lines {
        let needs_advice = line["outcome"] != "ok";
        assert_eq!(line["advice"].is_string(), needs_advice, "{line}");
    }
    let shown = lines.iter().map(|line| {
        let [check, outcome] = ["check", "outcome"].map(|key| line[key].as_str().unwrap());
        format!("{check} {outcome}")
    });
    shown.collect()
}

#[test]
fn before_the_first_start_nothing_fails_and_nothing_is_made() {
    let folder = Folder::new("doctor-nothing");
    let found = findings(&folder, 0);
    assert!(found.contains(&"config ok".to_owned()), "{found:?}");
    assert!(found.contains(&"data warn".to_owned()), "{found:?}");
    assert!(!folder.path("caixiang-data").exists());
    // As a volume that was made for it and is empty.
    std::fs::create_dir(folder.path("caixiang-data")).unwrap();
    let found = findings(&folder, 0);
    assert!(found.contains(&"keys warn".to_owned()), "{found:?}");
    assert!(found.contains(&"database warn".to_owned()), "{found:?}");
}

#[test]
fn a_service_that_can_work_is_ok_but_for_what_is_not_connected() {
    let (folder, ..) = centre("doctor-good");
    let found = findings(&folder, 0);
    let expected = [
        "config ok",
        "address ok",
        "clock ok",
        "data ok",
        "keys ok",
        "database ok",
        "objects ok",
        "standards ok",
        "wechat warn",
        "sms warn",
        "mail warn",
        "jobs ok",
    ];
    for line in expected {
        assert!(found.contains(&line.to_owned()), "{line} in {found:?}");
    }
    let text = folder.run("doctor");
    assert!(text.out.contains("表结构为最新"), "{}", text.out);
    let text = folder.run("doctor --lang en");
    assert!(text.out.contains("tables up to date"), "{}", text.out);
}

#[track_caller]
fn check(test: &str, change: impl FnOnce(&Folder), code: i32, expected: &str) {
    let (folder, ..) = centre(test);
    change(&folder);
    let found = findings(&folder, code);
    assert!(found.contains(&expected.to_owned()), "{found:?}");
}

#[test]
fn what_others_can_read_is_said() {
    let open = |name: &'static str, mode| {
        move |folder: &Folder| {
            let path = folder.path(name);
            std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
        }
    };
    let keys = open("caixiang-data/keys.toml", 0o644);
    check("doctor-keys-open", keys, 0, "keys warn");
    let data = open("caixiang-data", 0o755);
    check("doctor-data-open", data, 0, "data warn");
}

#[test]
fn what_does_not_work_fails() {
    let lost = |folder: &Folder| {
        std::fs::remove_file(folder.path("caixiang-data/keys.toml")).unwrap();
    };
    check("doctor-keys-lost", lost, 1, "keys fail");
    let torn = |folder: &Folder| folder.write("caixiang-data/keys.toml", "version = 1\n");
    check("doctor-keys-torn", torn, 1, "keys fail");
    let no_database = |folder: &Folder| {
        folder.write("caixiang-data/caixiang.sqlite-wal", "");
        folder.write(
            "caixiang-data/caixiang.sqlite",
            "this is no database, whatever it is",
        );
    };
    check("doctor-no-database", no_database, 1, "database fail");
    let full = |folder: &Folder| {
        folder.write(
            "caixiang.toml",
            "[server]\nmin_free_bytes = 9000000000000000000\n",
        );
    };
    check("doctor-full", full, 1, "disk fail");
    let unknown = |folder: &Folder| folder.write("caixiang.toml", "[server]\nlisen = 1\n");
    check("doctor-config", unknown, 1, "config fail");
    let half = |folder: &Folder| {
        folder.write(
            "caixiang.toml",
            "[gateways.sms]\nkind = \"http\"\nurl = \"sms\"\n",
        );
    };
    check("doctor-gateways", half, 1, "gateways fail");
    let spec = |folder: &Folder| {
        folder.write("caixiang.toml", "[work]\nspecs = \"specs\"\n");
        folder.write("specs/own.toml", "name = 1");
    };
    check("doctor-standards", spec, 1, "standards fail");
    let letters = |folder: &Folder| {
        folder.write("caixiang.toml", "[work]\ntypefaces = [\"own.ttf\"]\n");
        folder.write("own.ttf", "no letters");
    };
    check("doctor-typefaces", letters, 1, "typefaces fail");
}

#[test]
fn plain_http_to_the_world_is_said() {
    let open = |folder: &Folder| {
        folder.write("caixiang.toml", "[server]\nlisten = \"0.0.0.0:80\"\n");
    };
    // Nobody can sign in either, which fails: gateways are off where others reach the service.
    check("doctor-address", open, 1, "address warn");
}
