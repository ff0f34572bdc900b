//! The poster of a batch or a region that its students scan. Its words and its file are made by `app`.

use std::path::Path;

use anyhow::{Context, Result};
use app::poster::{self, PosterFile};
use app::{App, Failure};
use domain::LinkSlug;
use qrcode::render::unicode;
use qrcode::{EcLevel, QrCode};
use serde_json::json;

use super::operator::read;
use crate::service::explain::Told;
use crate::service::printer::Printer;

/// Prints the link and its code; draws the poster into a file where one is named: a PDF or PNG where its name ends so,
/// else an SVG.
///
/// # Errors
/// A link that leads nowhere, a file that cannot be written.
pub(super) async fn draw(
    app: &App,
    (slug, public_url): (&str, &str),
    out: Option<&Path>,
    printer: Printer,
) -> Result<()> {
    let slug = read("slug", LinkSlug::parse(slug))?;
    // A poster with a link to nothing is noticed too late.
    let words = poster::of_link(app, slug, public_url).await;
    let words = words.map_err(unknown)?;
    let link = &words.poster.link;
    // A quarter of a poster's code may be torn off or shine.
    let code = QrCode::with_error_correction_level(link, EcLevel::Q)
        .context("the public address is too long for a QR code")?;
    if let Some(path) = out {
        let drawn = poster::drawn(app, &words, file(path)).context("the poster cannot be drawn")?;
        std::fs::write(path, drawn)
            .with_context(|| format!("{} cannot be written", path.display()))?;
    }
    // Terminals are dark, so the blocks are the paper.
    let blocks = code
        .render::<unicode::Dense1x2>()
        .dark_color(unicode::Dense1x2::Light)
        .light_color(unicode::Dense1x2::Dark)
        .build();
    let text = format!("{blocks}\n{link}");
    printer.say(
        &json!({ "slug": words.slug, "link": link }),
        text.as_str(),
        text.as_str(),
    )
}

fn file(path: &Path) -> PosterFile {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending
        .and_then(|ending| ending.parse().ok())
        .unwrap_or(PosterFile::Svg)
}

fn unknown(failure: Failure) -> anyhow::Error {
    match failure {
        Failure::NotFound => Told::new(
            "没有已公布的批次或地区使用这个链接；caixiang admin list batches 会列出每个批次的链接。",
            "No announced batch and no region has this link; `caixiang admin list batches` shows them.",
        )
        .into(),
        other => other.into(),
    }
}
