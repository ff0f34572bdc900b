//! `caixiang code`: reads collection codes.

use std::{fmt::Write, path::Path, process::ExitCode};

use crate::{
    arguments::CodeArguments,
    environment::{Stopwatch, worker_count},
    failure::Failure,
    format::Format,
    inputs,
    language::Language,
    pool::for_each_ordered,
    report::{CodeReport, CodeResult, ReadCode, to_line},
    terminal::Output,
    text,
};
use codec::{Limits, Scale};
use collection_code::{CodeReader, Content, FoundCode, Reading};

/// The reader searches at no more than 4000 pixels, a long picture window by window.
const SCALE: Scale = Scale::BothAtLeast {
    longer_side_px: 4000,
    shorter_side_px: 700,
};

/// Reads every picture; exit code 1 when one has no code.
pub(crate) fn read_all(arguments: &CodeArguments, language: Language) -> ExitCode {
    let pictures = inputs::expand(&arguments.pictures, language);
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
