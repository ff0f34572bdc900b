//! Words: the kebab-case names by which enums are stored and by which programs know them. `strum`
//! derives them from the variants; nothing repeats them by hand. What people read is elsewhere.

/// Gives an enum its words. `words!(Purpose)` is for variants without data: it adds the list of
/// values, the name and the stored form, which is the name. `words!(names of BatchState)` is for
/// variants that carry data: it adds the names; a test compares them with the tag that `serde` writes.
/// `words!(Role as RoleName)` does both where the names are a type of their own, made by
/// `strum::EnumDiscriminants`.
macro_rules! words {
    (names of $type:ty) => {
        impl $type {
            /// The name of every variant, in the order of declaration.
            pub const NAMES: &'static [&'static str] = <Self as strum::VariantNames>::VARIANTS;

            /// The variant's name without its data, as it is stored; kebab-case.
            pub fn name(&self) -> &'static str {
                self.into()
            }
        }
    };
    ($type:ty as $names:ty) => {
        words!($names);

        impl $type {
            /// The name of every variant, in the order of declaration.
            pub const NAMES: &'static [&'static str] = <$names>::NAMES;

            /// The variant's name without its data, as it is stored; kebab-case.
            pub fn name(&self) -> &'static str {
                <$names>::from(self).name()
            }
        }
    };
    ($type:ty) => {
        impl $type {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

            /// The word of every value, in the same order.
            pub const NAMES: &'static [&'static str] = <Self as strum::VariantNames>::VARIANTS;

            /// The word as it is stored; kebab-case.
            pub fn name(self) -> &'static str {
                self.into()
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                word.parse()
                    .map_err(|_| serde::de::Error::unknown_variant(&word, Self::NAMES))
            }
        }
    };
}
pub(crate) use words;
