//! How often this process has written tables whose rows change rarely and are read with almost every request. What is
//! kept of such a row for a moment holds as long as the count is the same. What other processes write is not counted.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use strum::{EnumCount, VariantArray};

/// A table whose rows change rarely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumCount, VariantArray)]
pub enum RareTable {
    /// What is collected when, from whom.
    Batch,
    /// Who collects.
    Centre,
    /// Whose students are collected.
    School,
}

impl RareTable {
    /// How many there are.
    pub(crate) const COUNT: usize = <Self as EnumCount>::COUNT;

    /// The table of this name, where it is one of these.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let mut all = Self::VARIANTS.iter().copied();
        all.find(|table| table.name() == name)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Batch => "batch",
            Self::Centre => "centre",
            Self::School => "school",
        }
    }
}

/// Counts of transactions by the tables that they wrote.
#[derive(Debug, Default)]
pub(crate) struct Changes([AtomicU64; RareTable::COUNT]);

impl Changes {
    /// Counts a transaction that is over.
    pub(crate) fn count(&self, written: &[AtomicBool; RareTable::COUNT]) {
        for (count, written) in self.0.iter().zip(written) {
            if written.load(Ordering::Relaxed) {
                // With `of`: who sees the count, asks the database after the commit.
                count.fetch_add(1, Ordering::Release);
            }
        }
    }

    /// How many transactions have written the table.
    pub(crate) fn of(&self, table: RareTable) -> u64 {
        self.0[table as usize].load(Ordering::Acquire)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record as _;

    #[test]
    fn names_are_those_of_the_tables() {
        let tables = [
            domain::Batch::TABLE,
            domain::Centre::TABLE,
            domain::School::TABLE,
        ];
        assert_eq!(
            RareTable::VARIANTS
                .iter()
                .map(|table| table.name())
                .collect::<Vec<_>>(),
            tables
        );
    }
}
