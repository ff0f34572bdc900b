//! What the crate `print` needs of a student: the portrait, the caption, the layout.

use domain::{Degree, PhotoId, PrintLayout};
use print::photo::{Layout, Portrait};

use crate::degree::{masked_name, student_number};
use crate::failure::Failure;
use crate::photo::portrait_of;
use crate::service::App;

/// The layout that a word means.
pub(super) fn layout(of: PrintLayout) -> Result<Layout, Failure> {
    Layout::find(of.name()).ok_or_else(|| Failure::internal("a layout that cannot be printed"))
}

/// The portrait of a photo, untouched; none where it is gone or cannot be printed.
pub(super) async fn portrait(app: &App, photo: PhotoId) -> Result<Option<Portrait>, Failure> {
    let photo = app.store().photos().find(photo).await?;
    let Some(blob) = photo.as_ref().and_then(portrait_of) else {
        return Ok(None);
    };
    let Some(bytes) = app.vault().get(blob).await? else {
        return Ok(None);
    };
    match Portrait::new(bytes.to_vec()) {
        Ok(portrait) => Ok(Some(portrait)),
        Err(error) => {
            tracing::warn!(%error, "A portrait cannot be printed: {error}");
            Ok(None)
        }
    }
}

/// What stands under a print: the student number and the name as the code masks it.
pub(super) fn caption(app: &App, degree: &Degree) -> Result<String, Failure> {
    let number = student_number(app, degree)?.unwrap_or_default();
    let name = masked_name(app, degree)?.unwrap_or_default();
    Ok(format!("{number} {name}").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_that_can_be_ordered_can_be_printed() {
        for of in PrintLayout::ALL {
            assert!(layout(*of).is_ok(), "{}", of.name());
        }
        assert_eq!(PrintLayout::ALL.len(), Layout::stock().len());
    }
}
