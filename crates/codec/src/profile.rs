//! Converts colours from an ICC profile to sRGB with `moxcms`. A damaged profile is ignored, as
//! viewers do.

use moxcms::{ColorProfile, DataColorSpace, Layout, ProfileText, TransformOptions};

use crate::stored::Stored;

/// Converts stored pixels to sRGB in place of them; gives the profile's name where one was used.
pub(crate) fn to_srgb(stored: Stored, profile: Option<&[u8]>) -> (Stored, Option<String>) {
    let Some(profile) = profile.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok()) else {
        return (stored, None);
    };
    let name = description(&profile);
    if is_srgb(name.as_deref()) {
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

fn is_srgb(name: Option<&str>) -> bool {
    name.is_some_and(|name| name.contains("sRGB"))
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
