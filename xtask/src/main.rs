//! The project's tasks: `cargo xtask TASK`. It installs, builds and runs; the logic is in the crates and tools.

mod bench;
mod check;
mod demo;
mod dependencies;
mod fusion;
mod fuzz;
mod install;
mod manifests;
mod models;
mod peers;
mod process;
mod say;
mod services;
mod simulate;
mod test;
mod tidy;
mod web;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::process::cargo;
use crate::say::say;

/// What can be asked for, with one line each.
const TASKS: &[(&str, &str)] = &[
    (
        "demo",
        "run the service with 300 drawn students: demo [--no-serve], or demo photos for a page",
    ),
    (
        "test",
        "install what the tests need, then run all tests: test [ARGUMENTS OF CARGO TEST]",
    ),
    (
        "services",
        "install what the tests need, print its variables: eval \"$(cargo xtask services)\"",
    ),
    (
        "check",
        "tidy, dependencies, pages, formatting, lints and docs, as a change must pass them",
    ),
    (
        "bench",
        "our speed beside our peers' in the same run (installs them): bench [portrait|service|abuse|disc]",
    ),
    (
        "eval",
        "accuracy tables: landmarks, labels, attributes, truth, portraits, any-background [fit|more|walls] [--fusion FILE], codes",
    ),
    (
        "simulate",
        "a season of a million students against what the service costs here: simulate season [--costs FILE …]",
    ),
    (
        "tidy",
        "layout rules: arrows between crates, circles inside them, file heads, lengths, words",
    ),
    (
        "dependencies",
        "licences, bans, doubled versions, sources (deny.toml); unused dependencies",
    ),
    (
        "web",
        "build the pages into web/dist: student's app for browsers and for WeChat, console",
    ),
    ("models", "fetch, convert and verify the networks"),
    (
        "train-heads",
        "train the attribute heads anew from the shared photos: train-heads [NAME ...]",
    ),
    (
        "train-fusion",
        "train the fusion network of the second cut from people before many scenes: train-fusion [--seed N ...]",
    ),
    (
        "fuzz",
        "throw damaged files at every decoder for a bounded time: fuzz [SECONDS]",
    ),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((task, rest)) = arguments.split_first() else {
        say("cargo xtask TASK, where TASK is one of");
        for (name, purpose) in TASKS {
            say(&format!("  {name:12} {purpose}"));
        }
        return ExitCode::SUCCESS;
    };
    match run(task, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{task}: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(task: &str, rest: &[String]) -> Result<()> {
    let root = workspace_root()?;
    match task {
        "demo" => demo::run(&root, rest),
        "test" => test::run(&root, rest),
        "services" => services::print(&root),
        "check" => check::run(&root),
        "bench" => bench::run(&root, rest),
        "eval" => match rest.split_first() {
            Some((name, rest)) if name == "any-background" => any_background(&root, rest),
            _ => evaluate(&root, "eval", rest),
        },
        "simulate" => simulate::run(&root, rest),
        "tidy" => tidy::run(&root),
        "dependencies" => dependencies::check(&root, &manifests::list(&root)?),
        "web" => web::build(&root),
        "models" => models::run(&root),
        "train-fusion" => train_fusion(&root, rest),
        "train-heads" => evaluate(&root, "train-heads", rest),
        "fuzz" => fuzz::run(&root, rest),
        other => bail!("there is no task `{other}`; `cargo xtask` lists them"),
    }
}

/// Python packages that bring photos of scenes, and nothing that runs here.
const SCENES: [&str; 3] = ["--no-deps", "scikit-image==0.26.0", "scikit-learn==1.9.1"];

/// People put before scenes that are not plain: installs the scenes first.
fn any_background(root: &Path, rest: &[String]) -> Result<()> {
    let arguments = ["any-background".to_owned(), scenes(root)?];
    evaluate(root, "eval", &[&arguments, rest].concat())
}

/// Writes examples of people before scenes, and learns from them.
fn train_fusion(root: &Path, rest: &[String]) -> Result<()> {
    evaluate(root, "fusion-examples", &[scenes(root)?])?;
    fusion::train(root, rest)
}

/// Installs the scenes and gives the folder of their packages.
fn scenes(root: &Path) -> Result<String> {
    let folder = root.join("target/scenes");
    install::python(root, &folder, &SCENES)?.context("the scenes need Python; install it")?;
    let packages = install::packages(&folder)?;
    let packages = packages
        .to_str()
        .context("the target folder's path is not UTF-8")?;
    Ok(packages.to_owned())
}

/// Runs the evaluation tool, optimised.
fn evaluate(root: &Path, task: &str, rest: &[String]) -> Result<()> {
    models::run(root)?;
    let mut arguments = vec![
        "run",
        "--release",
        "--quiet",
        "--package",
        "evaluation",
        "--",
        task,
    ];
    arguments.extend(rest.iter().map(String::as_str));
    cargo(root, &arguments)
}

fn workspace_root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent()
        .map(Path::to_path_buf)
        .context("xtask lies in the workspace")
}
