//! Draws three phone photos, checks and renders them with the real binary, and shows all of it on
//! one HTML page.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process::{capture, cargo};
use crate::{models, say};

/// Builds, runs and prints the path of the page.
pub(crate) fn run(root: &Path) -> Result<()> {
    models::run(root)?;
    say("building (a few minutes the first time) …");
    cargo(
        root,
        &["build", "--release", "--quiet", "--package", "caixiang"],
    )?;
    let folder = root.join("demo");
    std::fs::create_dir_all(&folder).context("the demo folder cannot be made")?;
    let folder_text = folder.to_str().context("the project's path is not UTF-8")?;
    let draw = [
        "run",
        "--release",
        "--quiet",
        "--package",
        "test-kit",
        "--example",
        "draw",
        "--",
    ];
    cargo(root, &[&draw[..], &[folder_text]].concat())?;

    let photos = photos(&folder)?;
    let names: Vec<&str> = photos.iter().map(String::as_str).collect();
    let binary = root.join("target/release/caixiang");
    let binary = binary.to_str().context("the project's path is not UTF-8")?;
    let flags = ["render", "--force", "--out-dir", ".", "--format", "jsonl"];
    let lines = capture(&folder, binary, &[&flags[..], &names].concat())?;
    let results: Vec<Value> = lines
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()
        .context("bad JSON line")?;

    let page = folder.join("index.html");
    std::fs::write(&page, html(&photos, &results)).context("the page cannot be written")?;
    say(&format!(
        "checked and rendered {} drawn photos; open",
        photos.len()
    ));
    say(&format!("  {}", page.display()));
    Ok(())
}

/// The drawn photos, by name.
fn photos(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with("photo-") && name.ends_with(".jpg") && !name.contains(".portrait.") {
            names.push(name);
        }
    }
    names.sort();
    anyhow::ensure!(!names.is_empty(), "no photos were drawn");
    Ok(names)
}

fn html(photos: &[String], results: &[Value]) -> String {
    let mut cards = String::new();
    for (photo, result) in photos.iter().zip(results) {
        card(&mut cards, photo, result);
    }
    PAGE.replace("{{cards}}", &cards)
}

fn card(page: &mut String, photo: &str, result: &Value) {
    let after = match result["output"].as_str() {
        Some(output) => format!("<img src=\"{}\" alt=\"after\">", escape(output)),
        None => format!(
            "<p class=none>{}</p>",
            escape(result["error"]["message"].as_str().unwrap_or("no portrait"))
        ),
    };
    let _ = write!(
        page,
        "<article><h2>{photo} <small class={verdict}>{verdict}</small></h2>\
         <div class=pair><img src=\"{photo}\" alt=\"before\">{after}</div><ul>",
        photo = escape(photo),
        verdict = escape(result["verdict"].as_str().unwrap_or("error")),
    );
    let verdicts = result["verdicts"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let (good, open): (Vec<_>, Vec<_>) = verdicts
        .iter()
        .partition(|verdict| verdict["outcome"] == "pass");
    for verdict in open {
        let _ = write!(
            page,
            "<li class={outcome}><b>{rule}</b> {zh}<br><i>{en}</i></li>",
            outcome = escape(verdict["outcome"].as_str().unwrap_or_default()),
            rule = escape(verdict["rule"].as_str().unwrap_or_default()),
            zh = escape(verdict["advice"]["zh"].as_str().unwrap_or_default()),
            en = escape(verdict["advice"]["en"].as_str().unwrap_or_default()),
        );
    }
    let _ = write!(
        page,
        "<li class=pass>{} 项合格 · passed</li></ul></article>",
        good.len()
    );
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

const PAGE: &str = r#"<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>采像 Caixiang · demo</title>
<style>
:root{color-scheme:light dark;--ink:#1f5fbf}
body{font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;max-width:1080px;margin:24px auto;padding:0 16px}
h1{color:var(--ink)} article{margin:32px 0;border-top:1px solid #8884;padding-top:8px}
.pair{display:flex;gap:16px;align-items:start;flex-wrap:wrap}
.pair img{height:480px;max-width:100%} .none{width:320px}
small{font-weight:400;border-radius:4px;padding:2px 8px;color:#fff;background:#666}
small.pass{background:#1a7f37}small.warn{background:#9a6700}small.fail,small.error{background:#b42318}
li{list-style:none;margin:4px 0}li::before{display:inline-block;width:1.4em;content:"✓"}
li.fail::before{content:"✕"}li.warn::before,li.not-assessable::before{content:"!"}
i{opacity:.7;margin-left:1.4em}
</style>
<h1>采像 Caixiang</h1>
<p>手机照片 → 检查 → 证件照 · phone photo → checked → official portrait. 图中人物均为绘制，非真人 · every face here is drawn.</p>
{{cards}}
</html>
"#;
