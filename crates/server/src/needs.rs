//! What a route needs beside its handler: who may call it, how its calls are counted, how large and how
//! slow a request may be. The table at the head of a file of routes declares it; the layers, the
//! description of the API and the tests read it. Nothing is derived from a path.
//!
//! A further need is one more field of [`Needs`] with a strict value in [`Needs::read`]: every route has
//! it then, and a route that needs something else says so in its own line.

use app::Settings;
use axum::http::Method;

/// Longest JSON body, bytes.
const MAX_JSON_BYTES: usize = 64 << 10;

/// What a route needs beside its handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Needs {
    /// Who may call it. Roles and ownership are the use case's own question.
    pub(crate) who: Who,
    /// The budget that a call is counted against.
    pub(crate) rate: RateClass,
    /// Whether a POST with an `Idempotency-Key` gets the first answer again. Other methods are
    /// idempotent by definition (RFC 9110 §9.2.2), so the key means nothing there.
    pub(crate) replay: bool,
    /// Whether the client may say with `If-Match` which version it has read.
    pub(crate) if_match: bool,
    /// The longest body.
    pub(crate) body: BodyLimit,
    /// How long a request may take.
    pub(crate) deadline: Deadline,
}

/// Whose session a route asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Anyone, signed in or not.
    Public,
    /// A student's.
    Student,
    /// A member of staff's.
    Staff,
    /// A member of staff's, also of one who has to set up a second factor first.
    StaffInSetUp,
    /// A student or a member of staff.
    StudentOrStaff,
}

/// What a request costs, which decides how many a client may make in a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum RateClass {
    /// Signing in and asking for codes.
    SignIn,
    /// Looking up batches and regions without a session.
    Lookup,
    /// Receiving notices of the payment service, which come from a few addresses.
    Notice,
    /// Receiving pictures.
    Upload,
    /// Changing something.
    Write,
    /// Reading only.
    Read,
}

/// The longest body of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyLimit {
    /// 64 KiB.
    Json,
    /// A picture of a collection code and the fields beside it.
    CodePicture,
    /// A school's roster.
    Roster,
    /// One part of a photo.
    PhotoPart,
    /// A whole photo.
    Photo,
    /// The handler reads the body piece by piece and counts.
    Streamed,
}

/// How long a request may take until its answer begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deadline {
    /// As long as every request without a large body.
    Total,
    /// No fixed time, but the body has to keep a pace.
    Pace,
}

impl Needs {
    /// A route that only reads: the strictest value of every need.
    pub(crate) const fn read(who: Who) -> Self {
        Self {
            who,
            rate: RateClass::Read,
            replay: false,
            if_match: false,
            body: BodyLimit::Json,
            deadline: Deadline::Total,
        }
    }

    /// A route that changes something: a repeated POST gets the first answer.
    pub(crate) const fn write(who: Who) -> Self {
        Self {
            rate: RateClass::Write,
            replay: true,
            ..Self::read(who)
        }
    }

    /// A route that changes a thing which somebody else may change at the same time.
    pub(crate) const fn revise(who: Who) -> Self {
        Self {
            if_match: true,
            ..Self::write(who)
        }
    }

    /// A route that receives a picture.
    pub(crate) const fn upload(who: Who, body: BodyLimit) -> Self {
        Self {
            rate: RateClass::Upload,
            body,
            deadline: Deadline::Pace,
            ..Self::write(who)
        }
    }

    /// A route that anybody may call to look something up.
    pub(crate) const fn lookup() -> Self {
        Self {
            rate: RateClass::Lookup,
            ..Self::read(Who::Public)
        }
    }

    /// A route that opens a session, or sends a code for that. Not replayed: the answer is a secret,
    /// and there is no caller to keep it for.
    pub(crate) const fn sign_in() -> Self {
        Self {
            rate: RateClass::SignIn,
            ..Self::read(Who::Public)
        }
    }

    /// A route by which another service tells something. Its signature says who it is, so there is no
    /// session; it repeats by itself.
    pub(crate) const fn notice() -> Self {
        Self {
            rate: RateClass::Notice,
            ..Self::read(Who::Public)
        }
    }

    /// The same needs, checked while the program is compiled.
    pub(crate) const fn checked(self) -> Self {
        let is_public = matches!(self.who, Who::Public);
        assert!(
            !(self.replay && is_public),
            "an answer is kept for its caller: a public route cannot replay it"
        );
        assert!(
            !(self.replay && matches!(self.body, BodyLimit::Streamed)),
            "a request is compared with the first one as a whole: a streamed body cannot be"
        );
        self
    }

    /// Whether a request of this method with an `Idempotency-Key` is carried out only once.
    pub(crate) fn replays(self, method: &Method) -> bool {
        self.replay && method == Method::POST
    }
}

impl BodyLimit {
    /// Bytes that an extractor or a layer may read at once. None of a streamed body: only the handler
    /// reads that, piece by piece.
    pub(crate) fn max_bytes(self, settings: &Settings) -> usize {
        let bytes = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
        match self {
            Self::Json => MAX_JSON_BYTES,
            Self::CodePicture => {
                bytes(settings.max_code_picture_bytes).saturating_add(MAX_JSON_BYTES)
            }
            Self::PhotoPart => bytes(settings.max_part_bytes),
            Self::Photo => bytes(settings.max_photo_bytes),
            // One byte more than is read, so that the refusal is told in the words of the file.
            Self::Roster => app::roster::max_file_bytes() + 1,
            Self::Streamed => 0,
        }
    }
}
