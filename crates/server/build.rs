//! Has the crate built anew when the pages were: the macro that embeds them notices changed files, but
//! no new ones.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
