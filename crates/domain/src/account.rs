//! A student's account: phone number, WeChat user, language, and erasure. Degrees refer to it by id;
//! sessions are in the store.

use serde::{Deserialize, Serialize};
use standard::Text;
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::actor::Actor;
use crate::id::AccountId;
use crate::protected::Findable;
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English; Chinese is the default.
    En,
}

words!(Language);

impl Language {
    /// The wording in this language.
    pub fn of<T>(self, text: Text<T>) -> T {
        match self {
            Self::Zh => text.zh,
            Self::En => text.en,
        }
    }
}

/// Whether there still is a person behind the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(AccountStateName),
    doc = "The name of an account's state, without its data; in the order of a life.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum AccountState {
    /// In use.
    Active {
        /// The confirmed mobile number; unique among active accounts. None once somebody else has it.
        phone: Option<Findable>,
        /// The WeChat user, once the student has come through the mini-program; unique likewise.
        wechat: Option<Findable>,
        /// The same student as a user of the official account (公众号), once signed in through WeChat's browser;
        /// unique likewise. WeChat gives a user another id there, to which no message of the mini-program goes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        official_account: Option<Findable>,
    },
    /// Every personal value is gone; the id stays because decisions name it.
    Erased {
        /// When the data were erased.
        erased_at: Timestamp,
    },
}

words!(AccountState as AccountStateName);

/// What is done with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum AccountAction {
    /// The student signs in through a WeChat user.
    LinkWechat,
    /// The student signs in through WeChat's browser.
    LinkOfficialAccount,
    /// The student confirms another number.
    ChangePhone,
    /// The number's next owner starts anew.
    LosePhone,
    /// The student chooses the language of messages.
    ChooseLanguage,
    /// The student has all own data erased.
    Erase,
}

state_machine!(Account: AccountStateName, AccountAction);

/// A student's account. It belongs to no centre: one student may have degrees of two centres.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Unique; made outside, in order of creation.
    pub id: AccountId,
    /// Raised with every change.
    pub version: Version,
    /// The language of messages.
    pub language: Language,
    /// When the student signed in first.
    pub created_at: Timestamp,
    /// Whether there still is a person.
    pub state: AccountState,
}

impl Account {
    /// The account of someone who has just proved to own `phone`.
    pub fn register(
        id: AccountId,
        phone: Findable,
        wechat: Option<Findable>,
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            version: Version::FIRST,
            language: Language::default(),
            created_at: at,
            state: AccountState::Active {
                phone: Some(phone),
                wechat,
                official_account: None,
            },
        }
    }

    /// Lets the student sign in through this WeChat user from now on.
    ///
    /// # Errors
    /// [`Denied`] for another student, or once erased.
    pub fn link_wechat(mut self, user: Findable, by: Actor) -> Result<Self, Denied<Self>> {
        *self.personal(by, AccountAction::LinkWechat)?.wechat = Some(user);
        Ok(self.changed())
    }

    /// Lets the student sign in through this user of the official account from now on.
    ///
    /// # Errors
    /// [`Denied`] for another student, or once erased.
    pub fn link_official_account(
        mut self,
        user: Findable,
        by: Actor,
    ) -> Result<Self, Denied<Self>> {
        let personal = self.personal(by, AccountAction::LinkOfficialAccount)?;
        *personal.official_account = Some(user);
        Ok(self.changed())
    }

    /// Parts the account from its WeChat user, in the mini-program and in WeChat's browser, so that another one can
    /// be linked.
    ///
    /// # Errors
    /// [`Denied`] for another student, or once erased.
    pub fn unlink_wechat(mut self, by: Actor) -> Result<Self, Denied<Self>> {
        let personal = self.personal(by, AccountAction::LinkWechat)?;
        *personal.wechat = None;
        *personal.official_account = None;
        Ok(self.changed())
    }

    /// Takes the number that the student has confirmed.
    ///
    /// # Errors
    /// [`Denied`] for another student, or once erased.
    pub fn change_phone(mut self, to: Findable, by: Actor) -> Result<Self, Denied<Self>> {
        *self.personal(by, AccountAction::ChangePhone)?.phone = Some(to);
        Ok(self.changed())
    }

    /// Parts the account from its number: who has the number now is somebody else. The student still comes in
    /// through WeChat.
    ///
    /// # Errors
    /// [`Denied`] once erased.
    pub fn lose_phone(mut self) -> Result<Self, Denied<Self>> {
        *self
            .personal(Actor::System, AccountAction::LosePhone)?
            .phone = None;
        Ok(self.changed())
    }

    /// Takes the language of messages.
    ///
    /// # Errors
    /// [`Denied`] for another student, or once erased.
    pub fn choose_language(mut self, to: Language, by: Actor) -> Result<Self, Denied<Self>> {
        self.personal(by, AccountAction::ChooseLanguage)?;
        self.language = to;
        Ok(self.changed())
    }

    /// Forgets every personal value. Degrees and photos are erased beside it, in one transaction.
    ///
    /// # Errors
    /// [`Denied`] for another student, or once erased.
    pub fn erase(mut self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.personal(by, AccountAction::Erase)?;
        self.state = AccountState::Erased { erased_at: at };
        Ok(self.changed())
    }

    fn personal(&mut self, by: Actor, action: AccountAction) -> Result<Personal<'_>, Denied<Self>> {
        if !by.may_act_for(self.id) {
            return Err(Denied::NotYours);
        }
        match &mut self.state {
            AccountState::Active {
                phone,
                wechat,
                official_account,
            } => Ok(Personal {
                phone,
                wechat,
                official_account,
            }),
            AccountState::Erased { .. } => {
                Err(WrongState::new(AccountStateName::Erased, action).into())
            }
        }
    }

    fn changed(mut self) -> Self {
        self.version = self.version.next();
        self
    }
}

/// What finds the person.
struct Personal<'account> {
    phone: &'account mut Option<Findable>,
    wechat: &'account mut Option<Findable>,
    official_account: &'account mut Option<Findable>,
}
