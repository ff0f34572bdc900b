//! What an installation has set, and where: in the file, by a variable, or on the command line.

use std::collections::BTreeMap;

use app::upkeep::Origin;
use toml::{Table, Value};

/// What was set, and where; shows no value in `Debug`.
#[derive(Clone, Default)]
pub(crate) struct SetKeys {
    pub(super) table: Table,
    /// Keys, such as `server.listen`, that come from a variable or the command line.
    pub(super) origins: BTreeMap<String, Origin>,
}

impl std::fmt::Debug for SetKeys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SetKeys(…)")
    }
}

impl SetKeys {
    /// The file with the variables over it, and the keys that those name.
    pub(crate) fn new(table: Table, variables: impl IntoIterator<Item = String>) -> Self {
        let origins = variables.into_iter().map(|key| (key, Origin::Variable));
        Self {
            table,
            origins: origins.collect(),
        }
    }

    /// Notes a key of the command line.
    pub(crate) fn flag(&mut self, (section, key): (&str, &str), value: String) {
        let table = match section {
            "" => Some(&mut self.table),
            section => {
                let inner = self.table.entry(section);
                inner
                    .or_insert_with(|| Value::Table(Table::new()))
                    .as_table_mut()
            }
        };
        if let Some(table) = table {
            table.insert(key.to_owned(), Value::String(value));
            self.origins.insert(path(section, key), Origin::Flag);
        }
    }

    /// What was set there.
    pub(super) fn find(&self, section: &str, key: &str) -> Option<&Value> {
        let mut table = &self.table;
        for name in section.split('.').filter(|name| !name.is_empty()) {
            table = table.get(name)?.as_table()?;
        }
        table.get(key)
    }
}

/// A key of a section as it is named in messages.
pub(super) fn path(section: &str, key: &str) -> String {
    if section.is_empty() {
        key.to_owned()
    } else {
        format!("{section}.{key}")
    }
}
