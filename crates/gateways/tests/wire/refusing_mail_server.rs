//! Mail to servers that refuse, are silent, or are none. They are scripted here, since real ones do
//! not refuse on demand.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use gateways::{GatewayError, Gateways, Letter, LetterKind, MailAddress};

use crate::support::{
    check_setting_refused, check_unreachable, closed_port, connect, everything_said,
    silent_listener,
};

/// A mail server for one conversation, that answers commands beginning with `command` by `answer`
/// and takes every other. Its thread returns what it was told.
fn server(command: &'static str, answer: &'static str) -> (u16, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let conversation = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        converse(&stream, command, answer)
    });
    (port, conversation)
}

fn converse(mut stream: &TcpStream, command: &str, answer: &str) -> Vec<String> {
    let greeting = if command == "greeting" {
        answer
    } else {
        "220 ready"
    };
    write!(stream, "{greeting}\r\n").unwrap();
    let mut told = Vec::new();
    for line in BufReader::new(stream).lines() {
        // A client may hang up in the middle.
        let Ok(line) = line else { break };
        let is_refused = line.starts_with(command);
        let reply = match line.get(..4) {
            _ if is_refused => answer,
            Some("EHLO") => "250-here\r\n250 8BITMIME",
            Some("DATA") => "354 go on",
            Some("QUIT") => "221 bye",
            _ => "250 ok",
        };
        told.push(line);
        if write!(stream, "{reply}\r\n").is_err() {
            break;
        }
    }
    told
}

fn config(port: u16, rest: &str) -> String {
    format!(
        "[mail]\nkind = \"smtp\"\nhost = \"127.0.0.1\"\nport = {port}\n\
         from = \"noreply@example.org\"\n{rest}"
    )
}

fn letter() -> Letter {
    Letter {
        to: MailAddress::parse("student@example.org").unwrap(),
        subject: "subject".to_owned(),
        text: "text".to_owned(),
        html: None,
        attachments: Vec::new(),
        message_id: "m1".to_owned(),
        kind: LetterKind::Portrait,
    }
}

fn plainly(port: u16) -> Gateways {
    connect(&config(port, "tls = \"none\"\ntimeout_ms = 5000"))
}

async fn refused(command: &'static str, answer: &'static str) -> GatewayError {
    let (port, conversation) = server(command, answer);
    let gateways = plainly(port);
    let error = gateways
        .mail
        .as_ref()
        .unwrap()
        .send(&letter())
        .await
        .unwrap_err();
    drop(gateways);
    conversation.join().unwrap();
    let said = everything_said(&error);
    assert!(!said.contains("student@example.org"), "{said}");
    error
}

#[tokio::test]
async fn a_refused_recipient_is_unknown() {
    let error = refused("RCPT", "550 5.1.1 <student@example.org> unknown").await;
    assert!(matches!(error, GatewayError::UnknownRecipient), "{error:?}");
}

#[tokio::test]
async fn a_refused_letter_is_refused_for_good() {
    let error = refused("MAIL", "554 5.7.1 no <student@example.org>").await;
    assert!(matches!(error, GatewayError::Refused { code } if code == "554"));
}

#[tokio::test]
async fn a_server_that_is_busy_may_take_it_later() {
    let error = refused("RCPT", "451 4.7.1 <student@example.org> greylisted").await;
    check_unreachable::<()>(Err(error), "451");
    let error = refused("greeting", "421 student@example.org").await;
    check_unreachable::<()>(Err(error), "421");
}

#[tokio::test]
async fn something_that_is_no_mail_server_may_be_put_right() {
    let error = refused("greeting", "HTTP/1.1 400 student@example.org").await;
    check_unreachable::<()>(Err(error), "SMTP");
}

#[tokio::test]
async fn nobody_there_and_nobody_answering_may_pass() {
    let (_socket, port) = closed_port();
    let closed = plainly(port).mail.unwrap();
    check_unreachable(closed.send(&letter()).await, "connection");

    let (_listener, port) = silent_listener();
    let silent = connect(&config(port, "tls = \"none\"\ntimeout_ms = 50"))
        .mail
        .unwrap();
    check_unreachable(silent.send(&letter()).await, "too long");
}

#[tokio::test]
async fn nothing_is_told_to_a_server_without_the_protection_that_was_asked_for() {
    let (port, conversation) = server("", "250 here");
    let gateways = connect(&config(port, "tls = \"starttls\"\ntimeout_ms = 5000"));
    let error = gateways
        .mail
        .as_ref()
        .unwrap()
        .send(&letter())
        .await
        .unwrap_err();
    assert!(
        matches!(error, GatewayError::Misconfigured { .. }),
        "{error:?}"
    );
    drop(gateways);
    let told = conversation.join().unwrap();
    assert!(told.iter().all(|line| !line.contains('@')), "{told:?}");
}

#[test]
fn settings_that_cannot_work_are_refused() {
    let password = "user = \"u\"\npassword = \"hidden\"";
    check_setting_refused(
        &config(25, &format!("tls = \"none\"\n{password}"))
            .replace("127.0.0.1", "mail.example.org"),
        "gateways.mail.tls",
    );
    check_setting_refused(
        &config(465, "tls = \"implicit\"\nuser = \"u\""),
        "gateways.mail.user",
    );
    check_setting_refused(
        &config(465, "tls = \"implicit\"").replace("noreply@example.org", "hidden"),
        "gateways.mail.from",
    );
    check_setting_refused(
        &config(465, "tls = \"implicit\"\ntimeout_ms = 0"),
        "gateways.mail.timeout_ms",
    );
}
