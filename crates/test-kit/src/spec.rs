//! What to draw: one value per thing that a photo standard cares about.
//!
//! The default is a good photo: frontal, plain light-grey wall, even light. Change single fields:
//!
//! ```
//! use test_kit::{Eyes, PortraitSpec};
//! let blinking = PortraitSpec { eyes: Eyes::Closed, ..PortraitSpec::seeded(3) };
//! ```

use crate::random::Random;

/// A phone photo to draw. Everything that is not said here varies a little with the seed.
#[derive(Debug, Clone, PartialEq)]
pub struct PortraitSpec {
    /// Same seed, same picture: proportions of the face, strands, noise.
    pub seed: u64,
    /// Width and height, 64 … 8192 px each; others are brought into that range.
    pub size_px: (usize, usize),
    /// Width of the face from cheek to cheek, where mesh landmarks 234 and 454 lie, in a picture
    /// without yaw: pixels, 16 … 4096.
    pub face_width_px: f32,
    /// Middle of the face (between nose bridge and nose tip), share of the picture's width and
    /// height.
    pub face_center: (f32, f32),
    /// Head tilted clockwise in the picture, degrees.
    pub roll_deg: f32,
    /// Head turned, positive towards the person's left (right in the picture), −20 … 20°, as a
    /// landmark network reads it (within 2° at 12°).
    pub yaw_deg: f32,
    /// Line through the shoulders, degrees, positive clockwise in the picture.
    pub shoulder_slope_deg: f32,
    /// Colour of the skin.
    pub skin: SkinTone,
    /// Skin with pores, or smoothed as beauty filters do.
    pub finish: SkinFinish,
    /// Shape of the hair.
    pub hair: Hair,
    /// Colour of the hair, 8-bit sRGB.
    pub hair_rgb: [u8; 3],
    /// Hair on the forehead.
    pub fringe: Fringe,
    /// Openness and gaze of the eyes.
    pub eyes: Eyes,
    /// Position of the lips.
    pub mouth: Mouth,
    /// Glasses, if any.
    pub glasses: Option<Glasses>,
    /// Worn on the head.
    pub headwear: Headwear,
    /// Earrings and necklace.
    pub jewellery: Jewellery,
    /// Colour of the clothes.
    pub clothes: Clothes,
    /// Pattern of the clothes.
    pub pattern: Pattern,
    /// The wall behind the person.
    pub wall: Wall,
    /// Direction and evenness of the light.
    pub light: Light,
    /// Exposure error in stops: +1 is twice as bright; blown-out parts stay white.
    pub exposure_stops: f32,
    /// Gain of red, green and blue light: (1, 1, 1) is neutral.
    pub colour_cast: [f32; 3],
    /// Standard deviation of the lens blur, pixels, ≥ 0.
    pub blur_px: f32,
    /// Standard deviation of the sensor noise, 8-bit steps, ≥ 0.
    pub noise: f32,
    /// Somebody else in the picture.
    pub bystander: Option<Bystander>,
}

impl Default for PortraitSpec {
    fn default() -> Self {
        Self {
            seed: 0,
            size_px: (1200, 1600),
            face_width_px: 404.0,
            face_center: (0.5, 0.4375),
            roll_deg: 0.0,
            yaw_deg: 0.0,
            shoulder_slope_deg: 0.0,
            skin: SkinTone::Light,
            finish: SkinFinish::Natural,
            hair: Hair::Short,
            hair_rgb: [34, 28, 27],
            fringe: Fringe::None,
            eyes: Eyes::Open,
            mouth: Mouth::Closed,
            glasses: None,
            headwear: Headwear::None,
            jewellery: Jewellery::None,
            clothes: Clothes::Rgb([52, 56, 70]),
            pattern: Pattern::Plain,
            wall: Wall::LightGrey,
            light: Light::Even,
            exposure_stops: 0.0,
            colour_cast: [1.0; 3],
            blur_px: 0.9,
            noise: 1.6,
            bystander: None,
        }
    }
}

impl PortraitSpec {
    /// A good photo of the person that belongs to `seed`: skin, hair and clothes vary too.
    pub fn seeded(seed: u64) -> Self {
        const SKINS: [SkinTone; 4] = [
            SkinTone::Light,
            SkinTone::Fair,
            SkinTone::Tan,
            SkinTone::Light,
        ];
        const HAIRS: [Hair; 3] = [Hair::Short, Hair::TiedBack, Hair::BehindEars];
        const HAIR_RGB: [[u8; 3]; 3] = [[34, 28, 27], [46, 34, 30], [26, 24, 28]];
        const CLOTHES: [[u8; 3]; 5] = [
            [52, 56, 70],
            [96, 42, 46],
            [40, 74, 62],
            [70, 62, 58],
            [28, 30, 36],
        ];
        let mut random = Random::new(seed, "person");
        Self {
            seed,
            skin: pick(&SKINS, random.share()),
            hair: pick(&HAIRS, random.share()),
            hair_rgb: pick(&HAIR_RGB, random.share()),
            clothes: Clothes::Rgb(pick(&CLOTHES, random.share())),
            ..Self::default()
        }
    }

    /// The same photo at `factor` times the size in pixels, noise and blur per pixel as they were:
    /// the same scene seen by a sharper camera.
    pub fn scaled(self, factor: f32) -> Self {
        let scale = |length: usize| (length as f32 * factor).round() as usize;
        Self {
            size_px: (scale(self.size_px.0), scale(self.size_px.1)),
            face_width_px: self.face_width_px * factor,
            ..self
        }
    }
}

fn pick<T: Copy>(from: &[T], share: f32) -> T {
    from[((share * from.len() as f32) as usize).min(from.len() - 1)]
}

/// Colour of the skin, from light to dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkinTone {
    /// Very light.
    Fair,
    /// Light with a warm tone.
    Light,
    /// Tanned skin.
    Tan,
    /// Brown skin.
    Brown,
    /// Dark skin.
    Dark,
}

/// Surface of the skin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkinFinish {
    /// Fine texture.
    Natural,
    /// No texture at all, as after a beauty filter.
    Smoothed,
}

/// Shape of the hair. All but `Bald` end in single strands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hair {
    /// No hair.
    Bald,
    /// Above the ears.
    Short,
    /// Long, tied at the back; the ears are free.
    TiedBack,
    /// Long, behind the ears and the shoulders.
    BehindEars,
    /// Long, over both ears.
    OverEars,
}

/// Hair on the forehead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fringe {
    /// The forehead is free.
    None,
    /// Single strands down to the eyelids; skin shows through.
    Thin,
    /// Closed, over both brows.
    Full,
}

/// Openness and gaze of the eyes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Eyes {
    /// Open, into the lens.
    Open,
    /// Both shut.
    Closed,
    /// Open, irises moved sideways by this share −1 … 1 of what the eye allows; positive is right
    /// in the picture.
    Aside(f32),
    /// Open, the pupils red from a flash.
    Red,
}

/// Position of the lips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouth {
    /// Lips together.
    Closed,
    /// Lips apart, no teeth to see.
    Open,
    /// Smiling with teeth.
    Teeth,
}

/// Glasses: frame and lenses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glasses {
    /// The frame.
    pub frame: GlassesFrame,
    /// The lenses.
    pub lenses: Lenses,
}

/// Frame of glasses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GlassesFrame {
    /// Dark plastic.
    Thick,
    /// Dark wire.
    Thin,
    /// Pale wire, hard to see.
    PaleWire,
}

/// Lenses of glasses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lenses {
    /// Nearly invisible.
    Clear,
    /// Dark enough to hide the eyes' colour.
    Tinted,
    /// Clear with a white reflection over part of each eye.
    Glare,
}

/// Worn on the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headwear {
    /// Bare head.
    None,
    /// A knitted hat.
    Beanie,
    /// A baseball cap, peak forward.
    Cap,
    /// A hairband.
    Band,
}

/// Earrings and necklace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jewellery {
    /// No eye closed.
    None,
    /// On both lobes.
    Earrings,
    /// A chain around the neck.
    Necklace,
    /// Both eyes closed.
    Both,
}

/// Colour of the clothes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clothes {
    /// 8-bit sRGB.
    Rgb([u8; 3]),
    /// The colour of the wall, a little shaded.
    LikeWall,
}

impl Clothes {
    /// Blue enough to vanish in front of the portrait's background.
    fn is_blue(self) -> bool {
        matches!(self, Self::Rgb([red, green, blue])
            if blue > 120 && blue >= green && blue.saturating_sub(red) > 60)
    }
}

/// Pattern of the clothes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// One colour.
    Plain,
    /// Bright horizontal stripes.
    Stripes,
    /// Bright and dark squares.
    Checks,
    /// A large bright emblem on the chest.
    Emblem,
}

/// The wall behind the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wall {
    /// White cloth.
    White,
    /// Light grey.
    LightGrey,
    /// Middle grey.
    MidGrey,
    /// Beige cloth.
    Beige,
    /// Sky blue.
    Sky,
    /// Nearly black.
    Dark,
    /// Light grey, much darker on one side.
    Gradient,
    /// White with the person's cast shadow.
    Shadow,
    /// Shelf, picture and plant.
    Busy,
}

/// Direction and evenness of the light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// From the front.
    Even,
    /// From the right of the picture; the other cheek is dark.
    OneSided,
}

/// Somebody else in the picture, in front of the same wall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bystander {
    /// Width of that face, share of the first person's.
    pub relative_width: f32,
    /// Middle of that face, share of the picture's width and height.
    pub center: (f32, f32),
}

/// A deliberate fault of a drawn photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// Face narrower than 192 px: 240 px of the portrait by 1.25.
    SmallFace,
    /// More than one person.
    SeveralPeople,
    /// Head tilted by more than 3°.
    Tilted,
    /// Head turned by more than 5°.
    Turned,
    /// Shoulder line off by more than 3°.
    ShouldersSloping,
    /// Eyes shut.
    EyesClosed,
    /// Eyes look aside.
    GazeAside,
    /// Red pupils.
    RedEyes,
    /// Lips apart.
    MouthOpen,
    /// Any glasses.
    Glasses,
    /// Tinted lenses.
    TintedLenses,
    /// Reflections on the lenses.
    Glare,
    /// Hair or a hat over the brows.
    BrowsCovered,
    /// Hair or a hat over the ears.
    EarsHidden,
    /// An earring in each lobe.
    Earrings,
    /// A necklace above the collar.
    Necklace,
    /// Hat, cap or band.
    Headwear,
    /// Wall with clutter.
    BusyWall,
    /// Wall too dark to tell it from dark hair.
    DarkWall,
    /// Wall much darker on one side.
    WallGradient,
    /// Shadow on the wall.
    WallShadow,
    /// Clothes of the wall's colour.
    ClothesLikeWall,
    /// Clothes of the portrait's light blue or another strong blue.
    BlueClothes,
    /// Clothes with a pattern.
    PatternedClothes,
    /// Light from one side.
    OneSidedLight,
    /// Too bright by at least half a stop.
    Overexposed,
    /// Too dark by at least one and a half stops.
    Underexposed,
    /// Light of a wrong colour.
    ColourCast,
    /// Blurred by more than 1/150 of the face width.
    Blurred,
    /// Skin without texture.
    Smoothed,
}

impl PortraitSpec {
    /// The deliberate faults of this photo; empty for a good one.
    pub fn flags(&self) -> Vec<Flag> {
        let glasses = self.glasses.map(|glasses| glasses.lenses);
        let [earrings, necklace] = match self.jewellery {
            Jewellery::None => [false, false],
            Jewellery::Earrings => [true, false],
            Jewellery::Necklace => [false, true],
            Jewellery::Both => [true, true],
        };
        let cast = self.colour_cast.iter().any(|gain| (gain - 1.0).abs() > 0.1);
        let table = [
            (Flag::SmallFace, self.face_width_px < 192.0),
            (Flag::SeveralPeople, self.bystander.is_some()),
            (Flag::Tilted, self.roll_deg.abs() > 3.0),
            (Flag::Turned, self.yaw_deg.abs() > 5.0),
            (Flag::ShouldersSloping, self.shoulder_slope_deg.abs() > 3.0),
            (Flag::EyesClosed, self.eyes == Eyes::Closed),
            (
                Flag::GazeAside,
                matches!(self.eyes, Eyes::Aside(share) if share.abs() > 0.3),
            ),
            (Flag::RedEyes, self.eyes == Eyes::Red),
            (Flag::MouthOpen, self.mouth != Mouth::Closed),
            (Flag::Glasses, glasses.is_some()),
            (Flag::TintedLenses, glasses == Some(Lenses::Tinted)),
            (Flag::Glare, glasses == Some(Lenses::Glare)),
            (Flag::BrowsCovered, self.fringe != Fringe::None),
            (Flag::EarsHidden, self.hair == Hair::OverEars),
            (Flag::Earrings, earrings),
            (Flag::Necklace, necklace),
            (Flag::Headwear, self.headwear != Headwear::None),
            (Flag::BusyWall, self.wall == Wall::Busy),
            (Flag::DarkWall, self.wall == Wall::Dark),
            (Flag::WallGradient, self.wall == Wall::Gradient),
            (Flag::WallShadow, self.wall == Wall::Shadow),
            (Flag::ClothesLikeWall, self.clothes == Clothes::LikeWall),
            (Flag::BlueClothes, self.clothes.is_blue()),
            (Flag::PatternedClothes, self.pattern != Pattern::Plain),
            (Flag::OneSidedLight, self.light == Light::OneSided),
            (Flag::Overexposed, self.exposure_stops >= 0.5),
            (Flag::Underexposed, self.exposure_stops <= -1.5),
            (Flag::ColourCast, cast),
            (Flag::Blurred, self.blur_px * 150.0 > self.face_width_px),
            (Flag::Smoothed, self.finish == SkinFinish::Smoothed),
        ];
        let raised = table.into_iter().filter(|(_, holds)| *holds);
        raised.map(|(flag, _)| flag).collect()
    }
}
