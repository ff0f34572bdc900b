//! The batches of the story and their rules.

use anyhow::Result;
use domain::{
    BatchRules, CaptureModes, CaptureSource, Fen, GlassesPolicy, Retention, ReviewPolicy, Rgb,
    SpecId,
};
use standard::PhotoSpec;

/// A batch of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Campaign {
    /// The last one, closed.
    Past,
    /// By region, one by one.
    Region,
    /// Of one school, which reviews first; photos may come from the album.
    Album,
    /// The large one, which opened yesterday.
    Group,
    /// Announced; the window has not opened yet.
    Coming,
}

impl Campaign {
    /// In the order in which they open.
    pub(crate) const ALL: [Self; 5] = [
        Self::Past,
        Self::Region,
        Self::Album,
        Self::Group,
        Self::Coming,
    ];

    /// What student numbers of the campaign begin with.
    pub(crate) const fn number(self) -> &'static str {
        match self {
            Self::Past => "2101",
            Self::Region => "2102",
            Self::Album => "2103",
            Self::Group => "2104",
            Self::Coming => "2105",
        }
    }

    /// The feature code, of those that have one.
    pub(crate) const fn feature_code(self) -> Option<&'static str> {
        match self {
            Self::Past => Some("EK43"),
            Self::Region => None,
            Self::Album => Some("JF3D34"),
            Self::Group => Some("J9VG24"),
            Self::Coming => Some("5DMWW6"),
        }
    }

    /// The end of the link.
    pub(crate) const fn slug(self) -> &'static str {
        match self {
            Self::Past => "demo-past",
            Self::Region => "demo-region",
            Self::Album => "demo-album",
            Self::Group => "demo-group",
            Self::Coming => "demo-coming",
        }
    }

    /// Days, counted from today, between which it collects.
    pub(crate) const fn days(self) -> (i64, i64) {
        match self {
            Self::Past => (-120, -85),
            Self::Region => (-10, 40),
            Self::Album => (-6, 3),
            Self::Group => (-1, 14),
            Self::Coming => (10, 30),
        }
    }

    /// Places in `SCHOOLS`; an individual batch takes any school's students.
    pub(crate) const fn schools(self) -> &'static [usize] {
        match self {
            Self::Region => &[],
            Self::Album => &[1],
            Self::Past => &[0],
            Self::Group | Self::Coming => &[0, 1],
        }
    }

    /// Who reviews.
    pub(crate) const fn review(self) -> ReviewPolicy {
        match self {
            Self::Album => ReviewPolicy::SchoolThenCentre,
            _ => ReviewPolicy::Centre,
        }
    }

    /// What it asks of photos and students.
    ///
    /// # Errors
    /// None for the rules as they are.
    pub(crate) fn rules(self) -> Result<BatchRules> {
        let is_album = self == Self::Album;
        let sources: &[CaptureSource] = match self {
            Self::Album => &[CaptureSource::LiveCamera, CaptureSource::Album],
            Self::Region => &[CaptureSource::Onsite, CaptureSource::LiveCamera],
            _ => &[CaptureSource::LiveCamera],
        };
        let spec = if is_album {
            "cn-diploma-99"
        } else {
            PhotoSpec::DEFAULT_NAME
        };
        Ok(BatchRules {
            spec: SpecId::new(spec),
            background: if is_album {
                Rgb([255; 3])
            } else {
                Rgb::STANDARD_BLUE
            },
            capture: CaptureModes::new(sources)?,
            attempts_limit: 3,
            free_checks_limit: 10,
            replace_within_days: if is_album { 7 } else { 2 },
            price_fen: Fen::new(if self == Self::Region { 3000 } else { 1350 }),
            retention: Retention {
                originals_days: 90,
                portraits_days: 180,
            },
            photo_not_before: None,
            glasses: if is_album {
                GlassesPolicy::Allowed
            } else {
                GlassesPolicy::Forbidden
            },
            review: self.review(),
        })
    }
}
