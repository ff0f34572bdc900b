//! A real server of the S3 protocol: `moto_server`, found through `CAIXIANG_TEST_MOTO`.

use std::convert::Infallible;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use domain::BlobKey;
use vault::{KeyRing, ObjectKind, StoreLimits, Vault};

use crate::fake_bucket::config;
use crate::harness::{content, drain, long_ago};

/// The server; stopped when dropped.
struct Moto {
    server: Child,
    address: String,
}

impl Moto {
    /// On a port that the system picks; `None`, with the reason printed, if there is no server.
    #[expect(clippy::print_stderr, reason = "whoever reads the output should know of the gap")]
    fn start() -> Option<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "a test has no other way to be told of a program"
        )]
        let Ok(program) = std::env::var("CAIXIANG_TEST_MOTO") else {
            eprintln!("skipped: CAIXIANG_TEST_MOTO does not name a moto_server");
            return None;
        };
        let mut command = Command::new(program);
        command.args(["-H", "127.0.0.1", "-p", "0"]);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut server = command.spawn().unwrap();
        let mut lines = BufReader::new(server.stderr.take().unwrap()).lines();
        let address = lines.by_ref().find_map(|line| {
            let line = line.unwrap();
            let (_, address) = line.split_once("Running on http://")?;
            Some(address.trim().to_owned())
        });
        // The server writes a line per request; nobody reading would stop it one day.
        std::thread::spawn(move || lines.for_each(drop));
        let address = address.unwrap();
        Some(Self { server, address })
    }

    fn make_bucket(&self) {
        let mut socket = TcpStream::connect(&self.address).unwrap();
        let request = format!(
            "PUT /photos HTTP/1.1\r\nHost: {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            self.address
        );
        socket.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    async fn vault(&self, keys: KeyRing) -> Vault {
        let config = config(format!("http://{}", self.address));
        Vault::open(&config, keys, StoreLimits::default())
            .await
            .unwrap()
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to stop.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[tokio::test]
async fn a_real_server_takes_and_gives_everything() {
    let Some(server) = Moto::start() else {
        return;
    };
    let mut ring = KeyRing::generate();
    let first = ring.active_id();
    let vault = server.vault(ring.clone()).await;
    let error = vault.probe().await.unwrap_err();
    assert!(
        !error.is_transient(),
        "a bucket that is not there: {error:?}"
    );
    server.make_bucket();
    vault.probe().await.unwrap();

    let mut stored = Vec::new();
    for (kind, length) in [
        (ObjectKind::Original, 5_000_000),
        (ObjectKind::Portrait, 30_000),
        (ObjectKind::UploadPart, 0),
        (ObjectKind::Export, 20_000_000),
    ] {
        let bytes = content(length);
        let object = vault.put(kind, &bytes).await.unwrap();
        assert_eq!(vault.put(kind, &bytes).await.unwrap(), object);
        stored.push((object.key, bytes));
    }

    ring.rotate();
    let vault = server.vault(ring.clone()).await;
    assert_eq!(vault.rewrap(|_| ()).await.unwrap().rewrapped, 4);
    ring.forget(first).unwrap();
    let vault = server.vault(ring).await;
    for (key, bytes) in &stored {
        assert!(vault.get(key).await.unwrap().unwrap() == bytes);
        let reader = vault.reader(key).await.unwrap().unwrap();
        assert_eq!(reader.length_bytes(), bytes.len() as u64);
        assert!(drain(reader).await.unwrap() == *bytes);
    }

    let none = async |keys: &[BlobKey]| Ok::<_, Infallible>(vec![false; keys.len()]);
    let report = vault.sweep(long_ago(), none).await.unwrap();
    assert_eq!((report.young, report.deleted), (4, 0));
    let end = domain::Timestamp::from_micros(i64::MAX);
    let report = vault.sweep(end, none).await.unwrap();
    assert_eq!(
        (report.deleted, report.abandoned_uploads, report.foreign),
        (4, 0, 0)
    );
    let (key, _) = &stored[0];
    assert!(vault.get(key).await.unwrap().is_none());
    vault.delete(key).await.unwrap();
}
