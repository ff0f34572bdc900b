//! The codes of problems, as clients know them.

use std::collections::BTreeSet;

use app::Failure;
use serde::Serialize;

use super::http::HttpProblem;
use crate::word::wire_names;

/// The code of a problem: one of a failure, or one that only HTTP has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct ProblemCode(pub(super) &'static str);

impl ProblemCode {
    /// The code as it is written.
    pub(crate) const fn as_str(self) -> &'static str {
        self.0
    }

    /// Every code, in alphabetical order.
    fn all() -> BTreeSet<&'static str> {
        let http = HttpProblem::ALL.iter().map(|problem| problem.code());
        Failure::codes().into_iter().chain(http).collect()
    }
}

impl From<HttpProblem> for ProblemCode {
    fn from(problem: HttpProblem) -> Self {
        Self(problem.code())
    }
}

wire_names! {
    /// What went wrong, for programs: stable.
    ProblemCode: ProblemCode::all();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_failures_and_problems_of_http_are_described() {
        let all = ProblemCode::all();
        for code in ["wrong-state", "same-shot", "taken", "stale", "cross-site"] {
            assert!(all.contains(code), "{code}");
        }
        assert!(!all.contains("refused"));
    }
}
