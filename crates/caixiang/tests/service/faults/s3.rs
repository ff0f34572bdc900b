//! Objects in a bucket whose server goes away: `moto_server`, found through `CAIXIANG_TEST_MOTO`.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use super::Scene;
use crate::harness::Home;

const PROGRAM: &str = "CAIXIANG_TEST_MOTO";

/// The key of the bucket, which must not be in the log.
pub(crate) const SECRET: &str = "kept-from-logs";

/// The server; stopped when dropped. It keeps objects in memory, so another one has none.
pub(crate) struct Moto {
    server: Child,
    port: u16,
}

impl Moto {
    /// One that a test of its own starts; `None`, with the reason printed, where there is no program.
    #[expect(clippy::print_stdout, reason = "a test that is skipped says why")]
    pub(crate) fn own() -> Option<Self> {
        let Some(program) = std::env::var_os(PROGRAM) else {
            println!("skipped: {PROGRAM} does not name a moto_server");
            return None;
        };
        Some(Self::start(&program, 0))
    }

    /// The part of the configuration that names it.
    pub(crate) fn config(&self) -> String {
        let port = self.port;
        format!(
            r#"
            [objects]
            kind = "s3"
            bucket = "photos"
            region = "us-east-1"
            endpoint = "http://127.0.0.1:{port}"
            access_key_id = "an-account"
            secret_access_key = "{SECRET}"
            "#
        )
    }

    /// On a port, or with 0 on one that the system picks; with an empty bucket.
    fn start(program: &OsString, port: u16) -> Self {
        let mut command = Command::new(program);
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut server = command.spawn().unwrap();
        let mut lines = BufReader::new(server.stderr.take().unwrap()).lines();
        let port = lines.by_ref().find_map(|line| {
            let line = line.unwrap();
            let (_, address) = line.split_once("Running on http://127.0.0.1:")?;
            address.trim().parse().ok()
        });
        // The server writes a line per request; nobody reading would stop it one day.
        std::thread::spawn(move || lines.for_each(drop));
        let moto = Self {
            server,
            port: port.expect("the server says where it is"),
        };
        moto.make_bucket();
        moto
    }

    fn make_bucket(&self) {
        let mut socket = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head = "PUT /photos HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n";
        let request = format!("{head}Connection: close\r\n\r\n");
        socket.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to stop.
        let _gone = self.server.kill();
        self.server.wait().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_bucket_is_away_for_a_while() {
    let Some(program) = std::env::var_os(PROGRAM) else {
        println!("skipped: {PROGRAM} does not name a moto_server");
        return;
    };
    let moto = Moto::start(&program, 0);
    let port = moto.port;
    let home = Home::found(&moto.config(), &[]);
    home.keep_secret(SECRET.to_owned());
    let scene = Scene::new(home).await;
    drop(moto);
    scene.home.broken("objects").await;
    scene.refuses().await;
    scene.student.call("GET /degrees").expect(200).await;
    let _moto = Moto::start(&program, port);
    scene.recovers().await;
    assert!(scene.service.stop().success());
}
