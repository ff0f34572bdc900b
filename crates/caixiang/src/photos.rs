//! `caixiang check` and `caixiang render`.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, ensure};
use codec::{DecodeError, Limits};
use portrait::{Analysis, Engine};
use standard::Judgement;

use crate::{
    arguments::{CheckArguments, RenderArguments},
    environment::{Stopwatch, today, worker_count},
    failure::Failure,
    format::Format,
    inputs,
    judge::Judge,
    language::Language,
    outputs::{self, Job},
    pool::for_each_ordered,
    report::{FileVerdict, PhotoReport, PortraitReport, to_line},
    terminal::Output,
    text,
};

/// What all photos of a run share.
struct Studio {
    engine: Engine,
    judge: Judge,
    limits: Limits,
    language: Language,
}

/// What is wanted of a photo besides the checks.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    Verdicts,
    Portrait {
        path: &'a Path,
        force: bool,
        /// Every photo of the run: none is ever replaced.
        kept: &'a HashSet<PathBuf>,
    },
}

/// Checks every photo; exit code 1 when one fails.
///
/// # Errors
/// Wrong usage: an unknown standard.
pub(crate) fn check(arguments: &CheckArguments, language: Language) -> anyhow::Result<ExitCode> {
    let studio = Studio::open(arguments, language)?;
    let photos = inputs::expand(&arguments.photos, language);
    let work = |photo: &PathBuf| studio.report(photo, Wanted::Verdicts);
    Ok(run(&studio, arguments.format, &photos, work, |photo| photo))
}

/// Checks and renders every photo; exit code 1 when one has no portrait or fails.
///
/// # Errors
/// As [`check`], and `--output` with several photos or a folder that cannot be made.
pub(crate) fn render(arguments: &RenderArguments, language: Language) -> anyhow::Result<ExitCode> {
    let studio = Studio::open(&arguments.check, language)?;
    let photos = inputs::expand(&arguments.check.photos, language);
    let kept = photos.iter().filter_map(|photo| photo.canonicalize().ok());
    let kept: HashSet<PathBuf> = kept.collect();
    let jobs = jobs(arguments, photos, language)?;
    let work = |job: &Job| {
        let wanted = Wanted::Portrait {
            path: &job.portrait,
            force: arguments.force,
            kept: &kept,
        };
        studio.report(&job.photo, wanted)
    };
    Ok(run(&studio, arguments.check.format, &jobs, work, |job| {
        &job.photo
    }))
}

fn jobs(
    arguments: &RenderArguments,
    photos: Vec<PathBuf>,
    language: Language,
) -> anyhow::Result<Vec<Job>> {
    if let Some(output) = &arguments.output {
        let several = language.choose(
            "-o 只能用于一张照片，多张请用 --out-dir",
            "-o takes a single photo; use --out-dir for several",
        );
        ensure!(photos.len() == 1, several);
        let job = |photo| Job {
            photo,
            portrait: output.clone(),
        };
        return Ok(photos.into_iter().map(job).collect());
    }
    if let Some(folder) = &arguments.out_dir {
        std::fs::create_dir_all(folder).with_context(|| {
            let cannot = language.choose("文件夹建不了", "the folder cannot be made");
            format!("{cannot}: {}", folder.display())
        })?;
    }
    Ok(outputs::plan(photos, arguments.out_dir.as_deref()))
}

/// Works through all inputs on all cores and prints the reports in order.
fn run<I: Sync>(
    studio: &Studio,
    format: Format,
    inputs: &[I],
    work: impl Fn(&I) -> PhotoReport + Sync,
    photo_of: impl Fn(&I) -> &PathBuf,
) -> ExitCode {
    let mut output = Output::new(inputs.len());
    let mut verdicts = Vec::with_capacity(inputs.len());
    let mut all_good = true;
    for_each_ordered(inputs, worker_count(), work, |input, report| {
        let report = report.unwrap_or_else(|| {
            let stopwatch = Stopwatch::start();
            studio.failed(photo_of(input), &Failure::Internal, &stopwatch)
        });
        all_good &= report.is_good();
        verdicts.push(report.verdict);
        output.advance(&match format {
            Format::Jsonl => to_line(&report),
            Format::Text => text::photo(&report, studio.language),
        })
    });
    let last = match format {
        Format::Text if verdicts.len() > 1 => text::photos(&verdicts, studio.language),
        Format::Text | Format::Jsonl => String::new(),
    };
    output.finish(&last, all_good, studio.language)
}

impl Studio {
    fn open(arguments: &CheckArguments, language: Language) -> anyhow::Result<Self> {
        Ok(Self {
            judge: Judge::open(&arguments.spec, today(), language)?,
            engine: Engine::new().context("the embedded networks cannot be loaded")?,
            limits: Limits::default(),
            language,
        })
    }

    /// Everything about one photo.
    fn report(&self, photo: &Path, wanted: Wanted<'_>) -> PhotoReport {
        let stopwatch = Stopwatch::start();
        let analysis = match self.analyze(photo) {
            Ok(analysis) => analysis,
            Err(failure) => return self.failed(photo, &failure, &stopwatch),
        };
        let Judgement { overall, verdicts } = self.judge.judge(&analysis.facts);
        let mut verdict = FileVerdict::from(overall);
        let portrait = match wanted {
            Wanted::Verdicts => Ok(None),
            Wanted::Portrait { force: false, .. } if verdict == FileVerdict::Fail => {
                Err(Failure::Refused)
            }
            Wanted::Portrait { path, kept, .. } if is_one_of(path, kept) => {
                Err(Failure::OverwritesPhoto)
            }
            Wanted::Portrait { path, .. } => self.portrait(&analysis, path).map(Some),
        };
        let (portrait, error) = match portrait {
            Ok(portrait) => (portrait, None),
            Err(failure) => (None, Some(failure.report(self.language))),
        };
        if error.is_some() && verdict != FileVerdict::Fail {
            verdict = FileVerdict::Error;
        }
        PhotoReport {
            file: photo.display().to_string(),
            verdict,
            verdicts,
            facts: Some(Box::new(analysis.facts)),
            portrait,
            error,
            elapsed_ms: stopwatch.elapsed_ms(),
        }
    }

    fn analyze(&self, photo: &Path) -> Result<Analysis, Failure> {
        let bytes = inputs::read(photo, &self.limits)?;
        let output = self.judge.output();
        Ok(portrait::analyze(
            &self.engine,
            &bytes,
            &self.limits,
            output,
        )?)
    }

    fn portrait(&self, analysis: &Analysis, path: &Path) -> Result<PortraitReport, Failure> {
        let output = self.judge.output();
        let portrait = portrait::render(&self.engine, analysis, output).map_err(Failure::Render)?;
        outputs::write(path, &portrait.jpeg)
            .map_err(|error| Failure::NotWritten(path.to_owned(), error))?;
        Ok(PortraitReport {
            output: path.display().to_string(),
            bytes: portrait.jpeg.len(),
            quality: portrait.quality,
            crown_px: portrait.geometry.crown_px,
            eye_line_px: portrait.geometry.eye_line_px,
            face_width_px: portrait.geometry.face_width_px,
            center_offset_px: portrait.geometry.center_offset_px,
        })
    }

    /// The report of a photo that could not be looked at.
    fn failed(&self, photo: &Path, failure: &Failure, stopwatch: &Stopwatch) -> PhotoReport {
        let not_a_picture = matches!(
            failure,
            Failure::Decode(DecodeError::UnknownFormat | DecodeError::Damaged(_))
        );
        PhotoReport {
            file: photo.display().to_string(),
            verdict: FileVerdict::Error,
            verdicts: if not_a_picture {
                self.judge.unreadable().verdicts
            } else {
                Vec::new()
            },
            facts: None,
            portrait: None,
            error: Some(failure.report(self.language)),
            elapsed_ms: stopwatch.elapsed_ms(),
        }
    }
}

/// Whether the portrait's place is one of these files; it cannot be when it does not exist yet.
fn is_one_of(portrait: &Path, photos: &HashSet<PathBuf>) -> bool {
    portrait
        .canonicalize()
        .is_ok_and(|portrait| photos.contains(&portrait))
}
