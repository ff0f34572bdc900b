//! The format of an encrypted object, version 1:
//!
//! | bytes | |
//! |---|---|
//! | 4 | `CXO` and the version, 1 |
//! | 4 | id of the master key, big-endian |
//! | 12 + 32 + 16 | nonce, the object's own key, tag: AES-256-GCM under the master key |
//! | 65 536 + 16 each | frames: AES-256-GCM under the object's key |
//! | 0 … 65 536 + 16 | the last frame; 0 only for an empty object |
//!
//! The frames are the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár ("Online
//! Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015): the nonce is seven
//! zeros, the number of the frame (4, big-endian) and 1 for the last frame, else 0. A frame that is
//! changed, moved, doubled or missing does not open, and neither does an object that ends early.
//! Nonces may repeat from object to object because every object has a key of its own.
//!
//! Frames do not depend on the header, so that an object can be wrapped under another master key without
//! encrypting it again. They do not depend on the name either, which is known only after the last byte:
//! the reader compares the content with the name.

use bytes::{Bytes, BytesMut};
use zeroize::Zeroize as _;

use crate::cipher::{Cipher, KEY_BYTES, NONCE_BYTES, Secret, TAG_BYTES, random};
use crate::key_ring::KeyId;
use crate::keys::Keys;

/// Cleartext of a frame that is not the last, in bytes.
pub(crate) const FRAME_BYTES: usize = 65_536;
/// The same, encrypted.
pub(crate) const SEALED_FRAME_BYTES: usize = FRAME_BYTES + TAG_BYTES;
/// Length of the header.
pub(crate) const HEADER_BYTES: usize = MARK_BYTES + 4 + NONCE_BYTES + KEY_BYTES + TAG_BYTES;
const MARK: [u8; MARK_BYTES] = *b"CXO\x01";
const MARK_BYTES: usize = 4;

/// The bytes are not what was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken;

/// The bytes before the frames.
pub(crate) struct Header {
    /// The master key that wraps the object's own.
    pub(crate) key_id: KeyId,
    nonce: [u8; NONCE_BYTES],
    wrapped: [u8; KEY_BYTES + TAG_BYTES],
}

impl Header {
    /// Wraps an object's key under the active master key.
    pub(crate) fn wrap(keys: &Keys, object_key: &Secret) -> [u8; HEADER_BYTES] {
        let (key_id, master) = keys.active();
        let nonce: [u8; NONCE_BYTES] = random();
        let mut wrapped = Vec::with_capacity(KEY_BYTES + TAG_BYTES);
        wrapped.extend_from_slice(object_key.expose());
        master.wrapping.seal(nonce, &context(key_id), &mut wrapped);
        let mut header = [0; HEADER_BYTES];
        let (mark, rest) = header.split_at_mut(MARK_BYTES + 4);
        mark.copy_from_slice(&context(key_id));
        rest[..NONCE_BYTES].copy_from_slice(&nonce);
        rest[NONCE_BYTES..].copy_from_slice(&wrapped);
        header
    }

    /// Reads a header without opening it.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Broken> {
        let header = bytes.strip_prefix(&MARK).ok_or(Broken)?;
        let (key_id, rest) = header.split_first_chunk().ok_or(Broken)?;
        let (nonce, rest) = rest.split_first_chunk().ok_or(Broken)?;
        Ok(Self {
            key_id: KeyId::from_bytes(*key_id),
            nonce: *nonce,
            wrapped: rest.try_into().map_err(|_| Broken)?,
        })
    }

    /// The object's own key.
    pub(crate) fn unwrap(mut self, wrapping: &Cipher) -> Result<Secret, Broken> {
        let clear = wrapping.open(self.nonce, &context(self.key_id), &mut self.wrapped);
        let key = clear.and_then(|key| Secret::from_slice(key)).ok_or(Broken);
        self.wrapped.zeroize();
        key
    }
}

/// Encrypts frames as the bytes come.
pub(crate) struct FrameSealer {
    cipher: Cipher,
    pending: Vec<u8>,
    number: FrameNumber,
}

impl FrameSealer {
    pub(crate) fn new(object_key: &Secret) -> Self {
        Self {
            cipher: Cipher::new(object_key),
            pending: Vec::with_capacity(SEALED_FRAME_BYTES),
            number: FrameNumber(0),
        }
    }

    /// Takes bytes; appends the frames that are complete to `sealed`. A full frame is held back until
    /// more comes, because it may be the last.
    pub(crate) fn push(&mut self, mut bytes: &[u8], sealed: &mut Vec<u8>) {
        while !bytes.is_empty() {
            if self.pending.len() == FRAME_BYTES {
                self.seal(false, sealed);
            }
            let room = FRAME_BYTES - self.pending.len();
            let (taken, rest) = bytes.split_at(room.min(bytes.len()));
            self.pending.extend_from_slice(taken);
            bytes = rest;
        }
    }

    /// Appends the last frame.
    pub(crate) fn finish(&mut self, sealed: &mut Vec<u8>) {
        self.seal(true, sealed);
    }

    fn seal(&mut self, last: bool, sealed: &mut Vec<u8>) {
        let nonce = self.number.take(last);
        self.cipher.seal(nonce, &[], &mut self.pending);
        sealed.append(&mut self.pending);
    }
}

/// Opens frames as the bytes come.
pub(crate) struct FrameOpener {
    cipher: Cipher,
    pending: BytesMut,
    number: FrameNumber,
}

impl FrameOpener {
    pub(crate) fn new(object_key: &Secret) -> Self {
        Self {
            cipher: Cipher::new(object_key),
            pending: BytesMut::new(),
            number: FrameNumber(0),
        }
    }

    /// Appends stored bytes.
    pub(crate) fn push(&mut self, sealed: &[u8]) {
        self.pending.extend_from_slice(sealed);
    }

    /// The next frame, once it is certain that another follows.
    pub(crate) fn next(&mut self) -> Result<Option<Bytes>, Broken> {
        if self.pending.len() <= SEALED_FRAME_BYTES {
            return Ok(None);
        }
        let frame = self.pending.split_to(SEALED_FRAME_BYTES);
        self.open(frame, false).map(Some)
    }

    /// The last frame, when all bytes have come and [`FrameOpener::next`] gives no more.
    pub(crate) fn finish(&mut self) -> Result<Bytes, Broken> {
        let frame = self.pending.split();
        self.open(frame, true)
    }

    /// Goes on with the frame of this number, from 0.
    pub(crate) const fn go_to(&mut self, number: u32) {
        self.number = FrameNumber(number);
    }

    /// Opens one whole frame, the next by number.
    pub(crate) fn open_alone(&mut self, sealed: &[u8], last: bool) -> Result<Bytes, Broken> {
        self.open(BytesMut::from(sealed), last)
    }

    fn open(&mut self, mut frame: BytesMut, last: bool) -> Result<Bytes, Broken> {
        let nonce = self.number.take(last);
        let clear = self.cipher.open(nonce, &[], &mut frame).ok_or(Broken)?;
        let length = clear.len();
        frame.truncate(length);
        Ok(frame.freeze())
    }
}

/// Length of the cleartext of an object of `stored` bytes; `None` if no object is so long.
pub(crate) fn clear_length(stored: u64) -> Option<u64> {
    let frames = stored.checked_sub(HEADER_BYTES as u64)?;
    let full = frames / SEALED_FRAME_BYTES as u64;
    let rest = frames % SEALED_FRAME_BYTES as u64;
    let last = match rest {
        0 => return (full > 0).then_some(full * FRAME_BYTES as u64),
        // An empty last frame stands alone or not at all.
        rest if full > 0 && rest == TAG_BYTES as u64 => return None,
        rest => rest.checked_sub(TAG_BYTES as u64)?,
    };
    Some(full * FRAME_BYTES as u64 + last)
}

struct FrameNumber(u32);

impl FrameNumber {
    fn take(&mut self, last: bool) -> [u8; NONCE_BYTES] {
        let mut nonce = [0; NONCE_BYTES];
        nonce[7..11].copy_from_slice(&self.0.to_be_bytes());
        nonce[11] = u8::from(last);
        // 2³² frames are 256 TiB; no store takes such an object.
        self.0 = self.0.wrapping_add(1);
        nonce
    }
}

fn context(key_id: KeyId) -> [u8; MARK_BYTES + 4] {
    let mut context = [0; MARK_BYTES + 4];
    context[..MARK_BYTES].copy_from_slice(&MARK);
    context[MARK_BYTES..].copy_from_slice(&key_id.to_bytes());
    context
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key() -> Secret {
        Secret::from_slice(&[7; 32]).unwrap()
    }

    fn seal(content: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::new();
        let mut sealer = FrameSealer::new(&key());
        sealer.push(content, &mut sealed);
        sealer.finish(&mut sealed);
        sealed
    }

    fn open(sealed: &[u8], piece: usize) -> Result<Vec<u8>, Broken> {
        let mut opener = FrameOpener::new(&key());
        let mut content = Vec::new();
        for piece in sealed.chunks(piece) {
            opener.push(piece);
            while let Some(frame) = opener.next()? {
                content.extend_from_slice(&frame);
            }
        }
        content.extend_from_slice(&opener.finish()?);
        Ok(content)
    }

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|at| (at / 7 % 251) as u8).collect()
    }

    const LENGTHS: [usize; 6] = [
        0,
        1,
        FRAME_BYTES - 1,
        FRAME_BYTES,
        FRAME_BYTES + 1,
        3 * FRAME_BYTES,
    ];

    #[test]
    fn content_of_any_length_comes_back_and_its_length_is_known_before() {
        for length in LENGTHS {
            let content = content(length);
            let sealed = seal(&content);
            assert_eq!(open(&sealed, 10_000).unwrap(), content);
            let stored = (HEADER_BYTES + sealed.len()) as u64;
            assert_eq!(clear_length(stored), Some(length as u64));
        }
    }

    #[test]
    fn no_object_is_shorter_than_its_parts() {
        for stored in [0, HEADER_BYTES, HEADER_BYTES + 15] {
            assert_eq!(clear_length(stored as u64), None);
        }
        let empty_end = HEADER_BYTES + SEALED_FRAME_BYTES + TAG_BYTES;
        assert_eq!(clear_length(empty_end as u64), None);
        assert_eq!(clear_length(empty_end as u64 - 1), None);
    }

    #[track_caller]
    fn check_broken(change: impl FnOnce(&mut Vec<Vec<u8>>)) {
        let sealed = seal(&content(3 * FRAME_BYTES + 5));
        let frames = sealed.chunks(SEALED_FRAME_BYTES);
        let mut frames: Vec<Vec<u8>> = frames.map(<[u8]>::to_vec).collect();
        change(&mut frames);
        assert_eq!(open(&frames.concat(), 1 << 20), Err(Broken));
    }

    #[test]
    fn frames_are_of_one_object_in_one_order() {
        check_broken(|frames| frames.swap(0, 1));
        check_broken(|frames| frames.swap(2, 3));
        check_broken(|frames| drop(frames.remove(1)));
        check_broken(|frames| drop(frames.pop()));
        check_broken(|frames| frames.insert(1, frames[0].clone()));
        check_broken(|frames| frames.push(frames[3].clone()));
        check_broken(|frames| {
            frames[1] = seal(&content(FRAME_BYTES + 1))[..SEALED_FRAME_BYTES].into();
        });
        check_broken(Vec::clear);
    }

    #[test]
    fn a_header_opens_under_its_own_master_key() {
        let ring = crate::key_ring::KeyRing::generate();
        let keys = Keys::derive(&ring);
        let header = Header::wrap(&keys, &key());
        let read = Header::read(&header).unwrap();
        assert_eq!(read.key_id, ring.active_id());
        let master = keys.active().1;
        assert_eq!(
            read.unwrap(&master.wrapping).unwrap().expose(),
            key().expose()
        );
        let other = Keys::derive(&crate::key_ring::KeyRing::generate());
        let read = Header::read(&header).unwrap();
        assert!(read.unwrap(&other.active().1.wrapping).is_err());
        assert!(Header::read(&header[1..]).is_err());
        assert!(Header::read(&header[..HEADER_BYTES - 1]).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn pieces_do_not_matter(length in 0..200_000_usize, piece in 1..100_000_usize) {
            let content = content(length);
            let mut sealed = Vec::new();
            let mut sealer = FrameSealer::new(&key());
            for piece in content.chunks(piece) {
                sealer.push(piece, &mut sealed);
            }
            sealer.finish(&mut sealed);
            prop_assert_eq!(&sealed, &seal(&content));
            prop_assert_eq!(open(&sealed, piece).unwrap(), content);
        }

        #[test]
        fn any_change_is_noticed(
            length in prop::sample::select(LENGTHS.to_vec()),
            at in any::<prop::sample::Index>(),
            flip in 1_u8..,
        ) {
            let mut sealed = seal(&content(length));
            let at = at.index(sealed.len());
            sealed[at] ^= flip;
            prop_assert_eq!(open(&sealed, 1 << 20), Err(Broken));
        }

        #[test]
        fn any_cut_is_noticed(
            length in prop::sample::select(LENGTHS.to_vec()),
            at in any::<prop::sample::Index>(),
        ) {
            let sealed = seal(&content(length));
            let cut = &sealed[..at.index(sealed.len())];
            prop_assert_eq!(open(cut, 1 << 20), Err(Broken));
        }
    }
}
