//! The committed description is the one that the handlers make.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where clients take it from.
const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/openapi.json");

#[test]
fn the_committed_description_is_up_to_date() {
    let committed = std::fs::read_to_string(COMMITTED).unwrap_or_default();
    assert!(
        committed == server::openapi_json(),
        "run `cargo run -p server --example openapi > web/openapi.json`"
    );
}

#[tokio::test]
async fn the_description_is_served() {
    let api = crate::api::Api::new().await;
    let served = api.call("GET /openapi.json").send().await;
    assert_eq!(served.body, server::openapi_json());
}

/// Two types of one name are one in the description, and the clients of one of them are told nonsense.
#[test]
fn no_two_types_of_the_wire_share_a_name() {
    let mut places = BTreeMap::<String, Vec<String>>::new();
    let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    for file in files_below(Path::new(sources)) {
        let text = std::fs::read_to_string(&file).unwrap();
        for name in types_of_the_wire(&text) {
            let place = file.display().to_string();
            places.entry(name.to_owned()).or_default().push(place);
        }
    }
    assert!(places.len() > 100, "found {} types alone", places.len());
    places.retain(|_, places| places.len() > 1);
    assert_eq!(places, BTreeMap::new());
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let files = paths.flat_map(|path| {
        if path.is_dir() {
            files_below(&path)
        } else {
            vec![path]
        }
    });
    files.collect()
}

/// Names of types that derive `ToSchema`, and of words, `Name of domain::Type;`.
fn types_of_the_wire(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut is_derived = false;
    for line in text.lines().map(str::trim) {
        let mut words = line
            .trim_start_matches("pub(crate) ")
            .split([' ', '<', '(', ';']);
        match (words.next(), words.next()) {
            (Some("#[derive"), _) => is_derived = line.contains("ToSchema"),
            (Some("struct" | "enum"), Some(name)) if is_derived => {
                names.push(name);
                is_derived = false;
            }
            (Some(name), Some("of")) if line.ends_with(';') && name.ends_with("Word") => {
                names.push(name);
            }
            _ => {}
        }
    }
    names
}
