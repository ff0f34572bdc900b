//! Packages for the registry 学信网 and the result files that come back. The registry's own interface is not public;
//! this is a documented format of ours, which an adapter for a real interface turns into whatever that one wants.
//!
//! A package is a zip archive:
//!
//! | file | holds |
//! |---|---|
//! | `manifest.json` | format and version, number of the package, when it was made, how many records, SHA-256 of `records.jsonl` |
//! | `records.jsonl` | a line for each record: serial number from 1, raw payload of the collection code 采集码 in base64, name, length and SHA-256 of the photo |
//! | `photos/000001.jpg` … | the portraits, by serial number; no name says whose |
//!
//! The SHA-256 of `manifest.json` names all of it. A package is never changed: a record that was refused goes into the
//! next one.
//!
//! A result file is JSON, or a list in any format that `documents` reads:
//!
//! | JSON | list | says |
//! |---|---|---|
//! | `format`, `version` | | `caixiang-registry-result`, 1 |
//! | `package` | 包号 `package` | the package's number |
//! | `serial` | 序号 `serial` | the record |
//! | `outcome`: `accepted`, `refused` | 接收结果 `outcome`: 已接收, 不予接收 | whether the photo was taken |
//! | `reason` | 原因 `reason` | why not; required with a refusal |
//! | `identity`: `same-person`, `not-passed`, `uncertain`, `abnormal` | 身份核验 `identity`: 同一人, 未通过, 不确定, 异常 | what the comparison with the admission photo said; absent until it was made |

mod package;
mod read;
mod result;
mod simulator;

pub use self::package::{Package, PackageWriter, Record};
pub use self::read::{PackageError, read_package};
pub use self::result::{Identity, Outcome, ResultError, ResultFile, ResultLine, read_results};
pub use self::simulator::play_registry;
