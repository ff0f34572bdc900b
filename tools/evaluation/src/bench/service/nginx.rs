//! Starts nginx with files of given lengths, as the upper bound of what this machine can serve.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::programs::Programs;
use super::running::Running;

/// Looks whether it listens, and the pause between two looks.
const LOOKS: u32 = 500;
const PAUSE: Duration = Duration::from_millis(20);

/// A server of files.
#[derive(Debug)]
pub(super) struct Nginx {
    _process: Running,
    port: u16,
}

impl Nginx {
    /// Serves one file for each length in bytes, from a folder that is made; waits until it does.
    ///
    /// # Errors
    /// With what it said last, if it ends instead.
    pub(super) async fn start(
        programs: &Programs,
        folder: &Path,
        lengths: &[usize],
    ) -> Result<Self> {
        let files = folder.join("files");
        fs::create_dir_all(&files)?;
        for length in lengths {
            fs::write(files.join(length.to_string()), vec![b'x'; *length])?;
        }
        let port = free_port()?;
        let configuration = folder.join("nginx.conf");
        fs::write(&configuration, configure(folder, port))?;
        let mut command = Command::new(&programs.nginx);
        command.arg("-c").arg(&configuration).arg("-p").arg(folder);
        let log = folder.join("start.log");
        let mut process = Running::start(&mut command, log)?;
        listens(&mut process, port).await?;
        Ok(Self {
            _process: process,
            port,
        })
    }

    /// The address of the file of a length.
    pub(super) fn address(&self, length: usize) -> String {
        format!("http://127.0.0.1:{}/{length}", self.port)
    }
}

async fn listens(process: &mut Running, port: u16) -> Result<()> {
    for _ in 0..LOOKS {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        process.check()?;
        tokio::time::sleep(PAUSE).await;
    }
    bail!("nginx does not listen")
}

/// A free port.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no port is free")?;
    Ok(listener.local_addr()?.port())
}

/// As installations run it, with a line in the log for every request, as our service writes one.
fn configure(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "daemon off;
user root;
worker_processes auto;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    default_type application/json;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    server {{ listen 127.0.0.1:{port}; root {folder}/files; }}
}}
"
    )
}
