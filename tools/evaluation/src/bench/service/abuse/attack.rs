//! The attacks: what one self-registered student does who wants the service to stop.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use bytes::Bytes;
use reqwest::Method;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::super::client::{Client, Session};
use super::super::world::{Student, World};

/// The attacker's address, another one than that of the honest.
const ADDRESS: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

/// Requests at a time of an attack that floods.
const TASKS: usize = 8;

/// Between two requests of a task: the flood shares the machine with what it floods.
const PAUSE: Duration = Duration::from_millis(5);

/// Connections that an attack holds open; the files of this process allow no more.
const HELD: usize = 800;

/// Polls of one photo at a time.
const POLLS: usize = 300;

/// Photos that the attacker hands in to wait for the last of them.
const WAITING_PHOTOS: usize = 6;

/// Bytes of a part that is put again and again.
const PART_BYTES: usize = 2 << 20;

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attack {
    /// Nothing: the calm that the others are compared with.
    None,
    /// Copies of the account that are asked for and never read.
    Exports,
    /// Photos handed in as pictures of collection codes.
    CodesThatAreNone,
    /// Parts of photos that are put again and again.
    Parts,
    /// Connections with half a request.
    HalfOpen,
    /// Methods and paths that nobody else uses.
    UnknownPaths,
    /// Uploads of two thousand bytes a second.
    SlowUploads,
    /// Requests with made-up tokens.
    MadeUpTokens,
    /// Waits for one photo.
    LongPolls,
}

impl Attack {
    /// The calm first, then every attack.
    pub(super) const ALL: &[Self] = &[
        Self::None,
        Self::Exports,
        Self::CodesThatAreNone,
        Self::Parts,
        Self::HalfOpen,
        Self::UnknownPaths,
        Self::SlowUploads,
        Self::MadeUpTokens,
        Self::LongPolls,
    ];

    /// A few words for the table.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Exports => "exports, never read",
            Self::CodesThatAreNone => "photos as codes",
            Self::Parts => "parts, again and again",
            Self::HalfOpen => "half requests",
            Self::UnknownPaths => "unknown methods and paths",
            Self::SlowUploads => "uploads of 2 kB/s",
            Self::MadeUpTokens => "made-up tokens",
            Self::LongPolls => "waits for one photo",
        }
    }
}

/// What an attack is aimed at.
enum Target {
    /// A session for a photo.
    Session(Session),
    /// A photo that waits behind others for its check.
    Photo(Uuid),
    /// Where the archive of the own data is.
    Archive(String),
}

/// Whoever attacks; cheap to clone.
#[derive(Clone)]
pub(super) struct Attacker(Arc<Inner>);

struct Inner {
    client: Client,
    server: SocketAddr,
    student: Student,
    photo: Bytes,
    requests: AtomicU64,
}

impl Attacker {
    /// A student with a degree, on another address.
    ///
    /// # Errors
    /// Whatever the service says against it.
    pub(super) async fn new(address: &str, world: &World, photo: Bytes) -> Result<Self> {
        let mut students = world.students(1).await?;
        let server = address.trim_start_matches("http://").parse()?;
        Ok(Self(Arc::new(Inner {
            client: Client::from(address, ADDRESS)?,
            server,
            student: students.pop().context("a student was asked for")?,
            photo,
            requests: AtomicU64::new(0),
        })))
    }

    /// Attacks until it is stopped; says with how many requests.
    ///
    /// # Errors
    /// A first step that is refused, such as a session for a photo.
    pub(super) async fn run(
        self,
        attack: Attack,
        mut stopped: watch::Receiver<bool>,
    ) -> Result<u64> {
        let mut tasks = JoinSet::new();
        let count = match attack {
            Attack::None => 0,
            Attack::HalfOpen | Attack::SlowUploads | Attack::Exports => 1,
            Attack::LongPolls => POLLS,
            _ => TASKS,
        };
        let target = self.target(attack).await?.map(Arc::new);
        for number in 0..count {
            tasks.spawn(self.clone().attack(attack, number, target.clone()));
        }
        // An attack that ends by itself was turned away for good.
        let _stopped = stopped.changed().await;
        tasks.shutdown().await;
        Ok(self.0.requests.load(Ordering::Relaxed))
    }

    async fn target(&self, attack: Attack) -> Result<Option<Target>> {
        let Inner {
            client,
            student,
            photo,
            ..
        } = &*self.0;
        Ok(match attack {
            Attack::Parts | Attack::SlowUploads => {
                Some(Target::Session(client.open(student).await?))
            }
            Attack::LongPolls => {
                let mut last = None;
                for _ in 0..WAITING_PHOTOS {
                    let session = client.open(student).await?;
                    last = Some(client.upload(student, session, photo.clone()).await?);
                }
                last.map(Target::Photo)
            }
            Attack::Exports => Some(Target::Archive(client.archive(student).await?)),
            _ => None,
        })
    }

    async fn attack(self, attack: Attack, number: usize, target: Option<Arc<Target>>) {
        match attack {
            Attack::HalfOpen => {
                self.hold(b"GET /api/v1/account HTTP/1.1\r\nHost: a\r\n", 0)
                    .await;
            }
            Attack::Exports => {
                let Some(Target::Archive(address)) = target.as_deref() else {
                    return;
                };
                let head = format!(
                    "GET {address} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {}\r\n\r\n",
                    self.0.student.token
                );
                self.hold(head.as_bytes(), 0).await;
            }
            Attack::SlowUploads => {
                let Some(Target::Session(session)) = target.as_deref() else {
                    return;
                };
                let head = format!(
                    "POST /api/v1/captures/{}/photo HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {}\r\n\
                     Capture-Token: {}\r\nCapture-Source: live-camera\r\nContent-Type: image/jpeg\r\n\
                     Content-Length: 5000000\r\n\r\n",
                    session.id, self.0.student.token, session.token
                );
                self.hold(head.as_bytes(), 2_000).await;
            }
            _ => loop {
                // Whatever is answered: an attacker goes on.
                let _answer = self.ask(attack, number, target.as_deref()).await;
                self.0.requests.fetch_add(1, Ordering::Relaxed);
                tokio::time::sleep(PAUSE).await;
            },
        }
    }

    async fn ask(&self, attack: Attack, number: usize, target: Option<&Target>) -> Result<()> {
        let Inner {
            client,
            student,
            photo,
            requests,
            ..
        } = &*self.0;
        let turn = requests.load(Ordering::Relaxed);
        match (attack, target) {
            (Attack::CodesThatAreNone, _) => client.send_code(student, photo.clone()).await,
            (Attack::Parts, Some(Target::Session(session))) => {
                let bytes = Bytes::from(vec![turn as u8; PART_BYTES]);
                client.put_part(student, session, number, bytes).await
            }
            (Attack::UnknownPaths, _) => {
                let method = Method::from_bytes(format!("M{turn}").as_bytes())?;
                client.plain(method, &format!("p{turn}/q"), "").await
            }
            (Attack::MadeUpTokens, _) => {
                client
                    .plain(Method::GET, "account", &format!("t{turn}"))
                    .await
            }
            (Attack::LongPolls, Some(Target::Photo(photo))) => client.wait(student, *photo).await,
            _ => Ok(()),
        }
    }

    /// Opens connections with a beginning of a request, and adds so many bytes to each every second. Those that
    /// are closed are opened again.
    async fn hold(&self, head: &[u8], bytes_a_second: usize) {
        let mut held: Vec<TcpStream> = Vec::new();
        let more = vec![0; bytes_a_second.max(1)];
        loop {
            while held.len() < HELD {
                let Ok(stream) = self.connect(head).await else {
                    break;
                };
                self.0.requests.fetch_add(1, Ordering::Relaxed);
                held.push(stream);
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
            let mut open = Vec::with_capacity(held.len());
            for mut stream in held {
                let is_open = match bytes_a_second {
                    0 => !matches!(stream.try_read(&mut [0]), Ok(0)),
                    _ => stream.write_all(&more).await.is_ok(),
                };
                if is_open {
                    open.push(stream);
                }
            }
            held = open;
        }
    }

    async fn connect(&self, head: &[u8]) -> Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::new(ADDRESS, 0))?;
        // A small window: what is not read is held back early.
        socket.set_recv_buffer_size(4096)?;
        let mut stream = socket.connect(self.0.server).await?;
        stream.write_all(head).await?;
        Ok(stream)
    }
}
