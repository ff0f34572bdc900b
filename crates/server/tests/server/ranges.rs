//! A download that broke off goes on from where it was, and never with bytes of another file.

use app::Caller;
use domain::*;
use uuid::Uuid;
use vault::{ContentType, Link, ObjectKind};

use crate::api::{Api, Reply};

struct Download {
    api: Api,
    operator: Caller,
    token: String,
}

impl Download {
    async fn new() -> Self {
        let api = Api::new().await;
        let operator = api.world.staff("operator", vec![Role::Operator]).await;
        let token = api.session(&operator).await;
        Self {
            api,
            operator,
            token,
        }
    }

    /// The address of a disc's volume with these bytes.
    async fn disc(&self, bytes: &[u8]) -> String {
        let world = &self.api.world;
        let vault = &world.parts.vault;
        let volume = vault.put(ObjectKind::Export, bytes).await.unwrap();
        let plan = vault.put(ObjectKind::Export, &bytes[..9]).await.unwrap();
        let at = world.app.now();
        let new = NewDataDisc {
            id: DataDiscId::from_uuid(world.id()),
            centre: world.centre.id,
            batch: world.batch.id,
            school: world.school.id,
            form: DiscForm::Cd,
            template: "{class}/{number}.jpg".to_owned(),
            portraits: 1,
            passphrase: None,
            by: StaffId::from_uuid(Uuid::from_u128(1)),
        };
        let second = StaffId::from_uuid(Uuid::from_u128(2));
        let made = DiscVolume {
            blob: Some(volume.key.clone()),
            length_bytes: volume.length_bytes,
            sha256: volume.hash,
            portraits: 1,
        };
        let disc = DataDisc::propose(new, at).approve(second, at).unwrap();
        let disc = disc.planned(plan.key, 1).unwrap();
        let disc = disc.written(made, true, at).unwrap();
        let work = world.work().await;
        work.data_discs().insert(&disc).await.unwrap();
        work.commit().await.unwrap();
        let link = Link {
            blob: volume.key,
            content_type: ContentType::Octets,
            viewer: self.operator.actor(),
            expires_at: at + Duration::from_hours(1),
        };
        format!("GET /files/{}", vault.sign_link(&link))
    }

    async fn get(&self, line: &str, headers: &[(&'static str, &str)]) -> Reply {
        let call = self.api.call(line).bearer(&self.token);
        let call = headers
            .iter()
            .fold(call, |call, (name, value)| call.header(name, value));
        call.send().await
    }
}

fn bytes(seed: u32) -> Vec<u8> {
    (0..300_000_u32)
        .map(|at| (at.wrapping_mul(seed) >> 7) as u8)
        .collect()
}

#[tokio::test]
async fn a_download_that_broke_off_goes_on() {
    let download = Download::new().await;
    let disc = bytes(2_654_435_761);
    let line = download.disc(&disc).await;
    let whole = download.get(&line, &[]).await;
    assert_eq!(whole.status, 200);
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
    let tag = whole.header("etag").unwrap().to_owned();
    assert!(tag.starts_with('"') && tag.len() == 34, "{tag}");
    assert!(whole.body == disc);

    // Cut in the middle of a frame; the rest as curl and browsers ask for it.
    let cut = 150_001;
    let range = format!("bytes={cut}-");
    let wanted = [("range", range.as_str()), ("if-range", tag.as_str())];
    let rest = download.get(&line, &wanted).await;
    assert_eq!(rest.status, 206);
    let part = format!("bytes {cut}-299999/300000");
    assert_eq!(rest.header("content-range"), Some(part.as_str()));
    assert_eq!(rest.header("content-length"), Some("149999"));
    assert_eq!(rest.header("etag"), Some(tag.as_str()));
    let joined = [&whole.body[..cut], &rest.body[..]].concat();
    assert!(joined == disc);

    let few = download.get(&line, &[("range", "bytes=65535-65536")]).await;
    assert_eq!(
        (few.status.as_u16(), &few.body[..]),
        (206, &disc[65_535..=65_536])
    );
}

#[tokio::test]
async fn another_disc_is_sent_whole() {
    let download = Download::new().await;
    let (first, second) = (bytes(2_654_435_761), bytes(40_503_001));
    let before = download.disc(&first).await;
    let before = download.get(&before, &[]).await;
    let tag = before.header("etag").unwrap();
    let line = download.disc(&second).await;
    let wanted = [("range", "bytes=100-"), ("if-range", tag)];
    let after = download.get(&line, &wanted).await;
    assert_eq!(after.status, 200);
    assert_eq!(after.header("content-range"), None);
    assert_ne!(after.header("etag"), Some(tag));
    assert!(after.body == second);
}

#[tokio::test]
async fn behind_the_end_there_is_nothing() {
    let download = Download::new().await;
    let line = download.disc(&bytes(3)).await;
    let nothing = download.get(&line, &[("range", "bytes=300000-")]).await;
    assert_eq!(nothing.outcome(), (416, "range-not-there".to_owned()));
    assert_eq!(nothing.header("content-range"), Some("bytes */300000"));
    let several = download.get(&line, &[("range", "bytes=0-1,5-6")]).await;
    assert_eq!(
        (several.status.as_u16(), several.body.len()),
        (200, 300_000)
    );
}

#[tokio::test]
async fn nobody_else_gets_a_part() {
    let download = Download::new().await;
    let line = download.disc(&bytes(3)).await;
    let colleague = download.api.world.staff("second", vec![Role::Operator]);
    let token = download.api.session(&colleague.await).await;
    let call = download.api.call(&line).bearer(&token);
    let stolen = call.header("range", "bytes=5-").send().await;
    assert_eq!(stolen.outcome(), (404, "not-found".to_owned()));
}
