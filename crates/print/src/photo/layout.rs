//! Layouts 版式: how many photos of which size lie where on a sheet, with gaps, bleed and caption.

use crate::error::PrintError;
use crate::page::Area;

use super::size::PhotoSize;

/// 6-inch paper, short side first, millimetres.
const SIX_INCH: [f32; 2] = [102.0, 152.0];

/// 7-inch paper, short side first, millimetres.
const SEVEN_INCH: [f32; 2] = [127.0, 178.0];

/// A laboratory cuts off up to this much of each edge; marks and words stay inside of it, millimetres.
pub(crate) const SAFE_MM: f32 = 3.0;

/// Photos stay this far from the edge of the paper, millimetres.
const LEAST_MARGIN_MM: f32 = 1.0;

/// Where the caption is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caption {
    /// There is none.
    None,
    /// Under every photo.
    UnderPhotos,
    /// Once on the sheet: below the photos, or upward to their right where that margin is the wider one.
    OnSheet,
}

/// Photos of one size in columns and rows on one paper; lengths in millimetres.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The word in addresses and settings, such as `six-inch-8-large-one-inch`.
    pub code: &'static str,
    /// Width and height of the paper as it is printed.
    pub paper_mm: [f32; 2],
    /// Size of the cut prints.
    pub size: PhotoSize,
    /// Photos side by side.
    pub columns: u16,
    /// Photos one above the other.
    pub rows: u16,
    /// Between columns, and between rows; 0 where one cut parts two photos.
    pub gap_mm: [f32; 2],
    /// How far photos go on beyond their cut, sideways and up and down: at most half of a gap.
    pub bleed_mm: [f32; 2],
    /// How far the photos lie to the left of the middle and above it, which leaves room for a caption.
    pub shift_mm: [f32; 2],
    /// Where the caption is.
    pub caption: Caption,
}

impl Layout {
    /// The layouts that are offered.
    pub fn stock() -> Vec<Self> {
        use PhotoSize::{LargeOneInch, LargeTwoInch, OneInch, Passport, TwoInch};
        let across = |[short, long]: [f32; 2]| [long, short];
        let six = |code, size, grid| Self::of(code, across(SIX_INCH), size, grid);
        let seven = |code, size, grid| Self::of(code, across(SEVEN_INCH), size, grid);
        vec![
            six("six-inch-8-large-one-inch", LargeOneInch, [4, 2])
                .apart([2.0, 0.0], [0.5, 0.0])
                .shifted([2.0, 0.0]),
            six("six-inch-8-two-inch", TwoInch, [4, 2])
                .apart([0.0, 0.0], [0.0, 0.0])
                .shifted([1.7, 0.0]),
            Self::of("six-inch-4-two-inch", SIX_INCH, TwoInch, [2, 2])
                .apart([4.0, 12.0], [0.5, 0.5])
                .captioned(Caption::UnderPhotos),
            six("six-inch-8-passport", Passport, [4, 2])
                .apart([0.0, 0.0], [0.0, 0.0])
                .shifted([0.0, 1.5]),
            Self::of("six-inch-12-one-inch", SIX_INCH, OneInch, [3, 4])
                .apart([2.0, 0.0], [0.5, 0.0])
                .shifted([2.0, 0.0]),
            Self::of("six-inch-4-large-two-inch", SIX_INCH, LargeTwoInch, [2, 2])
                .apart([4.0, 10.0], [0.5, 0.5])
                .captioned(Caption::UnderPhotos),
            Self::of("six-inch-4-large-one-inch", SIX_INCH, LargeOneInch, [2, 2])
                .apart([6.0, 14.0], [0.5, 0.5])
                .captioned(Caption::UnderPhotos),
            seven("seven-inch-10-large-one-inch", LargeOneInch, [5, 2])
                .apart([0.0, 6.0], [0.0, 0.5])
                .shifted([0.0, 2.0]),
            seven("seven-inch-8-two-inch", TwoInch, [4, 2])
                .apart([4.0, 10.0], [0.5, 0.5])
                .captioned(Caption::UnderPhotos),
        ]
    }

    /// The offered layout with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::stock().into_iter().find(|layout| layout.code == code)
    }

    const fn of(code: &'static str, paper_mm: [f32; 2], size: PhotoSize, grid: [u16; 2]) -> Self {
        Self {
            code,
            paper_mm,
            size,
            columns: grid[0],
            rows: grid[1],
            gap_mm: [0.0; 2],
            bleed_mm: [0.0; 2],
            shift_mm: [0.0; 2],
            caption: Caption::OnSheet,
        }
    }

    const fn apart(self, gap_mm: [f32; 2], bleed_mm: [f32; 2]) -> Self {
        Self {
            gap_mm,
            bleed_mm,
            ..self
        }
    }

    const fn shifted(self, shift_mm: [f32; 2]) -> Self {
        Self { shift_mm, ..self }
    }

    const fn captioned(self, caption: Caption) -> Self {
        Self { caption, ..self }
    }

    /// Photos on one sheet.
    pub const fn photos(&self) -> usize {
        self.columns as usize * self.rows as usize
    }

    /// The name for people, in Chinese and in English.
    pub fn names(&self) -> [String; 2] {
        let [zh, en] = self.size.names();
        let short = self.paper_mm[0].min(self.paper_mm[1]);
        let inch = if short < 110.0 { 6 } else { 7 };
        let photos = self.photos();
        [
            format!("{inch} 寸相纸 {photos} 张 {zh}"),
            format!("{inch}-inch paper, {photos} × {en}"),
        ]
    }

    /// The photos as they are cut, row by row.
    pub(crate) fn slots(&self) -> Result<Vec<Area>, PrintError> {
        let size = self.size.size_mm();
        let grid = self.grid()?;
        let mut slots = Vec::new();
        for row in 0..self.rows {
            for column in 0..self.columns {
                let left = grid.left + f32::from(column) * (size[0] + self.gap_mm[0]);
                let top = grid.top + f32::from(row) * (size[1] + self.gap_mm[1]);
                slots.push(Area::new([left, top], size));
            }
        }
        Ok(slots)
    }

    /// All photos with the gaps between them.
    pub(crate) fn grid(&self) -> Result<Area, PrintError> {
        if self.columns == 0 || self.rows == 0 {
            return Err(PrintError::Layout("a layout has no photo"));
        }
        let size = self.size.size_mm();
        let [width, height] = self.paper_mm;
        let counts = [f32::from(self.columns), f32::from(self.rows)];
        let along =
            |axis: usize| counts[axis] * (size[axis] + self.gap_mm[axis]) - self.gap_mm[axis];
        let (wide, high) = (along(0), along(1));
        let left = (width - wide) / 2.0 - self.shift_mm[0];
        let top = (height - high) / 2.0 - self.shift_mm[1];
        let grid = Area::new([left, top], [wide, high]);
        let margins = [left, top, width - grid.right(), height - grid.bottom()];
        if margins.iter().any(|margin| *margin < LEAST_MARGIN_MM) {
            return Err(PrintError::Layout(
                "the photos come closer than 1 mm to the edge of the paper",
            ));
        }
        let overlaps = |axis: usize| {
            let (gap, bleed) = (self.gap_mm[axis], self.bleed_mm[axis]);
            bleed < 0.0 || gap < 0.0 || bleed * 2.0 > gap
        };
        if overlaps(0) || overlaps(1) {
            return Err(PrintError::Layout("bleed is wider than half of a gap"));
        }
        Ok(grid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_offered_layouts_fit_and_have_names_of_their_own() {
        let stock = Layout::stock();
        for layout in &stock {
            let slots = layout.slots().unwrap();
            assert_eq!(slots.len(), layout.photos(), "{}", layout.code);
            let same = stock.iter().filter(|other| other.code == layout.code);
            assert_eq!(same.count(), 1, "{}", layout.code);
        }
        assert_eq!(Layout::find("six-inch-8-two-inch").unwrap().photos(), 8);
        assert_eq!(Layout::find("six-inch"), None);
    }

    #[test]
    fn nothing_that_is_kept_lies_where_a_laboratory_cuts_off() {
        for layout in Layout::stock() {
            let grid = layout.grid().unwrap();
            let [width, height] = layout.paper_mm;
            let margins = [
                grid.left,
                grid.top,
                width - grid.right(),
                height - grid.bottom(),
            ];
            let least = margins.into_iter().fold(f32::MAX, f32::min);
            // Twice 49 on 102: offered for laboratories that print to the edge, and said so where it is chosen.
            let expected = if layout.code == "six-inch-8-two-inch" {
                2.0
            } else {
                SAFE_MM
            };
            assert!(least >= expected - 0.001, "{}: {least} mm", layout.code);
        }
    }

    #[test]
    fn too_many_photos_are_refused() {
        let mut layout = Layout::find("six-inch-8-two-inch").unwrap();
        layout.columns = 5;
        assert_eq!(layout.slots().unwrap_err().code(), "layout-impossible");
        layout.columns = 0;
        assert_eq!(layout.slots().unwrap_err().code(), "layout-impossible");
    }

    #[test]
    fn bleed_never_runs_into_the_next_photo() {
        let mut layout = Layout::find("six-inch-8-large-one-inch").unwrap();
        layout.bleed_mm = [1.1, 0.0];
        assert_eq!(layout.slots().unwrap_err().code(), "layout-impossible");
    }
}
