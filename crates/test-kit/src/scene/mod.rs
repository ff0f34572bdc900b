//! Converts a spec to layers, in order from back to front.
//!
//! It contains shapes and colours only; `canvas` paints, `camera` adds blur and noise.

mod body;
mod face;
mod features;
mod hair;
mod sitter;
mod wall;
mod worn;

use raster::Point;

use crate::canvas::Layer;
use crate::spec::Hair;

pub(crate) use sitter::Sitter;
pub(crate) use wall::Backdrop;

impl Sitter<'_> {
    /// Everything that belongs to the person, back to front.
    pub(crate) fn layers(&self) -> Vec<Layer> {
        let mut layers = Vec::new();
        self.hair_behind(&mut layers);
        self.clothes(&mut layers);
        self.neck(&mut layers);
        self.ears(&mut layers);
        self.face(&mut layers);
        self.eyes(&mut layers);
        self.nose(&mut layers);
        self.mouth(&mut layers);
        self.hair_in_front(&mut layers);
        self.fringe(&mut layers);
        self.glasses(&mut layers);
        self.headwear(&mut layers);
        self.jewellery(&mut layers);
        layers
    }

    /// Highest point of hair or hat in the picture, single strands left out.
    pub(crate) fn crown(&self) -> Point {
        let outlines = [
            (self.spec.hair != Hair::Bald).then(|| (self.head, self.hair_outline())),
            self.hat_outline().map(|outline| (self.head, outline)),
            Some((self.face, self.face_outline())),
        ];
        let points = outlines.into_iter().flatten().flat_map(|(frame, outline)| {
            (0..360)
                .map(move |degree| frame.to_picture(outline.point((degree as f32).to_radians())))
        });
        points
            .reduce(|top, point| if point.y < top.y { point } else { top })
            .unwrap_or_default()
    }
}
