//! Every failure has calm words in both languages.

use std::collections::BTreeSet;

use domain::{
    AddressRefusal, AppointmentRefusal, BatchRefusal, CaptureRefusal, CaptureSource,
    ChangeRequestRefusal, DataDiscRefusal, DegreeId, DegreeRefusal, Duration, EnquiryRefusal,
    InvalidPlan, InvalidPriceList, InvalidTaxNumber, InvalidWindow, InvoiceRefusal,
    ListExportRefusal, Locked, PaymentRefusal, PhotoRefusal, Product, Purpose, RefundRefusal,
    RegistryPackageRefusal, RuleCode, SubmissionRefusal, Timestamp,
};
use standard::ReasonCode;
use strum::VariantArray;
use uuid::Uuid;

use super::*;
use crate::failure::Failure;
use crate::ports::CodeFault;

fn moment() -> Timestamp {
    "2023-10-13T18:00:00+08:00".parse().unwrap()
}

fn acceptances() -> [Acceptance; 6] {
    [
        Acceptance::Open,
        Acceptance::NotAnnounced,
        Acceptance::NotYet { opens_at: moment() },
        Acceptance::OutsideHours { next: moment() },
        Acceptance::Paused,
        Acceptance::Closed,
    ]
}

/// What an aggregate refuses without a reason of its own: somebody else's, and every action in every
/// state.
fn common<M>() -> impl Iterator<Item = Refusal>
where
    M: StateMachine,
    M::State: VariantArray,
    M::Action: VariantArray,
    Refusal: From<Denied<M>>,
{
    let states = M::State::VARIANTS.iter();
    let wrong = states.flat_map(|from| {
        let actions = M::Action::VARIANTS.iter();
        actions.map(|action| WrongState::<M>::new(*from, *action).into())
    });
    wrong.chain([Refusal::from(Denied::<M>::NotYours)])
}

fn common_to_all() -> Vec<Refusal> {
    common::<Account>()
        .chain(common::<Appointment>())
        .chain(common::<Batch>())
        .chain(common::<CaptureSession>())
        .chain(common::<ChangeRequest>())
        .chain(common::<Consent>())
        .chain(common::<Degree>())
        .chain(common::<Notification>())
        .chain(common::<Photo>())
        .chain(common::<Staff>())
        .chain(common::<Submission>())
        .chain(common::<Order>())
        .chain(common::<Payment>())
        .chain(common::<Refund>())
        .chain(common::<InvoiceRequest>())
        .chain(common::<RegistryPackage>())
        .chain(common::<DataDisc>())
        .chain(common::<ListExport>())
        .chain(common::<PrintJob>())
        .chain(common::<PrintRun>())
        .collect()
}

fn of_submissions() -> Vec<SubmissionRefusal> {
    let mut refusals = vec![
        SubmissionRefusal::OtherBatch,
        SubmissionRefusal::ReplacementOverdue {
            replace_by: moment(),
        },
        SubmissionRefusal::ChecksUsedUp {
            limit: 10,
            next_at: moment(),
        },
        SubmissionRefusal::AttemptsUsedUp { limit: 3 },
        SubmissionRefusal::RejectedBefore,
        SubmissionRefusal::OtherRound,
        SubmissionRefusal::OwnPhoto,
        SubmissionRefusal::BeingDecided,
        SubmissionRefusal::UndoOver,
        SubmissionRefusal::PlacedByStaff,
        SubmissionRefusal::NotAllowable,
        SubmissionRefusal::NotOver,
    ];
    refusals.extend(acceptances().map(SubmissionRefusal::NotAccepting));
    let codes = [ReasonCode::D03, ReasonCode::D04];
    refusals.extend(codes.map(|code| SubmissionRefusal::SameShot { code }));
    refusals
}

fn of_bindings() -> Vec<BindingRefusal> {
    vec![
        BindingRefusal::NotAccepting(Acceptance::Closed),
        BindingRefusal::WrongLastFour,
        BindingRefusal::OtherSchool,
        BindingRefusal::NotOnRoster,
        BindingRefusal::BoundToAnother,
        BindingRefusal::NotThisPerson,
        BindingRefusal::BoundAlready(DegreeId::from_uuid(Uuid::from_u128(1))),
        BindingRefusal::TooManyDegrees,
        BindingRefusal::AlreadyAtRegistry,
    ]
}

fn of_plans() -> [InvalidPlan; 7] {
    [
        InvalidPlan::NoName,
        InvalidPlan::NoSchool,
        InvalidPlan::SchoolTwice,
        InvalidPlan::ZeroLimit,
        InvalidPlan::Window(InvalidWindow::Backwards),
        InvalidPlan::Window(InvalidWindow::HoursBackwards),
        InvalidPlan::Window(InvalidWindow::NeverOpen),
    ]
}

fn of_captures() -> Vec<CaptureRefusal> {
    let mut refusals = vec![
        CaptureRefusal::TooLate {
            expires_at: moment(),
        },
        CaptureRefusal::NotEnded,
    ];
    let sources = CaptureSource::ALL.iter().copied();
    refusals.extend(sources.map(|from| CaptureRefusal::SourceNotAllowed { from }));
    refusals
}

fn of_things() -> Vec<Refusal> {
    let mut refusals = vec![
        Denied::from(PhotoRefusal::NotUsable).into(),
        Denied::from(PhotoRefusal::TakenByAnother).into(),
        Denied::from(PhotoRefusal::DoubtsNotAccepted {
            doubts: vec![RuleCode::new("sharp")],
        })
        .into(),
        AddressRefusal::AddressesUsedUp.into(),
        EnquiryRefusal::EnquiriesWaiting.into(),
        SlotRefusal::Impossible.into(),
        SlotRefusal::Full.into(),
        SlotRefusal::Begun.into(),
        SlotRefusal::SeatsTaken.into(),
        SlotRefusal::NoneTaken.into(),
        Denied::from(AppointmentRefusal::Begun).into(),
        Denied::from(AppointmentRefusal::NotBegun).into(),
        Denied::from(AppointmentRefusal::SameSlot).into(),
        Denied::from(BatchRefusal::ReliedOn).into(),
        Denied::from(ChangeRequestRefusal::SecondPersonNeeded).into(),
        Denied::from(ChangeRequestRefusal::RequestLapsed).into(),
        Denied::from(ChangeRequestRefusal::StillOpen).into(),
        ChangeAskedAlready.into(),
        NothingToTakeBack.into(),
        Denied::from(RegistryPackageRefusal::SecondPerson).into(),
        Denied::from(RegistryPackageRefusal::FileGone).into(),
        RegistryRefusal::NothingToSend.into(),
        Denied::from(DataDiscRefusal::SecondPerson).into(),
        Denied::from(DataDiscRefusal::FilesGone).into(),
        Denied::from(DataDiscRefusal::PassphraseOfAnother).into(),
        Denied::from(DataDiscRefusal::NotEncrypted).into(),
        DiscRefusal::NothingToWrite.into(),
        DiscRefusal::NameImpossible {
            college: "Q".into(),
        }
        .into(),
        DiscRefusal::Outdated { portraits: 3 }.into(),
        Denied::from(ListExportRefusal::SecondPerson).into(),
        Denied::from(ListExportRefusal::Lapsed).into(),
        Denied::from(ListExportRefusal::FileGone).into(),
        Denied::from(ListExportRefusal::Grew).into(),
        ExportRefusal::Bulk {
            persons: 9000,
            most: 500,
        }
        .into(),
        ExportRefusal::Empty.into(),
        RegistryRefusal::Outdated { portraits: 3 }.into(),
        StandardRefusal::InForce.into(),
        StandardRefusal::NameOfInstallation.into(),
        StandardRefusal::OtherPortrait.into(),
        SeveralCentres.into(),
        Denied::from(DegreeRefusal::IndividualAlready).into(),
    ];
    for fault in ResultFault::VARIANTS {
        for line in [None, Some(7)] {
            refusals.push(RegistryRefusal::file(*fault, line).into());
        }
    }
    refusals.extend(of_captures().into_iter().map(|of| Denied::from(of).into()));
    refusals.extend(of_plans().map(|plan| Denied::from(BatchRefusal::Plan(plan)).into()));
    refusals
}

fn of_prints() -> Vec<Refusal> {
    let refusals = [
        PrintRefusal::NotApproved,
        PrintRefusal::SheetsImpossible,
        PrintRefusal::OrderWaits,
        PrintRefusal::NoSchool,
        PrintRefusal::AddressGone,
        PrintRefusal::NothingWaits,
        PrintRefusal::OtherRun,
        PrintRefusal::PackedAlready,
        PrintRefusal::NotPacked,
        PrintRefusal::OtherWay,
        PrintRefusal::FilesNotThere,
    ];
    let of_shops = [
        ShopRefusal::RulerOutOfRange {
            drawn_um: 114_000,
            measured_um: 76_500,
        },
        ShopRefusal::ShopsUsedUp,
    ];
    let shops = of_shops.map(Refusal::from).into_iter();
    refusals
        .map(Refusal::from)
        .into_iter()
        .chain(shops)
        .collect()
}

fn of_money() -> Vec<Refusal> {
    let orders = [
        OrderRefusal::WishesImpossible,
        OrderRefusal::NotOnOffer,
        OrderRefusal::SettledAlready,
        OrderRefusal::SumTooLarge,
        OrderRefusal::OtherSum,
        OrderRefusal::NotOverdue,
    ];
    let payments = [
        PaymentRefusal::OtherAmount,
        PaymentRefusal::RecordedAlready,
        PaymentRefusal::OtherTransaction,
        PaymentRefusal::SecondPersonNeeded,
        PaymentRefusal::OtherMeans,
        PaymentRefusal::MoreThanPaid,
        PaymentRefusal::TooManyRefunds,
        PaymentRefusal::TooLateToRefund,
    ];
    let refunds = [
        RefundRefusal::ReasonNotApplicable,
        RefundRefusal::SecondPerson,
        RefundRefusal::NotByHand,
        RefundRefusal::OwedInAnyCase,
    ];
    let mut refusals = vec![
        MoneyRefusal::NothingToPay,
        MoneyRefusal::NotOffered,
        MoneyRefusal::TimeOver,
        MoneyRefusal::WeChatUserNeeded,
        MoneyRefusal::OtherBrowserNeeded,
        MoneyRefusal::NotPayable,
        MoneyRefusal::NothingPaid,
        MoneyRefusal::NotGenuine,
        MoneyRefusal::NotUnderstood,
        MoneyRefusal::DayNotOver,
        MoneyRefusal::BillUnreadable,
    ];
    let products = Product::ALL.iter().copied();
    refusals.extend(products.map(|product| MoneyRefusal::PaymentNeeded { product }));
    let prices = [
        InvalidPriceList::ProductTwice,
        InvalidPriceList::NoCollectionFee,
        InvalidPriceList::Free,
        InvalidPriceList::TooDear,
    ];
    refusals.extend(prices.map(MoneyRefusal::PricesInvalid));
    let numbers = [InvalidTaxNumber::Form, InvalidTaxNumber::CheckSign];
    refusals.extend(numbers.map(MoneyRefusal::TaxNumberInvalid));
    let mut all: Vec<Refusal> = refusals.into_iter().map(Refusal::from).collect();
    all.extend(orders.map(Refusal::from));
    all.extend(orders.map(|of| Denied::from(of).into()));
    all.extend(payments.map(|of| Denied::from(of).into()));
    all.extend(refunds.map(|of| Denied::from(of).into()));
    all.push(Denied::from(InvoiceRefusal::NothingPaid).into());
    all
}

fn missed(refusal: BindingRefusal, tries_left: u8) -> MissedGuess {
    MissedGuess {
        refusal,
        tries_left,
        locked_until: (tries_left == 0).then(moment),
    }
}

fn of_the_service() -> Vec<Refusal> {
    let mut refusals = vec![
        ConsentRefusal::OtherText { current: 2 }.into(),
        ConsentRefusal::Withdrawn.into(),
        ConsentRefusal::NotAsked.into(),
        SignInRefusal::WrongCode { tries_left: 4 }.into(),
        SignInRefusal::WrongCode { tries_left: 0 }.into(),
        SignInRefusal::CodeExpired.into(),
        SignInRefusal::WeChatCodeRefused.into(),
        SignInRefusal::PhoneNeeded.into(),
        SignInRefusal::WeChatNotLinked.into(),
        PortraitMailRefusal::NotOffered.into(),
        SignInRefusal::WrongCredentials.into(),
        SignInRefusal::OtherWeChat.into(),
        SignInRefusal::NotOffered.into(),
        SignInRefusal::LastFourNeeded.into(),
        SignInRefusal::WrongLastFour.into(),
        SignInRefusal::PhoneTaken.into(),
        missed(BindingRefusal::WrongLastFour, 1).into(),
        missed(BindingRefusal::NotOnRoster, 0).into(),
        CodeRefusal::DetailsNeeded.into(),
        SeveralCodes {
            codes: vec![
                "10574 本科 ****5678".to_owned(),
                "10575 专科 ****0001".to_owned(),
            ],
        }
        .into(),
        SecondFactorRefusal::Needed.into(),
        SecondFactorRefusal::Wrong.into(),
        SecondFactorRefusal::SetUpNeeded.into(),
        SecondFactorRefusal::Exists.into(),
        ProofNeeded {
            challenge: "a.16.b.c".to_owned(),
            bits: 16,
        }
        .into(),
        UploadRefusal::PartMissing { number: 3 }.into(),
        UploadRefusal::TooLarge {
            max_bytes: 20 << 20,
        }
        .into(),
        UploadRefusal::EmptyFile.into(),
        AccountRefusal::ErasureBlocked.into(),
    ];
    refusals.push(Refusal::from(ReviewRefusal::InOtherHands {
        by: "Li Ming".to_owned(),
        until: moment(),
    }));
    refusals.push(ReviewRefusal::SampleNotApproved { left: 2 }.into());
    refusals.push(ReviewRefusal::CountDiffers { photos: 40 }.into());
    refusals.push(ReviewRefusal::SetOver.into());
    let meanwhile = Meanwhile::VARIANTS.iter().map(|what| DecidedMeanwhile {
        what: *what,
        by: (*what == Meanwhile::Approved).then(|| "Li Ming".to_owned()),
        at: Some(moment()),
    });
    refusals.extend(meanwhile.map(Refusal::from));
    refusals.extend(Taken::VARIANTS.iter().map(|taken| (*taken).into()));
    refusals.extend(acceptances().map(Refusal::NotAccepting));
    let purposes = Purpose::ALL.iter().copied();
    refusals.extend(purposes.map(|purpose| ConsentRefusal::Missing { purpose }.into()));
    let faults = [
        CodeFault::NotAPicture,
        CodeFault::NotFound,
        CodeFault::OtherCode,
        CodeFault::Busy,
    ];
    refusals.extend(faults.map(|fault| CodeRefusal::Unreadable(fault).into()));
    refusals
}

fn every_refusal() -> Vec<Refusal> {
    let mut refusals = common_to_all();
    refusals.extend(
        of_submissions()
            .into_iter()
            .map(|of| Denied::from(of).into()),
    );
    refusals.extend(of_bindings().into_iter().map(Refusal::Binding));
    refusals.extend(of_things());
    refusals.extend(of_the_service());
    refusals.extend(of_money());
    refusals.extend(of_prints());
    refusals
}

fn every_failure() -> Vec<Failure> {
    let fields = ["phone", "feature_code", "last_four", "query", "password"];
    let mut failures = vec![
        Failure::NotSignedIn,
        Failure::NotAllowed,
        Failure::NotFound,
        Failure::Stale,
        Failure::Locked(Locked { until: moment() }),
        Failure::TooMany {
            retry_after: Duration::from_seconds(40),
        },
        Failure::Unavailable("disk".into()),
        Failure::internal("bug"),
    ];
    failures.extend(fields.map(|field| Failure::Invalid {
        field,
        expected: "at most 50 characters".to_owned(),
    }));
    failures.extend(every_refusal().into_iter().map(Failure::Refused));
    failures
}

#[test]
fn the_list_above_has_every_code() {
    let seen: BTreeSet<&str> = every_refusal().iter().map(Refusal::code).collect();
    let known: BTreeSet<&str> = Refusal::codes().into_iter().collect();
    assert_eq!(seen, known);
}

#[test]
fn every_failure_has_calm_words() {
    let refusals = every_refusal();
    let codes: BTreeSet<&str> = refusals
        .iter()
        .map(Refusal::code)
        .filter(|code| code.contains('-'))
        .collect();
    for failure in every_failure() {
        let Words { title, body } = failure.words();
        assert!(
            body.zh.ends_with('。') && body.en.ends_with('.'),
            "{body:?}"
        );
        assert!(title.zh.chars().count() <= 12, "{title:?}");
        assert!(title.en.len() <= 40 && title.en.is_ascii(), "{title:?}");
        assert!(body.en.is_ascii(), "{body:?}");
        for text in [title.zh, title.en, &body.zh, &body.en] {
            assert!(
                !text.is_empty() && !text.contains(['!', '！', '{']),
                "{text}"
            );
            assert!(!text.contains("  ") && !text.contains("失败"), "{text}");
            assert!(!codes.iter().any(|code| text.contains(code)), "{text}");
        }
        assert!(!body.zh.is_ascii() && !body.zh.contains("您"), "{body:?}");
    }
}

#[track_caller]
fn check(failure: &Failure, zh: &str, en: &str) {
    let body = failure.words().body;
    assert_eq!((&body.zh[..], &body.en[..]), (zh, en));
}

#[test]
fn numbers_and_times_are_named() {
    check(
        &Acceptance::NotYet { opens_at: moment() }.into(),
        "采集于 10月13日 18:00 开始，请到时再来。",
        "The collection opens on 13 Oct 18:00. Please come back then.",
    );
    check(
        &SignInRefusal::WrongCode { tries_left: 4 }.into(),
        "验证码不对，还可以再试 4 次。请核对最新收到的一条。",
        "That is not the code of the latest message. Tries that are left: 4. Check the message and \
         enter it again.",
    );
    check(
        &missed(BindingRefusal::WrongLastFour, 2).into(),
        "证件号码后四位与采集码不一致。请核对后四位，并确认上传的是自己的采集码。还可以再试 2 次，之后要等半小时以上。",
        "The last four characters do not match the collection code. Check them, and make sure that the \
         code is your own. 2 tries are left before a pause of half an hour or more.",
    );
    check(
        &UploadRefusal::TooLarge {
            max_bytes: 20 << 20,
        }
        .into(),
        "文件超过 20 MB，请换一个小一些的文件再上传。",
        "The file is larger than 20 MB. Upload a smaller one.",
    );
    check(
        &Failure::TooMany {
            retry_after: Duration::from_seconds(40),
        },
        "操作有些频繁，请 40 秒后再试。",
        "That was a little fast. Please try again in 40 seconds.",
    );
}
