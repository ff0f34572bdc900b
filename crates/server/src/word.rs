//! Words of lists that the program knows, as they are on the wire: written and read by their name,
//! described as an enum of all names. The names come from the enum of `domain`, `standard` or `app`;
//! they are public and never change, which tests of those crates pin.

use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};

/// Makes a type of the wire for an enum whose names `strum` derives: `Channel of domain::Channel;`.
macro_rules! wire_words {
    ($($(#[doc = $doc:literal])+ $name:ident of $of:ty;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub(crate) struct $name($of);

            impl From<$of> for $name {
                fn from(value: $of) -> Self {
                    Self(value)
                }
            }

            impl From<$name> for $of {
                fn from(word: $name) -> Self {
                    word.0
                }
            }

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    to.serialize_str(self.0.into())
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    let word = <String as serde::Deserialize>::deserialize(from)?;
                    let names = <$of as strum::VariantNames>::VARIANTS;
                    let value = word.parse::<$of>();
                    value
                        .map(Self)
                        .map_err(|_| serde::de::Error::unknown_variant(&word, names))
                }
            }

            $crate::word::wire_names! {
                $(#[doc = $doc])+
                $name: <$of as strum::VariantNames>::VARIANTS.iter().copied();
            }
        )+
    };
}

/// Describes a type of the wire as an enum of names.
macro_rules! wire_names {
    ($(#[doc = $doc:literal])+ $name:ident: $names:expr;) => {
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                $crate::word::schema_of(concat!($($doc),+).trim(), $names)
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}

/// The description of a text that is one of `names`.
pub(crate) fn schema_of(
    about: &str,
    names: impl IntoIterator<Item = &'static str>,
) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(about))
        .enum_values(Some(names))
        .into()
}

pub(crate) use {wire_names, wire_words};

#[cfg(test)]
mod tests {
    use serde_json::json;
    use utoipa::PartialSchema as _;

    wire_words! {
        /// How a message
        /// goes out.
        Channel of domain::Channel;
    }

    #[test]
    fn a_word_is_written_and_read_by_its_name() {
        let word = Channel::from(domain::Channel::WeChat);
        assert_eq!(serde_json::to_value(word).unwrap(), json!("wechat"));
        assert_eq!(
            serde_json::from_value::<Channel>(json!("wechat")).unwrap(),
            word
        );
        let unknown = serde_json::from_value::<Channel>(json!("pigeon")).unwrap_err();
        assert!(
            unknown
                .to_string()
                .starts_with("unknown variant `pigeon`, expected one of")
        );
    }

    #[test]
    fn its_description_lists_every_name() {
        let schema = serde_json::to_value(Channel::schema()).unwrap();
        assert_eq!(schema["enum"], json!(["in-app", "wechat", "sms", "mail"]));
        assert_eq!(schema["description"], "How a message goes out.");
    }
}
