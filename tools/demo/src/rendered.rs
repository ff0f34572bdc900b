//! Rendered people to try the checks with, instead of drawn ones: `people/README.md` says whose they are.

use bytes::Bytes;

use crate::tried::Meant;

macro_rules! people {
    ($($file:literal $meant:ident;)+) => {
        /// Name and content of each photo, and what the check is meant to say of it.
        pub(crate) fn people() -> Vec<(&'static str, Bytes, Meant)> {
            vec![$((
                $file,
                Bytes::from_static(include_bytes!(concat!("../people/", $file))),
                Meant::$meant,
            ),)+]
        }
    };
}

people! {
    "photo-good.jpg" Passes;
    "photo-another.jpg" Passes;
    "photo-fringe.jpg" Doubted;
    "photo-shelf.jpg" Doubted;
    "photo-date-stamp.jpg" Doubted;
    "photo-eyes-closed.jpg" Stopped;
    "photo-mouth-open.jpg" Stopped;
    "photo-glasses.jpg" Stopped;
    "photo-mask.jpg" Stopped;
    "photo-turned.jpg" Stopped;
    "photo-grey.jpg" Stopped;
    "photo-two-people.jpg" Stopped;
}
