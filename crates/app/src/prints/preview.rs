//! A picture of a sheet before it is ordered: drawn by what prints it, with the student's own portrait.

use domain::{DegreeId, PrintLayout};
use print::photo::{Correction, Print, sheets};
use print::svg;

use super::order::approved_photo;
use super::sheet::{caption, layout, portrait};
use crate::caller::Caller;
use crate::degree;
use crate::failure::{Failure, Found};
use crate::service::App;

/// The sheet of a layout as SVG, the portrait inside.
///
/// # Errors
/// [`Failure::NotFound`] for another one's degree; [`domain::PrintRefusal::NotApproved`].
pub async fn preview(
    app: &App,
    caller: &Caller,
    degree: DegreeId,
    of: PrintLayout,
) -> Result<String, Failure> {
    let degree = degree::find_own(app.store(), caller, degree).await?;
    let photo = approved_photo(app.store(), &degree).await?;
    let print = Print {
        portrait: portrait(app, photo).await?.or_not_found()?,
        caption: caption(app, &degree)?,
    };
    let layout = layout(of)?;
    let faces = app.typefaces().clone();
    let drawn = tokio::task::spawn_blocking(move || {
        let pages = sheets(&layout, &[print], false, Correction::NONE, &faces)?;
        pages.first().map(|page| svg(page, &faces)).transpose()
    });
    let drawn = drawn.await.map_err(Failure::internal)?;
    let drawn = drawn.map_err(Failure::internal)?;
    drawn.ok_or_else(|| Failure::internal("a print without a sheet"))
}
