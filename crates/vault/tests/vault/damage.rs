//! Whatever happens to the bytes in the store: nothing false comes out as an object.

use std::fs;

use domain::BlobKey;
use proptest::prelude::*;
use vault::{KeyRing, ObjectKind, VaultError};

use crate::harness::{Folder, content, drain};

const HEADER: usize = 68;
const FRAME: usize = 65_536 + 16;

/// Neither way of reading gives the object; `Damaged`, or an unknown key where the id was hit.
async fn is_refused(folder: &Folder, key: &BlobKey) -> bool {
    let refused = |error: VaultError| match error {
        VaultError::Damaged { key: named } => named == *key,
        VaultError::UnknownKey { .. } => true,
        _ => false,
    };
    let whole = folder.vault.get(key).await.map(drop);
    let streamed = match folder.vault.reader(key).await {
        Ok(Some(reader)) => drain(reader).await.map(drop),
        Ok(None) => Ok(()),
        Err(error) => Err(error),
    };
    whole.is_err_and(refused) && streamed.is_err_and(refused)
}

async fn check(length: usize, change: impl FnOnce(&mut Vec<u8>)) -> bool {
    let folder = Folder::new().await;
    let stored = folder
        .vault
        .put(ObjectKind::Original, &content(length))
        .await;
    let key = stored.unwrap().key;
    let mut bytes = fs::read(folder.file(&key)).unwrap();
    change(&mut bytes);
    fs::write(folder.file(&key), bytes).unwrap();
    is_refused(&folder, &key).await
}

fn run<T>(work: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(work)
}

fn lengths() -> impl Strategy<Value = usize> {
    prop::sample::select(vec![0, 1, 65_536, 65_537, 200_000])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_flipped_byte(length in lengths(), at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let flip_one = |bytes: &mut Vec<u8>| {
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
        };
        prop_assert!(run(check(length, flip_one)));
    }

    #[test]
    fn any_flipped_byte_of_the_header(at in 0..HEADER, flip in 1_u8..) {
        prop_assert!(run(check(100, |bytes| bytes[at] ^= flip)));
    }

    #[test]
    fn any_cut(length in lengths(), at in any::<prop::sample::Index>()) {
        prop_assert!(run(check(length, |bytes| bytes.truncate(at.index(bytes.len())))));
    }

    #[test]
    fn anything_appended(length in lengths(), more in 1..100_000_usize) {
        prop_assert!(run(check(length, |bytes| bytes.resize(bytes.len() + more, 0))));
    }
}

#[tokio::test]
async fn cuts_and_swaps_between_frames() {
    let frame = |number: usize| HEADER + number * FRAME..HEADER + (number + 1) * FRAME;
    let cut = |bytes: &mut Vec<u8>| bytes.truncate(HEADER + 2 * FRAME);
    assert!(check(200_000, cut).await);
    let drop_first = |bytes: &mut Vec<u8>| drop(bytes.drain(frame(0)));
    assert!(check(200_000, drop_first).await);
    let double = |bytes: &mut Vec<u8>| bytes.extend_from_within(frame(1));
    assert!(check(200_000, double).await);
    let swap = |bytes: &mut Vec<u8>| {
        let (first, second) = bytes[HEADER..].split_at_mut(FRAME);
        first.swap_with_slice(&mut second[..FRAME]);
    };
    assert!(check(200_000, swap).await);
}

#[tokio::test]
async fn another_object_under_the_name() {
    let folder = Folder::new().await;
    let put = async |kind, bytes: &[u8]| folder.vault.put(kind, bytes).await.unwrap().key;
    let mine = put(ObjectKind::Portrait, &content(200_000)).await;
    let other = put(ObjectKind::Portrait, &content(199_999)).await;
    let of_another_kind = put(ObjectKind::Original, &content(199_998)).await;
    for foreign in [other, of_another_kind] {
        fs::copy(folder.file(&foreign), folder.file(&mine)).unwrap();
        assert!(is_refused(&folder, &mine).await);
    }
}

#[tokio::test]
async fn an_object_of_another_key_ring() {
    let mut folder = Folder::new().await;
    let stored = folder.vault.put(ObjectKind::Original, b"photo").await;
    let key = stored.unwrap().key;
    folder.reopen(KeyRing::generate()).await;
    assert!(is_refused(&folder, &key).await);
}
