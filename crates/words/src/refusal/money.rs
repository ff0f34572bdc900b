//! The words of what prices, orders, payments, refunds and invoices refuse, and of what to do about a bill
//! that differs.

use domain::{
    DifferenceKind, InvalidPriceList, InvalidTaxNumber, InvoiceAction, InvoiceRefusal,
    InvoiceRequest, InvoiceStateName, Order, OrderAction, OrderRefusal, OrderStateName, Payment,
    PaymentAction, PaymentRefusal, PaymentStateName, Refund, RefundAction, RefundRefusal,
    RefundStateName,
};
use standard::Text;

use super::{InWords, WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for Order {
    fn wrong_state(from: OrderStateName, action: OrderAction) -> Words {
        use OrderStateName as State;
        match (from, action) {
            (
                State::Paid | State::Covered,
                OrderAction::StartPayment
                | OrderAction::Pay
                | OrderAction::Cover
                | OrderAction::Cancel
                | OrderAction::Close,
            ) => Words::new(
                ["订单已结清", "Settled already"],
                "这个订单已经结清，不需要再支付。如需退款，请在订单里申请。",
                "This order is settled, so there is nothing to pay. Ask for a refund in the order if you \
                 need one.",
            ),
            (
                State::Cancelled | State::Closed,
                OrderAction::StartPayment | OrderAction::Pay | OrderAction::Cover,
            ) => Words::new(
                ["订单已关闭", "The order is closed"],
                "这个订单已取消或超过支付时间。请重新下单，已付的款项会自动退回。",
                "This order was cancelled or its time to pay is over. Place another one; what was paid \
                 comes back by itself.",
            ),
            (
                State::AwaitingPayment
                | State::Covered
                | State::Cancelled
                | State::Closed
                | State::Refunded,
                OrderAction::Refund | OrderAction::Invoice,
            ) => Words::new(
                ["没有可退的款项", "Nothing was paid"],
                "这个订单没有已支付的款项，请先查看订单状态。",
                "Nothing is paid for this order at present. Look at its state first.",
            ),
            (
                State::AwaitingPayment | State::Refunded,
                OrderAction::StartPayment
                | OrderAction::Pay
                | OrderAction::Cover
                | OrderAction::Cancel
                | OrderAction::Close,
            )
            | (State::Paid, OrderAction::Refund | OrderAction::Invoice)
            | (State::Cancelled | State::Closed, OrderAction::Cancel | OrderAction::Close) => {
                changed()
            }
        }
    }
}

impl InWords for OrderRefusal {
    fn words(&self) -> Words {
        match self {
            Self::WishesImpossible => Words::new(
                ["请选择要订的内容", "Choose what to order"],
                "订单至少要有一项，每一项只列一次。请重新选择。",
                "An order has at least one item, and each item once. Please choose again.",
            ),
            Self::NotOnOffer => Words::new(
                ["这一项现在不能订", "Not on offer"],
                "这个批次不提供这一项，或数量不合适。请刷新价格后重新选择。",
                "This collection does not offer that, or not that many. Reload the prices and choose \
                 again.",
            ),
            Self::SettledAlready => Words::new(
                ["采集费已结清", "Settled already"],
                "这份学历的采集费已经结清，不需要再付。",
                "The fee of this degree is settled already. There is nothing more to pay.",
            ),
            Self::SumTooLarge => Words::new(
                ["金额太大", "The sum is too large"],
                "订单的总额超出了范围，请减少数量。",
                "The sum of the order is beyond the range. Order fewer pieces.",
            ),
            Self::OtherSum => Words::new(
                ["金额不一致", "The sums differ"],
                "支付的金额与订单不一致，请核对后再登记。",
                "What was paid is not the sum of the order. Check it and enter it again.",
            ),
            Self::NotOverdue => Words::new(
                ["还在支付时间内", "There is time left"],
                "订单还在支付时间内，现在不用关闭。",
                "The order can still be paid, so it stays open for now.",
            ),
        }
    }
}

impl WrongStateInWords for Payment {
    fn wrong_state(from: PaymentStateName, action: PaymentAction) -> Words {
        use PaymentStateName as State;
        match (from, action) {
            (
                State::Prepared | State::Awaiting | State::Recorded | State::Failed | State::Closed,
                PaymentAction::ClaimRefund
                | PaymentAction::ReleaseRefund
                | PaymentAction::ReturnRefund,
            ) => Words::new(
                ["款项还没有到账", "The money is not there"],
                "这笔款项还没有到账，不能退款。请先查询支付结果。",
                "The money of this payment is not there, so none can go back. Query the payment first.",
            ),
            (
                State::Prepared
                | State::Awaiting
                | State::Recorded
                | State::Succeeded
                | State::Failed
                | State::Closed,
                PaymentAction::Ask
                | PaymentAction::Record
                | PaymentAction::Confirm
                | PaymentAction::Reject
                | PaymentAction::Succeed
                | PaymentAction::Fail
                | PaymentAction::Close,
            )
            | (
                State::Succeeded,
                PaymentAction::ClaimRefund
                | PaymentAction::ReleaseRefund
                | PaymentAction::ReturnRefund,
            ) => changed(),
        }
    }
}

impl InWords for PaymentRefusal {
    fn words(&self) -> Words {
        match self {
            Self::OtherAmount => Words::new(
                ["金额不一致", "The sums differ"],
                "到账金额与应付金额不一致，请核对这笔交易。",
                "Another sum arrived than was asked for. Look into this transaction.",
            ),
            Self::RecordedAlready => Words::new(
                ["已经到账", "Recorded already"],
                "这笔款项已经登记到账，不需要再做什么。",
                "This payment is recorded already. There is nothing more to do.",
            ),
            Self::OtherTransaction => Words::new(
                ["交易号不一致", "Another transaction"],
                "这笔支付已用另一个交易号到账，请核对两笔交易。",
                "This payment arrived under another transaction number. Look into both.",
            ),
            Self::SecondPersonNeeded => Words::new(
                ["需要另一人确认", "A second person is needed"],
                "登记的人不能自己确认，请另一位同事核对到账后确认。",
                "Whoever entered the money cannot confirm it. Ask a colleague to check and confirm.",
            ),
            Self::OtherMeans => Words::new(
                ["支付方式不符", "Other means of payment"],
                "这种支付方式没有这一步，请按订单上的方式处理。",
                "These means of payment have no such step. Go by what the order says.",
            ),
            Self::MoreThanPaid => Words::new(
                ["超过可退金额", "More than is left"],
                "退款合计不能超过已付金额，请核对已申请的退款后修改金额。",
                "Refunds together cannot exceed what was paid. Look at the refunds there are and change \
                 the sum.",
            ),
            Self::TooManyRefunds => Words::new(
                ["退款次数已满", "No more refunds"],
                "这笔支付的退款次数已达上限，请改用线下方式退回。",
                "This payment takes no more refunds. Give the rest back by other means.",
            ),
            Self::TooLateToRefund => Words::new(
                ["已超过退款期限", "Too late to refund"],
                "支付已满一年，支付平台不再退款。请联系采集中心改用线下方式退回。",
                "The payment is a year old and the payment service refunds no more. Contact the \
                 collection centre to have it back by other means.",
            ),
        }
    }
}

impl WrongStateInWords for Refund {
    fn wrong_state(from: RefundStateName, action: RefundAction) -> Words {
        use RefundStateName as State;
        match (from, action) {
            (
                State::Requested
                | State::Approved
                | State::Sent
                | State::Stuck
                | State::Done
                | State::Declined
                | State::Withdrawn
                | State::Failed,
                RefundAction::Approve
                | RefundAction::Decline
                | RefundAction::Withdraw
                | RefundAction::Send
                | RefundAction::Stick
                | RefundAction::Finish
                | RefundAction::GiveUp,
            ) => changed(),
        }
    }
}

impl InWords for RefundRefusal {
    fn words(&self) -> Words {
        match self {
            Self::ReasonNotApplicable => Words::new(
                ["这个原因不适用", "This reason does not apply"],
                "按目前的采集进度，这个退款原因不适用。请换一个原因，或联系采集中心。",
                "As far as the collection has come, this reason does not apply. Choose another one, or \
                 contact the collection centre.",
            ),
            Self::SecondPerson => Words::new(
                ["需要另一人批准", "A second person is needed"],
                "申请退款的人不能自己批准，请另一位同事处理。",
                "Whoever asked for the refund cannot approve it. Ask a colleague to look at it.",
            ),
            Self::NotByHand => Words::new(
                ["由支付平台退回", "The service gives it back"],
                "这笔退款由支付平台办理，不能登记为线下退回。",
                "The payment service carries this refund out, so it cannot be noted as given by hand.",
            ),
            Self::OwedInAnyCase => Words::new(
                ["这笔钱必须退回", "It has to go back"],
                "这笔钱没有付任何费用，不能放弃退款。请重新发送，或用转账、现金退回后登记。",
                "This money paid for nothing, so its refund cannot be given up. Send it again, or give it back by \
                 transfer or cash and note that.",
            ),
        }
    }
}

impl WrongStateInWords for InvoiceRequest {
    fn wrong_state(from: InvoiceStateName, action: InvoiceAction) -> Words {
        use InvoiceStateName as State;
        match (from, action) {
            (State::Exported | State::Issued, InvoiceAction::Change | InvoiceAction::Withdraw) => {
                Words::new(
                    ["发票正在开具", "The invoice is being made"],
                    "发票已在开具，不能再修改。如有错误，请联系采集中心。",
                    "The invoice is being made out and cannot be changed. Contact the collection centre if it \
                 is wrong.",
                )
            }
            (
                State::Requested | State::Exported | State::Issued | State::Withdrawn,
                InvoiceAction::Export | InvoiceAction::Issue,
            )
            | (
                State::Requested | State::Withdrawn,
                InvoiceAction::Change | InvoiceAction::Withdraw,
            ) => changed(),
        }
    }
}

impl InWords for InvoiceRefusal {
    fn words(&self) -> Words {
        match self {
            Self::NothingPaid => Words::new(
                ["没有可开票的金额", "Nothing to invoice"],
                "这个订单没有由学生支付的款项，不能开发票。",
                "The student has paid nothing for this order, so there is no invoice for it.",
            ),
        }
    }
}

/// Why prices cannot be put in force.
pub fn invalid_prices(invalid: InvalidPriceList) -> Text {
    match invalid {
        InvalidPriceList::ProductTwice => Text::new(
            "有一项价格重复了，请去掉一个。",
            "A product has two prices. Remove one of them.",
        ),
        InvalidPriceList::NoCollectionFee => Text::new(
            "还没有填写采集费，请填写。",
            "The fee of the collection is missing. Enter it.",
        ),
        InvalidPriceList::Free => Text::new(
            "价格至少为 0.01 元；不收费的项目请去掉。",
            "A price is at least 0.01 yuan. Leave out what costs nothing.",
        ),
        InvalidPriceList::TooDear => Text::new(
            "单价最多为 10000 元，请检查。",
            "A price is at most 10 000 yuan. Check it.",
        ),
    }
}

/// Why a taxpayer number cannot be used.
pub fn invalid_tax_number(invalid: InvalidTaxNumber) -> Text {
    match invalid {
        InvalidTaxNumber::Form => Text::new(
            "纳税人识别号为 18 位，旧的为 15 位数字，请核对。",
            "A taxpayer number has 18 signs, an old one 15 digits. Check it.",
        ),
        InvalidTaxNumber::CheckSign => Text::new(
            "纳税人识别号的校验位不对，请逐位核对。",
            "The check sign of the taxpayer number does not fit. Check every sign.",
        ),
    }
}

/// What to do about a difference between a bill and the ledger.
pub fn what_to_do(difference: DifferenceKind) -> Text {
    match difference {
        DifferenceKind::PaymentOnlyInBill => Text::new(
            "支付平台已收款，这里没有登记。请查询这笔支付；查到后会自动登记，无主的款项会退回。",
            "The service took money that is not recorded here. Query the payment: it is then recorded, and \
             what pays nothing goes back.",
        ),
        DifferenceKind::PaymentOnlyHere => Text::new(
            "这里登记了到账，账单里没有。请在商户平台核对交易日期；跨日的款项会在次日账单里。",
            "A payment is recorded here and missing in the bill. Look the day up at the service; what was \
             paid around midnight is in the next bill.",
        ),
        DifferenceKind::PaymentAmount => Text::new(
            "支付金额不一致。请停止处理这笔订单，并在商户平台核对。",
            "The sums of the payment differ. Leave the order alone and look the payment up at the \
             service.",
        ),
        DifferenceKind::RefundOnlyInBill => Text::new(
            "支付平台已退款，这里没有登记。请查询这笔退款；若是在商户平台直接退的，请补登记。",
            "The service gave money back that is not noted here. Query the refund; note it down if it was \
             made at the service itself.",
        ),
        DifferenceKind::RefundOnlyHere => Text::new(
            "这里登记了退款，账单里没有。请查询这笔退款，并看次日账单。",
            "A refund is noted here and missing in the bill. Query it, and look at the next bill.",
        ),
        DifferenceKind::RefundAmount => Text::new(
            "退款金额不一致。请在商户平台核对这笔退款。",
            "The sums of the refund differ. Look the refund up at the service.",
        ),
        DifferenceKind::Twice => Text::new(
            "账单里同一号码出现两次。请重新下载账单，并在商户平台核对。",
            "The bill has one number twice. Download it again and look the number up at the service.",
        ),
    }
}
