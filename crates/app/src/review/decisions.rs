//! The decisions of a centre within a time.

use domain::{CentreId, Duration, ReviewRecord, Timestamp};
use store::PageRequest;

use crate::failure::Failure;
use crate::service::App;

/// The longest time that is asked for.
const LONGEST: Duration = Duration::from_days(92);

/// Decisions that are read at a time.
const PAGE: u32 = 200;

/// The decisions of a centre within a time, page by page.
pub(super) struct Decisions {
    app: App,
    centre: CentreId,
    time: [Timestamp; 2],
    /// Where they go on; none at the end.
    page: Option<PageRequest>,
}

impl Decisions {
    /// # Errors
    /// [`Failure::Invalid`] for a time that is too long.
    pub(super) fn of(app: &App, centre: CentreId, time: [Timestamp; 2]) -> Result<Self, Failure> {
        let [from, until] = time;
        if until.since(from) > LONGEST {
            return Err(Failure::invalid(
                "until",
                &"at most 92 days after the beginning",
            ));
        }
        Ok(Self {
            app: app.clone(),
            centre,
            time,
            page: Some(PageRequest::first(PAGE)),
        })
    }

    /// Whether all were read.
    pub(super) const fn is_over(&self) -> bool {
        self.page.is_none()
    }

    /// The next of them; none at the end.
    pub(super) async fn next(&mut self) -> Result<Vec<ReviewRecord>, Failure> {
        let Some(request) = self.page else {
            return Ok(Vec::new());
        };
        let reviews = self.app.store().reviews();
        let found = reviews
            .list_of_centre(self.centre, self.time, request)
            .await?;
        self.page = found.next.map(|next| PageRequest {
            after: Some(next),
            limit: PAGE,
        });
        Ok(found.items)
    }
}
