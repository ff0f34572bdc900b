//! Converts colours from an ICC profile to sRGB with `moxcms`. A damaged profile is ignored, as
//! viewers do.

use moxcms::{ColorProfile, DataColorSpace, Layout, ProfileText, TransformOptions};

use crate::stored::Stored;

/// Values that differ by no more are the same: curves are written with few bits.
const SAME_VALUE: u8 = 3;

/// Converts stored pixels to sRGB in place of them; gives the profile's name where one was used.
pub(crate) fn to_srgb(stored: Stored, profile: Option<&[u8]>) -> (Stored, Option<String>) {
    let Some(profile) = profile.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok()) else {
        return (stored, None);
    };
    let name = description(&profile);
    if is_srgb(name.as_deref(), &profile) {
        return (stored, name);
    }
    match convert(&stored, &profile) {
        Some(values) => (
            Stored {
                values,
                channels: 3,
                ..stored
            },
            name,
        ),
        None => (stored, None),
    }
}

fn convert(stored: &Stored, profile: &ColorProfile) -> Option<Vec<u8>> {
    let target = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let pixels = stored.width_px * stored.height_px;
    let mut values = vec![0; pixels * 3];
    let (layout, source) = match (profile.color_space, stored.channels) {
        (DataColorSpace::Rgb, 3) => (Layout::Rgb, stored.values.clone()),
        // A grey picture was spread over three equal channels: take one.
        (DataColorSpace::Gray, 3) => (
            Layout::Gray,
            stored.values.iter().step_by(3).copied().collect(),
        ),
        // Profiles count ink upwards, Adobe stores it inverted.
        (DataColorSpace::Cmyk, 4) => (
            Layout::Rgba,
            stored.values.iter().map(|value| 255 - value).collect(),
        ),
        _ => return None,
    };
    let transform = profile
        .create_transform_8bit(layout, &target, Layout::Rgb, options)
        .ok()?;
    transform.transform(&source, &mut values).ok()?;
    Some(values)
}

/// The profile of Adobe RGB (1998).
pub(crate) fn adobe_rgb() -> Option<Vec<u8>> {
    ColorProfile::new_adobe_rgb().encode().ok()
}

/// Whether a profile that is called sRGB keeps sRGB values as they are. Others go by that name: linear ones,
/// and those of screens.
fn is_srgb(name: Option<&str>, profile: &ColorProfile) -> bool {
    const LEVELS: [u8; 5] = [0, 64, 128, 192, 255];
    if !name.is_some_and(|name| name.contains("sRGB")) {
        return false;
    }
    let values: Vec<u8> = LEVELS
        .into_iter()
        .flat_map(|red| LEVELS.map(|green| (red, green)))
        .flat_map(|(red, green)| LEVELS.map(|blue| [red, green, blue]))
        .flatten()
        .collect();
    let probes = Stored {
        width_px: values.len() / 3,
        height_px: 1,
        channels: 3,
        values,
    };
    convert(&probes, profile).is_some_and(|converted| {
        let mut pairs = converted.iter().zip(&probes.values);
        pairs.all(|(one, other)| one.abs_diff(*other) <= SAME_VALUE)
    })
}

fn description(profile: &ColorProfile) -> Option<String> {
    let text = match profile.description.as_ref()? {
        ProfileText::PlainString(text) => text.clone(),
        ProfileText::Localizable(texts) => texts.first()?.value.clone(),
        ProfileText::Description(text) => text.ascii_string.clone(),
    };
    // It goes into reports: no control characters, no novels.
    let clean: String = text
        .chars()
        .filter(|char| !char.is_control())
        .take(60)
        .collect();
    (!clean.is_empty()).then_some(clean)
}
