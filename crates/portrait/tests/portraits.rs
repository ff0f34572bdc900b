//! Tests from a drawn phone photo to the portrait, through the public functions.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use codec::{DecodedPhoto, Limits, Scale};
use portrait::{Analysis, Engine, FramingFault, Portrait, RenderError, inspect};
use raster::resize::{Filter, crop_and_resize};
use raster::{Orientation, Rect, RgbImage};
use standard::OutputSpec;
use standard::facts::Measured;
use test_kit::{Clothes, ExifTags, JpegOptions, PortraitSpec, Wall, draw, to_jpeg, to_png};

const OUTPUT: OutputSpec = OutputSpec::DIPLOMA;

fn taken(spec: &PortraitSpec) -> Vec<u8> {
    let options = JpegOptions {
        exif: Some(ExifTags::phone()),
        ..JpegOptions::default()
    };
    to_jpeg(&draw(spec).image, &options).unwrap()
}

fn analyzed(engine: &Engine, bytes: &[u8]) -> Analysis {
    portrait::analyze(engine, bytes, &Limits::default(), &OUTPUT).unwrap()
}

fn rendered(bytes: &[u8], output: &OutputSpec) -> Result<(Analysis, Portrait), RenderError> {
    let engine = Engine::new().unwrap();
    let analysis = analyzed(&engine, bytes);
    portrait::render(&engine, &analysis, output).map(|portrait| (analysis, portrait))
}

fn decoded(bytes: &[u8]) -> DecodedPhoto {
    codec::decode(bytes, &Limits::default(), Scale::Full).unwrap()
}

fn refused(spec: &PortraitSpec) -> RenderError {
    rendered(&taken(spec), &OUTPUT).unwrap_err()
}

#[test]
fn the_person_keeps_the_photos_own_pixels() {
    let photo = taken(&PortraitSpec::seeded(2));
    let (analysis, portrait) = rendered(&photo, &OUTPUT).unwrap();
    let cut = inspect::cut_out(&analysis).unwrap();
    let size = (cut.alpha.width_px(), cut.alpha.height_px());
    let own = crop_and_resize(&decoded(&photo).image, cut.area, size, Filter::Lanczos3);
    let per_px = cut.area.width / size.0 as f32;
    let left = ((portrait.source_area.x - cut.area.x) / per_px).round() as usize;
    let top = ((portrait.source_area.y - cut.area.y) / per_px).round() as usize;
    let (mut person, mut background) = (0, 0);
    for y in 0..portrait.image.height_px() {
        for x in 0..portrait.image.width_px() {
            let seen = portrait.image.pixel(x, y);
            let opacity = cut.alpha.at(left + x, top + y);
            if opacity >= 1.0 {
                assert_eq!(seen, own.pixel(left + x, top + y), "({x}, {y})");
                person += 1;
            } else if opacity <= 0.0 {
                assert_eq!(seen, OUTPUT.background, "({x}, {y})");
                background += 1;
            }
        }
    }
    assert!(
        person > 90_000 && background > 90_000,
        "{person} {background}"
    );
}

#[test]
fn geometry_is_what_was_drawn_and_lies_inside_the_windows() {
    let spec = PortraitSpec::seeded(1);
    let truth = draw(&spec).truth;
    let (_, portrait) = rendered(&taken(&spec), &OUTPUT).unwrap();
    let area = portrait.source_area;
    let scale = OUTPUT.width_px as f32 / area.width;
    let planned = portrait.geometry;
    let seen = portrait.remeasured.unwrap();
    for (name, drawn, planned, seen) in [
        (
            "crown",
            (truth.crown.y - area.y) * scale,
            planned.crown_px,
            seen.crown_px,
        ),
        (
            "eyes",
            (truth.eye_line_px() - area.y) * scale,
            planned.eye_line_px,
            seen.eye_line_px,
        ),
        (
            "width",
            truth.face_width_px() * scale,
            planned.face_width_px,
            seen.face_width_px,
        ),
    ] {
        assert!(
            (planned - drawn).abs() <= 3.0,
            "{name}: {planned}, drawn {drawn}"
        );
        assert!((seen - drawn).abs() <= 5.0, "{name}: {seen}, drawn {drawn}");
    }
    assert!(OUTPUT.crown_px.contains(seen.crown_px));
    assert!(OUTPUT.eye_line_px.contains(seen.eye_line_px));
    assert!(OUTPUT.face_width_px.contains(seen.face_width_px));
    assert!(seen.center_offset_px.abs() <= OUTPUT.max_center_offset_px);
}

#[test]
fn the_file_is_what_the_standard_asks_for() {
    let (_, portrait) = rendered(&taken(&PortraitSpec::seeded(3)), &OUTPUT).unwrap();
    let window = OUTPUT.bytes.min_bytes as usize..=OUTPUT.bytes.max_bytes as usize;
    assert!(window.contains(&portrait.jpeg.len()));
    assert!(portrait.quality >= OUTPUT.min_quality);
    let file = decoded(&portrait.jpeg);
    assert_eq!((file.image.width_px(), file.image.height_px()), (480, 640));
    assert_eq!(file.file.camera_make, None);
    assert!(file.file.software.is_empty());
    // JFIF: unit 1 is dots per inch, then both densities.
    let start = portrait
        .jpeg
        .windows(5)
        .position(|bytes| bytes == b"JFIF\0");
    let density = &portrait.jpeg[start.unwrap() + 7..][..5];
    assert_eq!(density, [1, 1, 44, 1, 44]);
}

#[test]
fn every_batch_has_its_background() {
    let white = OutputSpec {
        background: [255; 3],
        ..OUTPUT
    };
    let photo = taken(&PortraitSpec::seeded(2));
    let (_, portrait) = rendered(&photo, &white).unwrap();
    let (_, blue) = rendered(&photo, &OUTPUT).unwrap();
    assert_eq!(portrait.image.pixel(3, 3), [255; 3]);
    assert_eq!(portrait.source_area, blue.source_area);
}

#[test]
fn a_tilted_head_stays_tilted() {
    let spec = PortraitSpec {
        roll_deg: 6.0,
        ..PortraitSpec::seeded(2)
    };
    let engine = Engine::new().unwrap();
    let analysis = analyzed(&engine, &taken(&spec));
    let portrait = portrait::render(&engine, &analysis, &OUTPUT).unwrap();
    let again = analyzed(&engine, &portrait.jpeg);
    let roll = |analysis: &Analysis| match &analysis.facts.face {
        Measured::Value(face) => face.pose.roll_deg,
        Measured::NotMeasurable(reason) => panic!("{reason:?}"),
    };
    assert!(roll(&analysis).abs() > 4.0);
    assert!((roll(&again) - roll(&analysis)).abs() < 1.0);
}

#[test]
fn nothing_is_enlarged_beyond_the_limit() {
    let small = PortraitSpec {
        face_width_px: 130.0,
        ..PortraitSpec::seeded(2)
    };
    match refused(&small) {
        RenderError::TooSmall { upscale, allowed }
        | RenderError::CannotFrame(FramingFault::TooSmall { upscale, allowed }) => {
            assert!(upscale > allowed && allowed == OUTPUT.max_upscale);
        }
        error => panic!("{error}"),
    }
    let just = PortraitSpec {
        face_width_px: 175.0,
        ..PortraitSpec::seeded(2)
    };
    let (_, portrait) = rendered(&taken(&just), &OUTPUT).unwrap();
    let enlarged = OUTPUT.width_px as f32 / portrait.source_area.width;
    assert!(
        (1.0..=OUTPUT.max_upscale + 1e-3).contains(&enlarged),
        "{enlarged}"
    );
}

#[test]
fn what_cannot_become_a_portrait_says_why() {
    let photo = draw(&PortraitSpec::seeded(2));
    let part = |area: Rect| {
        let size = (area.width as usize, area.height as usize);
        let image = crop_and_resize(&photo.image, area, size, Filter::Bilinear);
        rendered(&to_png(&image).unwrap(), &OUTPUT).unwrap_err()
    };
    let (width, height) = (
        photo.image.width_px() as f32,
        photo.image.height_px() as f32,
    );
    let crown = photo.truth.crown.y;
    let below_crown = Rect {
        x: 0.0,
        y: crown + 25.0,
        width,
        height: height - crown - 25.0,
    };
    assert!(matches!(part(below_crown), RenderError::HeadCut));
    let above_chest = Rect {
        x: 0.0,
        y: 0.0,
        width,
        height: photo.truth.chin.y + 20.0,
    };
    assert!(matches!(
        part(above_chest),
        RenderError::CannotFrame(FramingFault::TooLittleBelow)
    ));
    let wall = RgbImage::filled(600, 800, [220; 3]);
    let nobody = rendered(&to_png(&wall).unwrap(), &OUTPUT).unwrap_err();
    assert!(matches!(nobody, RenderError::NoFace));
}

#[test]
fn a_sideways_file_gives_the_upright_portrait() {
    let photo = draw(&PortraitSpec::seeded(2)).image;
    let [upright, turned] =
        [Orientation::Upright, Orientation::Rotate90Clockwise].map(|orientation| {
            let options = JpegOptions {
                exif: Some(ExifTags {
                    orientation,
                    ..ExifTags::phone()
                }),
                half_colour: false,
                ..JpegOptions::default()
            };
            rendered(&to_jpeg(&photo, &options).unwrap(), &OUTPUT)
                .unwrap()
                .1
        });
    let apart = |a: f32, b: f32| (a - b).abs();
    assert!(apart(upright.source_area.x, turned.source_area.x) < 4.0);
    assert!(apart(upright.source_area.y, turned.source_area.y) < 4.0);
    assert!(apart(upright.source_area.width, turned.source_area.width) < 8.0);
}

#[test]
fn walls_and_clothes_that_no_matte_copes_with_are_told() {
    let engine = Engine::new().unwrap();
    let contrasts = |spec: &PortraitSpec| {
        let facts = analyzed(&engine, &taken(spec)).facts;
        let (matte, wall) = (facts.matte.value().unwrap(), facts.wall.value().unwrap());
        (
            matte.hair_contrast.value().unwrap(),
            matte.clothes_contrast.value().unwrap(),
            wall.residual,
        )
    };
    let good = PortraitSpec::seeded(2);
    let (hair, clothes, residual) = contrasts(&good);
    assert!(
        hair > 0.3 && clothes > 0.3 && residual < 0.03,
        "{hair} {clothes} {residual}"
    );
    let dark = PortraitSpec {
        wall: Wall::Dark,
        ..good.clone()
    };
    assert!(contrasts(&dark).0 < 0.15);
    let alike = PortraitSpec {
        clothes: Clothes::LikeWall,
        ..good.clone()
    };
    assert!(contrasts(&alike).1 < 0.15);
    let busy = PortraitSpec {
        wall: Wall::Busy,
        ..good
    };
    assert!(contrasts(&busy).2 > 0.1);
}

#[test]
fn opacity_follows_every_strand() {
    for seed in [1, 2] {
        let spec = PortraitSpec::seeded(seed);
        let truth = draw(&spec).truth;
        let analysis = analyzed(&Engine::new().unwrap(), &taken(&spec));
        let cut = inspect::cut_out(&analysis).unwrap();
        let shares = RgbImage::from_fn(truth.alpha.width_px(), truth.alpha.height_px(), |x, y| {
            [(truth.alpha.at(x, y) * 255.0).round() as u8; 3]
        });
        let size = (cut.alpha.width_px(), cut.alpha.height_px());
        let expected = crop_and_resize(&shares, cut.area, size, Filter::Bilinear);
        let mut sum = 0.0;
        for y in 0..size.1 {
            for x in 0..size.0 {
                sum += (cut.alpha.at(x, y) - f32::from(expected.pixel(x, y)[0]) / 255.0).abs();
            }
        }
        let mean = sum / (size.0 * size.1) as f32;
        assert!(mean < 0.01, "seed {seed}: {mean}");
    }
}
