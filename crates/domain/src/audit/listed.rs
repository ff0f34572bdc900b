//! Turns the list of actions into an enum that is stored as a name and a value for each detail.

/// Makes the enum of actions, and how the details of each are stored.
macro_rules! actions {
    ($(
        $(#[$doc:meta])+
        $name:ident $({ $($(#[$field_doc:meta])+ $field:ident: $type:ty,)+ })?
    )+) => {
        /// What was done, with what else is worth knowing.
        #[derive(Debug, Clone, PartialEq, Eq, EnumDiscriminants)]
        #[strum_discriminants(
            name(ActionName),
            doc = "The name of an action, without its details.",
            derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
            strum(serialize_all = "kebab-case")
        )]
        pub enum Action {
            $($(#[$doc])+ $name $({ $($(#[$field_doc])+ $field: $type,)+ })?,)+
        }

        impl Action {
            pub(super) fn details(&self) -> $crate::audit::Details {
                let mut details = $crate::audit::Details::new();
                match self {
                    $(Self::$name $({ $($field,)+ })? => {
                        $($($crate::audit::value::put(&mut details, stringify!($field), $field);)+)?
                    })+
                }
                details
            }

            fn read(name: ActionName, details: &$crate::audit::Details) -> Option<Self> {
                Some(match name {
                    $(ActionName::$name => Self::$name $({
                        $($field: $crate::audit::value::get(details, stringify!($field))?,)+
                    })?,)+
                })
            }

            /// The action as it is stored. `None` where this version does not know it or cannot read its details.
            pub(super) fn of_stored(
                action: &$crate::audit::Word,
                details: &$crate::audit::Details,
            ) -> Option<Self> {
                let name = action.as_str().parse().ok()?;
                Self::read(name, details)
            }

            pub(super) fn word(&self) -> $crate::audit::Word {
                $crate::audit::Word::of_name(self.name())
            }
        }
    };
}
pub(super) use actions;
