//! The words of what is refused about questions to the centre.

use domain::{EnquiryRefusal, WAITING_ENQUIRIES};

use super::InWords;
use crate::Words;

impl InWords for EnquiryRefusal {
    fn words(&self) -> Words {
        match self {
            Self::EnquiriesWaiting => Words::new(
                ["已有留言在等待回复", "Your questions are waiting"],
                format!(
                    "你有 {WAITING_ENQUIRIES} 条留言还没有回复。收到回复后可以再留言，急事请打客服电话。"
                ),
                format!(
                    "{WAITING_ENQUIRIES} of your questions wait for an answer. You can ask again after that; \
                     please call if it is urgent."
                ),
            ),
        }
    }
}
