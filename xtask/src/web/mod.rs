//! Installs, builds and tests the packages in `web` in the right order, and skips what has not changed. The
//! work is done by the packages' own scripts.

mod fingerprint;
mod npm;

use std::path::Path;

use anyhow::{Context, Result};

use self::fingerprint::fingerprint;
use self::npm::Package;
use crate::process::Variable;
use crate::say::say;
use crate::services;

/// What all pages share, and the staff console.
const WORKSPACE: Package = Package {
    folder: "web",
    deciding: &[
        "package-lock.json",
        "package.json",
        ".npmrc",
        "console/package.json",
        "shared/package.json",
    ],
};

/// What decides in a folder of its own that links to `@caixiang/shared`.
const WITH_SHARED: &[&str] = &[
    "package-lock.json",
    "package.json",
    ".npmrc",
    "../shared/package.json",
];

/// The student's app, whose packages cannot be hoisted.
const STUDENT: Package = Package {
    folder: "web/student",
    deciding: WITH_SHARED,
};

/// The frame that finds faces, which has a foreign library and nothing to do with the app's tree.
const FACE: Package = Package {
    folder: "web/face",
    deciding: WITH_SHARED,
};

/// The mini-program on a simulated phone.
const SIMULATOR: Package = Package {
    folder: "web/simulator",
    deciding: &["package-lock.json", "package.json", ".npmrc"],
};

/// The student's app in a browser, against the real service.
const E2E: Package = Package {
    folder: "web/e2e",
    deciding: WITH_SHARED,
};

/// Something that is built into `web/dist`.
struct Build {
    package: &'static Package,
    script: &'static str,
    /// Folder below `web/dist`.
    output: &'static str,
    /// Files and folders below `web` that it is made of.
    sources: &'static [&'static str],
}

const STUDENT_SOURCES: &[&str] = &[
    "compress.mjs",
    "shared/browser",
    "shared/package.json",
    "shared/src",
    "shared/vue",
    "student/build.mjs",
    "student/index.html",
    "student/package-lock.json",
    "student/src",
    "student/vite.config.ts",
];

const CONSOLE_SOURCES: &[&str] = &[
    "compress.mjs",
    "console/build.mjs",
    "console/index.html",
    "console/public",
    "console/src",
    "console/vite.config.ts",
    "package-lock.json",
    "shared/browser",
    "shared/package.json",
    "shared/src",
    "shared/vue",
];

const FACE_SOURCES: &[&str] = &[
    "compress.mjs",
    "face/build.mjs",
    "face/index.html",
    "face/package-lock.json",
    "face/src",
    "face/tsconfig.json",
    "shared/src/frame",
];

/// Pages that the program carries.
const PAGES: &[Build] = &[
    Build {
        package: &STUDENT,
        script: "build:h5",
        output: "m",
        sources: STUDENT_SOURCES,
    },
    Build {
        package: &WORKSPACE,
        script: "build:console",
        output: "console",
        sources: CONSOLE_SOURCES,
    },
    Build {
        package: &FACE,
        script: "build",
        output: "face",
        sources: FACE_SOURCES,
    },
];

/// The mini-program, which goes to WeChat.
const MINI_PROGRAM: Build = Build {
    package: &STUDENT,
    script: "build:mini-program",
    output: "mp-weixin",
    sources: STUDENT_SOURCES,
};

/// Builds everything that has changed.
pub(crate) fn build(root: &Path) -> Result<()> {
    build_pages(root)?;
    MINI_PROGRAM.run(root)
}

/// Builds the pages of the program where they have changed.
pub(crate) fn build_pages(root: &Path) -> Result<()> {
    PAGES.iter().try_for_each(|build| build.run(root))
}

/// Types as `web/openapi.json` has them, the compiler, and lints.
pub(crate) fn check(root: &Path) -> Result<()> {
    let advice =
        "the pages do not pass; where the API has changed, `npm --prefix web run generate`";
    // Lints ask the compiler, which looks into the packages of what it reads.
    for package in [&STUDENT, &FACE, &E2E, &SIMULATOR] {
        package.install(root)?;
    }
    WORKSPACE.run(root, "check", &[]).context(advice)?;
    let advice = "the student's app does not pass";
    STUDENT.run(root, "check:types", &[]).context(advice)?;
    let advice = "the tests in a browser do not pass";
    E2E.run(root, "check:types", &[]).context(advice)
}

/// Unit tests.
pub(crate) fn test(root: &Path) -> Result<()> {
    // Its tests run with the tools of the workspace, and with its own packages.
    STUDENT.install(root)?;
    let failed = "a test of the pages fails";
    WORKSPACE.run(root, "test", &[]).context(failed)
}

/// What was built, as people use it: the mini-program on a simulated phone, and the pages in a browser
/// against the programs of `cargo build`, which have to be there.
pub(crate) fn prove(root: &Path, services: &[Variable]) -> Result<()> {
    let failed = "the mini-program does not do what it should";
    SIMULATOR.run(root, "test", &[]).context(failed)?;
    if !services::has_browser(services) {
        // Which package is missing was said when it was looked for.
        say("the pages are not driven: there is no browser");
        return Ok(());
    }
    let failed = "the pages in a browser do not do what they should";
    E2E.run(root, "test", services).context(failed)
}

impl Build {
    fn run(&self, root: &Path) -> Result<()> {
        let web = root.join("web");
        let made_of = fingerprint(self.sources.iter().map(|source| web.join(source)))?;
        let stamp = web.join("dist").join(format!(".{}", self.output));
        let is_there = web.join("dist").join(self.output).is_dir();
        if is_there && std::fs::read_to_string(&stamp).is_ok_and(|found| found == made_of) {
            return Ok(());
        }
        say(&format!("building web/dist/{} …", self.output));
        let failed = || format!("web/dist/{} cannot be built", self.output);
        self.package
            .run(root, self.script, &[])
            .with_context(failed)?;
        std::fs::write(&stamp, made_of).context("the stamp of the pages cannot be written")
    }
}
