//! Installs and finds the programs that tests and the service's benchmark start: PostgreSQL, an S3 store, a
//! mail server, a tester of HTTP APIs, a load generator, readers of PDF and discs, browsers. Their paths go into environment
//! variables; nothing is started here.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::install;
use crate::process::Variable;
use crate::say::say;

/// The browser that drives the pages.
const TEST_CHROMIUM: &str = "CAIXIANG_TEST_CHROMIUM";

/// The browser, and letters for what it shows.
const BROWSER_PACKAGES: &[&str] = &["chromium", "fonts-noto-cjk"];

/// The folder of `initdb`, `pg_ctl` and `postgres`.
const TEST_POSTGRES: &str = "CAIXIANG_TEST_POSTGRES_BIN";

/// Variables and, inside the Python environment, the programs that they name.
const TEST_PROGRAMS: &[(&str, &str)] = &[
    ("CAIXIANG_TEST_MOTO", "bin/moto_server"),
    ("CAIXIANG_TEST_AIOSMTPD_PYTHON", "bin/python"),
    ("CAIXIANG_TEST_SCHEMATHESIS", "bin/schemathesis"),
    ("CAIXIANG_TEST_READERS_PYTHON", "bin/python"),
];

/// Variable, program and the Debian package that brings it: readers of PDF, discs and archives, a proxy, and
/// a browser of another engine with a screen to draw on.
const READERS: &[(&str, &str, &str)] = &[
    ("CAIXIANG_TEST_PDFTOPPM", "pdftoppm", "poppler-utils"),
    ("CAIXIANG_TEST_XORRISO", "xorriso", "xorriso"),
    ("CAIXIANG_TEST_ISOINFO", "isoinfo", "genisoimage"),
    ("CAIXIANG_TEST_UNZIP", "unzip", "unzip"),
    ("CAIXIANG_TEST_7ZIP", "7zz", "7zip"),
    ("CAIXIANG_TEST_NGINX", "nginx", "nginx-light"),
    (
        "CAIXIANG_TEST_WEBKIT",
        "WebKitWebDriver",
        "webkit2gtk-driver",
    ),
    ("CAIXIANG_TEST_SCREEN", "Xvfb", "xvfb"),
];

/// Pinned, so that a test fails because of us only.
const PYTHON_PACKAGES: &[&str] = &[
    "moto[server]==5.2.5",
    "aiosmtpd==1.4.6",
    "schemathesis==4.32.5",
    // Readers of codes, discs, dBase tables and workbooks.
    "zxing-cpp==3.1.1",
    "pillow==13.0.0",
    "pycdlib==1.22.0",
    "dbfread==2.0.7",
    "openpyxl==3.1.5",
];

/// As for the tests; here the same folder has to hold `pgbench` too.
const BENCH_POSTGRES: &str = "CAIXIANG_BENCH_POSTGRES_BIN";

/// Variable, program and the Debian package that brings it.
const BENCH_PROGRAMS: &[(&str, &str, &str)] = &[
    ("CAIXIANG_BENCH_NGINX", "nginx", "nginx-light"),
    ("CAIXIANG_BENCH_WRK", "wrk", "wrk"),
];

/// Where Debian's PostgreSQL servers are, one folder per major version.
const DEBIAN_POSTGRES: &str = "/usr/lib/postgresql";

/// Read by Debian's packages when they decide whether a new server gets a cluster of its own.
const CLUSTER_SETTINGS: &str = "/etc/postgresql-common/createcluster.d";

/// Installs and finds what the tests need. A variable that is already set stays as it is; one whose
/// program cannot be had is left out, and the tests that need it say that they are skipped.
pub(crate) fn for_tests(root: &Path) -> Result<Vec<Variable>> {
    let mut variables = Vec::new();
    let mut skipped = Vec::new();
    if is_unset(TEST_POSTGRES) {
        match postgres(root)? {
            Some(folder) => variables.push((TEST_POSTGRES, folder)),
            None => skipped.push(TEST_POSTGRES),
        }
    }
    if is_unset(TEST_CHROMIUM) {
        match chromium(root)? {
            Some(program) => variables.push((TEST_CHROMIUM, program)),
            None => skipped.push(TEST_CHROMIUM),
        }
    }
    readers(root, &mut variables, &mut skipped)?;
    let unset: Vec<_> = TEST_PROGRAMS
        .iter()
        .filter(|(variable, _)| is_unset(variable))
        .collect();
    if !unset.is_empty() {
        let folder = root.join("target/test-services");
        let installed = install::python(root, &folder, PYTHON_PACKAGES)?.is_some();
        for (variable, program) in unset {
            if installed {
                variables.push((variable, folder.join(program)));
            } else {
                skipped.push(variable);
            }
        }
    }
    if !skipped.is_empty() {
        say(&format!(
            "tests that need {} are skipped",
            skipped.join(", ")
        ));
    }
    Ok(variables)
}

/// Installs the missing readers together.
fn readers(root: &Path, variables: &mut Vec<Variable>, skipped: &mut Vec<&str>) -> Result<()> {
    let unset: Vec<_> = READERS
        .iter()
        .filter(|(variable, ..)| is_unset(variable))
        .collect();
    let missing: Vec<&str> = unset
        .iter()
        .filter(|(_, program, _)| install::find(program).is_none())
        .map(|(_, _, package)| *package)
        .collect();
    if !missing.is_empty() {
        install::debian(root, &missing)?;
    }
    for (variable, program, _) in unset {
        match install::find(program) {
            Some(path) => variables.push((variable, path)),
            None => skipped.push(variable),
        }
    }
    Ok(())
}

/// Installs and finds what discs are compared with.
pub(crate) fn for_disc_bench(root: &Path) -> Result<Vec<Variable>> {
    let (variable, program, package) = ("CAIXIANG_BENCH_XORRISO", "xorriso", "xorriso");
    if install::find(program).is_none() {
        let installed = install::debian(root, &[package])?;
        ensure!(installed, "discs are not measured without {program}");
    }
    let path = install::find(program)
        .with_context(|| format!("the package {package} brought no {program}"))?;
    Ok(vec![(variable, path)])
}

/// Installs and finds what the service is measured with and against; fails where one is missing,
/// because a table with holes compares nothing.
pub(crate) fn for_bench(root: &Path) -> Result<Vec<Variable>> {
    let mut variables = Vec::new();
    for (variable, program, package) in BENCH_PROGRAMS {
        if install::find(program).is_none() {
            let installed = install::debian(root, &[package])?;
            ensure!(installed, "the service is not measured without {program}");
        }
        let path = install::find(program)
            .with_context(|| format!("the package {package} brought no {program}"))?;
        variables.push((*variable, path));
    }
    let folder = postgres(root)?.context("the service is not measured without PostgreSQL")?;
    ensure!(
        folder.join("pgbench").is_file(),
        "{} has no pgbench",
        folder.display()
    );
    variables.push((BENCH_POSTGRES, folder));
    Ok(variables)
}

/// Whether there is a browser among the variables, or one was named before.
pub(crate) fn has_browser(variables: &[Variable]) -> bool {
    !is_unset(TEST_CHROMIUM) || variables.iter().any(|(name, _)| *name == TEST_CHROMIUM)
}

/// Prints [`for_tests`] for a shell: `eval "$(cargo xtask services)"`.
#[expect(clippy::print_stdout, reason = "a shell reads the lines")]
pub(crate) fn print(root: &Path) -> Result<()> {
    for (variable, path) in for_tests(root)? {
        let path = path.to_str().context("a program's path is not UTF-8")?;
        println!("{}", export_line(variable, path));
    }
    Ok(())
}

fn export_line(variable: &str, path: &str) -> String {
    // Inside single quotes a shell leaves everything alone but the quote itself.
    format!("export {variable}='{}'", path.replace('\'', r"'\''"))
}

fn is_unset(variable: &str) -> bool {
    std::env::var_os(variable).is_none()
}

/// A browser; `None` where it cannot be installed.
fn chromium(root: &Path) -> Result<Option<PathBuf>> {
    let find = || install::find("chromium").or_else(|| install::find("google-chrome"));
    if let Some(program) = find() {
        return Ok(Some(program));
    }
    if !install::debian(root, BROWSER_PACKAGES)? {
        return Ok(None);
    }
    let program = find().context("the package chromium brought no browser")?;
    Ok(Some(program))
}

/// The folder of PostgreSQL's server programs; `None` where they cannot be installed.
fn postgres(root: &Path) -> Result<Option<PathBuf>> {
    if let Some(folder) = find_postgres() {
        return Ok(Some(folder));
    }
    if install::may_install(root) {
        keep_default_cluster_away()?;
    }
    if !install::debian(root, &["postgresql"])? {
        return Ok(None);
    }
    let folder = find_postgres().context("the package postgresql brought no server")?;
    Ok(Some(folder))
}

/// Debian creates a cluster with the first server, which is not wanted here. A machine with an existing
/// configuration of PostgreSQL is left as it is.
fn keep_default_cluster_away() -> Result<()> {
    let folder = Path::new(CLUSTER_SETTINGS);
    if folder.parent().is_some_and(Path::exists) {
        return Ok(());
    }
    let settings = "# Written by `cargo xtask`: its tests start servers of their own.\n\
                    create_main_cluster = false\n";
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(folder.join("caixiang.conf"), settings))
        .with_context(|| format!("{CLUSTER_SETTINGS} cannot be written"))
}

fn find_postgres() -> Option<PathBuf> {
    // Debian keeps server programs off the search path; an entry that cannot be read is none.
    let debian = std::fs::read_dir(DEBIAN_POSTGRES).into_iter().flatten();
    let debian = debian.flatten().map(|entry| entry.path());
    newest(debian.filter(|version| is_server(&version.join("bin"))))
        .map(|version| version.join("bin"))
        .or_else(|| install::find("initdb")?.parent().map(Path::to_path_buf))
        .filter(|folder| is_server(folder))
}

/// A machine with nothing but PostgreSQL's clients has the folder, too.
fn is_server(folder: &Path) -> bool {
    let programs = ["initdb", "pg_ctl", "postgres"];
    programs
        .iter()
        .all(|program| folder.join(program).is_file())
}

/// The folder whose name is the highest version.
fn newest(folders: impl Iterator<Item = PathBuf>) -> Option<PathBuf> {
    folders.max_by_key(|folder| version(folder))
}

/// `15` and `9.6` in numbers; nothing for what is no version.
fn version(folder: &Path) -> Option<Vec<u32>> {
    let name = folder.file_name()?.to_str()?;
    name.split('.').map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_newest(names: &[&str], expected: Option<&str>) {
        let folders = names.iter().map(|name| Path::new("/pg").join(name));
        let expected = expected.map(|name| Path::new("/pg").join(name));
        assert_eq!(newest(folders), expected);
    }

    #[test]
    fn the_newest_server_is_the_highest_number() {
        check_newest(&["9.6", "15", "13"], Some("15"));
        check_newest(&["9.4", "9.6"], Some("9.6"));
        check_newest(&["15", "snapshot"], Some("15"));
        check_newest(&[], None);
    }

    #[test]
    fn a_shell_reads_any_path_as_it_is() {
        assert_eq!(export_line("A", "/a b/$c"), "export A='/a b/$c'");
        assert_eq!(export_line("A", "/it's"), r"export A='/it'\''s'");
    }

    #[test]
    fn a_folder_without_server_programs_is_no_server() {
        assert!(!is_server(Path::new(env!("CARGO_MANIFEST_DIR"))));
    }
}
