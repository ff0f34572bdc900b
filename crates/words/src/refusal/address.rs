//! The words of what the address book refuses.

use domain::{ADDRESSES_PER_ACCOUNT, AddressRefusal};

use super::InWords;
use crate::Words;

impl InWords for AddressRefusal {
    fn words(&self) -> Words {
        match self {
            Self::AddressesUsedUp => Words::new(
                ["地址已满", "The address book is full"],
                format!(
                    "最多保存 {ADDRESSES_PER_ACCOUNT} 个地址。请先删除不用的地址，或修改已有的地址。"
                ),
                format!(
                    "An account keeps at most {ADDRESSES_PER_ACCOUNT} addresses. Delete one that is not \
                     needed, or change one."
                ),
            ),
        }
    }
}
