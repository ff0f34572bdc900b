//! The number of rows of every table, for operators.

use sea_orm::sea_query::{Alias, Asterisk, Expr, Func, Query};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::Store;
use crate::error::StoreError;
use crate::work::private::Raw as _;

/// Tables of this program alone, by name; those of migrations and of the engine are left out.
const SQLITE_TABLES: &str = "SELECT name FROM sqlite_master WHERE type = 'table' \
     AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'seaql_migrations' ORDER BY name";
const POSTGRES_TABLES: &str = "SELECT tablename::text FROM pg_tables \
     WHERE schemaname = current_schema() AND tablename <> 'seaql_migrations' ORDER BY tablename";

/// A table and how many rows it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRows {
    /// Name of the table.
    pub table: String,
    /// Its rows.
    pub rows: u64,
}

impl Store {
    /// Rows of these tables of this program together. Counts, so it takes as long as the tables are large.
    ///
    /// # Errors
    /// [`StoreError::Failed`] for a table that is not there.
    pub async fn count_rows_of(&self, tables: &[&str]) -> Result<u64, StoreError> {
        let mut sum = 0;
        for table in tables {
            sum += self.count_table(table).await?;
        }
        Ok(sum)
    }

    async fn count_table(&self, table: &str) -> Result<u64, StoreError> {
        let count = Query::select()
            .expr(Func::count(Expr::col(Asterisk)))
            .from(Alias::new(table))
            .to_owned();
        let row = self.pool.raw().query_one(&count).await?;
        let rows: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
        Ok(rows as u64)
    }

    /// Every table with its rows, by name. Counts, so it takes as long as the tables are large.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_rows(&self) -> Result<Vec<TableRows>, StoreError> {
        let connection = self.pool.raw();
        let backend = connection.get_database_backend();
        let names = match backend {
            DbBackend::Postgres => POSTGRES_TABLES,
            _ => SQLITE_TABLES,
        };
        let names = Statement::from_string(backend, names);
        let mut counts = Vec::new();
        for row in connection.query_all_raw(names).await? {
            let table: String = row.try_get_by_index(0)?;
            let rows = self.count_table(&table).await?;
            counts.push(TableRows { table, rows });
        }
        Ok(counts)
    }
}
