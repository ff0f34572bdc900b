//! Reads photos: their state and the result of the check. Their pictures are in `links`.

use domain::{DegreeId, Permission, Photo, PhotoId};
use standard::Overall;

use super::find;
use super::judgement::{StoredJudgement, StoredVerdict};
use crate::caller::Caller;
use crate::degree;
use crate::failure::Failure;
use crate::ports::PortraitGeometry;
use crate::service::App;

/// A photo with everything that was said about it.
#[derive(Debug, Clone)]
pub struct PhotoView {
    /// The photo.
    pub photo: Photo,
    /// The worst verdict, once it was looked at.
    pub overall: Option<Overall>,
    /// One verdict per rule, once it was looked at.
    pub verdicts: Vec<StoredVerdict>,
    /// Where things are in the portrait, if there is one.
    pub geometry: Option<PortraitGeometry>,
}

/// One photo, for its student and for staff who see photos.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn read(app: &App, caller: &Caller, id: PhotoId) -> Result<PhotoView, Failure> {
    let (photo, _) = find(app.store(), caller, Permission::ViewPhotos, id).await?;
    show(app, photo).await
}

/// The photos of a degree, newest first.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn list(app: &App, caller: &Caller, degree: DegreeId) -> Result<Vec<Photo>, Failure> {
    let store = app.store();
    let degree = degree::find(store, caller, Permission::ViewPhotos, degree).await?;
    Ok(store.photos().list_of_degree(degree.id).await?)
}

/// A photo with what its check said.
///
/// # Errors
/// [`Failure::Internal`] for findings that are unreadable.
pub(crate) async fn show(app: &App, photo: Photo) -> Result<PhotoView, Failure> {
    let findings = app.store().findings().find(photo.id).await?;
    let Some(findings) = findings else {
        return Ok(PhotoView {
            photo,
            overall: None,
            verdicts: Vec::new(),
            geometry: None,
        });
    };
    let judgement = serde_json::from_value(findings.judgement);
    let judgement: StoredJudgement = judgement.map_err(Failure::internal)?;
    let geometry = findings.portrait_geometry.map(serde_json::from_value);
    Ok(PhotoView {
        photo,
        overall: Some(judgement.overall),
        verdicts: judgement.verdicts,
        geometry: geometry.transpose().map_err(Failure::internal)?,
    })
}
