//! The built files of `web`. A release build embeds them; a debug build reads the folders, so that a page
//! can be rebuilt without the program.

use rust_embed::RustEmbed;

/// The student's app for browsers.
#[derive(RustEmbed)]
#[folder = "../../web/dist/m"]
#[allow_missing = true]
pub(super) struct Student;

/// The frame that finds faces in the camera's picture.
#[derive(RustEmbed)]
#[folder = "../../web/dist/face"]
#[allow_missing = true]
pub(super) struct Face;

/// The staff console.
#[derive(RustEmbed)]
#[folder = "../../web/dist/console"]
#[allow_missing = true]
pub(super) struct Console;
