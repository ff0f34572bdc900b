//! The network around the service: proxies that are believed, and room for connections.

use super::finding::Finding;
use crate::service::config::Config;

/// Whether clients can be told apart. Behind a proxy that is not believed all clients are one, and share
/// one budget; if everybody is believed, a client can pass for any other.
pub(super) fn proxies(config: &Config) -> Finding {
    let server = &config.server;
    if server.trusts_everybody() {
        return Finding::fail(
            "proxies",
            [
                "trusted_proxies 信任了所有地址：任何人都能冒充别人的地址".to_owned(),
                "trusted_proxies believes every address: anybody can pass for anyone".to_owned(),
            ],
            [
                "只写反向代理自己的地址或网段".to_owned(),
                "Name the addresses or networks of your proxies alone".to_owned(),
            ],
        );
    }
    if server.is_secure() && server.tls.is_none() && server.trusted_proxies.is_empty() {
        return Finding::fail(
            "proxies",
            [
                "HTTPS 由反向代理提供，但没有信任它：所有人会被当作同一个人限流".to_owned(),
                "A proxy ends TLS and is not trusted: all clients count as one".to_owned(),
            ],
            [
                "把反向代理的地址写进 server.trusted_proxies".to_owned(),
                "Put the address of the proxy into server.trusted_proxies".to_owned(),
            ],
        );
    }
    let trusted: Vec<_> = server
        .trusted_proxies
        .iter()
        .map(ToString::to_string)
        .collect();
    if trusted.is_empty() {
        return Finding::ok("proxies", "没有反向代理", "No proxy is believed");
    }
    let trusted = trusted.join(", ");
    Finding::ok(
        "proxies",
        format!("信任 {trusted} 的 X-Forwarded-For"),
        format!("X-Forwarded-For is believed from {trusted}"),
    )
}

/// Whether the process may open as many files as a busy day needs.
pub(super) fn files() -> Finding {
    files_of(server::max_open_files())
}

fn files_of(most: u64) -> Finding {
    let message = [
        format!("最多可打开 {most} 个文件"),
        format!("At most {most} files can be open"),
    ];
    if most >= server::ENOUGH_FILES {
        let [zh, en] = message;
        return Finding::ok("files", zh, en);
    }
    let enough = server::ENOUGH_FILES;
    Finding::warn(
        "files",
        message,
        [
            format!("提高上限到 {enough} 以上（ulimit -Hn，或 systemd 的 LimitNOFILE）"),
            format!("Raise the limit to {enough} or more (ulimit -Hn, LimitNOFILE of systemd)"),
        ],
    )
}

#[cfg(test)]
mod tests {
    use server::{ServerConfig, TlsFiles};

    use super::*;
    use crate::service::doctor::finding::Outcome;

    #[track_caller]
    fn check(url: &str, has_tls: bool, trusted: &[&str], expected: Outcome) {
        let tls = has_tls.then(|| TlsFiles {
            certificate: "chain.pem".into(),
            key: "key.pem".into(),
        });
        let config = Config {
            server: ServerConfig {
                public_url: url.to_owned(),
                tls,
                trusted_proxies: trusted.iter().map(|text| text.parse().unwrap()).collect(),
                ..ServerConfig::default()
            },
            ..Config::default()
        };
        assert_eq!(proxies(&config).outcome, expected);
    }

    #[test]
    fn a_proxy_has_to_be_believed_and_nobody_else() {
        let public = "https://photo.example.edu";
        check("http://localhost:8080", false, &[], Outcome::Ok);
        check(public, true, &[], Outcome::Ok);
        check(public, false, &[], Outcome::Fail);
        check(public, false, &["10.0.0.1"], Outcome::Ok);
        check(public, false, &["0.0.0.0/0"], Outcome::Fail);
        check(public, false, &["10.0.0.1", "::/0"], Outcome::Fail);
    }

    #[test]
    fn few_files_are_told() {
        assert_eq!(files_of(1024).outcome, Outcome::Warn);
        assert_eq!(files_of(1 << 20).outcome, Outcome::Ok);
    }
}
