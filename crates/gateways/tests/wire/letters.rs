//! Letters through a real mail server, as another mail program reads them.

use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};

use gateways::{Attachment, GatewayError, Letter, LetterKind, MailAddress};
use serde_json::{Value, json};

use crate::support::{NOW, connect, everything_said};

/// Where `cargo xtask test` says a Python with aiosmtpd is.
const PYTHON: &str = "CAIXIANG_TEST_AIOSMTPD_PYTHON";

/// `mail_server.py`, until it is dropped.
struct Server {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
    port: u16,
}

impl Server {
    /// `None` where there is no Python for it on this machine.
    #[expect(clippy::print_stdout, reason = "whoever reads the log has to know what was left out")]
    fn start() -> Option<Self> {
        let Some(python) = std::env::var_os(PYTHON) else {
            println!("skipped: {PYTHON} does not name a Python with aiosmtpd");
            return None;
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wire/mail_server.py");
        let mut process = Command::new(python)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.next().unwrap().unwrap().parse().unwrap();
        Some(Self {
            process,
            lines,
            port,
        })
    }

    /// The next letter that arrived.
    fn letter(&mut self) -> Value {
        serde_json::from_str(&self.lines.next().unwrap().unwrap()).unwrap()
    }

    fn config(&self, rest: &str) -> String {
        let port = self.port;
        format!(
            "[mail]\nkind = \"smtp\"\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\n\
             from = \"noreply@example.org\"\nfrom_name = \"采像 图像采集\"\n{rest}"
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its input ends with the process handle anyway; this only makes it quick.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn letter(to: &str) -> Letter {
    Letter {
        to: MailAddress::parse(to).unwrap(),
        subject: "未完成采集的学生名单：计算机学院 2024 届（共 3 个班，请在截止前提醒他们）"
            .to_owned(),
        text: "老师好：\n名单见附件。\n.\n再见".to_owned(),
        html: Some("<p>名单见<b>附件</b>。</p>".to_owned()),
        attachments: vec![Attachment {
            name: "计算机学院 名单.csv".to_owned(),
            content_type: "text/csv; charset=utf-8".to_owned(),
            bytes: (0..=255).cycle().take(5000).collect(),
        }],
        message_id: "0192-ab/1".to_owned(),
        kind: LetterKind::ToOperator,
    }
}

fn bytes_of(part: &Value) -> Vec<u8> {
    hex::decode(part["hex"].as_str().unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn chinese_names_subjects_texts_and_files_arrive() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let mail = connect(&server.config("")).mail.unwrap();
    let sent = letter("student@example.org");
    // Twice, so that the second goes over the kept connection.
    for _ in 0..2 {
        mail.send(&sent).await.unwrap();
        let arrived = server.letter();
        assert_eq!(
            arrived["envelope"],
            json!(["noreply@example.org", "student@example.org"])
        );
        assert_eq!(
            arrived["from"],
            json!(["采像 图像采集", "noreply@example.org"])
        );
        assert_eq!(arrived["to"], "student@example.org");
        assert_eq!(arrived["subject"], sent.subject);
        assert_eq!(arrived["message_id"], "<0192-ab=2f=1@example.org>");
        let seconds = NOW.as_micros() as f64 / 1e6;
        assert_eq!(arrived["date"].as_f64().unwrap(), seconds);
        let parts = arrived["parts"].as_array().unwrap();
        assert_eq!(parts.len(), 3);
        assert_eq!(parts[0]["content_type"], "text/plain");
        let text = String::from_utf8(bytes_of(&parts[0])).unwrap();
        assert_eq!(text.replace("\r\n", "\n").trim_end(), sent.text);
        assert_eq!(parts[1]["content_type"], "text/html");
        let html = String::from_utf8(bytes_of(&parts[1])).unwrap();
        assert_eq!(Some(html.trim_end()), sent.html.as_deref());
        assert_eq!(parts[2]["content_type"], "text/csv");
        assert_eq!(parts[2]["file_name"], sent.attachments[0].name);
        assert_eq!(bytes_of(&parts[2]), sent.attachments[0].bytes);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subject_does_not_become_another_header() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let sent = Letter {
        subject: "subject\r\nBcc: other@example.org\r\n\r\nbody".to_owned(),
        ..letter("student@example.org")
    };
    let mail = connect(&server.config("")).mail.unwrap();
    mail.send(&sent).await.unwrap();
    let arrived = server.letter();
    let headers = arrived["headers"].as_array().unwrap();
    assert!(!headers.contains(&json!("bcc")), "{headers:?}");
    assert_eq!(
        arrived["envelope"],
        json!(["noreply@example.org", "student@example.org"])
    );
    assert_eq!(arrived["parts"].as_array().unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_recipient_costs_nobody_else_a_letter() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let mail = connect(&server.config("")).mail.unwrap();
    let error = mail.send(&letter("nobody@example.org")).await.unwrap_err();
    assert!(matches!(error, GatewayError::UnknownRecipient), "{error:?}");
    assert!(!everything_said(&error).contains("nobody@"));
    mail.send(&letter("student@example.org")).await.unwrap();
    assert_eq!(server.letter()["to"], "student@example.org");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_used_and_a_wrong_one_is_for_the_operator() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let config = server.config("user = \"caixiang\"\npassword = \"right\"");
    let mail = connect(&config).mail.unwrap();
    mail.send(&letter("student@example.org")).await.unwrap();
    assert_eq!(server.letter()["signed_in_as"], "caixiang");

    let config = config.replace("right", "hidden");
    let mail = connect(&config).mail.unwrap();
    let error = mail.send(&letter("student@example.org")).await.unwrap_err();
    assert!(
        matches!(error, GatewayError::Misconfigured { .. }),
        "{error:?}"
    );
    assert!(!everything_said(&error).contains("hidden"));
}
