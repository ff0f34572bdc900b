//! The two halves of people and scenes, and what people are put before.

/// People and scenes that are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    /// To fit limits.
    Fit,
    /// To prove them.
    Proof,
}

/// What people are put before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    /// The scenes of their half.
    Scenes(Half),
    /// The same scenes, and people of the half whose opacity is known less surely or who break a rule.
    ScenesMorePeople(Half),
    /// Their own walls, as they were photographed: people with exact opacity only.
    OwnWalls,
}

impl Half {
    /// By name, so that a person stays in one half (FNV-1a).
    pub(super) fn of(name: &str) -> Self {
        let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        if hash >> 17 & 1 == 0 {
            Self::Fit
        } else {
            Self::Proof
        }
    }
}
