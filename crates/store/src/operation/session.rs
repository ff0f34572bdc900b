//! Sessions of signed-in people. Only the hash of a token is kept.

use domain::{Account, AccountId, Staff, StaffId, Timestamp, TokenHash};
use sea_orm::sea_query::{Expr, OnConflict, Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, Set};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr};
use uuid::Uuid;

use super::{from_column, table};
use crate::entity::{account, staff};
use crate::error::{StoreError, UnreadableBody};
use crate::record;
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

table!(session, "session", (token: String) => {
    holder: String,
    holder_id: Uuid,
    created_at: i64,
    expires_at: i64,
    last_seen_at: i64,
    device: Option<String>,
    new_device: bool,
});

table!(staff_device, "staff_device", (staff: Uuid, device: String) => {
    last_seen_at: i64,
});

table!(last_sign_in, "last_sign_in", (account: Uuid) => {
    at: i64,
});

/// Who is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumDiscriminants)]
#[strum_discriminants(
    name(HolderKind),
    vis(),
    derive(EnumString, IntoStaticStr),
    strum(serialize_all = "kebab-case")
)]
pub enum SessionHolder {
    /// A student.
    Student(AccountId),
    /// A member of staff.
    Staff(StaffId),
}

impl SessionHolder {
    fn name(self) -> &'static str {
        HolderKind::from(self).into()
    }

    const fn id(self) -> Uuid {
        match self {
            Self::Student(id) => id.as_uuid(),
            Self::Staff(id) => id.as_uuid(),
        }
    }

    fn from_parts(name: &str, id: Uuid) -> Option<Self> {
        Some(match name.parse().ok()? {
            HolderKind::Student => Self::Student(AccountId::from_uuid(id)),
            HolderKind::Staff => Self::Staff(StaffId::from_uuid(id)),
        })
    }
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// What the holder shows, hashed.
    pub token: TokenHash,
    /// The account or member of staff that signed in.
    pub holder: SessionHolder,
    /// When the holder signed in.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When the holder was last seen.
    pub last_seen_at: Timestamp,
    /// The kind of browser and system, in a few words, where it is known.
    pub device: Option<String>,
    /// Whether a member of staff had not signed in from the device before.
    pub is_new_device: bool,
}

/// A session with whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// The account of a student's session.
    pub account: Option<Account>,
    /// The member of staff whose session it is.
    pub staff: Option<Staff>,
}

/// Columns of a session, then form and body of an account and of a member of staff.
type SignedInRow = (
    String,
    String,
    Uuid,
    i64,
    i64,
    i64,
    Option<String>,
    bool,
    Option<i64>,
    Option<String>,
    Option<i64>,
    Option<String>,
);

repository! {
    /// Sessions of students and staff.
    Sessions, sessions
}

impl<C: Connection> Sessions<'_, C> {
    /// The session of a token, by the hashes that it has under the present key and former ones, and whose it is; also
    /// one that is over and not yet dropped. One query, for every request begins with it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, token: &[TokenHash]) -> Result<Option<SignedIn>, StoreError> {
        use session::Column;

        let of_student = session::Entity::belongs_to(account::Entity)
            .from(Column::HolderId)
            .to(account::Column::Id);
        let of_staff = session::Entity::belongs_to(staff::Entity)
            .from(Column::HolderId)
            .to(staff::Column::Id);
        let select = session::Entity::find()
            .filter(Column::Token.is_in(token.iter().map(TokenHash::to_hex)))
            .join(JoinType::LeftJoin, of_student.into())
            .join(JoinType::LeftJoin, of_staff.into())
            .select_only()
            .columns([
                Column::Token,
                Column::Holder,
                Column::HolderId,
                Column::CreatedAt,
                Column::ExpiresAt,
                Column::LastSeenAt,
                Column::Device,
                Column::NewDevice,
            ])
            .columns([account::Column::Form, account::Column::Body])
            .columns([staff::Column::Form, staff::Column::Body]);
        let row = select.into_tuple::<SignedInRow>();
        let row = row.one(self.connection.raw()).await?;
        row.map(read_signed_in).transpose()
    }

    /// When a student signed in last; `None` where nobody noted it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn last_sign_in(&self, account: AccountId) -> Result<Option<Timestamp>, StoreError> {
        let row = last_sign_in::Entity::find_by_id(account.as_uuid())
            .one(self.connection.raw())
            .await?;
        Ok(row.map(|row| Timestamp::from_micros(row.at)))
    }

    /// The sessions of a holder, also those that are over and not yet dropped, latest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of(&self, holder: SessionHolder) -> Result<Vec<Session>, StoreError> {
        let rows = session::Entity::find()
            .filter(session::Column::HolderId.eq(holder.id()))
            .filter(session::Column::Holder.eq(holder.name()))
            .order_by_desc(session::Column::CreatedAt)
            .order_by_asc(session::Column::Token)
            .all(self.connection.raw())
            .await?;
        let read_row = |row: &session::Model| {
            let token = from_column("session", &row.holder_id, row.token.clone())?;
            read(token, row)
        };
        rows.iter().map(read_row).collect()
    }
}

/// Holders of sessions that have not been pruned.
pub(crate) fn signed_in() -> SelectStatement {
    Query::select()
        .column(session::Column::HolderId)
        .from(session::Entity)
        .to_owned()
}

impl Sessions<'_, Transaction> {
    /// Keeps a new session.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(&self, session: &Session) -> Result<(), StoreError> {
        let row = session::ActiveModel {
            token: Set(session.token.to_hex()),
            holder: Set(session.holder.name().to_owned()),
            holder_id: Set(session.holder.id()),
            created_at: Set(session.created_at.as_micros()),
            expires_at: Set(session.expires_at.as_micros()),
            last_seen_at: Set(session.last_seen_at.as_micros()),
            device: Set(session.device.clone()),
            new_device: Set(session.is_new_device),
        };
        session::Entity::insert(row)
            .exec_without_returning(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Notes that the holder was seen, and prolongs the session; `false` if it was ended meanwhile.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn touch(
        &self,
        token: &TokenHash,
        at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let seen = session::ActiveModel {
            expires_at: Set(expires_at.as_micros()),
            last_seen_at: Set(at.as_micros()),
            ..session::ActiveModel::default()
        };
        let touched = session::Entity::update_many()
            .set(seen)
            .filter(session::Column::Token.eq(token.to_hex()))
            .exec(self.connection.raw())
            .await?;
        Ok(touched.rows_affected == 1)
    }

    /// Notes that a member of staff signed in from a device, by the hash of its token; whether that is the first time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_device(
        &self,
        staff: StaffId,
        device: &TokenHash,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        use staff_device::{ActiveModel, Column, Entity};

        let seen = Entity::update_many()
            .col_expr(Column::LastSeenAt, Expr::value(at.as_micros()))
            .filter(Column::Staff.eq(staff.as_uuid()))
            .filter(Column::Device.eq(device.to_hex()))
            .exec(self.connection.raw())
            .await?;
        if seen.rows_affected == 1 {
            return Ok(false);
        }
        let row = ActiveModel {
            staff: Set(staff.as_uuid()),
            device: Set(device.to_hex()),
            last_seen_at: Set(at.as_micros()),
        };
        Entity::insert(row)
            .exec_without_returning(self.connection.raw())
            .await?;
        Ok(true)
    }

    /// Notes that a student signed in.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_sign_in(&self, account: AccountId, at: Timestamp) -> Result<(), StoreError> {
        use last_sign_in::{ActiveModel, Column, Entity};

        let row = ActiveModel {
            account: Set(account.as_uuid()),
            at: Set(at.as_micros()),
        };
        let noted = OnConflict::column(Column::Account)
            .update_column(Column::At)
            .to_owned();
        Entity::insert(row)
            .on_conflict(noted)
            .exec_without_returning(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Forgets when a student signed in.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget_sign_in(&self, account: AccountId) -> Result<(), StoreError> {
        last_sign_in::Entity::delete_by_id(account.as_uuid())
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Drops the devices that nobody signed in from since; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune_devices(&self, before: Timestamp) -> Result<u64, StoreError> {
        let pruned = staff_device::Entity::delete_many()
            .filter(staff_device::Column::LastSeenAt.lt(before.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(pruned.rows_affected)
    }

    /// Ends a session; one that has ended already is fine.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self, token: &TokenHash) -> Result<(), StoreError> {
        session::Entity::delete_by_id(token.to_hex())
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Ends every session of a holder; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_all(&self, holder: SessionHolder) -> Result<u64, StoreError> {
        let deleted = session::Entity::delete_many()
            .filter(session::Column::HolderId.eq(holder.id()))
            .filter(session::Column::Holder.eq(holder.name()))
            .exec(self.connection.raw())
            .await?;
        Ok(deleted.rows_affected)
    }

    /// Drops the sessions that are over; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, now: Timestamp) -> Result<u64, StoreError> {
        let pruned = session::Entity::delete_many()
            .filter(session::Column::ExpiresAt.lte(now.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(pruned.rows_affected)
    }
}

fn read_signed_in(row: SignedInRow) -> Result<SignedIn, StoreError> {
    let row_of_session = session::Model {
        token: row.0,
        holder: row.1,
        holder_id: row.2,
        created_at: row.3,
        expires_at: row.4,
        last_seen_at: row.5,
        device: row.6,
        new_device: row.7,
    };
    let id = row_of_session.holder_id;
    let token = from_column("session", &id, row_of_session.token.clone())?;
    let account = row.8.zip(row.9);
    let staff = row.10.zip(row.11);
    Ok(SignedIn {
        session: read(token, &row_of_session)?,
        account: account
            .map(|(form, body)| record::read_body(id, form, &body))
            .transpose()?,
        staff: staff
            .map(|(form, body)| record::read_body(id, form, &body))
            .transpose()?,
    })
}

fn read(token: TokenHash, row: &session::Model) -> Result<Session, StoreError> {
    let holder = SessionHolder::from_parts(&row.holder, row.holder_id);
    Ok(Session {
        token,
        holder: holder.ok_or_else(|| StoreError::Corrupt {
            table: "session",
            id: row.holder_id.to_string(),
            source: UnreadableBody::BESIDE,
        })?,
        created_at: Timestamp::from_micros(row.created_at),
        expires_at: Timestamp::from_micros(row.expires_at),
        last_seen_at: Timestamp::from_micros(row.last_seen_at),
        device: row.device.clone(),
        is_new_device: row.new_device,
    })
}
