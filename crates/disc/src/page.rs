//! `index.html`: browses and searches a disc in any browser, without a network.

use std::io::{self, Write};

use crate::plan::{Plan, Volume};

const HEAD: &str = include_str!("html/head.html");
const FOOT: &str = include_str!("html/foot.html");

/// Writes the page of a volume.
pub(crate) fn write(plan: &Plan, volume: &Volume, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    let heads: Vec<&str> = plan
        .fields
        .iter()
        .map(|field| field.head.as_str())
        .collect();
    let about = serde_json::json!({
        "title": plan.title,
        "volume": volume.number,
        "heads": heads,
    });
    write!(out, "{{\"about\":{},\"rows\":[", safe(&about.to_string()))?;
    for (index, file) in volume.files.iter().enumerate() {
        let row = serde_json::to_string(&(&file.path, file.cells.iter().collect::<Vec<_>>()))?;
        let comma = if index == 0 { "" } else { ",\n" };
        write!(out, "{comma}{}", safe(&row))?;
    }
    out.write_all(b"]}")?;
    out.write_all(FOOT.as_bytes())
}

/// JSON that cannot end the script element that it lies in.
fn safe(json: &str) -> String {
    json.replace('<', "\\u003c")
}
