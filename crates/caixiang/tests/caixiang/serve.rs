//! `caixiang serve` and `work`: they start, answer, and end in peace when they are told to.

use std::{
    io::{BufRead, BufReader, Read},
    os::unix::fs::PermissionsExt,
    process::{Child, ChildStdout, Command, Stdio},
};

use serde_json::{Value, json};

use crate::{admin::centre, folder::Folder};

/// A process that ends with the test.
struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Running {
    fn start(folder: &Folder, arguments: &str) -> Self {
        let mut child = folder
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Self { child, out }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line
    }

    /// The address in the line that says that it serves.
    fn address(&mut self) -> String {
        let line = self.line();
        let words = line.split([' ', ',', ';', '，']);
        let address = words.into_iter().find(|word| word.starts_with("http"));
        address.unwrap_or_else(|| panic!("{line}")).to_owned()
    }

    /// Sends a signal; exit code and everything on standard error.
    fn end(mut self, signal: &str) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status().unwrap();
        assert!(sent.success());
        let mut said = String::new();
        let mut err = self.child.stderr.take().unwrap();
        err.read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().code(), said)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

async fn get(url: &str) -> (u16, String) {
    let response = reqwest::get(url).await.unwrap();
    let status = response.status().as_u16();
    (status, response.text().await.unwrap())
}

async fn post(url: &str, body: &Value) -> u16 {
    let request = reqwest::Client::new().post(url).json(body);
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn it_serves_from_nothing_and_ends_in_peace() {
    let folder = Folder::new("serve-nothing");
    let mut running = Running::start(&folder, "serve --listen 127.0.0.1:0 --lang en");
    let address = running.address();
    assert_eq!(get(&format!("{address}/healthz")).await.0, 200);
    let (status, body) = get(&format!("{address}/readyz")).await;
    assert_eq!(status, 200, "{body}");
    let (code, said) = running.end("-TERM");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Keep a copy"), "{said}");
    let data = folder.path("caixiang-data");
    assert!(data.join("caixiang.sqlite").exists());
    // Nothing is left over that a copy of the file would miss.
    assert!(!data.join("caixiang.sqlite-wal").exists());
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    assert_eq!(mode(&data.join("keys.toml")), 0o600);
    assert_eq!(mode(&data.join("caixiang.sqlite")), 0o600);
}

#[tokio::test]
async fn phones_open_the_camera_over_tls_alone_and_so_it_serves() {
    let folder = Folder::new("serve-tls");
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let certificate = made.cert.pem();
    folder.write("certificate.pem", &certificate);
    folder.write("key.pem", made.signing_key.serialize_pem());
    folder.write(
        "caixiang.toml",
        "[server]\npublic_url = \"https://localhost\"\n\
         [server.tls]\ncertificate = \"certificate.pem\"\nkey = \"key.pem\"\n",
    );
    let mut running = Running::start(&folder, "serve --listen 127.0.0.1:0 --lang en");
    let address = running.address();
    let port = address.strip_prefix("https://127.0.0.1:").unwrap();
    let root = reqwest::Certificate::from_pem(certificate.as_bytes()).unwrap();
    let client = reqwest::Client::builder().tls_certs_only([root]);
    let client = client.build().unwrap();
    let ready = client.get(format!("https://localhost:{port}/readyz"));
    let ready = ready.send().await.unwrap();
    assert_eq!(ready.status(), 200);
    assert!(ready.headers().contains_key("strict-transport-security"));
    // Without TLS there is nothing to talk to.
    assert!(
        reqwest::get(format!("http://localhost:{port}/"))
            .await
            .is_err()
    );
    assert_eq!(running.end("-TERM").0, Some(0));
}

#[tokio::test]
async fn a_certificate_that_cannot_be_used_is_said() {
    let folder = Folder::new("serve-tls-broken");
    folder.write("certificate.pem", "nothing");
    folder.write(
        "caixiang.toml",
        "[server.tls]\ncertificate = \"certificate.pem\"\nkey = \"key.pem\"\n",
    );
    let run = folder.run("serve --listen 127.0.0.1:0 --lang en");
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.err.contains("certificate"), "{}", run.err);
}

#[tokio::test]
async fn logs_are_json_and_ctrl_c_ends_it_too() {
    let folder = Folder::new("serve-logs");
    let mut running = Running::start(&folder, "serve --listen 127.0.0.1:0 --no-workers --lang en");
    let address = running.address();
    get(&format!("{address}/api/v1/links/nowhere")).await;
    let (code, said) = running.end("-INT");
    assert_eq!(code, Some(0), "{said}");
    let logged = said.lines().filter(|line| line.starts_with('{'));
    let lines: Vec<Value> = logged
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(!lines.is_empty(), "{said}");
    for line in &lines {
        assert!(
            line["timestamp"].is_string() && line["level"].is_string(),
            "{line}"
        );
        assert!(!line.to_string().contains("nowhere"), "{line}");
    }
}

#[tokio::test]
async fn an_operator_reads_the_codes_that_nobody_sends() {
    let (folder, centre, _) = centre("serve-outbox");
    let made = folder.admin(&format!(
        "create-staff --centre {centre} --login boss --name 主任 --role administrator"
    ));
    let mut running = Running::start(&folder, "serve --listen 127.0.0.1:0");
    let address = running.address();
    let asked = json!({ "phone": "13800000001" });
    let url = format!("{address}/api/v1/sign-in/codes");
    assert_eq!(post(&url, &asked).await, 202);
    let kept = folder.admin("outbox");
    assert_eq!(kept[0]["channel"], "sms");
    let text = kept[0]["text"].as_str().unwrap();
    assert_eq!(text.chars().filter(char::is_ascii_digit).take(6).count(), 6);
    let hint = kept[0]["recipient"].as_str().unwrap();
    assert!(
        hint.contains('*') && !hint.contains("13800000001"),
        "{hint}"
    );
    let sign_in = |password: &str| json!({ "login": "boss", "password": password });
    let url = format!("{address}/api/v1/staff/sign-in");
    assert_eq!(post(&url, &sign_in("not the password")).await, 401);
    let password = made[0]["password"].as_str().unwrap();
    assert_eq!(post(&url, &sign_in(password)).await, 200);
    assert_eq!(running.end("-TERM").0, Some(0));
}

/// The service reads values under a key that was made after it started.
#[tokio::test]
async fn keys_are_rotated_while_the_service_runs() {
    let (folder, centre, _) = centre("serve-rotate");
    let made = folder.admin(&format!(
        "create-staff --centre {centre} --login boss --name 主任 --role operator"
    ));
    let mut running = Running::start(&folder, "serve --listen 127.0.0.1:0");
    let url = format!("{}/api/v1/staff/sign-in", running.address());
    let password = made[0]["password"].as_str().unwrap();
    let signed_in = json!({ "login": "boss", "password": password });
    for key in 2..4 {
        assert_eq!(post(&url, &signed_in).await, 200);
        let rotated = folder.admin("rotate-keys");
        assert_eq!(rotated[0]["master_key"], key);
        assert_eq!(rotated[1]["rows_resealed"], 1);
        // The key file is read at most once a second.
        tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    }
    assert_eq!(post(&url, &signed_in).await, 200);
    let rotated = folder.admin("rotate-keys --every-key --wait-seconds 1");
    assert_eq!(rotated[0]["master_key"], 4);
    assert_eq!(rotated[1]["rows_resealed"], 1);
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    let found = post(&url, &signed_in).await;
    assert_eq!(found, 200, "by a login that is indexed under a new key");
    assert_eq!(running.end("-TERM").0, Some(0));
    let logs = folder.admin("verify-audit");
    assert!(logs.iter().all(|log| log["sound"] == true), "{logs:?}");
}

/// The status and the code of the problem that a sign-in is answered with.
async fn refused(url: &str, body: &Value) -> (u16, String) {
    let request = reqwest::Client::new().post(url).json(body);
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let problem: Value = response.json().await.unwrap();
    (status, problem["code"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn with_a_public_url_and_defaults_nobody_signs_in_without_a_real_gateway() {
    let folder = Folder::new("serve-public-defaults");
    folder.write(
        "caixiang.toml",
        "[server]\npublic_url = \"https://photo.example.edu\"\n",
    );
    let mut running = Running::start(&folder, "serve --listen 127.0.0.1:0 --lang en");
    let api = format!("{}/api/v1", running.address());
    let not_offered = (404, "not-offered".to_owned());
    let body = json!({ "login_code": "evil:x", "phone_code": "phone:13900001111" });
    let through_wechat = refused(&format!("{api}/sign-in/wechat"), &body).await;
    assert_eq!(through_wechat, not_offered);
    let body = json!({ "phone": "13900001111" });
    let code = refused(&format!("{api}/sign-in/codes"), &body).await;
    assert_eq!(code, not_offered);
    let body = json!({ "phone": "13900001111", "code": "000000" });
    let by_phone = refused(&format!("{api}/sign-in/phone"), &body).await;
    assert_eq!(by_phone, (422, "sign-in-code-expired".to_owned()));
    let body = json!({ "login": "admin", "password": "admin" });
    let staff = refused(&format!("{api}/staff/sign-in"), &body).await;
    assert_eq!(staff, (401, "wrong-credentials".to_owned()));
    let (code, said) = running.end("-TERM");
    assert_eq!(code, Some(0));
    assert!(!said.contains("stand-in"), "{said}");
    let doctor = folder.run("doctor --format jsonl --lang en");
    assert_eq!(doctor.code, 1, "{}", doctor.out);
    assert!(
        doctor.out.contains("No student can sign in"),
        "{}",
        doctor.out
    );
}

#[tokio::test]
async fn local_gateways_that_others_reach_need_a_setting_and_are_warned_of() {
    let folder = Folder::new("serve-public-local");
    let configured = |accepted: &str| {
        format!(
            "[server]\npublic_url = \"https://photo.example.edu\"\n\
             [gateways.wechat]\nkind = \"local\"\n{accepted}"
        )
    };
    folder.write("caixiang.toml", configured(""));
    let run = folder.run("serve --listen 127.0.0.1:0 --lang en");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("wechat.kind"), "{}", run.err);
    let accepted = "i_know_that_anybody_can_sign_in_as_anybody = true\n";
    folder.write("caixiang.toml", configured(accepted));
    for _start in 0..2 {
        let mut running = Running::start(&folder, "serve --listen 127.0.0.1:0 --lang en");
        running.address();
        let (_, said) = running.end("-TERM");
        assert!(said.contains("anybody may sign in"), "{said}");
    }
    let doctor = folder.run("doctor --format jsonl --lang en");
    assert_eq!(doctor.code, 1, "{}", doctor.out);
}

#[test]
fn an_address_that_is_taken_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let folder = Folder::new("serve-taken");
    let run = folder.run(&format!("serve --listen {address} --lang en"));
    assert_eq!(run.code, 1);
    assert!(run.err.contains(&address.to_string()), "{}", run.err);
}

#[test]
fn a_worker_alone_works_until_it_is_told_to_end() {
    let folder = Folder::new("work");
    let mut running = Running::start(&folder, "work");
    assert!(running.line().contains("正在处理任务"));
    assert_eq!(running.end("-TERM").0, Some(0));
}
