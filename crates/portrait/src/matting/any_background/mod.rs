//! Cuts the person from any background: votes of two networks, a band that they leave open, closed-form
//! matting in the band, the person's own colour at the edge.
//!
//! It is the second way: before a plain wall, known-wall matting is better and much cheaper. What the
//! cut is worth is measured beside it ([`super::quality`]); a rule decides.

mod closed_form;
mod colours;
mod face;
mod fuse;
pub(super) mod network;
mod open_band;
mod votes;

use nn::{NetworkError, Networks};
use raster::{Plane, RgbImage};

use super::contour::outline;
use super::place::Place;
use super::shares::{OPAQUE, difference, length, rgb};
use crate::vision::FaceLandmarks;
use face::Face;

/// The person cut out.
#[derive(Debug)]
pub(super) struct Cut {
    /// Opacity 0 … 1.
    pub(super) alpha: Plane<f32>,
    /// Colours free of the background; the photo's own where opaque.
    pub(super) foreground: RgbImage,
    /// What both networks together say, person share 0 … 1.
    pub(super) mask: Plane<f32>,
    /// Where the person is surely seen.
    pub(super) sure_person: Plane<bool>,
    /// sRGB distance of person and background along the outline of `alpha`, 0 … √3; 0 elsewhere.
    pub(super) contrast: Plane<f32>,
    /// How far the votes of the person network are from each other, head region, 0 … 1.
    pub(super) spread: f32,
    /// Share of the head region where the networks contradict each other, 0 … 1.
    pub(super) contradiction: f32,
}

/// Cuts the person of these landmarks out of the bench.
///
/// # Errors
/// [`NetworkError`] when a network file is not what its name says.
pub(super) fn cut(
    networks: &Networks,
    image: &RgbImage,
    place: &Place,
    landmarks: &FaceLandmarks,
) -> Result<Cut, NetworkError> {
    let face = Face::of(place, landmarks);
    let votes = votes::collect(networks, image)?;
    let below_chin = (face.chin_y.max(1.0) as usize).min(image.height_px());
    let spread = votes.mean_spread(below_chin);
    let contradiction = votes.contradiction(below_chin);
    let mask = fuse::fuse(&votes, &face, contradiction);
    let mask = match &networks.fusion {
        Some(network) => network::corrected(network, image, &votes, &mask, &face)?,
        None => mask,
    };
    drop(votes);
    let band = open_band::OpenBand::of(&mask, &face, place);
    let mut alpha = closed_form::solve(image, &band, &mask);
    for value in alpha.as_mut_slice() {
        *value = if *value >= OPAQUE {
            1.0
        } else if *value <= 1.0 - OPAQUE {
            0.0
        } else {
            *value
        };
    }
    band.keep_attached(&mut alpha);
    let colours = colours::Colours::of(image, &alpha);
    let foreground = colours.unmixed(image, &alpha);
    let mut contrast = Plane::filled(image.width_px(), image.height_px(), 0.0);
    for (x, y) in outline(&alpha) {
        let (person, background) = colours.at(x, y);
        contrast.set(x, y, length(difference(person, background)));
    }
    Ok(Cut {
        alpha,
        foreground,
        mask,
        sure_person: band.person,
        contrast,
        spread,
        contradiction,
    })
}

/// What the fusion network sees of the bench, to train it.
///
/// # Errors
/// [`NetworkError`] when a network file is not what its name says.
pub(super) fn network_input(
    networks: &Networks,
    image: &RgbImage,
    place: &Place,
    landmarks: &FaceLandmarks,
) -> Result<Vec<f32>, NetworkError> {
    let face = Face::of(place, landmarks);
    let votes = votes::collect(networks, image)?;
    let below_chin = (face.chin_y.max(1.0) as usize).min(image.height_px());
    let fused = fuse::fuse(&votes, &face, votes.contradiction(below_chin));
    Ok(network::input(image, &votes, &fused, &face))
}

/// The picture with the person's colour carried to partly opaque pixels.
pub(super) fn carried(image: &RgbImage, alpha: &Plane<f32>) -> RgbImage {
    let mut result = image.clone();
    let colours = colours::Colours::of(image, alpha);
    for (at, &opacity) in alpha.as_slice().iter().enumerate() {
        if opacity > 0.0 && opacity < 1.0 {
            let (x, y) = (at % image.width_px(), at / image.width_px());
            result.set_pixel(x, y, rgb(colours.at(x, y).0));
        }
    }
    result
}
