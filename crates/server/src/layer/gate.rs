//! What the layers of one route know: the service, and what the route needs.

use crate::needs::Needs;
use crate::state::ServerState;

/// The state of a layer.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(crate) state: ServerState,
    pub(crate) needs: Needs,
}
