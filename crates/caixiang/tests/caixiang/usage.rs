//! Help, languages, completions and wrong usage.

use crate::folder::Folder;

/// Runs `arguments`; `said` has to be in what is printed on either stream.
#[track_caller]
fn check(test: &str, arguments: &str, code: i32, said: &str) {
    let folder = Folder::new(test);
    folder.write("a.jpg", "not a photo");
    folder.write("b.jpg", "not a photo");
    let run = folder.run(arguments);
    assert_eq!(run.code, code, "{}{}", run.out, run.err);
    let both = format!("{}{}", run.out, run.err);
    assert!(both.contains(said), "{both}");
    assert!(run.lines_are_text(), "no JSON was asked for");
}

impl crate::folder::Run {
    fn lines_are_text(&self) -> bool {
        !self.out.starts_with('{')
    }
}

#[test]
fn help_is_chinese_unless_asked_otherwise() {
    check("help-zh-service", "--help", 0, "运行采集服务");
    check("help-zh", "--help", 0, "按标准检查照片");
    check(
        "help-en",
        "--help --lang en",
        0,
        "Check photos against the standard",
    );
}

#[test]
fn every_command_has_examples() {
    check("help-check", "check --help", 0, "caixiang check photos/");
    check(
        "help-render",
        "render --help",
        0,
        "caixiang render photo.jpg --force",
    );
    check(
        "help-code",
        "code --help",
        0,
        "caixiang code screenshot.png",
    );
    check(
        "help-roster",
        "roster --help",
        0,
        "caixiang roster check 名单.xlsx",
    );
    check("help-serve", "serve --help", 0, "caixiang serve --config");
    check(
        "help-doctor",
        "doctor --help",
        0,
        "caixiang doctor --format",
    );
    check("help-admin", "admin --help", 0, "caixiang admin outbox");
    check(
        "help-admin-en",
        "admin --help --lang en",
        0,
        "caixiang admin outbox",
    );
}

#[test]
fn commands_below_commands_have_chinese_help() {
    check("help-below", "admin --help", 0, "建立批次草稿");
    check(
        "help-below-usage",
        "admin create-batch --help",
        0,
        "caixiang admin create-batch [选项] --centre <CENTRE>",
    );
    check(
        "help-below-two",
        "admin jobs revive --help",
        0,
        "caixiang admin jobs revive [选项] <JOB>",
    );
    check(
        "help-below-en",
        "admin create-batch --help --lang en",
        0,
        "Draft a batch",
    );
}

#[test]
fn completions_for_a_shell() {
    check("bash", "completions bash", 0, "_caixiang()");
    check("zsh", "completions zsh", 0, "#compdef caixiang");
    check("fish", "completions fish", 0, "complete -c caixiang");
}

#[test]
fn wrong_usage_ends_with_2() {
    check("nothing", "", 2, "用法：");
    check("no-such-command", "chek a.jpg", 2, "chek");
    check("format-unknown", "check a.jpg --format xml", 2, "jsonl");
    check("admin-alone", "admin", 2, "create-centre");
    check("admin-no-such", "admin create-king", 2, "create-king");
    check("id-unknown", "admin open-batch seven", 2, "seven");
    check("date-unknown", "admin create-slots --date soon", 2, "soon");
    check("lang-unknown", "check a.jpg --lang fr", 2, "zh, en");
    check("unknown-option", "check a.jpg --what", 2, "--what");
    check("no-photo", "check", 2, "PHOTO");
    check("unknown-spec", "check a.jpg --spec nowhere", 2, "nowhere");
    check("unknown-shell", "completions nosuch", 2, "nosuch");
    check("two-to-one", "render a.jpg b.jpg -o c.jpg", 2, "--out-dir");
    check(
        "o-and-dir",
        "render a.jpg -o c.jpg --out-dir d",
        2,
        "--out-dir",
    );
}

#[test]
fn wrong_usage_is_told_in_the_language_asked_for() {
    check("usage-zh", "check a.jpg --what", 2, "没有这个选项：--what");
    check(
        "usage-zh-two",
        "render a.jpg -o c.jpg --out-dir d",
        2,
        "不能与",
    );
    check(
        "usage-zh-value",
        "admin open-batch seven",
        2,
        "<BATCH> 不能是 seven",
    );
    check(
        "usage-en",
        "check a.jpg --what --lang en",
        2,
        "unexpected argument",
    );
}

#[test]
fn chinese_help_has_no_english_headings() {
    let folder = Folder::new("help-headings");
    for command in [
        "",
        "check",
        "render",
        "code",
        "serve",
        "work",
        "doctor",
        "admin",
        "admin create-batch",
        "admin import-roster",
        "admin decide",
        "admin jobs",
        "admin jobs list",
        "completions",
    ] {
        let run = folder.run(&format!("{command} --help"));
        assert_eq!(run.code, 0);
        for word in [
            "Usage",
            "Options",
            "Arguments",
            "Possible",
            "default",
            "Print",
        ] {
            assert!(!run.out.contains(word), "{word} in {}", run.out);
        }
    }
}

#[test]
fn the_built_in_standards_are_named_in_help_and_when_one_is_unknown() {
    let folder = Folder::new("spec-names");
    folder.write("a.jpg", "not a photo");
    for arguments in [
        "check --help",
        "render --help --lang en",
        "check a.jpg --spec nosuch",
    ] {
        let run = folder.run(arguments);
        let said = format!("{}{}", run.out, run.err);
        for name in standard::PhotoSpec::NAMES {
            assert!(said.contains(name), "{name} is missing in {said}");
        }
    }
}
