//! A bucket in memory that speaks as much of the S3 protocol as the vault uses, and fails on demand.
//! It checks no signatures: what a real service thinks of the requests is tested with a real server.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use vault::{KeyRing, ObjectStoreConfig, StoreLimits, Vault};

const BUCKET: &str = "photos";
const MODIFIED_HTTP: &str = "Wed, 21 Oct 2015 07:28:00 GMT";
const MODIFIED_XML: &str = "2015-10-21T07:28:00.000Z";

/// How the bucket behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// As it should.
    Sound,
    /// Answers 500.
    Failing,
    /// Answers 403.
    Refusing,
    /// Reads requests and never answers.
    Hanging,
    /// Closes the connection instead of answering.
    Dropping,
    /// Sends half of every download and closes the connection.
    CuttingDownloads,
}

/// The bucket; gone when dropped.
pub(crate) struct FakeBucket {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    task: tokio::task::JoinHandle<()>,
}

#[derive(Default)]
struct State {
    objects: BTreeMap<String, Vec<u8>>,
    parts: BTreeMap<usize, Vec<u8>>,
    requests: Vec<String>,
    /// Moods of the next requests; then all is sound.
    moods: Vec<Mood>,
    lasting: Option<Mood>,
    /// What to put in place of an object once half of it was sent.
    replacement: Option<Vec<u8>>,
}

struct Request {
    method: String,
    key: String,
    query: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl FakeBucket {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(serve(socket, Arc::clone(&shared)));
            }
        });
        Self {
            address,
            state,
            task,
        }
    }

    /// A vault in this bucket.
    pub(crate) async fn vault(&self, keys: KeyRing, limits: StoreLimits) -> Vault {
        let endpoint = format!("http://{}", self.address);
        let vault = Vault::open(&config(endpoint), keys, limits).await;
        vault.unwrap()
    }

    /// From now on.
    pub(crate) fn set_mood(&self, mood: Mood) {
        self.state().lasting = Some(mood);
    }

    /// For the next requests, one after the other.
    pub(crate) fn plan(&self, moods: &[Mood]) {
        self.state().moods = moods.to_vec();
    }

    /// While the next download breaks off, `bytes` take the place of the object.
    pub(crate) fn replace_in_the_middle(&self, bytes: Vec<u8>) {
        self.state().replacement = Some(bytes);
    }

    /// Names and bytes of all objects.
    pub(crate) fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        self.state().objects.clone()
    }

    /// Method and first part of the name of every request until now; forgets them.
    pub(crate) fn take_requests(&self) -> Vec<String> {
        std::mem::take(&mut self.state().requests)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

impl Drop for FakeBucket {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Where a bucket at `endpoint` is.
pub(crate) fn config(endpoint: String) -> ObjectStoreConfig {
    ObjectStoreConfig::S3 {
        bucket: BUCKET.to_owned(),
        region: "us-east-1".to_owned(),
        endpoint: Some(endpoint),
        access_key_id: "an-account".to_owned().into(),
        secret_access_key: "its-secret".to_owned().into(),
        root: String::new(),
        virtual_host_style: false,
    }
}

async fn serve(mut socket: TcpStream, state: Arc<Mutex<State>>) {
    let Some(request) = receive(&mut socket).await else {
        return;
    };
    let mood = {
        let mut state = state.lock().unwrap();
        let folder = request.key.split('/').next().unwrap_or_default();
        let line = format!("{} {folder}", request.method);
        state.requests.push(line.trim_end().to_owned());
        let planned = (!state.moods.is_empty()).then(|| state.moods.remove(0));
        planned.or(state.lasting).unwrap_or(Mood::Sound)
    };
    match mood {
        Mood::Hanging => std::future::pending::<()>().await,
        Mood::Dropping => {}
        Mood::Failing => send(&mut socket, &error(500, "InternalError"), usize::MAX).await,
        Mood::Refusing => send(&mut socket, &error(403, "AccessDenied"), usize::MAX).await,
        Mood::CuttingDownloads if request.method == "GET" => {
            let answer = state.lock().unwrap().answer_and_replace(&request);
            let half = answer.body.len() / 2;
            send(&mut socket, &answer, half).await;
        }
        Mood::Sound | Mood::CuttingDownloads => {
            let answer = state.lock().unwrap().answer(&request);
            let limit = if request.method == "HEAD" {
                0
            } else {
                usize::MAX
            };
            send(&mut socket, &answer, limit).await;
        }
    }
}

async fn receive(socket: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        (socket.read_buf(&mut bytes).await.ok()? > 0).then_some(())?;
    };
    let mut body = bytes.split_off(end + 4);
    let head = String::from_utf8(bytes).ok()?;
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?);
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .get("content-length")
        .map_or(0, |length| length.parse().unwrap());
    while body.len() < length {
        (socket.read_buf(&mut body).await.ok()? > 0).then_some(())?;
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let key = path.strip_prefix(&format!("/{BUCKET}"))?;
    Some(Request {
        method,
        key: key.trim_start_matches('/').to_owned(),
        query: query.to_owned(),
        headers,
        body,
    })
}

async fn send(socket: &mut TcpStream, answer: &Answer, limit: usize) {
    let mut head = format!("HTTP/1.1 {} -\r\nConnection: close\r\n", answer.status);
    for (name, value) in &answer.headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    let length = answer.body.len().to_string();
    head.extend(["Content-Length: ", &length, "\r\n\r\n"]);
    let body = &answer.body[..answer.body.len().min(limit)];
    // A client that went away is what some tests are about.
    if socket.write_all(head.as_bytes()).await.is_ok() && socket.write_all(body).await.is_ok() {
        let _ = socket.shutdown().await;
    }
}

impl State {
    fn answer_and_replace(&mut self, request: &Request) -> Answer {
        let answer = self.answer(request);
        if let Some(bytes) = self.replacement.take() {
            self.objects.insert(request.key.clone(), bytes);
        }
        answer
    }

    fn answer(&mut self, request: &Request) -> Answer {
        let number = |name: &str| -> Option<usize> {
            let mut pairs = request
                .query
                .split('&')
                .filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name)?.1.parse().ok()
        };
        let has = |name: &str| request.query.split('&').any(|pair| pair.starts_with(name));
        match request.method.as_str() {
            "GET" if request.key.is_empty() => self.list(&request.query),
            "GET" | "HEAD" => self.read(request),
            "POST" if has("uploads") => xml(
                "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>",
            ),
            "POST" if has("uploadId") => {
                let whole = std::mem::take(&mut self.parts)
                    .into_values()
                    .flatten()
                    .collect();
                self.objects.insert(request.key.clone(), whole);
                xml(
                    "<CompleteMultipartUploadResult><ETag>\"1\"</ETag></CompleteMultipartUploadResult>",
                )
            }
            "PUT" => {
                if let Some(part) = number("partNumber") {
                    self.parts.insert(part, request.body.clone());
                } else if let Some(from) = request.headers.get("x-amz-copy-source") {
                    let from = from.trim_start_matches('/').replace("%2F", "/");
                    let from = from.strip_prefix(&format!("{BUCKET}/")).unwrap().to_owned();
                    let Some(bytes) = self.objects.get(&from).cloned() else {
                        return error(404, "NoSuchKey");
                    };
                    self.objects.insert(request.key.clone(), bytes);
                    return xml("<CopyObjectResult><ETag>\"1\"</ETag></CopyObjectResult>");
                } else {
                    self.objects
                        .insert(request.key.clone(), request.body.clone());
                }
                Answer {
                    status: 200,
                    headers: vec![("ETag", "\"1\"".to_owned())],
                    body: Vec::new(),
                }
            }
            "DELETE" => {
                if !has("uploadId") {
                    self.objects.remove(&request.key);
                }
                Answer {
                    status: 204,
                    headers: Vec::new(),
                    body: Vec::new(),
                }
            }
            _ => error(501, "NotImplemented"),
        }
    }

    fn read(&self, request: &Request) -> Answer {
        let Some(bytes) = self.objects.get(&request.key) else {
            return error(404, "NoSuchKey");
        };
        let whole = bytes.len();
        let range = request.headers.get("range").map(|range| {
            let (start, end) = range
                .strip_prefix("bytes=")
                .unwrap()
                .split_once('-')
                .unwrap();
            let end = end.parse().map_or(whole, |end: usize| (end + 1).min(whole));
            start.parse().unwrap()..end
        });
        let mut headers = vec![
            ("ETag", "\"1\"".to_owned()),
            ("Last-Modified", MODIFIED_HTTP.to_owned()),
        ];
        let status = if range.is_some() { 206 } else { 200 };
        let range = range.unwrap_or(0..whole);
        if status == 206 {
            let last = range.end - 1;
            headers.push((
                "Content-Range",
                format!("bytes {}-{last}/{whole}", range.start),
            ));
        }
        Answer {
            status,
            headers,
            body: bytes[range].to_vec(),
        }
    }

    fn list(&self, query: &str) -> Answer {
        let mut parts = query.split('&');
        let prefix = parts.find_map(|part| part.strip_prefix("prefix="));
        let prefix = prefix.unwrap_or_default().replace("%2F", "/");
        let listed = self
            .objects
            .iter()
            .filter(|(key, _)| key.starts_with(&prefix));
        let entries: Vec<String> = listed
            .map(|(key, bytes)| {
                let size = bytes.len();
                format!(
                    "<Contents><Key>{key}</Key><LastModified>{MODIFIED_XML}</LastModified>\
                     <ETag>\"1\"</ETag><Size>{size}</Size></Contents>"
                )
            })
            .collect();
        let entries = entries.concat();
        xml(&format!(
            "<ListBucketResult><IsTruncated>false</IsTruncated>{entries}</ListBucketResult>"
        ))
    }
}

fn xml(text: &str) -> Answer {
    Answer {
        status: 200,
        headers: vec![("Content-Type", "application/xml".to_owned())],
        body: text.as_bytes().to_vec(),
    }
}

fn error(status: u16, code: &str) -> Answer {
    let text = format!("<Error><Code>{code}</Code><Message>photos/secret</Message></Error>");
    Answer {
        status,
        ..xml(&text)
    }
}
