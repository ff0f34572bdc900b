//! `caixiang doctor`: checks everything that the service needs and changes nothing. Each finding says
//! what to do.

mod finding;
mod gateway;
mod ground;
mod machine;
mod network;

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use self::finding::{Finding, Outcome};
use super::config::Config;
use super::printer::Printer;
use crate::format::Format;
use crate::language::Language;

/// Examines the service; exit code 1 when something fails.
///
/// # Errors
/// A result that cannot be printed.
pub(super) async fn run(
    config: Result<Config>,
    format: Format,
    language: Language,
) -> Result<ExitCode> {
    let findings = match config {
        Ok(config) => examine(&config).await,
        Err(error) => vec![Finding::fail(
            "config",
            [
                format!("配置无法读取：{error:#}"),
                format!("The configuration cannot be read: {error:#}"),
            ],
            [
                "对照 docs/caixiang.toml 改正这一处".to_owned(),
                "Compare with docs/caixiang.toml and correct it".to_owned(),
            ],
        )],
    };
    let printer = Printer { format, language };
    for finding in &findings {
        print(finding, printer)?;
    }
    let fails = findings
        .iter()
        .any(|finding| finding.outcome == Outcome::Fail);
    Ok(ExitCode::from(u8::from(fails)))
}

async fn examine(config: &Config) -> Vec<Finding> {
    let mut findings = vec![
        Finding::ok("config", "配置可以读取", "The configuration can be read"),
        machine::address(config),
        network::proxies(config),
        network::files(),
        machine::pages(),
        machine::clock(config),
        machine::data_folder(config),
    ];
    if config.data.is_dir() {
        findings.push(machine::disk(config));
    }
    ground::examine(config, &mut findings).await;
    findings
}

fn print(finding: &Finding, printer: Printer) -> Result<()> {
    let name = finding.outcome.name();
    let [zh, en] = &finding.message;
    let advice = finding.advice.as_ref();
    let text = |message: &str, advice: Option<&String>| {
        let advice = advice.map_or_else(String::new, |advice| format!("\n      → {advice}"));
        format!("{name:4}  {:9}  {message}{advice}", finding.check)
    };
    printer.say(
        &json!({
            "check": finding.check,
            "outcome": name,
            "message": printer.language.choose(zh, en),
            "advice": advice.map(|[zh, en]| printer.language.choose(zh, en)),
        }),
        text(zh, advice.map(|[zh, _]| zh)),
        text(en, advice.map(|[_, en]| en)),
    )
}
