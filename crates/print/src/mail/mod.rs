//! What goes with photos: envelopes and labels for bags, parcel labels, packing lists, contact sheets to sign.

mod contact;
mod envelope;
mod packing;
mod parcel;

pub use self::contact::{Contact, ContactSheet};
pub use self::envelope::{Addressee, EnvelopeFormat, bag_labels, envelopes};
pub use self::packing::PackingList;
pub use self::parcel::{Parcel, Party, parcel_labels};

/// A4, millimetres.
const A4: [f32; 2] = [210.0, 297.0];
