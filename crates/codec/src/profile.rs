//! Converts colours from an ICC profile to sRGB with `moxcms`. A damaged profile is ignored, as
//! viewers do.

use std::sync::Arc;

use moxcms::{
    ColorProfile, DataColorSpace, Layout, ProfileText, Transform8BitExecutor, TransformOptions,
};

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
    match convert(stored, &profile) {
        Ok(converted) => (converted, name),
        Err(stored) => (stored, None),
    }
}

/// Gives the pixels back as they are where the profile does not fit them.
fn convert(mut stored: Stored, profile: &ColorProfile) -> Result<Stored, Stored> {
    let source = match (profile.color_space, stored.channels) {
        (DataColorSpace::Rgb, 3) => {
            return match convert_in_place(&mut stored.values, profile) {
                Some(()) => Ok(stored),
                None => Err(stored),
            };
        }
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
        _ => return Err(stored),
    };
    let (layout, source): (Layout, Vec<u8>) = source;
    let mut values = vec![0; stored.width_px * stored.height_px * 3];
    let converted = transform_of(profile, layout)
        .and_then(|transform| transform.transform(&source, &mut values).ok());
    match converted {
        Some(()) => Ok(Stored {
            values,
            channels: 3,
            ..stored
        }),
        None => Err(stored),
    }
}

/// Converts R G B some pixels at a time: a second picture would double the memory.
fn convert_in_place(values: &mut [u8], profile: &ColorProfile) -> Option<()> {
    const AT_ONCE: usize = 3 << 12;
    let transform = transform_of(profile, Layout::Rgb)?;
    let mut source = [0; AT_ONCE];
    for values in values.chunks_mut(AT_ONCE) {
        let source = &mut source[..values.len()];
        source.copy_from_slice(values);
        transform.transform(source, values).ok()?;
    }
    Some(())
}

fn transform_of(profile: &ColorProfile, layout: Layout) -> Option<Arc<Transform8BitExecutor>> {
    let target = ColorProfile::new_srgb();
    profile
        .create_transform_8bit(layout, &target, Layout::Rgb, TransformOptions::default())
        .ok()
}

/// The profile of Adobe RGB (1998).
pub(crate) fn adobe_rgb() -> Option<Vec<u8>> {
    ColorProfile::new_adobe_rgb().encode().ok()
}

/// The profile of Display P3.
pub(crate) fn display_p3() -> Option<Vec<u8>> {
    ColorProfile::new_display_p3().encode().ok()
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
        values: values.clone(),
    };
    convert(probes, profile).is_ok_and(|converted| {
        let mut pairs = converted.values.iter().zip(&values);
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
