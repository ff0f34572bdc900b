//! nginx in front of several processes, set up as `docs/operations.md` asks for.

use std::ffi::OsString;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command};

use tempfile::TempDir;

use super::api::Api;
use super::wait::eventually;

const PROGRAM: &str = "CAIXIANG_TEST_NGINX";

/// A proxy that takes turns, and leaves out who does not listen any more.
pub(crate) struct Proxy {
    server: Child,
    pub(crate) api: Api,
    _folder: TempDir,
}

impl Proxy {
    /// The program; `None`, with the reason printed, where there is none.
    #[expect(clippy::print_stdout, reason = "a test that is skipped says why")]
    pub(crate) fn program() -> Option<OsString> {
        let program = std::env::var_os(PROGRAM);
        if program.is_none() {
            println!("skipped: {PROGRAM} does not name an nginx");
        }
        program
    }

    /// Starts in front of `nodes` and waits until it listens.
    pub(crate) async fn before(program: &OsString, nodes: &[&Api]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let config = folder.path().join("nginx.conf");
        fs::write(&config, configure(address, nodes)).unwrap();
        let mut command = Command::new(program);
        command.arg("-e").arg(folder.path().join("error.log"));
        command.arg("-p").arg(folder.path()).arg("-c").arg(&config);
        let server = command.spawn().unwrap();
        eventually("the proxy listens", async || {
            TcpStream::connect(address).ok()
        })
        .await;
        let api = Api::nowhere();
        api.moved(address);
        Self {
            server,
            api,
            _folder: folder,
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to stop.
        let _gone = self.server.kill();
        self.server.wait().unwrap();
    }
}

fn configure(address: SocketAddr, nodes: &[&Api]) -> String {
    let server = |node: &&Api| format!("server {} max_fails=1 fail_timeout=60s;\n", node.address());
    let servers = nodes.iter().map(server).collect::<Vec<_>>().concat();
    format!(
        r"
        daemon off;
        master_process off;
        user root;
        worker_processes 1;
        pid nginx.pid;
        events {{}}
        http {{
            access_log off;
            client_body_temp_path body;
            proxy_temp_path proxied;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            upstream nodes {{ {servers} }}
            server {{
                listen {address};
                client_max_body_size 25m;
                location / {{
                    proxy_pass http://nodes;
                    proxy_request_buffering off;
                    proxy_buffering off;
                    proxy_set_header Host $host;
                    proxy_set_header X-Forwarded-For $remote_addr;
                }}
            }}
        }}
        "
    )
}
