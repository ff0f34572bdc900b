//! Test support: drawn portraits with known truth, drawn collection code cards, a PostgreSQL server
//! for a test process, a payment service that is played, files that pin what is stored, and the place of shared reference
//! material.
//!
//! A [`PortraitSpec`] describes a portrait; [`draw`] returns the phone photo together with the
//! exact [`Truth`]: alpha, colours, geometry, faults. The crate is *not* part of the product. Drawn
//! photos show nobody and prove nothing about real photos: they test geometry, matting and rules
//! against a known answer.

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
pub mod stored;
#[cfg(feature = "wechat-pay")]
pub mod wechat_pay;

pub use file::{ExifTags, JpegOptions, Profile, WriteError, to_jpeg, to_png};
pub use gallery::{demo_photos, gallery, gallery_of};
pub use photo::{DrawnPhoto, Truth, draw};
pub use shared::{shared_dir, shared_dir_or_skip};
pub use spec::{
    Bystander, Clothes, Eyes, Flag, Fringe, Glasses, GlassesFrame, Hair, Headwear, Jewellery,
    Lenses, Light, Mouth, Pattern, PortraitSpec, SkinFinish, SkinTone, Wall,
};
