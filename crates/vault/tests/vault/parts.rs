//! Parts of objects are read from any byte on.

use std::ops::Range;

use vault::{ObjectKind, VaultError};

use crate::harness::{Folder, content};

async fn read(
    folder: &Folder,
    key: &domain::BlobKey,
    range: Range<u64>,
) -> Result<Vec<u8>, VaultError> {
    let parts = folder.vault.parts(key).await?.unwrap();
    let mut reader = parts.read(range).await?;
    let mut bytes = Vec::new();
    while let Some(more) = reader.next().await? {
        bytes.extend_from_slice(&more);
    }
    assert_eq!(reader.left_bytes(), 0);
    Ok(bytes)
}

#[tokio::test]
async fn every_part_is_the_part_of_the_whole() {
    let folder = Folder::new().await;
    for length in [1, 65_536, 65_537, 200_000] {
        let bytes = content(length);
        let stored = folder.vault.put(ObjectKind::Export, &bytes).await.unwrap();
        let places = [
            0, 1, 65_535, 65_536, 65_537, 131_072, 199_999, 200_000, 300_000,
        ];
        for from in places {
            for to in places.into_iter().filter(|to| from <= *to) {
                let part = read(&folder, &stored.key, from as u64..to as u64).await;
                let expected = bytes.get(from.min(length)..to.min(length)).unwrap();
                assert!(part.unwrap() == expected, "{from}..{to} of {length}");
            }
        }
    }
}

/// What lies before a part is not even looked at: it may be damaged.
#[tokio::test]
async fn what_lies_before_is_not_read_and_what_is_read_is_authentic() {
    let folder = Folder::new().await;
    let bytes = content(200_000);
    let stored = folder.vault.put(ObjectKind::Export, &bytes).await.unwrap();
    let path = folder.file(&stored.key);
    let mut file = std::fs::read(&path).unwrap();
    file[1_000] ^= 1;
    std::fs::write(&path, &file).unwrap();
    let behind = read(&folder, &stored.key, 65_536..200_000).await;
    assert!(behind.unwrap() == bytes[65_536..]);
    let damaged = read(&folder, &stored.key, 0..10).await;
    assert!(matches!(damaged, Err(VaultError::Damaged { .. })));
}

#[tokio::test]
async fn an_object_that_was_cut_or_whose_frames_moved_gives_no_part() {
    let folder = Folder::new().await;
    let bytes = content(200_000);
    let stored = folder.vault.put(ObjectKind::Export, &bytes).await.unwrap();
    let path = folder.file(&stored.key);
    let whole = std::fs::read(&path).unwrap();
    let (header, frame) = (68, 65_552);
    std::fs::write(&path, &whole[..header + 2 * frame]).unwrap();
    let cut = read(&folder, &stored.key, 70_000..80_000).await;
    assert!(
        matches!(cut, Err(VaultError::Damaged { .. })),
        "the last frame says that it is the last"
    );
    let second = &whole[header + frame..header + 2 * frame];
    let moved = [&whole[..header], second, &whole[header + frame..]].concat();
    std::fs::write(&path, moved).unwrap();
    let moved = read(&folder, &stored.key, 0..10).await;
    assert!(matches!(moved, Err(VaultError::Damaged { .. })));
}

#[tokio::test]
async fn what_is_absent_has_no_parts() {
    let folder = Folder::new().await;
    let stored = folder.vault.put(ObjectKind::Export, b"list").await.unwrap();
    folder.vault.delete(&stored.key).await.unwrap();
    assert!(folder.vault.parts(&stored.key).await.unwrap().is_none());
}
