//! Print shops: what they enlarge is measured, and undone on the sheets that are made for them.

use app::Failure;
use app::prints::{self, Measurement, RunWish};
use domain::*;

use crate::harness::code_of;
use crate::prints::Shop;
use crate::steps::{content, run_jobs};

impl Shop {
    async fn run_for(&self, shop: Option<ShopName>) -> Result<PrintRun, Failure> {
        let wish = RunWish {
            shop,
            ..self.wish(true)
        };
        prints::start(&self.world.app, &self.operator, wish).await
    }

    /// The sheets of what waits, for a shop.
    async fn sheets_for(&self, shop: Option<ShopName>) -> Vec<u8> {
        let run = self.run_for(shop.clone()).await.unwrap();
        run_jobs(&self.world).await;
        let view = prints::read_run(&self.world.app, &self.operator, run.id).await;
        let run = view.unwrap().run;
        assert_eq!(run.shop.as_ref().map(|shop| &shop.name), shop.as_ref());
        content(
            &self.world.parts.vault,
            run.object(RunFile::Sheets).unwrap(),
        )
        .await
    }
}

/// Sheets for a shop are scaled by what was measured there, photos and cut marks alike, and the run says so.
#[tokio::test]
async fn a_shop_that_enlarges_gets_smaller_sheets() {
    let shop = Shop::new().await;
    let app = &shop.world.app;
    let name = ShopName::parse("彩印店").unwrap();
    let measured = async |rulers_mm| {
        let measurement = Measurement {
            shop: name.clone(),
            paper: Paper::SixInch,
            rulers_mm,
        };
        prints::calibrate(app, &shop.operator, measurement).await
    };
    assert_eq!(code_of(measured([76.5, 114.0]).await), "ruler-out-of-range");
    assert_eq!(
        code_of(measured([-1.0, f64::NAN]).await),
        "ruler-out-of-range"
    );
    let officer = prints::list_shops(app, &shop.officer).await;
    assert_eq!(code_of(officer), "not-allowed");
    assert!(
        prints::list_shops(app, &shop.operator)
            .await
            .unwrap()
            .is_empty()
    );
    let sheet = prints::shop_sheet(app, &shop.operator, Paper::SixInch).await;
    assert!(sheet.unwrap().starts_with(b"%PDF"));
    // Enlarged by 1.5 % along the long side and by 1 % along the short one.
    let known = measured([115.71, 77.265]).await.unwrap();
    let [long, short] = known.calibration(Paper::SixInch).unwrap().scales();
    assert!((long - 1.0 / 1.015).abs() < 1e-6 && (short - 1.0 / 1.01).abs() < 1e-6);

    shop.paid("19900000001", "1").await;
    let plain = shop.sheets_for(None).await;
    shop.paid("19900000002", "2").await;
    let unknown = shop.run_for(Some(ShopName::parse("别家").unwrap())).await;
    assert_eq!(code_of(unknown), "not-found");
    let smaller = shop.sheets_for(Some(name.clone())).await;
    if let (Some(plain), Some(smaller)) = (inked(&plain), inked(&smaller)) {
        for axis in 0..2 {
            let scale = smaller[axis] / plain[axis];
            assert!(
                (scale - [long, short][axis]).abs() < 0.002,
                "{axis}: {scale}"
            );
        }
    }
    prints::forget_shop(app, &shop.operator, &name)
        .await
        .unwrap();
    assert!(
        prints::list_shops(app, &shop.operator)
            .await
            .unwrap()
            .is_empty()
    );
    let centre = Subject::Centre(shop.world.centre.id);
    let mut traces = shop.world.audit(centre).await;
    traces.retain(|trace| trace.ends_with("-shop"));
    traces.sort_unstable();
    assert_eq!(traces, ["calibrate-shop", "forget-shop"]);
}

/// Width and height of everything that is printed on the first page of a PDF, photos and cut marks, in pixels at 300 ppi.
fn inked(pdf: &[u8]) -> Option<[f64; 2]> {
    // Without poppler nothing is measured; the tests of `print` say that it is missing.
    let pdftoppm = std::env::var_os("CAIXIANG_TEST_PDFTOPPM")?;
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("sheets.pdf"), folder.path().join("page"));
    std::fs::write(&path, pdf).unwrap();
    let drawn = std::process::Command::new(pdftoppm)
        .args(["-gray", "-singlefile", "-f", "1", "-r", "300"])
        .args([&path, &out])
        .status();
    assert!(drawn.unwrap().success());
    let bytes = std::fs::read(out.with_extension("pgm")).unwrap();
    let mut parts = bytes.splitn(5, u8::is_ascii_whitespace).skip(1);
    let width = std::str::from_utf8(parts.next().unwrap()).unwrap();
    let width: usize = width.parse().unwrap();
    let pixels = parts.nth(2).unwrap();
    let dark = || (0..pixels.len()).filter(|at| pixels[*at] < 240);
    let extent = |place: fn(usize, usize) -> usize| {
        let places = dark().map(|at| place(at, width));
        let (least, most) = places.fold((usize::MAX, 0), |(least, most), at| {
            (least.min(at), most.max(at))
        });
        (most - least + 1) as f64
    };
    Some([
        extent(|at, width| at % width),
        extent(|at, width| at / width),
    ])
}
