//! A connection by hand: no client library sends what is sent here.

use std::net::SocketAddr;

use serde_json::Value;
use tokio::io::{self, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

/// Bytes of one chunk of a flood.
const CHUNK_BYTES: usize = 1 << 20;

/// An answer's status and, of a problem, its code.
pub(super) type Answer = (u16, String);

/// A request whose body is still to come.
pub(super) struct Wire {
    incoming: OwnedReadHalf,
    outgoing: OwnedWriteHalf,
    received: Vec<u8>,
}

impl Wire {
    /// Connects and sends the head of a request.
    pub(super) async fn open(address: SocketAddr, head: &str) -> Self {
        let socket = TcpStream::connect(address).await.unwrap();
        let (incoming, mut outgoing) = socket.into_split();
        outgoing.write_all(head.as_bytes()).await.unwrap();
        Self {
            incoming,
            outgoing,
            received: Vec::new(),
        }
    }

    /// Sends a part of the body.
    pub(super) async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.outgoing.write_all(bytes).await
    }

    /// Waits for the answer; may be given up and called again.
    pub(super) async fn answer(&mut self) -> Answer {
        answer(&mut self.incoming, &mut self.received).await
    }

    /// Sends chunks until there is an answer or all is sent; how many bytes were.
    pub(super) async fn pour(&mut self, bytes: u64) -> (Answer, u64) {
        let Self {
            incoming,
            outgoing,
            received,
        } = self;
        let mut sent_bytes = 0;
        let pouring = async {
            let mut chunk = format!("{CHUNK_BYTES:x}\r\n").into_bytes();
            chunk.resize(chunk.len() + CHUNK_BYTES, 0xff);
            chunk.extend_from_slice(b"\r\n");
            while sent_bytes < bytes && outgoing.write_all(&chunk).await.is_ok() {
                sent_bytes += CHUNK_BYTES as u64;
            }
            // Cut off; the answer came before.
            std::future::pending::<()>().await;
        };
        let answer = tokio::select! {
            answer = answer(incoming, received) => answer,
            () = pouring => unreachable!(),
        };
        (answer, sent_bytes)
    }
}

/// Reads until the body of the answer is whole.
async fn answer(incoming: &mut OwnedReadHalf, received: &mut Vec<u8>) -> Answer {
    loop {
        if let Some(answer) = parsed(received) {
            return answer;
        }
        let read = incoming.read_buf(received).await.unwrap();
        let text = String::from_utf8_lossy(received);
        assert_ne!(read, 0, "the connection ended without an answer: {text}");
    }
}

fn parsed(received: &[u8]) -> Option<Answer> {
    let text = std::str::from_utf8(received).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().unwrap();
    let problem: Value = serde_json::from_str(body).ok()?;
    Some((status, problem["code"].as_str()?.to_owned()))
}
