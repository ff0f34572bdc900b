//! The description of the API held against the API, request after request that nobody thought of:
//! `schemathesis`, found through `CAIXIANG_TEST_SCHEMATHESIS`.

use std::ffi::OsString;
use std::process::{Command, Stdio};

use crate::harness::{Desk, Home, Person, Student};

const PROGRAM: &str = "CAIXIANG_TEST_SCHEMATHESIS";

/// Requests per route and phase; the routes are many.
const EXAMPLES: &str = "30";

/// Always the same ones.
const SEED: &str = "2026";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_api_is_as_it_is_described() {
    let Some(program) = std::env::var_os(PROGRAM) else {
        println!("skipped: {PROGRAM} does not name a schemathesis");
        return;
    };
    // The description names the cookie as it is called behind TLS.
    let home = Home::found(
        "[server]\npublic_url = \"https://photos.example.edu\"\n\
         [gateways.sms]\nkind = \"local\"\ni_know_that_operators_can_read_sign_in_codes = true\n\
         [limits]\nsecond_factor = \"never\"\n",
        &[],
    );
    let service = home.serve().await;
    let desk = Desk::open(&home).await;
    let student = Student::sign_in_at_the_machine(&home, Person(8080))
        .await
        .unwrap();
    student.bind().await.unwrap();
    let (_, cookie) = desk.cookie.split_once('=').unwrap();
    let token = &student.token;
    let student = format!("[auth.openapi.student]\nbearer = \"{token}\"\n");
    let staff = format!("[auth.openapi.staff]\napi_key = \"{cookie}\"\n");
    let config = [EXPECTED, &student, &staff].concat();
    std::fs::write(home.path("schemathesis.toml"), config).unwrap();
    // What ends the sessions comes when nothing else needs them any more.
    run(&home, &program, ["--exclude-path-regex", LEAVING]);
    run(&home, &program, ["--include-path-regex", LEAVING]);
    assert!(service.stop().success());
}

/// Refusals that no schema can foresee: a number that is no phone's, a code that is wrong, a version
/// that is old.
const EXPECTED: &str = r#"
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "401", "403", "404", "409", "412", "413", "422", "429", "503"]
"#;

/// Paths under which sessions end.
const LEAVING: &str = "/(sessions?|account)$";

fn run(home: &Home, program: &OsString, paths: [&str; 2]) {
    let address = home.api.address();
    let mut command = Command::new(program);
    command
        .current_dir(home.path(""))
        .args(["run", &format!("http://{address}/api/v1/openapi.json")])
        .args(["--url", &format!("http://{address}")])
        .args(["--header", "Origin: https://photos.example.edu"])
        .args(paths)
        .args(["--checks", "all", "--phases", "examples,coverage,fuzzing"])
        .args(["--max-examples", EXAMPLES, "--seed", SEED])
        .args(["--no-shrink", "--continue-on-failure"])
        .args(["--suppress-health-check", "all", "--no-color"])
        .args(["--workers", "1", "--request-timeout", "30"])
        .stdin(Stdio::null());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
}
