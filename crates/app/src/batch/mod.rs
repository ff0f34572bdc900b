//! How students find where they belong: by the link of a QR code, by the feature code of their
//! school, by the name of their region. Nothing here needs to be signed in; drafts are not shown.

mod find_by_code;
mod open_link;
mod search_regions;
mod view;

pub use find_by_code::find_by_code;
pub use open_link::{Entrance, open_link};
pub use search_regions::{RegionView, search_regions};
pub use view::{BatchView, view};
