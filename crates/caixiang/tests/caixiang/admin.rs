//! `caixiang admin`: a centre from nothing, and what an operator does day by day.

use crate::folder::Folder;

/// A folder with a centre, a school and an open batch; their ids.
pub(crate) fn centre(test: &str) -> (Folder, String, String) {
    let folder = Folder::new(test);
    let centre = folder.make("centre", "create-centre --name 示范图像采集中心");
    folder.make(
        "school",
        &format!("create-school --centre {centre} --code 10576 --name 韶关学院"),
    );
    let batch = folder.make(
        "batch",
        &format!(
            "create-batch --centre {centre} --name 2023年秋季 --slug autumn-2023 --school 10576 \
             --feature-code J9VG24 --cohort 2019:高起本:2024-01 --opens 2023-09-06 \
             --closes 2099-10-13 --hours 00:00-24:00 --capture live-camera --capture album --open"
        ),
    );
    (folder, centre, batch)
}

#[test]
fn a_centre_is_set_up_from_nothing() {
    let (folder, centre, batch) = centre("admin-set-up");
    let school = folder.make("school", &format!("list schools --centre {centre}"));
    folder.make(
        "unit",
        &format!("create-unit --school {school} --kind teaching-point --name 翁源教学点"),
    );
    let listed = folder.admin("list centres");
    assert_eq!(listed[0]["centre"], centre.as_str());
    assert_eq!(listed[0]["name"], "示范图像采集中心");
    let listed = folder.admin(&format!("list batches --centre {centre}"));
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["batch"], batch.as_str());
    assert_eq!(listed[0]["state"], "open");
    assert_eq!(listed[0]["feature_code"], "J9VG24");
    assert_eq!(listed[0]["closes_at"], "2099-10-14T00:00:00+08:00");
    assert!(folder.admin(&format!("progress {batch}")).is_empty());
    assert_eq!(
        folder.admin(&format!("close-batch {batch}"))[0]["state"],
        "closed"
    );
    assert_eq!(
        folder.admin(&format!("archive-batch {batch}"))[0]["state"],
        "archived"
    );
}

#[test]
fn a_draft_gets_a_feature_code_and_is_opened_later() {
    let (folder, centre, _) = centre("admin-draft");
    let draft = folder.admin(&format!(
        "create-batch --centre {centre} --name 二批 --slug second --school 10576 \
         --opens 2023-09-06T08:00:00+08:00 --closes 2023-10-13"
    ));
    assert_eq!(draft[0]["state"], "draft");
    assert_eq!(draft[0]["feature_code"].as_str().unwrap().len(), 6);
    let batch = draft[0]["batch"].as_str().unwrap();
    assert_eq!(
        folder.admin(&format!("open-batch {batch}"))[0]["state"],
        "open"
    );
}

#[test]
fn a_region_has_its_batch_its_studio_and_its_slots() {
    let (folder, centre, _) = centre("admin-region");
    let region = folder.make(
        "region",
        &format!("create-region --centre {centre} --name 广州 --slug guangzhou"),
    );
    let batch = folder.admin(&format!(
        "create-batch --centre {centre} --name 散拍 --slug single --region {region} \
         --opens 2023-09-06 --closes 2099-10-13 --open"
    ));
    assert!(batch[0]["feature_code"].is_null());
    let studio = folder.make(
        "studio",
        &format!("create-studio --region {region} --name 一号影棚 --address 解放路1号"),
    );
    let slots = folder.admin(&format!(
        "create-slots --studio {studio} --date 2098-09-12 --from 09:00 --until 10:30 --capacity 3"
    ));
    assert_eq!(slots[0]["slots"].as_array().unwrap().len(), 3);
    assert_eq!(slots[0]["seats"], 9);
}

#[test]
fn a_poster_leads_to_what_is_announced() {
    let (folder, centre, _) = centre("admin-poster");
    folder.make(
        "region",
        &format!("create-region --centre {centre} --name 广州 --slug guangzhou"),
    );
    for (slug, end) in [
        ("autumn-2023", "autumn-2023?code=J9VG24"),
        ("guangzhou", "guangzhou"),
    ] {
        let poster = folder.admin(&format!("poster {slug} --out {slug}.svg"));
        let link = format!("http://localhost:8080/b/{end}");
        assert_eq!(poster[0]["link"], link.as_str());
        let drawn = std::fs::read_to_string(folder.path(format!("{slug}.svg"))).unwrap();
        assert!(drawn.contains("<svg"), "{drawn}");
        assert!(drawn.contains(&format!("http://localhost:8080/b/{slug}<")));
    }
    let drawn = std::fs::read_to_string(folder.path("autumn-2023.svg")).unwrap();
    for words in [
        "韶关学院",
        "2023年秋季 · ",
        "J 9 V G 2 4",
        "2023年9月6日 起",
        "2099年10月13日 24:00 止",
        "每天 00:00–24:00",
        "示范图像采集中心",
    ] {
        assert!(drawn.contains(words), "{words}: {drawn}");
    }
    assert!(!drawn.contains("费用"), "there is no price");
    let shown = folder.run("admin poster guangzhou");
    assert!(shown.out.contains("█"), "{}", shown.out);
    let unknown = folder.run("admin poster winter-2023 --lang en");
    assert_eq!(unknown.code, 1);
    assert!(
        unknown.err.contains("No announced batch"),
        "{}",
        unknown.err
    );
}

#[test]
fn staff_get_a_password_that_is_shown_once() {
    let (folder, centre, _) = centre("admin-staff");
    let made = folder.admin(&format!(
        "create-staff --centre {centre} --login Reviewer.1 --name 审核员 --role centre-reviewer \
         --role operator"
    ));
    assert_eq!(made[0]["login"], "reviewer.1");
    let password = made[0]["password"].as_str().unwrap();
    assert_eq!(password.len(), 23, "{password}");
    let listed = folder.admin(&format!("list staff --centre {centre}"));
    assert_eq!(listed[0]["name"], "审核员");
    assert_eq!(listed[0]["roles"][1], "operator");
    let again = folder.admin("set-password reviewer.1");
    assert_ne!(again[0]["password"], password);
    let typed = folder.run_with_input(
        "admin set-password reviewer.1 --password-stdin --format jsonl",
        "a password of my own\n",
    );
    assert_eq!(typed.code, 0, "{}", typed.err);
    assert!(typed.lines()[0]["password"].is_null());
    assert!(!format!("{}{}", typed.out, typed.err).contains("of my own"));
    let short = folder.run_with_input("admin set-password reviewer.1 --password-stdin", "short\n");
    assert_eq!(short.code, 1);
    assert!(short.err.contains("10"), "{}", short.err);
    assert!(folder.admin("queue --staff reviewer.1").is_empty());
}

/// A command that has to fail with 1 and say `said` in its language.
#[track_caller]
fn check_refused(folder: &Folder, arguments: &str, said: &str) {
    let run = folder.run(&format!("admin {arguments}"));
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.err.contains(said), "{}", run.err);
}

#[test]
fn refusals_are_told_in_words() {
    let (folder, centre, batch) = centre("admin-refusals");
    let again = format!("create-school --centre {centre} --code 10576 --name 韶关学院");
    check_refused(&folder, &again, "已");
    check_refused(&folder, &format!("{again} --lang en"), "already");
    let nobody = "00000000-0000-0000-0000-000000000007";
    let of_nobody = format!("create-school --centre {nobody} --code 10577 --name 学校");
    check_refused(&folder, &of_nobody, "没有找到");
    check_refused(&folder, &format!("open-batch {batch}"), "while open");
    check_refused(&folder, "list schools", "--centre");
    check_refused(&folder, "set-password nobody", "没有找到");
    let no_school = format!(
        "create-batch --centre {centre} --name 一 --slug slug --opens 2023-09-06 --closes 2023-10-13"
    );
    check_refused(&folder, &no_school, "--school");
    let unknown_spec = format!("{no_school} --school 10576 --spec nowhere");
    check_refused(&folder, &unknown_spec, "spec");
}

#[test]
fn a_draft_that_cannot_be_opened_is_told_with_its_id() {
    let (folder, centre, _) = centre("admin-never-open");
    let run = folder.run(&format!(
        "admin create-batch --centre {centre} --name 一 --slug never --school 10576 \
         --opens 2023-09-06 --closes 2023-01-01 --open --format jsonl"
    ));
    assert_eq!(run.code, 1);
    assert_eq!(run.lines()[0]["state"], "draft");
    assert!(!run.err.is_empty());
}

#[test]
fn results_for_people_are_in_their_language() {
    let folder = Folder::new("admin-languages");
    let zh = folder.run("admin create-centre --name 中心");
    assert!(zh.out.contains("已建立采集中心“中心”"), "{}", zh.out);
    assert!(zh.err.contains("备份"), "{}", zh.err);
    let en = folder.run("admin create-centre --name Centre --lang en");
    assert!(en.out.contains("Founded the centre Centre"), "{}", en.out);
    assert_eq!(en.err, "", "the keys are there already");
}

#[test]
fn the_audit_log_tells_what_was_done_and_is_whole() {
    let (folder, centre, _) = centre("admin-audit");
    let logs = folder.admin("verify-audit");
    let own = logs.iter().find(|log| log["centre"] == centre.as_str());
    assert_eq!(own.unwrap()["lines"], 4);
    assert!(logs.iter().all(|log| log["sound"] == true));
}

#[test]
fn order_behind_the_scenes() {
    let (folder, ..) = centre("admin-order");
    assert!(folder.admin("jobs list").is_empty());
    let job = "00000000-0000-0000-0000-000000000007";
    check_refused(&folder, &format!("jobs revive {job}"), "没有找到");
    assert_eq!(folder.admin("sweep")[0]["deleted"], 0);
    assert_eq!(folder.admin("check-objects")[0]["faults"], 0);
    assert!(folder.admin("outbox").is_empty());
    let decide = format!("decide {job} approve --staff nobody");
    check_refused(&folder, &decide, "没有找到");
}

#[test]
fn keys_are_rotated_and_everything_stays_readable() {
    let (folder, centre, _) = centre("admin-keys");
    let staff =
        format!("create-staff --centre {centre} --login boss --name 主任 --role administrator");
    folder.admin(&staff);
    let rotated = folder.admin("rotate-keys");
    assert_eq!(rotated[0]["master_key"], 2);
    assert_eq!(rotated[1]["rows_resealed"], 1);
    assert_eq!(rotated[1]["rows_missed"], 0);
    let listed = folder.admin(&format!("list staff --centre {centre}"));
    assert_eq!(listed[0]["name"], "主任");
    let resumed = folder.admin("rotate-keys --resume");
    assert_eq!(resumed[0]["rows_resealed"], 0);
    let keys = std::fs::read_to_string(folder.path("caixiang-data/keys.toml")).unwrap();
    assert_eq!(keys.matches("[[master-keys]]").count(), 2);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = std::fs::metadata(folder.path("caixiang-data/keys.toml")).unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_service_that_has_data_gets_no_other_keys() {
    let (folder, ..) = centre("admin-keys-lost");
    let file = folder.path("caixiang-data/keys.toml");
    let kept = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    check_refused(&folder, "list centres", "备份");
    check_refused(&folder, "list centres --lang en", "backup");
    assert!(!file.exists());
    std::fs::write(&file, kept).unwrap();
    assert_eq!(folder.admin("list centres").len(), 1);
}

#[test]
fn processes_that_start_at_once_have_the_same_keys() {
    let folder = Folder::new("admin-keys-race");
    let centres: Vec<String> = std::thread::scope(|scope| {
        let start = |number: usize| {
            let folder = &folder;
            scope.spawn(move || {
                let command = format!("create-centre --name 中心{number}");
                folder.make("centre", &command)
            })
        };
        let threads: Vec<_> = (0..4).map(start).collect();
        let made = threads.into_iter().map(|thread| thread.join().unwrap());
        made.collect()
    });
    // Each employs someone; with keys of its own it could not read what the others sealed.
    for (number, centre) in centres.iter().enumerate() {
        folder.admin(&format!(
            "create-staff --centre {centre} --login staff{number} --name 同事 --role operator"
        ));
    }
    for centre in &centres {
        let listed = folder.admin(&format!("list staff --centre {centre}"));
        assert_eq!(listed[0]["name"], "同事");
    }
}

#[test]
fn keys_of_a_variable_are_not_rotated_here() {
    let (folder, ..) = centre("admin-keys-variable");
    let keys = std::fs::read_to_string(folder.path("caixiang-data/keys.toml")).unwrap();
    let run = folder
        .command("admin rotate-keys --lang en")
        .env("CAIXIANG_KEYS", keys)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1));
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.contains("CAIXIANG_KEYS"), "{said}");
}

#[test]
fn the_configuration_is_found_and_laid_over() {
    let folder = Folder::new("admin-config");
    folder.write("caixiang.toml", "data = \"here\"\n");
    folder.write("other.toml", "data = \"there\"\n");
    folder.admin("list centres");
    assert!(folder.path("here/caixiang.sqlite").exists());
    folder.admin("list centres --config other.toml");
    assert!(folder.path("there/keys.toml").exists());
    folder.admin("list centres --data elsewhere");
    assert!(folder.path("elsewhere/objects").is_dir());
    folder.write("wrong.toml", "[server]\nlisen = 1\n");
    let wrong = folder.run("admin list centres --config wrong.toml");
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("line 2"), "{}", wrong.err);
    let missing = folder.run("admin list centres --config nowhere.toml");
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("nowhere.toml"), "{}", missing.err);
}
