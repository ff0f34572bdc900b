//! Signed links: a token in a URL that lets one viewer fetch one object for a limited time, where a session
//! cannot be sent, as in the `src` of an image. The token is encrypted, so that the URL reveals nothing. It
//! does *not* say whether the viewer is still allowed to see the object; the server checks that.
//!
//! Layout before base64url: `0x01 | nonce (12) | ciphertext | tag (16)`; cleartext: expiry in
//! microseconds (8, big-endian), content type (1), kind of viewer (1), id of the viewer (16), name of
//! the object.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use domain::{AccountId, Actor, BlobKey, StaffId, Timestamp};
use strum::{IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::cipher::{Cipher, NONCE_BYTES, random};

const VERSION: u8 = 1;
const STUDENT: u8 = 1;
const STAFF: u8 = 2;
const SYSTEM: u8 = 3;

/// What a link lets its viewer fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Name of the object.
    pub blob: BlobKey,
    /// What to say that it is.
    pub content_type: ContentType,
    /// Who it was made for.
    pub viewer: Actor,
    /// First instant at which it does not open any more.
    pub expires_at: Timestamp,
}

/// What an object is, for the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
pub enum ContentType {
    /// JPEG picture.
    #[strum(serialize = "image/jpeg")]
    Jpeg,
    /// PNG picture.
    #[strum(serialize = "image/png")]
    Png,
    /// WebP picture.
    #[strum(serialize = "image/webp")]
    WebP,
    /// HEIC picture; few browsers show it.
    #[strum(serialize = "image/heic")]
    Heic,
    /// Bytes to be saved.
    #[strum(serialize = "application/octet-stream")]
    Octets,
    /// ZIP archive.
    #[strum(serialize = "application/zip")]
    Zip,
    /// PDF document.
    #[strum(serialize = "application/pdf")]
    Pdf,
    /// JSON text.
    #[strum(serialize = "application/json")]
    Json,
}

impl ContentType {
    /// Every type, in the order of declaration.
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

    /// As in the header `Content-Type`.
    pub fn mime(self) -> &'static str {
        self.into()
    }
}

/// Why a link does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// This vault did not make it, or it was changed.
    #[error("the link was not made here")]
    Forged,
    /// Its time is over; a new page has a new one.
    #[error("the link has expired")]
    Expired,
}

pub(crate) fn sign(cipher: &Cipher, link: &Link) -> String {
    let nonce = random();
    let mut bytes = write(link);
    cipher.seal(nonce, &[VERSION], &mut bytes);
    let mut token = vec![VERSION];
    token.extend_from_slice(&nonce);
    token.append(&mut bytes);
    BASE64.encode(token)
}

pub(crate) fn open(cipher: &Cipher, token: &str, now: Timestamp) -> Result<Link, LinkError> {
    let mut token = BASE64.decode(token).map_err(|_| LinkError::Forged)?;
    let link = split(&mut token)
        .and_then(|(nonce, bytes)| cipher.open(nonce, &[VERSION], bytes))
        .and_then(|clear| read(clear))
        .ok_or(LinkError::Forged)?;
    if link.expires_at <= now {
        return Err(LinkError::Expired);
    }
    Ok(link)
}

fn split(token: &mut [u8]) -> Option<([u8; NONCE_BYTES], &mut [u8])> {
    let (version, rest) = token.split_first_mut()?;
    let (nonce, bytes) = rest.split_first_chunk_mut()?;
    (*version == VERSION).then_some((*nonce, bytes))
}

fn write(link: &Link) -> Vec<u8> {
    let (viewer, id) = match link.viewer {
        Actor::Student(id) => (STUDENT, id.as_uuid()),
        Actor::Staff(id) => (STAFF, id.as_uuid()),
        Actor::System => (SYSTEM, Uuid::nil()),
    };
    let mut bytes = link.expires_at.as_micros().to_be_bytes().to_vec();
    bytes.extend_from_slice(&[link.content_type as u8, viewer]);
    bytes.extend_from_slice(id.as_bytes());
    bytes.extend_from_slice(link.blob.as_str().as_bytes());
    bytes
}

fn read(bytes: &[u8]) -> Option<Link> {
    let (expiry, rest) = bytes.split_first_chunk()?;
    let ([content_type, viewer], rest) = rest.split_first_chunk()?;
    let (id, name) = rest.split_first_chunk()?;
    let id = Uuid::from_bytes(*id);
    let viewer = match *viewer {
        STUDENT => Actor::Student(AccountId::from_uuid(id)),
        STAFF => Actor::Staff(StaffId::from_uuid(id)),
        SYSTEM => Actor::System,
        _ => return None,
    };
    Some(Link {
        blob: BlobKey::new(std::str::from_utf8(name).ok()?).ok()?,
        content_type: *ContentType::ALL.get(usize::from(*content_type))?,
        viewer,
        expires_at: Timestamp::from_micros(i64::from_be_bytes(*expiry)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cipher::Secret;

    fn now() -> Timestamp {
        Timestamp::from_micros(1_693_960_200_000_000)
    }

    fn link(viewer: Actor, content_type: ContentType) -> Link {
        Link {
            blob: BlobKey::new("portrait/ab/cdef").unwrap(),
            content_type,
            viewer,
            expires_at: now() + domain::Duration::from_minutes(5),
        }
    }

    fn viewers() -> [Actor; 3] {
        let id = Uuid::from_u128(7);
        [
            Actor::Student(AccountId::from_uuid(id)),
            Actor::Staff(StaffId::from_uuid(id)),
            Actor::System,
        ]
    }

    #[test]
    fn every_link_comes_back() {
        let cipher = Cipher::new(&Secret::random());
        for viewer in viewers() {
            for content_type in ContentType::ALL.iter().copied() {
                let link = link(viewer, content_type);
                let token = sign(&cipher, &link);
                assert_eq!(open(&cipher, &token, now()), Ok(link));
                assert!(
                    token
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
                );
            }
        }
    }

    #[test]
    fn a_link_ends_at_its_instant() {
        let cipher = Cipher::new(&Secret::random());
        let link = link(Actor::System, ContentType::Jpeg);
        let token = sign(&cipher, &link);
        let last = link.expires_at - domain::Duration::from_seconds(1);
        assert!(open(&cipher, &token, last).is_ok());
        let error = open(&cipher, &token, link.expires_at);
        assert_eq!(error, Err(LinkError::Expired));
    }

    #[test]
    fn a_link_of_another_key_is_forged_even_when_it_has_expired() {
        let link = link(Actor::System, ContentType::Jpeg);
        let token = sign(&Cipher::new(&Secret::random()), &link);
        let other = Cipher::new(&Secret::random());
        assert_eq!(
            open(&other, &token, link.expires_at),
            Err(LinkError::Forged)
        );
    }

    #[test]
    fn a_changed_or_cut_link_is_forged() {
        let cipher = Cipher::new(&Secret::random());
        let token = sign(&cipher, &link(Actor::System, ContentType::Png));
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(open(&cipher, &changed, now()), Err(LinkError::Forged));
            assert_eq!(open(&cipher, &token[..at], now()), Err(LinkError::Forged));
        }
        assert_eq!(open(&cipher, "照片", now()), Err(LinkError::Forged));
    }

    #[test]
    fn types_stand_where_they_are_looked_up() {
        for (place, content_type) in ContentType::ALL.iter().copied().enumerate() {
            assert_eq!(content_type as usize, place);
        }
    }
}
