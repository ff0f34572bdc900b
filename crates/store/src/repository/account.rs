//! Accounts of students and their consents.

use domain::{Account, AccountId, AccountStateName, BlindIndex, Consent, Purpose};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::repository;
use crate::entity::{account, consent, degree};
use crate::error::StoreError;
use crate::operation::signed_in;
use crate::page::{Page, PageRequest, Sorting};
use crate::record::{self, Advance};
use crate::work::{Connection, Transaction};

repository! {
    /// Accounts of students. Phone and WeChat user are unique among active ones.
    Accounts, accounts keeps Account, by AccountId
}

repository! {
    /// Consents; an account has one per purpose.
    Consents, consents
}

impl<C: Connection> Accounts<'_, C> {
    /// Every account, by id, in whatever state.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_all(&self, request: PageRequest) -> Result<Page<Account>, StoreError> {
        let sorting = Sorting::by_id(account::Column::Id);
        record::page(self.connection, account::Entity::find(), sorting, request).await
    }

    /// The accounts of these ids that are there, in no order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, ids: &[AccountId]) -> Result<Vec<Account>, StoreError> {
        let ids = ids.iter().map(|id| id.as_uuid());
        let select = account::Entity::find().filter(account::Column::Id.is_in(ids));
        record::all(self.connection, select).await
    }

    /// Active accounts, older than `before`, to which no degree is bound and in which nobody is signed in;
    /// by id, after one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_dormant(
        &self,
        before: AccountId,
        after: Option<AccountId>,
        limit: u64,
    ) -> Result<Vec<Account>, StoreError> {
        let bound = Query::select()
            .column(degree::Column::Account)
            .from(degree::Entity)
            .and_where(degree::Column::BoundCode.is_not_null())
            .to_owned();
        let mut select = account::Entity::find()
            .filter(account::Column::State.eq(AccountStateName::Active.name()))
            // Ids of version 7 begin with the time at which they were made.
            .filter(account::Column::Id.lt(before.as_uuid()))
            .filter(account::Column::Id.not_in_subquery(bound))
            .filter(account::Column::Id.not_in_subquery(signed_in()))
            .order_by_asc(account::Column::Id)
            .limit(limit);
        if let Some(after) = after {
            select = select.filter(account::Column::Id.gt(after.as_uuid()));
        }
        record::all(self.connection, select).await
    }

    /// The active account with this phone number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_by_phone(&self, phone: &BlindIndex) -> Result<Option<Account>, StoreError> {
        let select = account::Entity::find().filter(account::Column::Phone.eq(phone.to_hex()));
        record::one(self.connection, select).await
    }

    /// The active account of this WeChat user.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_by_wechat(&self, user: &BlindIndex) -> Result<Option<Account>, StoreError> {
        let select = account::Entity::find().filter(account::Column::Wechat.eq(user.to_hex()));
        record::one(self.connection, select).await
    }

    /// The active account of this user of the official account.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_by_official_account(
        &self,
        user: &BlindIndex,
    ) -> Result<Option<Account>, StoreError> {
        let select =
            account::Entity::find().filter(account::Column::OfficialAccount.eq(user.to_hex()));
        record::one(self.connection, select).await
    }
}

impl<C: Connection> Consents<'_, C> {
    /// An account's consent to a purpose.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(
        &self,
        account: AccountId,
        purpose: Purpose,
    ) -> Result<Option<Consent>, StoreError> {
        let select = consent::Entity::find()
            .filter(consent::Column::Account.eq(account.as_uuid()))
            .filter(consent::Column::Purpose.eq(purpose.name()));
        record::one(self.connection, select).await
    }

    /// The consents of some accounts to a purpose, in no order; 200 accounts at most at a time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_accounts(
        &self,
        accounts: &[AccountId],
        purpose: Purpose,
    ) -> Result<Vec<Consent>, StoreError> {
        let ids = accounts.iter().map(|id| id.as_uuid());
        let select = consent::Entity::find()
            .filter(consent::Column::Account.is_in(ids))
            .filter(consent::Column::Purpose.eq(purpose.name()));
        record::all(self.connection, select).await
    }

    /// An account's consents, in the order in which they were asked for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, account: AccountId) -> Result<Vec<Consent>, StoreError> {
        let select = consent::Entity::find()
            .filter(consent::Column::Account.eq(account.as_uuid()))
            .order_by_asc(consent::Column::Id);
        record::all(self.connection, select).await
    }
}

impl Consents<'_, Transaction> {
    /// Keeps a new one.
    ///
    /// # Errors
    /// [`StoreError::Taken`] with [`crate::UniqueKey::ConsentPurpose`].
    pub async fn insert(&self, consent: &Consent) -> Result<(), StoreError> {
        record::insert(self.connection, consent).await
    }

    /// Writes `after` if `before` still is what is stored.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn advance(&self, before: &Consent, after: &Consent) -> Result<Advance, StoreError> {
        record::advance(self.connection, before, after).await
    }
}
