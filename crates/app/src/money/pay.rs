//! Starting a payment, and asking what became of it. The payment is written down before the service hears of
//! it, so that no crash in between loses money.

use domain::audit::Action;
use domain::{
    Account, AccountState, Duration, Means, NewPayment, Order, OrderAction, OrderId, Payment,
    PaymentId, PaymentPurpose, Permission, Subject, WeChatOpenId,
};
use gateways::{GatewayError, PayTicket, PayingIn, PaymentAnswer, PaymentAsk, PaymentService};
use vault::{FieldColumn, FieldPlace};

use super::asking::asked;
use super::close::close_open_payment;
use super::order::{OrderView, find, show};
use super::settle::{look_up, settle};
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::refusal::MoneyRefusal;
use crate::service::App;
use crate::trace::note;

/// How long after it was asked for a payment is looked up at the service: nobody pays faster.
const PAUSE: Duration = Duration::from_seconds(2);

/// Where the student pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayFrom {
    /// In the mini-program.
    MiniProgram,
    /// On a page in WeChat's own browser, at this network address.
    WeChatBrowser {
        /// The payer's address.
        address: String,
    },
    /// In another browser at this network address.
    Browser {
        /// The payer's address.
        address: String,
    },
}

/// A payment that waits for the payer.
#[derive(Debug, Clone)]
pub struct StartedPayment {
    /// The payment.
    pub payment: Payment,
    /// What the payer's program needs.
    pub ticket: PayTicket,
}

/// Starts a payment of the student's own order. One that was started before is looked up and closed, so that
/// nobody pays twice.
///
/// # Errors
/// [`Failure::NotFound`]; [`domain::WrongState`] for an order that is paid or closed; [`MoneyRefusal`] where
/// nothing can be paid, not in this browser, or the student has no WeChat user; [`Failure::Unavailable`].
pub async fn start(
    app: &App,
    caller: &Caller,
    order: OrderId,
    from: PayFrom,
) -> Result<StartedPayment, Failure> {
    caller.student()?;
    let service = app.gateways().pay.clone().ok_or(MoneyRefusal::NotOffered)?;
    find(app.store(), caller, Permission::HandleMoney, order).await?;
    close_open_payment(app, order).await?;
    let order = find(app.store(), caller, Permission::HandleMoney, order).await?;
    let expires_at = order.awaiting(OrderAction::StartPayment)?;
    let now = app.now();
    if now >= expires_at {
        return Err(MoneyRefusal::TimeOver.into());
    }
    let paying_in = paying_in(app, &order, from, service.as_ref()).await?;
    let new = NewPayment {
        id: PaymentId::from_uuid(app.new_id()),
        centre: order.centre,
        batch: order.batch,
        purpose: PaymentPurpose::Order { order: order.id },
        account: Some(order.account),
        means: service.means(),
        amount_fen: order.total_fen,
    };
    let prepared = Payment::prepare(new, expires_at);
    write(app, caller, &order, &prepared).await?;
    let ask = PaymentAsk {
        payment: prepared.id,
        description: format!("毕业生图像采集 {}", order.number),
        amount_fen: prepared.amount_fen,
        expires_at,
        paying_in,
    };
    let ticket = match service.prepare(&ask).await {
        Ok(ticket) => ticket,
        // It may have heard of it all the same: the next start looks it up.
        Err(error) if error.is_transient() => return Err(Failure::Unavailable(error.into())),
        Err(error) => {
            settle(app, prepared.id, &PaymentAnswer::Failed).await?;
            return Err(refused(error));
        }
    };
    let payment = note_asked(app, prepared).await?;
    Ok(StartedPayment { payment, ticket })
}

fn refused(error: GatewayError) -> Failure {
    match error {
        GatewayError::Refused { code } => {
            tracing::error!(code, "The payment service refused a payment");
            MoneyRefusal::NotOffered.into()
        }
        error => asked(error),
    }
}

async fn write(
    app: &App,
    caller: &Caller,
    order: &Order,
    payment: &Payment,
) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    // Read again inside: an order that was cancelled meanwhile takes no payment.
    let now_stored = work.orders().find(order.id).await?.or_not_found()?;
    now_stored.awaiting(OrderAction::StartPayment)?;
    work.payments().insert(payment).await?;
    let action = Action::StartPayment {
        order: order.id,
        means: payment.means,
        amount_fen: payment.amount_fen,
    };
    let subject = Subject::Payment(payment.id);
    note(app, &work, caller, order.centre, (&action, subject));
    Ok(work.commit().await?)
}

async fn note_asked(app: &App, before: Payment) -> Result<Payment, Failure> {
    let after = before.clone().asked(app.now())?;
    let work = app.store().begin().await?;
    let advance = work.payments().advance(&before, &after).await?;
    if advance.won().is_err() {
        // Paid or closed already, by a notice that was faster than the answer.
        let stored = app.store().payments().find(before.id).await?;
        return stored.or_not_found();
    }
    work.commit().await?;
    Ok(after)
}

async fn paying_in(
    app: &App,
    order: &Order,
    from: PayFrom,
    service: &dyn PaymentService,
) -> Result<PayingIn, Failure> {
    let column = match from {
        PayFrom::Browser { address } => return Ok(PayingIn::Browser { address }),
        // The cashier of this machine is a page like any other.
        PayFrom::WeChatBrowser { address } if service.means() == Means::Local => {
            return Ok(PayingIn::Browser { address });
        }
        // WeChat refuses there what every other browser does.
        PayFrom::WeChatBrowser { .. } if !service.takes_wechat_browser() => {
            return Err(MoneyRefusal::OtherBrowserNeeded.into());
        }
        PayFrom::WeChatBrowser { .. } => FieldColumn::AccountOfficialAccount,
        PayFrom::MiniProgram => FieldColumn::AccountWeChat,
    };
    let found = app.store().accounts().find(order.account).await?;
    let user = wechat_user(app, &found.or_not_found()?, column)?;
    Ok(if column == FieldColumn::AccountWeChat {
        PayingIn::MiniProgram { user }
    } else {
        PayingIn::WeChatBrowser { user }
    })
}

/// The student's user of the mini-program or of the official account: each knows the other's by no id.
fn wechat_user(app: &App, account: &Account, column: FieldColumn) -> Result<WeChatOpenId, Failure> {
    let user = match &account.state {
        AccountState::Active { wechat, .. } if column == FieldColumn::AccountWeChat => wechat,
        AccountState::Active {
            official_account, ..
        } => official_account,
        AccountState::Erased { .. } => &None,
    };
    let user = user.as_ref().ok_or(MoneyRefusal::WeChatUserNeeded)?;
    let place = FieldPlace {
        column,
        row: account.id.as_uuid(),
    };
    let user = app.vault().unseal(place, &user.sealed)?;
    WeChatOpenId::parse(&user).map_err(Failure::internal)
}

/// What became of the payment of an order, for the page that waits. Asks the service where no notice has come,
/// so that a lost one is found; a service that does not answer leaves the order as it is known here.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn state(app: &App, caller: &Caller, order: OrderId) -> Result<OrderView, Failure> {
    find(app.store(), caller, Permission::ViewMoney, order).await?;
    let open = app.store().payments().find_open_of_order(order).await?;
    if let Some(payment) = open.filter(|payment| is_due(payment, app)) {
        match look_up(app, &payment).await {
            Ok(_) | Err(Failure::Unavailable(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    let order = find(app.store(), caller, Permission::ViewMoney, order).await?;
    show(app, order).await
}

fn is_due(payment: &Payment, app: &App) -> bool {
    match payment.state {
        domain::PaymentState::Awaiting { asked_at, .. } => app.now() >= asked_at + PAUSE,
        _ => true,
    }
}
