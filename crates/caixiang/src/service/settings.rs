//! Describes what the service is set to, for administrators: every key of `docs/caixiang.toml` with its value, where that
//! comes from, and what the file says of it. Secrets are never shown, only whether they are set.

use std::collections::{BTreeMap, BTreeSet};

use app::upkeep::{Origin, Setting, SettingValue};
use standard::Text;
use toml::Value;

use super::config::Config;
use super::set_keys::path;

/// The documentation of every key, in both languages.
const DOCUMENTED: &str = include_str!("../../../../docs/caixiang.toml");

/// Tables whose keys are secrets unless they are listed in [`PLAIN`]: what stands there opens something.
const GUARDED: [&str; 3] = ["database", "objects", "gateways"];

/// Keys of guarded tables that hold no secret.
const PLAIN: [&str; 33] = [
    "acquire_timeout_ms",
    "app_id",
    "authorize_url",
    "base_url",
    "bucket",
    "busy_timeout_ms",
    "content_type",
    "endpoint",
    "from",
    "from_name",
    "host",
    "i_know_that_anybody_can_say_that_they_paid",
    "i_know_that_anybody_can_sign_in_as_anybody",
    "i_know_that_letters_reach_nobody",
    "i_know_that_operators_can_read_sign_in_codes",
    "kind",
    "links",
    "max_connections",
    "merchant_id",
    "method",
    "notify_url",
    "operator_mail",
    "port",
    "region",
    "root",
    "serial",
    "success",
    "timeout_ms",
    "tls",
    "user",
    "version",
    "virtual_host_style",
    "url",
];

/// Addresses of these tables may hold a password or a key; see [`shown_address`].
const ADDRESSES: [&str; 2] = ["database", "gateways.sms"];

/// Every setting: what is documented with a default always, the alternatives of others only as far as they are set.
pub(crate) fn describe(config: &Config) -> Vec<Setting> {
    let computed = computed(config);
    let mut settings: Vec<Setting> = Vec::new();
    let mut told = BTreeSet::new();
    for documented in documented() {
        let path = path(&documented.section, &documented.key);
        let set = config.set.find(&documented.section, &documented.key);
        let default = computed.get(path.as_str()).cloned().or(documented.default);
        // Of several alternatives of one table the first documents the key.
        if (set.is_none() && default.is_none() && !documented.is_always_there)
            || !told.insert(path.clone())
        {
            continue;
        }
        let of_file = set.map(|_| Origin::File);
        let origin = config.set.origins.get(&path).copied().or(of_file);
        settings.push(Setting {
            value: match set {
                Some(value) => value_of(&documented.section, &documented.key, value),
                None => default.map_or(SettingValue::Unset, SettingValue::Shown),
            },
            origin: origin.unwrap_or(Origin::Default),
            section: documented.section,
            key: documented.key,
            about: documented.about,
        });
    }
    settings
}

/// Defaults that depend on other settings, or on the machine.
fn computed(config: &Config) -> BTreeMap<&'static str, String> {
    let mut computed = BTreeMap::new();
    if config.database.is_none() {
        computed.insert("database.url", config.store().url);
    }
    if config.objects.is_none() {
        let folder = config.data.join("objects");
        computed.insert("objects.kind", "folder".to_owned());
        computed.insert("objects.root", folder.display().to_string());
    }
    computed.insert("keys.file", config.key_file().display().to_string());
    computed.insert(
        "log.audit_anchors",
        config.anchor_file().display().to_string(),
    );
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    computed.insert("work.pictures", cores.to_string());
    computed
}

fn value_of(section: &str, key: &str, value: &Value) -> SettingValue {
    let root = section.split('.').next().unwrap_or_default();
    if GUARDED.contains(&root) && !PLAIN.contains(&key) {
        return SettingValue::Secret;
    }
    let shown = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if key == "url" && ADDRESSES.contains(&section) {
        return SettingValue::Shown(shown_address(&shown));
    }
    SettingValue::Shown(shown)
}

/// An address without user, password, path and query: `postgres://…@host/…` becomes `postgres://host`. A file of SQLite is
/// shown as it is.
fn shown_address(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return "…".to_owned();
    };
    if scheme == "sqlite" {
        return address.split('?').next().unwrap_or_default().to_owned();
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{host}")
}

/// A key as the documentation has it.
struct Documented {
    section: String,
    key: String,
    /// What it is set to unless somebody sets it; none for one that is commented out.
    default: Option<String>,
    /// Whether its table is one that every installation has.
    is_always_there: bool,
    about: Text<String>,
}

/// Reads the documentation: comments in Chinese and English before each key; `#[table]` and `#key` are commented out.
fn documented() -> Vec<Documented> {
    let mut found = Vec::new();
    let (mut section, mut is_always_there) = (String::new(), true);
    let mut comments: Vec<&str> = Vec::new();
    for line in DOCUMENTED.lines() {
        if let Some(comment) = line.strip_prefix("# ") {
            comments.push(comment);
            continue;
        }
        let (line, is_out) = line
            .strip_prefix('#')
            .map_or((line, false), |line| (line, true));
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            name.clone_into(&mut section);
            is_always_there = !is_out;
        } else if let Some((key, value)) = line.split_once(" = ") {
            let key = key.split('.').next().unwrap_or_default();
            let value = value.trim().trim_matches('"').to_owned();
            found.push(Documented {
                section: section.clone(),
                key: key.to_owned(),
                default: (!is_out).then_some(value),
                is_always_there,
                about: about(&comments),
            });
        }
        comments.clear();
    }
    found
}

/// Lines with Chinese characters are Chinese, the others English.
fn about(comments: &[&str]) -> Text<String> {
    let is_chinese = |line: &&str| {
        let mut letters = line.chars();
        letters.any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
    };
    let (zh, en): (Vec<&str>, Vec<&str>) = comments.iter().copied().partition(is_chinese);
    Text::new(zh.concat(), en.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(text: &str, variables: &[(&str, &str)]) -> Config {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("caixiang.toml");
        std::fs::write(&file, text).unwrap();
        let variables = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Config::load(Some(&file), variables).unwrap()
    }

    fn find(settings: &[Setting], wanted: &str) -> Setting {
        let mut same = settings
            .iter()
            .filter(|one| path(&one.section, &one.key) == wanted);
        let found = same.next().unwrap_or_else(|| panic!("{wanted}")).clone();
        assert_eq!(same.next(), None, "{wanted} stands there twice");
        found
    }

    #[track_caller]
    fn check(config: &Config, wanted: &str, value: &str, origin: Origin) {
        let found = find(&describe(config), wanted);
        assert_eq!(
            (found.value, found.origin),
            (SettingValue::Shown(value.to_owned()), origin)
        );
    }

    #[test]
    fn values_say_where_they_come_from() {
        let mut config = loaded(
            "[limits]\nlink_minutes = 5\n[work]\njobs = 3",
            &[
                ("CAIXIANG_WORK__JOBS", "4"),
                ("CAIXIANG_DATA", "/srv/photos"),
            ],
        );
        config
            .set
            .flag(("server", "listen"), "0.0.0.0:80".to_owned());
        check(&config, "limits.link_minutes", "5", Origin::File);
        check(&config, "work.jobs", "4", Origin::Variable);
        check(&config, "data", "/srv/photos", Origin::Variable);
        check(&config, "server.listen", "0.0.0.0:80", Origin::Flag);
        check(&config, "limits.capture_minutes", "30", Origin::Default);
        check(
            &config,
            "database.url",
            "sqlite:///srv/photos/caixiang.sqlite",
            Origin::Default,
        );
        check(&config, "objects.kind", "folder", Origin::Default);
    }

    #[test]
    fn everything_that_has_a_default_is_there_with_words() {
        let settings = describe(&loaded("", &[]));
        for wanted in [
            "data",
            "server.rates.read",
            "work.lease_seconds",
            "log.level",
            "server.listen",
        ] {
            let found = find(&settings, wanted);
            assert!(
                !found.about.zh.is_empty() && !found.about.en.is_empty(),
                "{found:?}"
            );
        }
        let limits = serde_json::to_value(app::Settings::default()).unwrap();
        for key in limits.as_object().unwrap().keys() {
            find(&settings, &format!("limits.{key}"));
        }
        assert_eq!(
            find(&settings, "server.metrics_listen").value,
            SettingValue::Unset
        );
        // Of what nobody has set up nothing is listed.
        assert!(
            settings
                .iter()
                .all(|setting| !setting.section.starts_with("gateways."))
        );
    }

    /// Every secret that can be configured, with a word that must not be shown.
    const SECRETS: &str = r#"
[database]
url = "postgres://wang:HIDDEN@db.example.org/photos?password=HIDDEN"
[objects]
kind = "s3"
bucket = "photos"
region = "cn-south-1"
access_key_id = "HIDDEN"
secret_access_key = "HIDDEN"
[gateways.wechat]
kind = "real"
app_id = "wx0123456789abcdef"
secret = "HIDDEN"
[gateways.wechat.official_account]
app_id = "wx0123456789abcdee"
secret = "HIDDEN"
[gateways.sms]
kind = "http"
url = "https://HIDDEN:HIDDEN@sms.example.org/send/HIDDEN?key=HIDDEN"
headers = { Authorization = "Bearer HIDDEN" }
body = "{\"key\":\"HIDDEN\",\"to\":\"{phone}\",\"code\":\"{code}\"}"
success = { pointer = "/Code", equals = "OK" }
[gateways.mail]
kind = "smtp"
host = "mail.example.org"
port = 465
tls = "implicit"
user = "caixiang"
password = "HIDDEN"
from = "noreply@example.org"
"#;

    #[test]
    fn no_secret_is_shown() {
        let config = loaded(SECRETS, &[]);
        let settings = describe(&config);
        assert!(!format!("{settings:?} {:?}", config.set).contains("HIDDEN"));
        for secret in [
            "gateways.wechat.secret",
            "gateways.sms.headers",
            "gateways.mail.password",
            "objects.access_key_id",
        ] {
            assert_eq!(
                find(&settings, secret).value,
                SettingValue::Secret,
                "{secret}"
            );
        }
        check(
            &config,
            "database.url",
            "postgres://db.example.org",
            Origin::File,
        );
        check(
            &config,
            "gateways.sms.url",
            "https://sms.example.org",
            Origin::File,
        );
        check(
            &config,
            "gateways.mail.host",
            "mail.example.org",
            Origin::File,
        );
        check(&config, "gateways.wechat.kind", "real", Origin::File);
    }
}
