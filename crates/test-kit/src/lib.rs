//! Drawn portraits with known truth, drawn collection code cards, a database server of a test's own,
//! and where tests find shared material.
//!
//! A [`PortraitSpec`] says what to draw, [`draw`] makes a phone photo of it together with the exact
//! [`Truth`]: alpha, colours, geometry, faults. It is *not* part of the product, shows nobody, and
//! proves nothing about real photos: it proves geometry, matting and rules against a known answer.

mod camera;
mod canvas;
pub mod card;
mod file;
mod frame;
mod gallery;
mod photo;
pub mod postgres;
mod random;
mod scene;
mod shape;
mod shared;
mod spec;

pub use file::{ExifTags, JpegOptions, Profile, WriteError, to_jpeg, to_png};
pub use gallery::{demo_photos, gallery, gallery_of};
pub use photo::{DrawnPhoto, Truth, draw};
pub use shared::{shared_dir, shared_dir_or_skip};
pub use spec::{
    Bystander, Clothes, Eyes, Flag, Fringe, Glasses, GlassesFrame, Hair, Headwear, Jewellery,
    Lenses, Light, Mouth, Pattern, PortraitSpec, SkinFinish, SkinTone, Wall,
};
