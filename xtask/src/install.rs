//! Installs Debian packages, and pinned Python packages in a virtual environment. It does *not* know what they
//! are for; `peers` and `services` do.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process::{capture, finish};
use crate::say::say;

/// Where Debian keeps daemons; the search path of people who are not root leaves them out.
const DAEMON_FOLDERS: &[&str] = &["/usr/local/sbin", "/usr/sbin"];

/// The path of an installed program.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let search_path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&search_path)
        .chain(DAEMON_FOLDERS.iter().map(PathBuf::from))
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Whether [`debian`] installs or only says what to install.
pub(crate) fn may_install(root: &Path) -> bool {
    find("apt-get").is_some() && capture(root, "id", &["-u"]).is_ok_and(|user| user.trim() == "0")
}

/// Installs Debian packages. `false` where that is not ours to do, without `apt-get` or without
/// root; the person at the terminal has then been told what to install.
pub(crate) fn debian(root: &Path, packages: &[&str]) -> Result<bool> {
    let names = packages.join(", ");
    if !may_install(root) {
        say(&format!(
            "please install the Debian packages {names}, or their like on your system"
        ));
        return Ok(false);
    }
    say(&format!("installing the Debian packages {names} …"));
    let _quiet = NoServices::keep()?;
    // The lists of a fresh machine are empty or too old to be served any more.
    apt(root, &["update"])?;
    let install = ["install", "-y", "--no-install-recommends"];
    apt(root, &[&install, packages].concat())?;
    Ok(true)
}

/// Read by Debian's packages before they start a service; exit code 101 forbids it.
const SERVICE_POLICY: &str = "/usr/sbin/policy-rc.d";

/// While it exists, installed packages do not start their services, which would take ports of this machine.
/// An existing policy is left as it is.
struct NoServices {
    is_ours: bool,
}

impl NoServices {
    fn keep() -> Result<Self> {
        let path = Path::new(SERVICE_POLICY);
        if path.exists() {
            return Ok(Self { is_ours: false });
        }
        let policy =
            "#!/bin/sh\n# Written by `cargo xtask` while it installs packages.\nexit 101\n";
        std::fs::write(path, policy)
            .and_then(|()| allow_to_run(path))
            .with_context(|| format!("{SERVICE_POLICY} cannot be written"))?;
        Ok(Self { is_ours: true })
    }
}

impl Drop for NoServices {
    fn drop(&mut self) {
        if self.is_ours
            && let Err(error) = std::fs::remove_file(SERVICE_POLICY)
        {
            say(&format!("please remove {SERVICE_POLICY}: {error}"));
        }
    }
}

#[cfg(unix)]
fn allow_to_run(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
}

/// Debian runs on Unix only.
#[cfg(not(unix))]
fn allow_to_run(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Installs Python packages into an environment in `folder` and gives its Python. Costs nothing
/// when they are there. `None` where Python is missing and [`debian`] may not bring it.
pub(crate) fn python(root: &Path, folder: &Path, packages: &[&str]) -> Result<Option<PathBuf>> {
    let folder_text = folder
        .to_str()
        .context("the target folder's path is not UTF-8")?;
    let python = folder.join("bin/python");
    let stamp = folder.join("installed.txt");
    // An environment's programs begin with its path: one that was moved has to be made anew.
    let wanted = [&[folder_text], packages].concat().join("\n");
    if python.is_file() && std::fs::read_to_string(&stamp).is_ok_and(|text| text == wanted) {
        return Ok(Some(python));
    }
    if !makes_environments() && !debian(root, &["python3-venv"])? {
        return Ok(None);
    }
    say(&format!(
        "installing the Python packages {} …",
        packages.join(", ")
    ));
    let make = ["-m", "venv", "--clear", folder_text];
    run(root, OsStr::new("python3"), &make)?;
    let install = ["-m", "pip", "install", "--quiet"];
    let unasked = ["--disable-pip-version-check", "--no-input"];
    let arguments = [&install, &unasked[..], packages].concat();
    run(root, python.as_os_str(), &arguments).context("is the Python registry reachable?")?;
    std::fs::write(&stamp, wanted).context("the environment's stamp cannot be written")?;
    Ok(Some(python))
}

/// Where the packages lie in an environment that [`python`] made.
pub(crate) fn packages(folder: &Path) -> Result<PathBuf> {
    let versions = std::fs::read_dir(folder.join("lib")).context("no folder of packages")?;
    let version = versions.flatten().next().context("no folder of packages")?;
    Ok(version.path().join("site-packages"))
}

/// Debian's Python comes without the part that makes environments.
fn makes_environments() -> bool {
    let answer = Command::new("python3")
        .args(["-c", "import ensurepip, venv"])
        .output();
    answer.is_ok_and(|output| output.status.success())
}

fn apt(root: &Path, arguments: &[&str]) -> Result<()> {
    // A machine that was just started is often still busy with its own upgrades.
    let patience = ["-qq", "-o", "DPkg::Lock::Timeout=300"];
    let arguments = [&patience[..], arguments].concat();
    run(root, OsStr::new("apt-get"), &arguments)
}

/// Runs an installer without questions. Its output goes to standard error: standard output may be
/// read by a shell (`cargo xtask services`).
fn run(root: &Path, program: &OsStr, arguments: &[&str]) -> Result<()> {
    let mut command = Command::new(program);
    command
        .current_dir(root)
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(std::process::Stdio::null())
        .stdout(std::io::stderr());
    finish(&mut command, &program.to_string_lossy(), arguments)
}
