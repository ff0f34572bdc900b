//! The kinds of identity document, and why a text is the number of none of them.

/// The kinds of identity document that students are registered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentityKind {
    /// Resident identity card of the mainland, 18 characters (GB 11643).
    ResidentCard,
    /// Resident identity card of the first generation, 15 digits, no check digit.
    OldResidentCard,
    /// Residence permit for people of Hong Kong, 18 characters from `81`.
    HongKongResidencePermit,
    /// Residence permit for people of Macau, 18 characters from `82`.
    MacauResidencePermit,
    /// Residence permit for people of Taiwan, 18 characters from `83`.
    TaiwanResidencePermit,
    /// Foreigner's permanent residence card of the 2023 edition, 18 characters from `9`.
    ForeignPermanentResidentCard,
    /// Mainland travel permit for people of Hong Kong and Macau (回乡证): `H` or `M`, 8 digits, and
    /// perhaps 2 that count the issues.
    HomeReturnPermit,
    /// Mainland travel permit for people of Taiwan (台胞证): 8 or 10 digits.
    TaiwanTravelPermit,
    /// A passport, or what has no shape of its own such as a Hong Kong identity card: 4 … 20 ASCII
    /// letters and digits.
    Passport,
}

/// Why a text is no identity number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentityNumberError {
    /// Neither the length nor the letters of any kind.
    #[error("no identity document has a number of this shape")]
    UnknownShape,
    /// The first digits name no region.
    #[error("the first digits of the number name no region")]
    NoSuchRegion,
    /// The birth date does not exist.
    #[error("the number holds a birth date that does not exist")]
    NoSuchBirthDate,
    /// One of the 18 characters was mistyped.
    #[error("the last character of the number does not fit the others")]
    WrongCheckDigit,
}
