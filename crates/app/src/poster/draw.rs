//! Draws a poster into a file, off the threads that answer.

use domain::{BatchId, LinkSlug, Permission, RegionId};
use print::PrintError;
use strum::{EnumString, IntoStaticStr, VariantNames};

use super::words::{PosterWords, of_entrance};
use crate::batch::{Entrance, full_view};
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// Pixels per inch of a PNG: what a phone shows sharply, and a code that is read from it; 1654 × 2339 pixels.
const PPI: u16 = 200;

/// A file that a poster is drawn into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case", ascii_case_insensitive)]
pub enum PosterFile {
    /// To be printed.
    Pdf,
    /// To be sent into a chat.
    Png,
    /// To be shown on a page.
    Svg,
}

/// Whose poster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PosterOf {
    /// A batch's, a draft's too: it is looked at before the batch is announced.
    Batch(BatchId),
    /// A region's, with the batch that is open in it.
    Region(RegionId),
}

/// A poster as a file.
#[derive(Debug, Clone)]
pub struct DrawnPoster {
    /// End of its link, which names the file.
    pub slug: LinkSlug,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The poster of a batch or region of the own centre. `public_url` is where students reach the service.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`] without [`Permission::ManageBatches`]; [`Failure::Invalid`] for
/// words that cannot be printed.
pub async fn draw(
    app: &App,
    caller: &Caller,
    of: PosterOf,
    file: PosterFile,
    public_url: &str,
) -> Result<DrawnPoster, Failure> {
    let words = words(app, caller, of, public_url).await?;
    let slug = words.slug.clone();
    let app = app.clone();
    let drawn = tokio::task::spawn_blocking(move || drawn(&app, &words, file)).await;
    let bytes = drawn.map_err(Failure::internal)?.map_err(unprintable)?;
    Ok(DrawnPoster { slug, bytes })
}

async fn words(
    app: &App,
    caller: &Caller,
    of: PosterOf,
    public_url: &str,
) -> Result<PosterWords, Failure> {
    let store = app.store();
    let (entrance, slug) = match of {
        PosterOf::Batch(id) => {
            let batch = store.batches().find(id).await?.or_not_found()?;
            caller.check_centre(Permission::ManageBatches, batch.centre)?;
            let slug = batch.plan.slug.clone();
            let view = full_view(app, batch).await?;
            (Entrance::Batch(Box::new(view)), slug)
        }
        PosterOf::Region(id) => {
            let region = store.regions().find(id).await?.or_not_found()?;
            caller.check_centre(Permission::ManageBatches, region.centre)?;
            let slug = region.slug.clone();
            let batch = match store.batches().find_open_individual(id).await? {
                Some(batch) => Some(Box::new(full_view(app, batch).await?)),
                None => None,
            };
            (Entrance::Region { region, batch }, slug)
        }
    };
    Ok(of_entrance(&entrance, slug, public_url))
}

/// The file of a poster. It takes a core for a part of a second.
///
/// # Errors
/// [`PrintError`] for words that cannot be printed, or a link that is too long for a code.
pub fn drawn(app: &App, words: &PosterWords, file: PosterFile) -> Result<Vec<u8>, PrintError> {
    let faces = app.typefaces();
    let page = words.poster.page(faces)?;
    match file {
        PosterFile::Svg => Ok(print::svg(&page, faces)?.into_bytes()),
        PosterFile::Png => print::png(&page, faces, PPI),
        PosterFile::Pdf => {
            let mut bytes = Vec::new();
            print::write_pdf(&[page], faces, &mut bytes)?;
            Ok(bytes)
        }
    }
}

/// What the words of the operator can cause is told; the rest is ours.
fn unprintable(error: PrintError) -> Failure {
    match error {
        PrintError::NoGlyph(_) => Failure::Invalid {
            field: "name",
            expected: "names and contact in characters that can be printed".to_owned(),
        },
        PrintError::TooLong { .. } | PrintError::Barcode { .. } => Failure::Invalid {
            field: "name",
            expected: "names, contact and link short enough for a poster".to_owned(),
        },
        other => Failure::internal(other),
    }
}
