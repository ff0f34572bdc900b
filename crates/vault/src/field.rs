//! Sealed fields: personal values as they are stored in a database row. Layout:
//! `0x01 | key id (4, big-endian) | nonce (12) | ciphertext | tag (16)`. The column and the id of the
//! row are authenticated with it, so that a value moved to another row or column does not open.

use domain::Sealed;
use strum::{IntoStaticStr, VariantArray};
use uuid::Uuid;
use zeroize::{Zeroize as _, Zeroizing};

use crate::cipher::{NONCE_BYTES, TAG_BYTES, random};
use crate::error::VaultError;
use crate::key_ring::KeyId;
use crate::keys::Keys;

const VERSION: u8 = 1;
const PREFIX_BYTES: usize = 1 + 4 + NONCE_BYTES;

/// The column and row that a sealed value is bound to; it does not open anywhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FieldPlace {
    /// Table and column that hold the value.
    pub column: FieldColumn,
    /// Id of the row.
    pub row: Uuid,
}

/// A column that holds sealed values. The word of each is authenticated with the value; it is never
/// renamed, even if the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
pub enum FieldColumn {
    /// Phone number of an account.
    #[strum(serialize = "account.phone")]
    AccountPhone,
    /// WeChat user of an account.
    #[strum(serialize = "account.wechat")]
    AccountWeChat,
    /// User of the official account that an account is linked to.
    #[strum(serialize = "account.official-account")]
    AccountOfficialAccount,
    /// Login of a member of staff.
    #[strum(serialize = "staff.login")]
    StaffLogin,
    /// Name of a member of staff.
    #[strum(serialize = "staff.name")]
    StaffName,
    /// Secret of a member of staff's second factor.
    #[strum(serialize = "staff.second-factor")]
    StaffSecondFactor,
    /// Payload of a student's collection code.
    #[strum(serialize = "degree.payload")]
    DegreePayload,
    /// Masked name on a degree.
    #[strum(serialize = "degree.masked-name")]
    DegreeMaskedName,
    /// Student number of a degree.
    #[strum(serialize = "degree.student-number")]
    DegreeStudentNumber,
    /// Student number on a school's roster.
    #[strum(serialize = "roster.student-number")]
    RosterStudentNumber,
    /// Identity number on a school's roster.
    #[strum(serialize = "roster.identity-number")]
    RosterIdentityNumber,
    /// Title of an invoice.
    #[strum(serialize = "invoice.title")]
    InvoiceTitle,
    /// Taxpayer number on an invoice.
    #[strum(serialize = "invoice.tax-number")]
    InvoiceTaxNumber,
    /// Mail address that an invoice is sent to.
    #[strum(serialize = "invoice.mail")]
    InvoiceMail,
    /// Recipient, phone and place of an address in a student's book.
    #[strum(serialize = "address.content")]
    AddressContent,
    /// What a student asked the centre.
    #[strum(serialize = "enquiry.question")]
    EnquiryQuestion,
    /// What the centre answered.
    #[strum(serialize = "enquiry.answer")]
    EnquiryAnswer,
    /// Address that a print job goes to.
    #[strum(serialize = "print_job.address")]
    PrintAddress,
    /// Passphrase of an encrypted archive.
    #[strum(serialize = "data_disc.passphrase")]
    DiscPassphrase,
    /// Text of a message that a local gateway keeps instead of sending.
    #[strum(serialize = "outbox.body")]
    OutboxBody,
    /// A secret of another service that is kept until it expires.
    #[strum(serialize = "secret.value")]
    CachedSecret,
    /// An answer that is kept to be given again to the same request.
    #[strum(serialize = "idempotency.response")]
    StoredResponse,
}

impl FieldColumn {
    /// Every column.
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

    /// The name as it is authenticated.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

pub(crate) fn seal(keys: &Keys, place: FieldPlace, clear: &str) -> Sealed {
    let (key_id, master) = keys.active();
    let nonce = random();
    // Room for the tag from the start: growing would leave a copy of the cleartext behind.
    let mut bytes = Vec::with_capacity(clear.len() + TAG_BYTES);
    bytes.extend_from_slice(clear.as_bytes());
    let context = context(key_id, place);
    master.fields.seal(nonce, &context, &mut bytes);
    let mut sealed = Vec::with_capacity(PREFIX_BYTES + bytes.len());
    sealed.push(VERSION);
    sealed.extend_from_slice(&key_id.to_bytes());
    sealed.extend_from_slice(&nonce);
    sealed.append(&mut bytes);
    Sealed::from_bytes(sealed)
}

pub(crate) fn unseal(
    keys: &Keys,
    place: FieldPlace,
    sealed: &Sealed,
) -> Result<Zeroizing<String>, VaultError> {
    let damaged = || VaultError::DamagedField {
        column: place.column.name(),
    };
    let (key_id, nonce, rest) = split(sealed).ok_or_else(damaged)?;
    let master = keys.master(key_id)?;
    let mut bytes = rest.to_vec();
    let context = context(key_id, place);
    let clear = master.fields.open(nonce, &context, &mut bytes);
    let length = clear.map(|clear| clear.len()).ok_or_else(damaged)?;
    bytes.truncate(length);
    String::from_utf8(bytes)
        .map(Zeroizing::new)
        .map_err(|error| {
            error.into_bytes().zeroize();
            damaged()
        })
}

/// Whether the value is not known to be sealed under the active key.
pub(crate) fn needs_reseal(keys: &Keys, sealed: &Sealed) -> bool {
    split(sealed).is_none_or(|(key_id, ..)| key_id != keys.active().0)
}

fn split(sealed: &Sealed) -> Option<(KeyId, [u8; NONCE_BYTES], &[u8])> {
    let (version, rest) = sealed.as_bytes().split_first()?;
    let (key_id, rest) = rest.split_first_chunk()?;
    let (nonce, rest) = rest.split_first_chunk()?;
    let sound = *version == VERSION && rest.len() >= TAG_BYTES;
    sound.then_some((KeyId::from_bytes(*key_id), *nonce, rest))
}

fn context(key_id: KeyId, place: FieldPlace) -> Vec<u8> {
    let column = place.column.name().as_bytes();
    let parts = [
        &[VERSION],
        &key_id.to_bytes()[..],
        place.row.as_bytes(),
        column,
    ];
    parts.concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::key_ring::KeyRing;

    fn place(column: FieldColumn, row: u128) -> FieldPlace {
        FieldPlace {
            column,
            row: Uuid::from_u128(row),
        }
    }

    const HERE: FieldColumn = FieldColumn::AccountPhone;

    #[test]
    fn an_identity_number_takes_51_bytes() {
        let keys = Keys::derive(&KeyRing::generate());
        let sealed = seal(&keys, place(HERE, 1), "11010519491231002X");
        assert_eq!(sealed.as_bytes().len(), 1 + 4 + 12 + 18 + 16);
    }

    #[test]
    fn a_value_opens_at_its_own_place_only() {
        let keys = Keys::derive(&KeyRing::generate());
        let sealed = seal(&keys, place(HERE, 1), "+8613800138000");
        let open = |place| unseal(&keys, place, &sealed).map(|clear| clear.to_string());
        assert_eq!(open(place(HERE, 1)).unwrap(), "+8613800138000");
        let error = open(place(HERE, 2)).unwrap_err();
        assert!(matches!(
            error,
            VaultError::DamagedField {
                column: "account.phone"
            }
        ));
        assert!(open(place(FieldColumn::StaffLogin, 1)).is_err());
    }

    #[test]
    fn the_same_value_never_looks_the_same() {
        let keys = Keys::derive(&KeyRing::generate());
        let sealed = || seal(&keys, place(HERE, 1), "+8613800138000");
        assert_ne!(sealed(), sealed());
    }

    #[test]
    fn old_values_are_read_and_told_from_new_ones_until_their_key_is_gone() {
        let mut ring = KeyRing::generate();
        let first = ring.active_id();
        let old = seal(&Keys::derive(&ring), place(HERE, 1), "old");
        ring.rotate();
        let keys = Keys::derive(&ring);
        assert_eq!(unseal(&keys, place(HERE, 1), &old).unwrap().as_str(), "old");
        assert!(needs_reseal(&keys, &old));
        assert!(!needs_reseal(&keys, &seal(&keys, place(HERE, 1), "new")));
        ring.forget(first).unwrap();
        let error = unseal(&Keys::derive(&ring), place(HERE, 1), &old).unwrap_err();
        assert!(matches!(error, VaultError::UnknownKey { key_id } if key_id == first));
    }

    #[test]
    fn names_of_columns_are_all_different() {
        let names: std::collections::BTreeSet<&str> = FieldColumn::ALL
            .iter()
            .map(|column| column.name())
            .collect();
        assert_eq!(names.len(), FieldColumn::ALL.len());
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in ".{0,300}") {
            let keys = Keys::derive(&KeyRing::generate());
            let sealed = seal(&keys, place(HERE, 1), &text);
            let clear = unseal(&keys, place(HERE, 1), &sealed).unwrap();
            prop_assert_eq!(clear.as_str(), text);
        }

        #[test]
        fn any_change_is_noticed(text in ".{0,40}", at in any::<prop::sample::Index>(), flip in 1u8..) {
            let keys = Keys::derive(&KeyRing::generate());
            let mut bytes = seal(&keys, place(HERE, 1), &text).as_bytes().to_vec();
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
            prop_assert!(unseal(&keys, place(HERE, 1), &Sealed::from_bytes(bytes)).is_err());
        }

        #[test]
        fn any_cut_is_noticed(text in ".{0,40}", at in any::<prop::sample::Index>()) {
            let keys = Keys::derive(&KeyRing::generate());
            let bytes = seal(&keys, place(HERE, 1), &text).as_bytes().to_vec();
            let cut = bytes[..at.index(bytes.len())].to_vec();
            prop_assert!(unseal(&keys, place(HERE, 1), &Sealed::from_bytes(cut)).is_err());
        }
    }
}
