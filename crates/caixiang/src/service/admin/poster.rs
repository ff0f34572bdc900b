//! The QR code of a batch or a region, for the poster that its students scan.

use std::path::Path;

use anyhow::{Context, Result};
use app::batch::{self, Entrance};
use app::{App, Failure};
use domain::LinkSlug;
use qrcode::render::{svg, unicode};
use qrcode::{EcLevel, QrCode};
use serde_json::json;

use super::operator::read;
use crate::service::explain::Told;
use crate::service::printer::Printer;

/// Smallest side of the drawing, in its own units; a poster scales it.
const SIDE: u32 = 512;

/// Prints the link and its code; draws it into a file where one is named.
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
    let entrance = batch::open_link(app, &slug).await.map_err(unknown)?;
    // The notice prints the code beside the poster, so whoever scans need not type it.
    let code = match &entrance {
        Entrance::Batch(view) => view.batch.feature_code(),
        Entrance::Region { .. } => None,
    };
    let code = code.map_or_else(String::new, |code| format!("?code={}", code.as_str()));
    let link = format!("{}/b/{slug}{code}", public_url.trim_end_matches('/'));
    // A quarter of a poster's code may be torn off or shine.
    let code = QrCode::with_error_correction_level(&link, EcLevel::Q)
        .context("the public address is too long for a QR code")?;
    if let Some(path) = out {
        let drawn = code
            .render::<svg::Color>()
            .min_dimensions(SIDE, SIDE)
            .build();
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
        &json!({ "slug": slug, "link": link }),
        text.as_str(),
        text.as_str(),
    )
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
