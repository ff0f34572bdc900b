//! Cut marks: short strokes on the line of a cut, outside of photos and at least 3 mm from the edge of the paper. A
//! cut that has no room for one gets a hairline along the photos instead, just outside of what is kept; a cut nearer to the edge has no mark.

use crate::page::Area;

use super::layout::SAFE_MM;

/// A stroke is no longer than this, millimetres.
const LONGEST_MM: f32 = 2.0;

/// A shorter one is not seen, millimetres.
const SHORTEST_MM: f32 = 0.9;

/// Between a photo and a stroke, millimetres.
const AWAY_MM: f32 = 0.3;

/// Width of strokes and hairlines, millimetres.
pub(crate) const STROKE_MM: f32 = 0.1;

/// A stroke from one point to another, millimetres.
pub(crate) type Stroke = [[f32; 2]; 2];

/// The place of a stroke across its cut, and where it begins and ends along it.
type Along = (f32, [f32; 2]);

/// The strokes for photos that are cut at `slots` and go on beyond by `bleed`.
pub(crate) fn strokes(slots: &[Area], paper: [f32; 2], bleed: [f32; 2]) -> Vec<Stroke> {
    let across = |area: &Area| [[area.left, area.right()], [area.top, area.bottom()]];
    let spans: Vec<[[f32; 2]; 2]> = slots.iter().map(across).collect();
    let mut strokes = Vec::new();
    for axis in 0..2 {
        let along = 1 - axis;
        let inked: Vec<[f32; 2]> = spans
            .iter()
            .map(|span| [span[along][0] - bleed[along], span[along][1] + bleed[along]])
            .collect();
        let free = free(&inked, paper[along]);
        let firsts = spans.iter().map(|span| span[along][0]);
        let lasts = spans.iter().map(|span| span[along][1]);
        let ends = [firsts.fold(f32::MAX, f32::min), lasts.fold(0.0, f32::max)];
        for cut in cuts(&spans, axis) {
            // Nearer to the edge than any mark may be, where the photo's own edge has to do.
            if cut.at < SAFE_MM || cut.at > paper[axis] - SAFE_MM {
                continue;
            }
            let drawn = on_line(cut, &free, paper[along], ends);
            strokes.extend(drawn.into_iter().map(|(at, [from, to])| {
                let point = |place| if axis == 0 { [at, place] } else { [place, at] };
                [point(from), point(to)]
            }));
        }
    }
    strokes
}

/// A cut: its place, and on which side photos are kept (before it, behind it).
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cut {
    at: f32,
    keeps: [bool; 2],
}

/// The lines of all cuts along one axis, in order.
fn cuts(spans: &[[[f32; 2]; 2]], axis: usize) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    for span in spans {
        for (end, at) in span[axis].into_iter().enumerate() {
            let known = cuts.iter().position(|cut| (cut.at - at).abs() < 0.01);
            let index = known.unwrap_or_else(|| {
                cuts.push(Cut {
                    at,
                    keeps: [false; 2],
                });
                cuts.len() - 1
            });
            if let Some(cut) = cuts.get_mut(index) {
                // The photo lies behind its beginning and before its end.
                cut.keeps[1 - end] = true;
            }
        }
    }
    cuts.sort_by(|a, b| a.at.total_cmp(&b.at));
    cuts
}

/// Where no photo has ink, between the safe edges.
fn free(inked: &[[f32; 2]], length: f32) -> Vec<[f32; 2]> {
    let mut inked = inked.to_vec();
    inked.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let mut free = Vec::new();
    let mut from = SAFE_MM;
    for [start, end] in inked {
        if start - AWAY_MM > from {
            free.push([from, start - AWAY_MM]);
        }
        from = from.max(end + AWAY_MM);
    }
    if length - SAFE_MM > from {
        free.push([from, length - SAFE_MM]);
    }
    free.retain(|[from, to]| to - from >= SHORTEST_MM);
    free
}

/// The strokes of one cut along photos that begin and end at `ends`.
fn on_line(cut: Cut, free: &[[f32; 2]], length: f32, ends: [f32; 2]) -> Vec<Along> {
    let [first, last] = ends;
    let mut pieces = Vec::new();
    for &[from, to] in free {
        if to <= first {
            pieces.push([from.max(to - LONGEST_MM), to]);
        } else if from >= last {
            pieces.push([from, to.min(from + LONGEST_MM)]);
        } else if to - from <= 2.0 * LONGEST_MM {
            pieces.push([from, to]);
        } else {
            pieces.push([from, from + LONGEST_MM]);
            pieces.push([to - LONGEST_MM, to]);
        }
    }
    // Two strokes make a line; with fewer nobody can lay a ruler.
    let mut strokes: Vec<Along> = pieces.iter().map(|piece| (cut.at, *piece)).collect();
    if strokes.len() < 2 {
        let outside = match cut.keeps {
            [true, false] => STROKE_MM / 2.0,
            [false, true] => -STROKE_MM / 2.0,
            _ => 0.0,
        };
        let along = [first.max(SAFE_MM), last.min(length - SAFE_MM)];
        strokes.push((cut.at + outside, along));
    }
    strokes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::Layout;

    #[test]
    fn no_mark_comes_closer_than_3_mm_to_the_edge() {
        for layout in Layout::stock() {
            let slots = layout.slots().unwrap();
            let [width, height] = layout.paper_mm;
            for [x, y] in strokes(&slots, layout.paper_mm, layout.bleed_mm)
                .into_iter()
                .flatten()
            {
                let away = x.min(y).min(width - x).min(height - y);
                assert!(away >= SAFE_MM - 0.06, "{}: {x} {y}", layout.code);
            }
        }
    }

    #[test]
    fn every_cut_has_two_strokes_or_a_hairline() {
        for layout in Layout::stock() {
            let slots = layout.slots().unwrap();
            let strokes = strokes(&slots, layout.paper_mm, layout.bleed_mm);
            for slot in &slots {
                for at in [slot.left, slot.right()] {
                    let on_it = strokes.iter().filter(|[from, to]| {
                        (from[0] - at).abs() < 0.06 && (to[0] - at).abs() < 0.06
                    });
                    let length: f32 = on_it.clone().map(|[from, to]| to[1] - from[1]).sum();
                    assert!(on_it.count() >= 2 || length > 30.0, "{}: {at}", layout.code);
                }
            }
        }
    }

    #[test]
    fn strokes_stay_away_from_photos_unless_they_are_hairlines() {
        let layout = Layout::find("six-inch-4-large-two-inch").unwrap();
        let slots = layout.slots().unwrap();
        for [from, to] in strokes(&slots, layout.paper_mm, layout.bleed_mm) {
            let middle = [f32::midpoint(from[0], to[0]), f32::midpoint(from[1], to[1])];
            let inside = slots.iter().any(|slot| {
                middle[0] > slot.left - 0.5
                    && middle[0] < slot.right() + 0.5
                    && middle[1] > slot.top - 0.5
                    && middle[1] < slot.bottom() + 0.5
            });
            assert!(!inside, "{from:?} {to:?}");
        }
    }
}
