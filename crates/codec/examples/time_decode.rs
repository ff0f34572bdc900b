//! Times decoding one JPEG at full, half, quarter and eighth size on one thread.
//! Argument: the file. ADR 3 quotes its output.

use std::time::Instant;

use codec::{Limits, Scale, decode};

const PASSES: usize = 15;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: time_decode FILE.jpg")?;
    let bytes = std::fs::read(path)?;
    let limits = Limits::default();
    let full = decode(&bytes, &limits, Scale::Full)?;
    let longer_side_px = full.file.width_px.max(full.file.height_px);
    for reduction in [1, 2, 4, 8] {
        let scale = Scale::AtLeast {
            longer_side_px: longer_side_px / reduction,
        };
        let mut times = Vec::new();
        for _ in 0..PASSES {
            #[expect(clippy::disallowed_methods, reason = "this program measures time")]
            let started = Instant::now();
            let photo = decode(&bytes, &limits, scale)?;
            times.push(started.elapsed().as_secs_f64() * 1e3);
            if photo.reduction != reduction {
                return Err(format!("reduced by {}, not {reduction}", photo.reduction).into());
            }
        }
        times.sort_by(f64::total_cmp);
        #[expect(clippy::print_stdout, reason = "the line is this program's result")]
        {
            println!(
                "1/{reduction}: best {:.1} ms, median {:.1} ms",
                times[0],
                times[PASSES / 2]
            );
        }
    }
    Ok(())
}
