//! What blind indexes are for. Each purpose has a key of its own; `keys` derives them, `index` uses them.

use strum::{IntoStaticStr, VariantArray};

/// What a blind index is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum IndexPurpose {
    /// Phone number of an account.
    Phone,
    /// WeChat user of an account.
    #[strum(serialize = "wechat")]
    WeChat,
    /// Login of a member of staff.
    StaffLogin,
    /// Payload of a collection code.
    CollectionCode,
    /// Student number.
    StudentNumber,
    /// Identity number.
    IdentityNumber,
    /// User of the official account that an account is linked to.
    OfficialAccount,
}

impl IndexPurpose {
    /// Every purpose, in the order of declaration.
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

    /// The purpose as it goes into the derivation of its key; never renamed.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purposes_stand_where_they_are_looked_up() {
        for (place, purpose) in IndexPurpose::ALL.iter().enumerate() {
            assert_eq!(*purpose as usize, place);
        }
    }
}
