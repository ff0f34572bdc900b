//! Reads tags for camera, program and time from EXIF, XMP and PNG text.

use exif::{Exif, In, Reader, Tag, Value};
use raster::Orientation;
use standard::facts::ScreenshotHint;

use crate::profile;

/// Values of the tags.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    pub(crate) orientation: Orientation,
    pub(crate) camera_make: Option<String>,
    pub(crate) camera_model: Option<String>,
    pub(crate) software: Vec<String>,
    pub(crate) captured_at: Option<String>,
    /// The description or the comment is the word that phones give to screenshots.
    called_screenshot: bool,
    /// Colours are those of Adobe RGB, as cameras say without a profile (DCF 2.0).
    is_adobe_rgb: bool,
}

/// Longest text kept from a tag.
const MAX_CHARACTERS: usize = 100;

/// What phones write into the description or the comment of a screenshot.
const SCREENSHOT: [&str; 2] = ["screenshot", "截屏"];

impl Tags {
    /// Reads the TIFF structure of an EXIF block; damaged tags are left out.
    pub(crate) fn read(tiff: Option<&[u8]>) -> Self {
        let Some(exif) = tiff.and_then(whole_or_part) else {
            return Self::default();
        };
        let orientation = exif.get_field(Tag::Orientation, In::PRIMARY);
        let orientation = orientation
            .and_then(|field| field.value.get_uint(0))
            .unwrap_or(1);
        let called = [text(&exif, Tag::ImageDescription), comment(&exif)];
        let called_screenshot = called
            .iter()
            .flatten()
            .any(|name| SCREENSHOT.contains(&&*name.to_lowercase()));
        let captured =
            text(&exif, Tag::DateTimeOriginal).or_else(|| text(&exif, Tag::DateTimeDigitized));
        Self {
            orientation: Orientation::from_exif(orientation),
            camera_make: text(&exif, Tag::Make),
            camera_model: text(&exif, Tag::Model),
            software: text(&exif, Tag::Software).into_iter().collect(),
            captured_at: captured.and_then(|text| iso_time(&text)),
            called_screenshot,
            is_adobe_rgb: is_adobe_rgb(&exif),
        }
    }

    /// The profile of the colours: the `embedded` one, or the one that the tags name.
    pub(crate) fn profile(&self, embedded: Option<Vec<u8>>) -> Option<Vec<u8>> {
        embedded.or_else(|| self.is_adobe_rgb.then(profile::adobe_rgb).flatten())
    }

    /// Adds `CreatorTool` of an XMP block.
    pub(crate) fn add_xmp(&mut self, xmp: &[u8]) {
        let text = String::from_utf8_lossy(xmp);
        let found = ["xmp:CreatorTool=\"", "xmp:CreatorTool>"]
            .iter()
            .find_map(|start| {
                let rest = &text[text.find(start)? + start.len()..];
                rest.split(['"', '<']).next().and_then(clean)
            });
        self.add_software(found);
    }

    /// Adds the `Software` text of a PNG.
    pub(crate) fn add_png_text(&mut self, bytes: &[u8]) {
        let mut at = 8;
        while let Some(head) = bytes.get(at..at + 8) {
            let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
            let Some(body) = at
                .checked_add(8 + length)
                .and_then(|end| bytes.get(at + 8..end))
            else {
                return;
            };
            if &head[4..8] == b"tEXt"
                && let Some(value) = body.strip_prefix(b"Software\0")
            {
                self.add_software(clean(&String::from_utf8_lossy(value)));
            }
            at += 12 + length;
        }
    }

    fn add_software(&mut self, name: Option<String>) {
        if let Some(name) = name
            && !self.software.contains(&name)
        {
            self.software.push(name);
        }
    }

    /// Signs of a screenshot; a picture with a camera's name is none.
    pub(crate) fn screenshot_hints(&self, width_px: u32, height_px: u32) -> Vec<ScreenshotHint> {
        let mut hints = Vec::new();
        let sides = (width_px.min(height_px), width_px.max(height_px));
        if self.camera_make.is_none() && self.camera_model.is_none() && SCREENS.contains(&sides) {
            hints.push(ScreenshotHint::ScreenSize);
        }
        let signed = |name: &String| {
            let name = name.to_lowercase();
            name.contains("screenshot") || name.contains("截屏") || name.contains("snipping")
        };
        if self.called_screenshot || self.software.iter().any(signed) {
            hints.push(ScreenshotHint::ScreenshotSoftware);
        }
        hints
    }
}

/// Sizes of common phone, tablet and computer screens, shorter side first.
const SCREENS: &[(u32, u32)] = &[
    (640, 1136),
    (720, 1280),
    (720, 1520),
    (720, 1560),
    (720, 1600),
    (720, 1612),
    (750, 1334),
    (768, 1366),
    (828, 1792),
    (900, 1440),
    (900, 1600),
    (1080, 1920),
    (1080, 2160),
    (1080, 2220),
    (1080, 2244),
    (1080, 2280),
    (1080, 2310),
    (1080, 2316),
    (1080, 2340),
    (1080, 2376),
    (1080, 2388),
    (1080, 2400),
    (1080, 2408),
    (1080, 2412),
    (1080, 2460),
    (1080, 2520),
    (1125, 2436),
    (1170, 2532),
    (1176, 2400),
    (1179, 2556),
    (1206, 2622),
    (1216, 2640),
    (1220, 2712),
    (1224, 2700),
    (1228, 2700),
    (1240, 2772),
    (1242, 2208),
    (1242, 2688),
    (1260, 2800),
    (1264, 2780),
    (1284, 2778),
    (1290, 2796),
    (1320, 2868),
    (1344, 2772),
    (1440, 2560),
    (1440, 2960),
    (1440, 3040),
    (1440, 3088),
    (1440, 3120),
    (1440, 3168),
    (1440, 3200),
    (1536, 2048),
    (1600, 2560),
    (1620, 2160),
    (1640, 2360),
    (1668, 2224),
    (1668, 2388),
    (2048, 2732),
    (2160, 3840),
];

/// The tags that can be read: where a part is damaged, those of the other parts.
fn whole_or_part(tiff: &[u8]) -> Option<Exif> {
    // Some writers of WebP and PNG keep the head that only JPEG asks for.
    let tiff = tiff.strip_prefix(b"Exif\0\0").unwrap_or(tiff);
    let read = Reader::new()
        .continue_on_error(true)
        .read_raw(tiff.to_vec());
    // Damage needs no word: phones write it, and what is lost is read as absent.
    read.or_else(|error| error.distill_partial_result(|_| {}))
        .ok()
}

/// By the index of DCF 2.0, or by the number that programs write in its place.
fn is_adobe_rgb(exif: &Exif) -> bool {
    const ADOBE_RGB: u32 = 2;
    let space = exif.get_field(Tag::ColorSpace, In::PRIMARY);
    let index = text(exif, Tag::InteroperabilityIndex);
    index.is_some_and(|index| index == "R03")
        || space.and_then(|space| space.value.get_uint(0)) == Some(ADOBE_RGB)
}

/// The comment, where it is in ASCII.
fn comment(exif: &Exif) -> Option<String> {
    match &exif.get_field(Tag::UserComment, In::PRIMARY)?.value {
        Value::Undefined(bytes, _) => {
            let text = bytes.strip_prefix(b"ASCII\0\0\0")?;
            clean(&String::from_utf8_lossy(text))
        }
        _ => None,
    }
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(texts) => clean(&String::from_utf8_lossy(texts.first()?)),
        _ => None,
    }
}

fn clean(text: &str) -> Option<String> {
    let text: String = text
        .chars()
        .filter(|char| !char.is_control())
        .take(MAX_CHARACTERS)
        .collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// `2023:09:07 10:11:12` to `2023-09-07T10:11:12`; `None` for anything else, such as all zeros.
fn iso_time(text: &str) -> Option<String> {
    let time = exif::DateTime::from_ascii(text.as_bytes()).ok()?;
    let plausible = (1980..=2200).contains(&time.year)
        && (1..=12).contains(&time.month)
        && (1..=31).contains(&time.day);
    plausible.then(|| {
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            time.year, time.month, time.day, time.hour, time.minute, time.second
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(iso_time(text).as_deref(), expected);
    }

    #[test]
    fn capture_times() {
        check("2023:09:07 10:11:12", Some("2023-09-07T10:11:12"));
        check("0000:00:00 00:00:00", None);
        check("yesterday", None);
    }

    #[test]
    fn a_screen_size_counts_only_without_a_camera() {
        let mut tags = Tags::default();
        assert_eq!(
            tags.screenshot_hints(2400, 1080),
            [ScreenshotHint::ScreenSize]
        );
        tags.camera_make = Some("Maker".into());
        assert_eq!(tags.screenshot_hints(2400, 1080), []);
    }

    /// Tag, type, count, value or offset.
    type Entry = (u16, u16, u32, u32);

    const ORIENTATION_6: Entry = (0x0112, 3, 1, 6);

    /// A little-endian TIFF structure with these entries, followed by `rest`, which begins at byte
    /// 14 + 12 × entries.
    fn tiff(entries: &[Entry], rest: &[u8]) -> Vec<u8> {
        let mut bytes = b"II*\0\x08\0\0\0".to_vec();
        bytes.extend((entries.len() as u16).to_le_bytes());
        for &(tag, kind, count, value) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(kind.to_le_bytes());
            bytes.extend(count.to_le_bytes());
            bytes.extend(value.to_le_bytes());
        }
        bytes.extend(0_u32.to_le_bytes());
        bytes.extend(rest);
        bytes
    }

    #[track_caller]
    fn check_turned(bytes: &[u8]) {
        let tags = Tags::read(Some(bytes));
        assert_eq!(tags.orientation, Orientation::from_exif(6));
    }

    #[test]
    fn damage_elsewhere_leaves_the_orientation() {
        check_turned(&tiff(&[ORIENTATION_6], &[]));
        // A maker's note that begins beyond the end.
        check_turned(&tiff(&[ORIENTATION_6, (0x927C, 7, 500, 10_000)], &[]));
        // A list of positions that says that another list follows.
        let child = [0, 0, 99, 0, 0, 0];
        check_turned(&tiff(&[ORIENTATION_6, (0x8825, 4, 1, 38)], &child));
        // Cut off in the second entry.
        let cut = tiff(&[ORIENTATION_6, (0x0131, 2, 4, 0)], &[]);
        check_turned(&cut[..26]);
    }

    #[test]
    fn the_head_of_jpeg_may_stand_before_it() {
        check_turned(&[b"Exif\0\0", &tiff(&[ORIENTATION_6], &[])[..]].concat());
    }

    #[track_caller]
    fn check_screenshot(description: &[u8], expected: &[ScreenshotHint]) {
        let entry = (0x010E, 2, description.len() as u32, 26);
        let tags = Tags::read(Some(&tiff(&[entry], description)));
        assert_eq!(tags.screenshot_hints(1200, 900), expected);
    }

    #[test]
    fn a_screenshot_may_say_so_in_its_description() {
        check_screenshot(b"Screenshot\0", &[ScreenshotHint::ScreenshotSoftware]);
        check_screenshot(b"Screenshots are forbidden\0", &[]);
    }
}
