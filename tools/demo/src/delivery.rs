//! What was handed over: a package for the registry that is answered, one that waits for an answer, one that waits for a
//! second person; a disc that is made and one that is asked for. A played registry answers.

use std::io::Cursor;

use anyhow::Result;
use app::data_disc::{self, DiscWish};
use app::{Caller, photo, registry};
use disc::registry::play_registry;
use domain::{Batch, DiscForm, Duration, RegistryPackageId};

use crate::campaign::Campaign;
use crate::names::{Post, SCHOOLS};
use crate::service::Service;
use crate::world::World;

/// What the played registry draws its answers from.
const SEED: u64 = 20_231_110;

/// Puts it there.
///
/// # Errors
/// Those of the use cases.
pub(crate) async fn fill(service: &Service, world: &World) -> Result<()> {
    let past = world.batch(Campaign::Past)?;
    let answered = sent(service, world, past).await?;
    for round in 1..=2 {
        answer(service, world, answered, round).await?;
    }
    disc(service, world, past).await?;
    let album = world.batch(Campaign::Album)?;
    sent(service, world, album).await?;
    let group = world.batch(Campaign::Group)?;
    let operator = world.staff(Post::Operator)?;
    service.clock.pass(Duration::from_seconds(5));
    registry::propose(&service.app, &operator, group.id).await?;
    Ok(())
}

/// A package of everything in a batch, as far as the registry has it.
async fn sent(service: &Service, world: &World, batch: &Batch) -> Result<RegistryPackageId> {
    let (app, operator) = (&service.app, world.staff(Post::Operator)?);
    let second = world.staff(Post::Administrator)?;
    service.clock.pass(Duration::from_seconds(5));
    let package = registry::propose(app, &operator, batch.id).await?;
    service.clock.pass(Duration::from_seconds(5));
    registry::approve(app, &second, package.id).await?;
    service.work(Duration::from_seconds(1)).await?;
    registry::note_sent(app, &operator, package.id).await?;
    Ok(package.id)
}

/// The registry answers, and the answer is read in.
async fn answer(
    service: &Service,
    world: &World,
    package: RegistryPackageId,
    round: u32,
) -> Result<()> {
    let (app, operator) = (&service.app, world.staff(Post::Operator)?);
    let file = file(service, &operator, package).await?;
    let said = play_registry(Cursor::new(file), SEED, round)?;
    service.clock.pass(Duration::from_seconds(5));
    registry::import_answers(app, &operator, said.into_bytes()).await?;
    service.work(Duration::from_seconds(1)).await
}

async fn file(service: &Service, by: &Caller, package: RegistryPackageId) -> Result<Vec<u8>> {
    let link = registry::fetch(&service.app, by, package).await?;
    let mut file = photo::open_file(&service.app, by, &link.link).await?;
    let mut bytes = Vec::new();
    while let Some(more) = file.reader.next().await? {
        bytes.extend_from_slice(&more);
    }
    Ok(bytes)
}

/// One that is made, and one that waits for a second person.
async fn disc(service: &Service, world: &World, batch: &Batch) -> Result<()> {
    let (app, operator) = (&service.app, world.staff(Post::Operator)?);
    let second = world.staff(Post::Administrator)?;
    let wish = |form| -> Result<DiscWish> {
        Ok(DiscWish {
            batch: batch.id,
            school: SCHOOLS[0].code.parse()?,
            form,
            template: "{college}/{number}.jpg".to_owned(),
        })
    };
    service.clock.pass(Duration::from_seconds(5));
    let made = data_disc::propose(app, &operator, wish(DiscForm::Zip)?).await?;
    service.clock.pass(Duration::from_seconds(5));
    data_disc::approve(app, &second, made.id).await?;
    service.work(Duration::from_seconds(1)).await?;
    service.clock.pass(Duration::from_seconds(5));
    data_disc::propose(app, &operator, wish(DiscForm::Cd)?).await?;
    Ok(())
}
