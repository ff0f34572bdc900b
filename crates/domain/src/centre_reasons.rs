//! How a centre decides on its own reasons for rejections, and which of them it gives.

use crate::organisation::Centre;
use crate::own_reason::{
    GivenReason, OWN_REASONS_IN_USE, OwnCode, OwnReason, OwnReasonsChange, OwnReasonsRefusal,
    WishedReason,
};
use crate::timestamp::Timestamp;

impl Centre {
    /// Has these reasons in this order from now on. None that there is may be missing: rejections name it.
    ///
    /// # Errors
    /// [`OwnReasonsRefusal`].
    pub fn decide_reasons(
        mut self,
        wished: Vec<WishedReason>,
        at: Timestamp,
    ) -> Result<(Self, OwnReasonsChange), OwnReasonsRefusal> {
        let former = std::mem::take(&mut self.own_reasons);
        let named: Vec<OwnCode> = wished.iter().filter_map(|reason| reason.code).collect();
        let is_missing = |reason: &OwnReason| !named.contains(&reason.code);
        // As many as there are, and all of them: then each once.
        if named.len() != former.len() || former.iter().any(is_missing) {
            return Err(OwnReasonsRefusal::Codes);
        }
        let mut change = OwnReasonsChange::default();
        let mut last = former.iter().map(|reason| reason.code.0).max().unwrap_or(0);
        for reason in wished {
            let before = former.iter().find(|one| Some(one.code) == reason.code);
            let code = match before {
                Some(before) => before.code,
                None if last >= 99 => return Err(OwnReasonsRefusal::TooMany),
                None => {
                    last += 1;
                    OwnCode(last)
                }
            };
            let since = before.and_then(|before| before.retired_at);
            change.added += u32::from(before.is_none());
            change.reworded += u32::from(before.is_some_and(|one| one.words != reason.words));
            change.retired += u32::from(reason.is_retired && since.is_none());
            self.own_reasons.push(OwnReason {
                code,
                words: reason.words,
                retired_at: reason.is_retired.then(|| since.unwrap_or(at)),
            });
        }
        if self.reasons_in_use().count() > OWN_REASONS_IN_USE {
            return Err(OwnReasonsRefusal::TooMany);
        }
        self.version = self.version.next();
        Ok((self, change))
    }

    /// The reasons that photos can be rejected for, in the centre's order.
    pub fn reasons_in_use(&self) -> impl Iterator<Item = &OwnReason> {
        let all = self.own_reasons.iter();
        all.filter(|reason| reason.retired_at.is_none())
    }

    /// These reasons as a student is given them, in this order, each once; `None` where one is not in use.
    pub fn give_reasons(&self, codes: &[OwnCode]) -> Option<Vec<GivenReason>> {
        let mut given: Vec<GivenReason> = Vec::with_capacity(codes.len());
        for code in codes {
            let reason = self.reasons_in_use().find(|reason| reason.code == *code)?;
            if given.iter().all(|one| one.code != *code) {
                given.push(GivenReason {
                    code: *code,
                    words: reason.words.clone(),
                });
            }
        }
        Some(given)
    }
}
