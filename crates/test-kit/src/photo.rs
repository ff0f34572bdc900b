//! A drawn photo and the truth about it.

use raster::{Plane, Point, RgbImage};

use crate::{
    camera::{expose, mix_in_light},
    scene::{Backdrop, Sitter},
    spec::{Eyes, Flag, PortraitSpec},
};

/// A drawn photo with everything that is known about it.
#[derive(Debug, Clone)]
pub struct DrawnPhoto {
    /// The photo, upright sRGB.
    pub image: RgbImage,
    /// The truth about it.
    pub truth: Truth,
}

/// The truth about a drawn photo; points in its pixels, pixel centres at .5.
#[derive(Debug, Clone)]
pub struct Truth {
    /// Share of the person in each pixel, 0 … 1, strands and lens blur included. Shares are of
    /// linear light: half a black strand on white is sRGB 188, not 128.
    pub alpha: Plane<f32>,
    /// The person's own colour in each pixel, free of wall and noise; black where `alpha` is 0.
    pub foreground: RgbImage,
    /// The wall without the person, free of noise; bystanders belong to it.
    pub wall: RgbImage,
    /// Middle of the person's right eye (left in the picture), between its corners.
    pub right_eye: Point,
    /// Middle of the person's left eye (right in the picture), between its corners.
    pub left_eye: Point,
    /// Middles of both irises, right and left eye of the person; `None` where the eyes are shut.
    pub irises: Option<[Point; 2]>,
    /// Highest point of hair or hat; strands that stand off it are left out.
    pub crown: Point,
    /// Lowest point of the chin on the face's middle line; it goes with the face when that turns.
    pub chin: Point,
    /// Edges of the cheeks below eye level, right and left cheek of the person: what mesh
    /// landmarks 234 and 454 mark.
    pub cheeks: [Point; 2],
    /// The deliberate faults of the photo.
    pub flags: Vec<Flag>,
}

impl Truth {
    /// Distance between both cheeks, pixels.
    pub fn face_width_px(&self) -> f32 {
        self.cheeks[0].distance(self.cheeks[1])
    }

    /// Column halfway between the cheeks, pixels.
    pub fn face_center_x_px(&self) -> f32 {
        self.cheeks[0].midpoint(self.cheeks[1]).x
    }

    /// Row of the eye line: mean of both eyes, pixels.
    pub fn eye_line_px(&self) -> f32 {
        self.right_eye.midpoint(self.left_eye).y
    }

    /// Whether the photo was drawn with that fault.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// The person in front of a wall of one colour, mixed in linear light: what a perfect cut-out
    /// would look like.
    pub fn on_background(&self, rgb: [u8; 3]) -> RgbImage {
        let (width, height) = (self.alpha.width_px(), self.alpha.height_px());
        RgbImage::from_fn(width, height, |x, y| {
            mix_in_light(self.foreground.pixel(x, y), rgb, self.alpha.at(x, y))
        })
    }
}

/// Draws the photo. Same spec, same bytes.
pub fn draw(spec: &PortraitSpec) -> DrawnPhoto {
    let spec = &within_limits(spec);
    let sitter = Sitter::new(spec);
    let backdrop = Backdrop::new(spec);
    let exposure = expose(spec, &sitter.layers(), sitter.head, &backdrop);
    let eye = |side| sitter.face.to_picture(sitter.eye(side));
    let truth = Truth {
        alpha: exposure.alpha,
        foreground: exposure.foreground,
        wall: exposure.wall,
        right_eye: eye(-1.0),
        left_eye: eye(1.0),
        irises: (spec.eyes != Eyes::Closed)
            .then(|| [-1.0, 1.0].map(|side| sitter.face.to_picture(sitter.iris(side)))),
        crown: sitter.crown(),
        chin: sitter
            .face
            .to_picture(Point::new(0.0, sitter.proportions.chin_y)),
        cheeks: sitter.cheeks(),
        flags: spec.flags(),
    };
    DrawnPhoto {
        image: exposure.photo,
        truth,
    }
}

fn within_limits(spec: &PortraitSpec) -> PortraitSpec {
    let side = |length: usize| length.clamp(64, 8192);
    PortraitSpec {
        size_px: (side(spec.size_px.0), side(spec.size_px.1)),
        face_width_px: spec.face_width_px.clamp(16.0, 4096.0),
        yaw_deg: spec.yaw_deg.clamp(-20.0, 20.0),
        ..spec.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::{Clothes, Eyes, Fringe, Glasses, GlassesFrame, Hair, Headwear, Light, Wall};

    /// A quarter of the standard size keeps the tests quick.
    fn small() -> PortraitSpec {
        PortraitSpec::seeded(5).scaled(0.25)
    }

    fn alpha_at(truth: &Truth, at: Point) -> f32 {
        truth.alpha.sample(at.x, at.y)
    }

    #[track_caller]
    fn check_truth_makes_up_the_photo(spec: &PortraitSpec) {
        let drawn = draw(&PortraitSpec {
            noise: 0.0,
            ..spec.clone()
        });
        let Truth {
            alpha,
            foreground,
            wall,
            ..
        } = &drawn.truth;
        for y in 0..alpha.height_px() {
            for x in 0..alpha.width_px() {
                let mixed = mix_in_light(foreground.pixel(x, y), wall.pixel(x, y), alpha.at(x, y));
                let seen = drawn.image.pixel(x, y);
                let worst = (0..3)
                    .map(|channel| mixed[channel].abs_diff(seen[channel]))
                    .max();
                assert!(worst <= Some(2), "{mixed:?}, not {seen:?} at ({x}, {y})");
            }
        }
    }

    #[test]
    fn foreground_over_wall_is_the_photo() {
        check_truth_makes_up_the_photo(&small());
        check_truth_makes_up_the_photo(&PortraitSpec {
            wall: Wall::Busy,
            ..small()
        });
        check_truth_makes_up_the_photo(&PortraitSpec {
            light: Light::OneSided,
            ..small()
        });
        check_truth_makes_up_the_photo(&PortraitSpec {
            blur_px: 3.0,
            ..small()
        });
        check_truth_makes_up_the_photo(&PortraitSpec {
            hair: Hair::OverEars,
            ..small()
        });
    }

    #[test]
    fn the_same_spec_draws_the_same_bytes() {
        assert_eq!(draw(&small()).image, draw(&small()).image);
        assert_ne!(
            draw(&small()).image,
            draw(&PortraitSpec { seed: 6, ..small() }).image
        );
    }

    #[track_caller]
    fn check_geometry(spec: &PortraitSpec) {
        let truth = draw(spec).truth;
        let middle = truth.right_eye.midpoint(truth.left_eye);
        assert!(truth.right_eye.x < truth.left_eye.x);
        assert!(truth.crown.y < middle.y && middle.y < truth.chin.y);
        assert!((truth.face_width_px() / spec.face_width_px - 1.0).abs() < 0.1);
        let slope = (truth.left_eye.y - truth.right_eye.y)
            .atan2(truth.left_eye.x - truth.right_eye.x)
            .to_degrees();
        assert!((slope - spec.roll_deg).abs() < 0.1, "{slope}");
        let unit = spec.face_width_px / 404.0;
        assert!(alpha_at(&truth, middle) > 0.999);
        assert!(alpha_at(&truth, truth.crown.offset(0.0, 6.0 * unit)) > 0.9);
        assert!(alpha_at(&truth, truth.crown.offset(0.0, -40.0 * unit)) < 0.01);
        assert!(alpha_at(&truth, truth.chin) > 0.999);
        assert_eq!(truth.alpha.at(0, 0), 0.0);
    }

    #[test]
    fn geometry_agrees_with_the_matte() {
        for seed in 0..6 {
            check_geometry(&PortraitSpec::seeded(seed).scaled(0.25));
        }
        check_geometry(&PortraitSpec {
            hair: Hair::Bald,
            ..small()
        });
        check_geometry(&PortraitSpec {
            headwear: Headwear::Beanie,
            ..small()
        });
        check_geometry(&PortraitSpec {
            roll_deg: 9.0,
            ..small()
        });
        check_geometry(&PortraitSpec {
            yaw_deg: 12.0,
            ..small()
        });
        check_geometry(&PortraitSpec {
            face_center: (0.45, 0.5),
            ..small()
        });
    }

    #[test]
    fn hair_ends_in_strands_that_the_wall_shines_through() {
        // Above the eyes, where a bald head has a smooth edge.
        let translucent = |hair| {
            let truth = draw(&PortraitSpec {
                hair,
                ..small().scaled(2.0)
            })
            .truth;
            let rows = truth.eye_line_px() as usize;
            let shares = &truth.alpha.as_slice()[..rows * truth.alpha.width_px()];
            shares
                .iter()
                .filter(|share| (0.1..0.9).contains(*share))
                .count()
        };
        let (hair, bald) = (translucent(Hair::BehindEars), translucent(Hair::Bald));
        assert!(
            2 * hair > 3 * bald,
            "{hair} pixels with hair, {bald} without"
        );
    }

    #[track_caller]
    fn check_flags(spec: &PortraitSpec, expected: &[Flag]) {
        assert_eq!(spec.flags(), expected);
    }

    #[test]
    fn flags_name_what_is_wrong_and_nothing_else() {
        let good = PortraitSpec::seeded(1);
        let glasses = |lenses| {
            Some(Glasses {
                frame: GlassesFrame::Thin,
                lenses,
            })
        };
        check_flags(&good, &[]);
        check_flags(
            &PortraitSpec {
                eyes: Eyes::Closed,
                ..good.clone()
            },
            &[Flag::EyesClosed],
        );
        check_flags(
            &PortraitSpec {
                glasses: glasses(crate::Lenses::Glare),
                ..good.clone()
            },
            &[Flag::Glasses, Flag::Glare],
        );
        check_flags(
            &PortraitSpec {
                fringe: Fringe::Thin,
                wall: Wall::Dark,
                ..good.clone()
            },
            &[Flag::BrowsCovered, Flag::DarkWall],
        );
        let clothes = Clothes::Rgb([100, 197, 255]);
        check_flags(&PortraitSpec { clothes, ..good }, &[Flag::BlueClothes]);
    }

    #[test]
    fn eyes_that_are_shut_have_no_irises() {
        assert!(
            draw(&PortraitSpec {
                eyes: Eyes::Closed,
                ..small()
            })
            .truth
            .irises
            .is_none()
        );
        let aside = draw(&PortraitSpec {
            eyes: Eyes::Aside(1.0),
            ..small()
        })
        .truth;
        let moved = aside.irises.map(|[right, _]| right.x - aside.right_eye.x);
        assert!(moved > Some(3.0), "{moved:?}");
    }

    #[test]
    fn senseless_sizes_are_brought_into_range() {
        let drawn = draw(&PortraitSpec {
            size_px: (0, 1),
            face_width_px: -3.0,
            ..small()
        });
        assert_eq!((drawn.image.width_px(), drawn.image.height_px()), (64, 64));
    }
}
