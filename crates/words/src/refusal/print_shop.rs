//! The words of what the calibration of a print shop refuses.

use domain::{SHOPS_PER_CENTRE, ShopRefusal};
use standard::Text;

use super::InWords;
use crate::Words;

impl InWords for ShopRefusal {
    fn words(&self) -> Words {
        match *self {
            Self::RulerOutOfRange {
                drawn_um,
                measured_um,
            } => {
                let [drawn, measured] = [drawn_um, measured_um].map(|um| f64::from(um) / 1_000.0);
                Words {
                    title: Text::new("尺寸相差太多", "Too far from the drawn length"),
                    body: Text::new(
                        format!(
                            "校准页上应为 {drawn:.1} mm 的尺子填了 {measured:.1} mm，相差超过 5%。请核对是不是量错了尺子，单位是不是\
                             毫米，冲印时选的纸张对不对。"
                        ),
                        format!(
                            "A ruler that is drawn {drawn:.1} mm long was entered as {measured:.1} mm, more than 5 % away. See whether \
                             it was the other ruler, whether it is in millimetres, and whether the sheet was printed on this paper."
                        ),
                    ),
                }
            }
            Self::ShopsUsedUp => Words::new(
                ["冲印店已满", "Too many print shops"],
                format!("最多登记 {SHOPS_PER_CENTRE} 家冲印店。请先删除不用的。"),
                format!(
                    "At most {SHOPS_PER_CENTRE} print shops are kept. Remove one that is not used any more."
                ),
            ),
        }
    }
}
