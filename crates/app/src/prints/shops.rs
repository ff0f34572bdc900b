//! Print shops 冲印店 and their calibration: a sheet is printed there once for each paper, its two rulers are measured, and the
//! sheets of later runs are scaled by as much the other way.

use domain::audit::Action;
use domain::{Calibration, Centre, CentreId, Paper, Permission, PrintShop, ShopName, Subject};
use print::photo::{Correction, Layout, calibration_sheet};
use print::{PrintError, write_pdf};
use store::Reads;
use store::repository::Centres;
use tokio::task::spawn_blocking;

use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::service::App;
use crate::trace::note;

/// What somebody measured on a printed calibration sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// The shop; new where the centre has none of this name.
    pub shop: ShopName,
    /// The paper.
    pub paper: Paper,
    /// The ruler along the long side and the one along the short side, millimetres.
    pub rulers_mm: [f64; 2],
}

/// The shops of the caller's centre, by name.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ProducePrints`].
pub async fn list_shops(app: &App, caller: &Caller) -> Result<Vec<PrintShop>, Failure> {
    Ok(own_centre(app, caller).await?.shops)
}

/// Notes what was measured in a shop.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::Stale`]; [`domain::ShopRefusal`] for what cannot be, and for too many shops.
pub async fn calibrate(
    app: &App,
    caller: &Caller,
    measurement: Measurement,
) -> Result<PrintShop, Failure> {
    let by = caller.staff()?.id;
    let before = own_centre(app, caller).await?;
    // What is no length becomes one that is refused.
    let rulers_um = measurement
        .rulers_mm
        .map(|mm| (mm * 1_000.0).round() as u32);
    let calibration = Calibration::measured(measurement.paper, rulers_um, by, app.now())?;
    let after = before
        .clone()
        .calibrate(measurement.shop.clone(), calibration)?;
    let shop = after.shop(&measurement.shop).cloned().or_not_found()?;
    let action = Action::CalibrateShop {
        paper: measurement.paper,
        long_um: rulers_um[0],
        short_um: rulers_um[1],
    };
    change(app, caller, (&before, &after), &action).await?;
    Ok(shop)
}

/// Forgets a shop; that there is none of this name is fine. Runs that were made for it stay as they are.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::Stale`].
pub async fn forget_shop(app: &App, caller: &Caller, name: &ShopName) -> Result<(), Failure> {
    let before = own_centre(app, caller).await?;
    let Some(after) = before.clone().forget_shop(name) else {
        return Ok(());
    };
    change(app, caller, (&before, &after), &Action::ForgetShop).await
}

/// The sheet that is printed and measured, as PDF.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ProducePrints`].
pub async fn shop_sheet(app: &App, caller: &Caller, paper: Paper) -> Result<Vec<u8>, Failure> {
    own_centre(app, caller).await?;
    let faces = app.typefaces().clone();
    let drawn = spawn_blocking(move || {
        let sides_mm = paper.sides_mm().map(|mm| mm as f32);
        let page = calibration_sheet(sides_mm, &faces)?;
        let mut bytes = Vec::new();
        write_pdf(&[page], &faces, &mut bytes)?;
        Ok::<_, PrintError>(bytes)
    });
    let drawn = drawn.await.map_err(Failure::internal)?;
    drawn.map_err(Failure::internal)
}

/// A shop of a centre, as it is measured now.
///
/// # Errors
/// [`Failure::Unavailable`].
pub(super) async fn shop_of(
    reads: &impl Reads,
    centre: CentreId,
    name: &ShopName,
) -> Result<Option<PrintShop>, Failure> {
    let centre = Centres::of(reads).find(centre).await?;
    Ok(centre.and_then(|centre| centre.shop(name).cloned()))
}

async fn own_centre(app: &App, caller: &Caller) -> Result<Centre, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::ProducePrints, centre)?;
    app.store().centres().find(centre).await?.or_not_found()
}

async fn change(
    app: &App,
    caller: &Caller,
    (before, after): (&Centre, &Centre),
    action: &Action,
) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    work.centres().advance(before, after).await?.won()?;
    let subject = Subject::Centre(after.id);
    note(app, &work, caller, after.id, (action, subject));
    Ok(work.commit().await?)
}

/// What undoes a shop's enlargement on the sheets of a layout.
///
/// # Errors
/// [`PrintError::Correction`] for measurements that no shop has.
pub(super) fn correction(
    layout: &Layout,
    paper: Paper,
    shop: Option<&PrintShop>,
) -> Result<Correction, PrintError> {
    let Some(calibration) = shop.and_then(|shop| shop.calibration(paper)) else {
        return Ok(Correction::NONE);
    };
    let [long, short] = calibration.rulers_um.map(|um| um as f32 / 1_000.0);
    let [width, height] = layout.paper_mm;
    // The calibration sheet lies on its long side, some layouts stand.
    let rulers = if width > height {
        [long, short]
    } else {
        [short, long]
    };
    Correction::measured(layout.paper_mm, rulers, [0.0; 4])
}

#[cfg(test)]
mod tests {
    use domain::PrintLayout;

    use super::*;

    #[test]
    fn every_layout_lies_on_the_paper_that_it_names() {
        for of in PrintLayout::ALL {
            let layout = Layout::find(of.name()).unwrap();
            let [width, height] = layout.paper_mm;
            let sides = [width.max(height), width.min(height)];
            assert_eq!(
                sides,
                of.paper().sides_mm().map(|mm| mm as f32),
                "{}",
                of.name()
            );
        }
    }
}
