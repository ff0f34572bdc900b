//! `caixiang code`: reads collection codes.

use std::{fmt::Write, path::Path, process::ExitCode};

use codec::{Limits, Scale};
use collection_code::{CodeFields, CodeReader, Content, FoundCode, Reading};
use serde::Serialize;

use crate::{
    arguments::{CodeArguments, Format},
    environment::{Stopwatch, worker_count},
    failure::{Failure, FailureReport},
    inputs,
    language::Language,
    pool::for_each_ordered,
    report::to_line,
    terminal::Output,
    text,
};

/// The reader searches at no more than 4000 pixels.
const SCALE: Scale = Scale::AtLeast {
    longer_side_px: 4000,
};

/// What one picture holds.
#[derive(Debug, Serialize)]
pub(crate) struct CodeReport {
    pub(crate) file: String,
    #[serde(flatten)]
    pub(crate) result: CodeResult,
    pub(crate) elapsed_ms: f64,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum CodeResult {
    Read(ReadCode),
    Failed { error: FailureReport },
}

/// A code that was read.
#[derive(Serialize)]
pub(crate) struct ReadCode {
    /// The payload; `null` where its bytes are not text.
    pub(crate) text: Option<String>,
    /// The payload's bytes, only where they are not text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes_hex: Option<String>,
    pub(crate) decoder: &'static str,
    /// Empty where the payload was not understood.
    pub(crate) fields: Box<CodeFields>,
    /// How many other codes the picture has.
    pub(crate) others: usize,
}

impl std::fmt::Debug for ReadCode {
    // A code names a person: it is printed only where it was asked for.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ReadCode({})", self.decoder)
    }
}

/// Reads every picture; exit code 1 when one has no code.
pub(crate) fn read_all(arguments: &CodeArguments, language: Language) -> ExitCode {
    let pictures = inputs::expand(&arguments.pictures);
    let reader = CodeReader::default();
    let mut output = Output::new(pictures.len());
    let (mut read, mut total) = (0, 0);
    for_each_ordered(
        &pictures,
        worker_count(),
        |picture| report(&reader, picture, language),
        |picture, report| {
            let report = report.unwrap_or_else(|| CodeReport {
                file: picture.display().to_string(),
                result: failed(&Failure::Internal, language),
                elapsed_ms: 0.0,
            });
            total += 1;
            read += usize::from(matches!(report.result, CodeResult::Read(_)));
            output.advance(&match arguments.format {
                Format::Jsonl => to_line(&report),
                Format::Text => text::code(&report, language),
            })
        },
    );
    let last = match arguments.format {
        Format::Text if total > 1 => text::codes(read, total, language),
        Format::Text | Format::Jsonl => String::new(),
    };
    output.finish(&last, read == total, language)
}

fn report(reader: &CodeReader, picture: &Path, language: Language) -> CodeReport {
    let stopwatch = Stopwatch::start();
    let result = match read(reader, picture) {
        Ok(reading) => CodeResult::Read(found(reading)),
        Err(failure) => failed(&failure, language),
    };
    CodeReport {
        file: picture.display().to_string(),
        result,
        elapsed_ms: stopwatch.elapsed_ms(),
    }
}

fn read(reader: &CodeReader, picture: &Path) -> Result<Reading, Failure> {
    let limits = Limits::default();
    let bytes = inputs::read(picture, &limits)?;
    let photo = codec::decode(&bytes, &limits, SCALE).map_err(Failure::Decode)?;
    // The budget is for the search: a slow disk must not eat it.
    let stopwatch = Stopwatch::start();
    reader
        .read(&photo.image, &|| stopwatch.elapsed())
        .map_err(Failure::Code)
}

fn failed(failure: &Failure, language: Language) -> CodeResult {
    CodeResult::Failed {
        error: failure.report(language),
    }
}

fn found(reading: Reading) -> ReadCode {
    let FoundCode {
        payload,
        decoder,
        content,
        ..
    } = reading.best;
    let text = payload.text().map(str::to_owned);
    let bytes_hex = text.is_none().then(|| hex(payload.bytes()));
    ReadCode {
        text,
        bytes_hex,
        decoder,
        fields: match content {
            Content::Fields(fields) => fields,
            Content::Opaque => Box::default(),
        },
        others: reading.others.len(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
