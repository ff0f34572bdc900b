//! What belongs to a caller alone: capture sessions, sets, links.

use app::Caller;
use app::capture::{self, CaptureToken};
use domain::{CaptureSessionId, Duration, ReviewRound};
use store::ReviewSet;
use uuid::Uuid;

use super::{Things, role};

impl Things {
    /// The session that a caller would use: the own one, or where there is none, the owner's.
    pub(super) async fn capture(
        &self,
        caller: Option<&Caller>,
    ) -> (CaptureSessionId, CaptureToken) {
        let app = &self.api.world.app;
        let own = match caller {
            Some(caller) => capture::open(app, caller, self.degree).await.ok(),
            None => None,
        };
        let opened = if let Some(own) = own {
            own
        } else {
            let owner = self.callers[1].caller().unwrap();
            capture::open(app, owner, self.degree).await.unwrap()
        };
        (opened.session.id, opened.token)
    }

    /// The set of a reviewer; that of nobody for everybody else.
    pub(super) async fn review_set(&self, caller: Option<&Caller>) -> Uuid {
        let id = self.api.world.id();
        let Some(caller @ Caller::Staff(staff)) = caller else {
            return id;
        };
        if !role(caller).ends_with("reviewer") {
            return id;
        }
        let set = ReviewSet {
            id,
            centre: staff.centre,
            staff: staff.id,
            round: ReviewRound::Centre,
            until: self.api.world.app.now() + Duration::from_minutes(5),
            sample: Vec::new(),
            rest: Vec::new(),
            is_approved: false,
        };
        let work = self.api.world.work().await;
        work.review_sets().insert(&set).await.unwrap();
        work.commit().await.unwrap();
        id
    }

    /// Likewise the link to a picture.
    pub(super) async fn link(&self, caller: Option<&Caller>) -> String {
        let app = &self.api.world.app;
        let own = match caller {
            Some(caller) => app::photo::links(app, caller, self.photo).await.ok(),
            None => None,
        };
        if let Some(own) = own {
            return own.original.unwrap();
        }
        let owner = self.callers[1].caller().unwrap();
        let links = app::photo::links(app, owner, self.photo).await;
        links.unwrap().original.unwrap()
    }
}
