//! `caixiang.toml`: one file for the whole service, then the environment, then flags. Every key is
//! documented in `docs/caixiang.toml`; unknown ones are refused.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use app::Settings;
use gateways::{Exposure, GatewaysConfig};
use serde::Deserialize;
use server::ServerConfig;
use store::StoreConfig;
use toml::{Table, Value};
use vault::ObjectStoreConfig;

use super::set_keys::SetKeys;

/// What stands before every variable: `CAIXIANG_SERVER__LISTEN` is `server.listen`.
const PREFIX: &str = "CAIXIANG_";

/// Between the names of tables and keys in a variable.
const SEPARATOR: &str = "__";

/// The variable that holds the key ring itself where there is no file for it.
pub(crate) const KEYS_VARIABLE: &str = "CAIXIANG_KEYS";

/// The configuration of the service.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Config {
    /// Folder of everything that has no place of its own.
    pub(crate) data: PathBuf,
    /// The database; a file in the data folder unless said otherwise.
    pub(crate) database: Option<StoreConfig>,
    /// The objects; a folder in the data folder unless said otherwise.
    pub(crate) objects: Option<ObjectStoreConfig>,
    /// The key ring.
    pub(crate) keys: KeysConfig,
    /// Services of others.
    pub(crate) gateways: GatewaysConfig,
    /// The HTTP service.
    pub(crate) server: ServerConfig,
    /// Jobs and pictures.
    pub(crate) work: WorkConfig,
    /// Numbers of the use cases.
    pub(crate) limits: Settings,
    /// What is logged.
    pub(crate) log: LogConfig,
    /// What of it somebody has set, and where.
    #[serde(skip)]
    pub(crate) set: SetKeys,
}

/// Where the key ring is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct KeysConfig {
    /// Its file; `keys.toml` in the data folder unless said otherwise. Without effect where the
    /// variable `CAIXIANG_KEYS` holds the key ring.
    pub(crate) file: Option<PathBuf>,
}

/// How much is done at a time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct WorkConfig {
    /// Jobs at a time.
    pub(crate) jobs: u32,
    /// Pictures worked on at a time; as many as there are cores unless said otherwise.
    pub(crate) pictures: Option<u32>,
    /// Seconds after which a picture is given up.
    pub(crate) picture_seconds: u32,
    /// Most memory that decoding one picture may take, bytes.
    pub(crate) picture_memory_bytes: u64,
    /// Seconds after which another worker takes over the job of one that does not answer.
    pub(crate) lease_seconds: u32,
    /// Folder with further photo standards, `NAME.toml`.
    pub(crate) specs: Option<PathBuf>,
    /// Files of further typefaces, asked for characters that the embedded one lacks.
    pub(crate) typefaces: Vec<PathBuf>,
}

/// What is logged.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LogConfig {
    /// How lines look.
    pub(crate) format: LogFormat,
    /// Which lines, such as `info` or `info,server=debug`.
    pub(crate) level: String,
    /// File that the ends of the audit logs are added to every hour, outside the database. Where it is not
    /// set, it lies in the data folder.
    pub(crate) audit_anchors: Option<PathBuf>,
}

/// How lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LogFormat {
    /// One JSON object per line.
    Json,
    /// For a person at a terminal.
    Text,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("caixiang-data"),
            database: None,
            objects: None,
            keys: KeysConfig::default(),
            gateways: GatewaysConfig::default(),
            server: ServerConfig::default(),
            work: WorkConfig::default(),
            limits: Settings::default(),
            log: LogConfig::default(),
            set: SetKeys::default(),
        }
    }
}

impl Default for WorkConfig {
    fn default() -> Self {
        Self {
            jobs: 8,
            pictures: None,
            picture_seconds: 20,
            picture_memory_bytes: 128_000_000,
            lease_seconds: 60,
            specs: None,
            typefaces: Vec::new(),
        }
    }
}

impl Default for LogConfig {
    fn default() -> Self {
        Self {
            format: LogFormat::Json,
            level: "info".to_owned(),
            audit_anchors: None,
        }
    }
}

impl Config {
    /// Who can reach the service.
    pub(crate) fn exposure(&self) -> Exposure {
        if self.server.is_loopback() {
            Exposure::ThisMachine
        } else {
            Exposure::Others
        }
    }

    /// Reads the file, if one is named, and lays the variables over it.
    ///
    /// # Errors
    /// A file that cannot be read, an unknown key, or a value that does not fit; says where.
    pub(crate) fn load(
        file: Option<&Path>,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self> {
        let text = match file {
            Some(file) => std::fs::read_to_string(file)
                .with_context(|| format!("{} cannot be read", file.display()))?,
            None => String::new(),
        };
        let name = file.map_or_else(
            || "the defaults".to_owned(),
            |file| file.display().to_string(),
        );
        // Read once by itself: only then does an error name its line.
        let config = toml::from_str(&text).map_err(|error| unfit(&error, &text));
        let config: Self = config.with_context(|| name.clone())?;
        let mut overrides = variables
            .into_iter()
            .filter(|(name, _)| is_key(name))
            .peekable();
        let table = text.parse().map_err(|error| unfit(&error, &text));
        let mut table: Table = table.with_context(|| name)?;
        if overrides.peek().is_none() {
            let set = SetKeys::new(table, None);
            return Self { set, ..config }.with_floors();
        }
        let mut named = Vec::new();
        for (variable, value) in overrides {
            lay_over(&mut table, &variable, &value)?;
            named.push(variable);
        }
        let with = || format!("with the variables {}", named.join(", "));
        let set = SetKeys::new(
            table.clone(),
            named.iter().map(|name| path_of(name).join(".")),
        );
        let config = Value::Table(table).try_into();
        let config = config.map_err(|error: toml::de::Error| unfit(&error, ""));
        let config: Self = config.with_context(with)?;
        Self { set, ..config }.with_floors()
    }

    /// Refuses limits that would stop the service or lose something.
    fn with_floors(self) -> Result<Self> {
        if let Some(name) = self.limits.too_small() {
            bail!("limits.{name} is 0; it has to be 1 at least");
        }
        Ok(self)
    }

    /// The database.
    pub(crate) fn store(&self) -> StoreConfig {
        self.database.clone().unwrap_or_else(|| {
            let file = self.data.join("caixiang.sqlite");
            StoreConfig::at(format!("sqlite://{}", file.display()))
        })
    }

    /// Whether there is a database to open; a file that is not there would be made.
    pub(crate) fn has_database(&self) -> bool {
        let url = self.store().url;
        let file = url.strip_prefix("sqlite://");
        file.is_none_or(|file| Path::new(file).is_file())
    }

    /// The objects.
    pub(crate) fn object_store(&self) -> ObjectStoreConfig {
        self.objects
            .clone()
            .unwrap_or_else(|| ObjectStoreConfig::Folder {
                root: self.data.join("objects"),
            })
    }

    /// The file of the key ring.
    pub(crate) fn key_file(&self) -> PathBuf {
        let own = self.keys.file.clone();
        own.unwrap_or_else(|| self.data.join("keys.toml"))
    }

    /// The file of the ends of the audit logs.
    pub(crate) fn anchor_file(&self) -> PathBuf {
        let own = self.log.audit_anchors.clone();
        own.unwrap_or_else(|| self.data.join("audit-anchors.jsonl"))
    }
}

/// What is wrong, where, and never what stands there: it may be a password. The parser's own words quote it.
fn unfit(error: &toml::de::Error, text: &str) -> anyhow::Error {
    let said = error.message();
    let names_a_key = ["unknown field", "missing field"];
    let what = if names_a_key.iter().any(|start| said.starts_with(start)) {
        said.to_owned()
    } else if let Some((_, expected)) = said.rsplit_once("expected ") {
        format!("the value does not fit, expected {expected}")
    } else {
        "this is no TOML".to_owned()
    };
    match error.span() {
        Some(span) if !text.is_empty() => {
            let before = text.bytes().take(span.start);
            let line = 1 + before.filter(|byte| *byte == b'\n').count();
            anyhow::anyhow!("line {line}: {what}")
        }
        _ => anyhow::anyhow!(what),
    }
}

/// Whether a variable names a key: single ones such as `CAIXIANG_KEYS` have a meaning of their own.
fn is_key(variable: &str) -> bool {
    variable == "CAIXIANG_DATA"
        || variable
            .strip_prefix(PREFIX)
            .is_some_and(|path| path.contains(SEPARATOR))
}

/// The names of tables and the key that a variable names.
fn path_of(variable: &str) -> Vec<String> {
    let path = variable.trim_start_matches(PREFIX).to_ascii_lowercase();
    path.split(SEPARATOR).map(str::to_owned).collect()
}

/// Sets one key; a value that is no TOML value is a text.
fn lay_over(table: &mut Table, variable: &str, value: &str) -> Result<()> {
    let mut names = path_of(variable);
    let Some(key) = names.pop().filter(|key| !key.is_empty()) else {
        bail!("the variable {variable} names no key");
    };
    let mut inner = table;
    for name in names {
        let next = inner
            .entry(name.clone())
            .or_insert_with(|| Value::Table(Table::new()));
        let Value::Table(next) = next else {
            bail!("the variable {variable} names a key inside {name}, which is no table");
        };
        inner = next;
    }
    let parsed = format!("value = {value}").parse::<Table>().ok();
    let parsed = parsed.and_then(|mut table| table.remove("value"));
    inner.insert(
        key,
        parsed.unwrap_or_else(|| Value::String(value.to_owned())),
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn without_a_file_everything_is_in_the_data_folder() {
        let config = Config::load(None, variables(&[("CAIXIANG_DATA", "/srv/photos")])).unwrap();
        assert_eq!(config.store().url, "sqlite:///srv/photos/caixiang.sqlite");
        assert_eq!(config.key_file(), Path::new("/srv/photos/keys.toml"));
    }

    #[test]
    fn variables_reach_into_tables() {
        let config = Config::load(
            None,
            variables(&[
                ("CAIXIANG_SERVER__LISTEN", "0.0.0.0:80"),
                ("CAIXIANG_WORK__JOBS", "3"),
                ("CAIXIANG_LIMITS__MAX_PHOTO_BYTES", "1000"),
                ("CAIXIANG_KEYS", "not a key of the file"),
                ("PATH", "/bin"),
            ]),
        )
        .unwrap();
        assert_eq!(config.server.listen.to_string(), "0.0.0.0:80");
        assert_eq!(config.work.jobs, 3);
        assert_eq!(config.limits.max_photo_bytes, 1000);
    }

    #[track_caller]
    fn check_refused(text: &str, said: &str) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("caixiang.toml");
        std::fs::write(&file, text).unwrap();
        let error = Config::load(Some(&file), Vec::new()).unwrap_err();
        let error = format!("{error:#}");
        assert!(error.contains(said), "{error}");
    }

    #[test]
    fn unknown_keys_and_unfit_values_are_refused_with_their_line() {
        check_refused("[server]\nlisen = \"0.0.0.0:80\"", "line 2");
        check_refused("[server]\nlisen = \"0.0.0.0:80\"", "lisen");
        check_refused("[work]\njobs = \"many\"", "line 2");
        check_refused("port = 80", "port");
    }

    /// A password in the wrong place, or without its end, is not in the error.
    #[test]
    fn no_error_shows_a_value() {
        for text in [
            "[gateways.mail]\nkind = \"smtp\"\npassword = \"geheim",
            "[work]\njobs = \"geheim\"",
            "[database]\nurl = 1\nmax_connections = \"geheim\"",
            "[gateways.sms]\nkind = \"geheim\"",
            "geheim",
        ] {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("caixiang.toml");
            std::fs::write(&file, text).unwrap();
            let error = Config::load(Some(&file), Vec::new()).unwrap_err();
            let error = format!("{error:#} {error:?}");
            assert!(!error.contains("geheim"), "{error}");
            assert!(error.contains("line "), "{error}");
        }
        let variable = variables(&[("CAIXIANG_WORK__JOBS", "geheim")]);
        let error = Config::load(None, variable).unwrap_err();
        assert!(!format!("{error:?}").contains("geheim"), "{error:?}");
    }

    #[test]
    fn limits_have_a_floor() {
        check_refused("[limits]\norphan_hours = 0", "limits.orphan_hours");
        let zero = variables(&[("CAIXIANG_LIMITS__LINK_MINUTES", "0")]);
        let error = Config::load(None, zero).unwrap_err();
        assert!(format!("{error:#}").contains("link_minutes"), "{error:#}");
        let none = "[limits]\nsign_in_codes_without_proof_per_hour = 0";
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("caixiang.toml");
        std::fs::write(&file, none).unwrap();
        Config::load(Some(&file), Vec::new()).unwrap();
    }

    #[test]
    fn a_variable_that_fits_nothing_is_named() {
        let error = Config::load(None, variables(&[("CAIXIANG_SERVER__LISEN", "1")])).unwrap_err();
        let error = format!("{error:#}");
        assert!(error.contains("CAIXIANG_SERVER__LISEN"), "{error}");
        assert!(error.contains("lisen"), "{error}");
    }

    /// The documentation of every key.
    const DOCUMENTED: &str = include_str!("../../../../docs/caixiang.toml");

    #[test]
    fn the_documented_values_are_the_defaults() {
        let documented: Config = toml::from_str(DOCUMENTED).unwrap();
        // What holds secrets cannot be compared; it shows all the rest.
        assert_eq!(
            format!("{documented:#?}"),
            format!("{:#?}", Config::default())
        );
        assert_eq!(documented.limits, Settings::default());
        assert_eq!(documented.server, ServerConfig::default());
        assert_eq!(documented.work, WorkConfig::default());
        assert_eq!(documented.log, LogConfig::default());
    }

    /// Every alternative of the documentation, with what is commented out in it taken in.
    fn alternatives() -> Vec<String> {
        let blocks: Vec<&str> = DOCUMENTED.split("\n\n").collect();
        let taken_in = |block: &str| {
            let lines = block.lines().map(|line| match line.strip_prefix('#') {
                Some(setting) if !setting.is_empty() && !setting.starts_with(' ') => setting,
                _ => line,
            });
            lines.collect::<Vec<_>>().join("\n")
        };
        let with = |place: usize| {
            let texts = blocks.iter().enumerate();
            let texts = texts.map(|(other, block)| {
                if other == place {
                    taken_in(block)
                } else {
                    (*block).to_owned()
                }
            });
            texts.collect::<Vec<_>>().join("\n\n")
        };
        (0..blocks.len()).map(with).collect()
    }

    #[test]
    fn what_is_commented_out_can_be_taken_in() {
        for text in alternatives() {
            if let Err(error) = toml::from_str::<Config>(&text) {
                panic!("{error}");
            }
        }
    }

    /// The keys that a table knows, from what it says to one that it does not.
    #[track_caller]
    fn keys_of(table: &str) -> Vec<String> {
        let error = toml::from_str::<Config>(&format!("{table}\nzzz = 1")).unwrap_err();
        let said = error.message().to_owned();
        let (_, known) = said.split_once("expected").unwrap_or_default();
        let known: Vec<String> = known
            .split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect();
        assert!(!known.is_empty(), "{table}: {said}");
        known
    }

    #[test]
    fn every_key_is_documented() {
        let tables = [
            "",
            "[database]\nurl = \"\"",
            "[keys]",
            "[server]",
            "[server.tls]",
            "[server.rates]",
            "[work]",
            "[limits]",
            "[log]",
            "[gateways]",
            "[objects]\nkind = \"folder\"",
            "[objects]\nkind = \"s3\"",
            "[objects]\nkind = \"oss\"",
            "[objects]\nkind = \"cos\"",
            "[gateways.wechat]\nkind = \"real\"",
            "[gateways.sms]\nkind = \"http\"",
            "[gateways.mail]\nkind = \"smtp\"",
        ];
        for table in tables {
            let header = table.lines().next().unwrap_or_default();
            let kind = table.lines().nth(1).filter(|line| line.starts_with("kind"));
            let documented: Vec<&str> = DOCUMENTED
                .split("\n\n")
                .filter(|block| block.contains(header))
                .filter(|block| kind.is_none_or(|kind| block.contains(kind)))
                .collect();
            let parent = header.trim_matches(['[', ']']);
            for key in keys_of(table) {
                let names = [
                    format!("\n{key} = "),
                    format!("\n#{key} = "),
                    format!("\n#{key}."),
                ];
                let has = |block: &&str| names.iter().any(|name| block.contains(name.as_str()));
                let inner = format!("[{parent}.{key}").replace("[.", "[");
                let is_table = DOCUMENTED.contains(&inner);
                assert!(is_table || documented.iter().any(has), "{key} of {table}");
            }
        }
    }
}
