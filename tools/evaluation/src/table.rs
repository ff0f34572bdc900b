//! Prints tables as Markdown, for use in the docs.

use std::fmt::Write as _;

/// A table that grows row by row.
#[derive(Debug)]
pub(crate) struct Table {
    columns: usize,
    text: String,
}

impl Table {
    /// A table with a title and column heads.
    pub(crate) fn new(title: &str, heads: &[&str]) -> Self {
        let mut text = format!("\n### {title}\n\n| {} |\n|", heads.join(" | "));
        text.push_str(&"---|".repeat(heads.len()));
        text.push('\n');
        Self {
            columns: heads.len(),
            text,
        }
    }

    /// Adds a row; missing cells stay empty.
    pub(crate) fn row(&mut self, cells: &[String]) {
        let mut cells = cells.to_vec();
        cells.resize(self.columns, String::new());
        let _ = writeln!(self.text, "| {} |", cells.join(" | "));
    }

    /// Prints it to standard output.
    #[expect(clippy::print_stdout, reason = "the table is this tool's result")]
    pub(crate) fn print(&self) {
        println!("{}", self.text.trim_end());
    }
}
