//! Sends an approved portrait to a mail address of the student's. The address is proved first by a code that is sent to
//! it: a slip of the finger must not give the picture to a stranger. No address is kept; a code is found by a keyed hash.

use std::sync::Arc;

use domain::audit::Action;
use domain::{
    AccountId, BlindIndex, Degree, DegreeId, Duration, Language, PhotoId, PortraitLetters, Subject,
    Timestamp, TokenHash,
};
use gateways::{Attachment, GatewayError, Letter, LetterKind, Mail, MailAddress};
use store::SignInCode;
use vault::IndexPurpose;
use words::Words;

use crate::caller::Caller;
use crate::degree;
use crate::failure::Failure;
use crate::network::{self, HOUR, NetworkKey};
use crate::photo::portrait_of;
use crate::portrait_link::{self, LINK_HOURS};
use crate::prints::approved_photo;
use crate::refusal::PortraitMailRefusal;
use crate::service::App;
use crate::sign_in::CodeSent;
use crate::sign_in::request_code::TRIES;
use crate::sign_in::sent_code;
use crate::trace::Trace;

const DAY: Duration = Duration::from_days(1);

/// Letters of an account in a day, codes and portraits counted apart.
const LETTERS_PER_DAY: u32 = 5;

/// An address, and what it is to get.
#[derive(Debug, Clone)]
pub struct PortraitMail {
    /// The degree whose approved portrait it is.
    pub degree: DegreeId,
    /// The address.
    pub to: MailAddress,
    /// Language of the letter.
    pub language: Language,
    /// Where the request comes from.
    pub network: NetworkKey,
}

impl PortraitMail {
    /// The address as it was typed.
    ///
    /// # Errors
    /// [`Failure::Invalid`] for anything but one address of ASCII characters.
    pub fn address(text: &str) -> Result<MailAddress, Failure> {
        MailAddress::parse(text).map_err(|error| Failure::invalid("to", &error))
    }
}

/// Sends a code of six digits to the address; an earlier one of the same student ends.
///
/// # Errors
/// [`Failure::NotFound`] for another one's degree; [`domain::PrintRefusal::NotApproved`];
/// [`PortraitMailRefusal::NotOffered`]; [`Failure::TooMany`] within the pause, and beyond a day's codes of the account or of
/// the address, or an hour's of the network or the installation; [`Failure::Unavailable`] while the mail server does not
/// answer, which costs the pause and nothing else.
pub async fn request_code(
    app: &App,
    caller: &Caller,
    mail: &PortraitMail,
) -> Result<CodeSent, Failure> {
    let (app, account, caller, mail) =
        (app.clone(), caller.student()?, caller.clone(), mail.clone());
    // A task of its own: it goes on when the client hangs up, so that what was counted is sent or given back.
    let sending = tokio::spawn(async move {
        let degree = degree::find_own(app.store(), &caller, mail.degree).await?;
        approved_photo(app.store(), &degree).await?;
        let (server, _) = server(&app, &degree).await?;
        let code = format!("{:06}", app.random().index_below(1_000_000));
        let counted_at = app.now();
        let sent = reserve(&app, account, &mail, &code).await?;
        let letter = Letter {
            kind: LetterKind::Code,
            ..letter(&app, &mail, &words_of_code(&app, &code), Vec::new())
        };
        let delivered = send_letter(server.as_ref(), letter).await;
        if delivered.is_err() {
            give_back(&app, &code_buckets(&app, account, &mail), counted_at).await?;
        }
        delivered.map(|()| sent)
    });
    sending.await.map_err(Failure::internal)?
}

/// Sends the portrait to the address, or a link to it as the centre decides, once its code is right. `public_url` is where
/// people reach the service.
///
/// # Errors
/// As [`request_code`]; [`crate::refusal::SignInRefusal::WrongCode`] and [`crate::refusal::SignInRefusal::CodeExpired`].
pub async fn send(
    app: &App,
    caller: &Caller,
    mail: &PortraitMail,
    code: &str,
    public_url: &str,
) -> Result<(), Failure> {
    let (app, account, caller, mail) =
        (app.clone(), caller.student()?, caller.clone(), mail.clone());
    let (code, public_url) = (code.to_owned(), public_url.to_owned());
    let sending = tokio::spawn(async move {
        let degree = degree::find_own(app.store(), &caller, mail.degree).await?;
        let photo = approved_photo(app.store(), &degree).await?;
        let (server, letters) = server(&app, &degree).await?;
        let counted_at = app.now();
        let work = app.store().begin().await?;
        let index = index(&app, account, &mail.to);
        let kept = |code: &str| hash(&app, &mail, code);
        let work = sent_code::compare(&app, work, &index, &code, kept, &mail.network).await?;
        let bucket = format!("portrait-mails:{account}");
        network::count(&work, &bucket, DAY, 1, LETTERS_PER_DAY, counted_at).await?;
        work.commit().await?;
        let link = match letters {
            PortraitLetters::Attachment => None,
            PortraitLetters::Link => Some(portrait_link::make(&app, &degree, photo).await?),
        };
        let letter = match &link {
            None => letter_with_portrait(&app, &mail, photo).await?,
            Some(link) => letter_with_link(&app, &mail, &link.address(&public_url)),
        };
        if let Err(failure) = send_letter(server.as_ref(), letter).await {
            give_back(&app, &[(bucket, DAY)], counted_at).await?;
            if let Some(link) = link {
                portrait_link::take_back(&app, &link).await?;
            }
            return Err(failure);
        }
        // Used up, and written down, by a letter that the server has: not by one that was down.
        let work = app.store().begin().await?;
        work.sign_in_codes().delete(&index).await?;
        let (subject, action) = (Subject::Photo(photo), Action::MailPortrait);
        let trace = Trace::new(&app, &caller, &action, subject, app.now());
        work.audit().append(trace.of(degree.centre).event());
        Ok(work.commit().await?)
    });
    sending.await.map_err(Failure::internal)?
}

/// Counts the code and keeps its hash, before anything is sent.
async fn reserve(
    app: &App,
    account: AccountId,
    mail: &PortraitMail,
    code: &str,
) -> Result<CodeSent, Failure> {
    let (now, settings) = (app.now(), app.settings());
    let index = index(app, account, &mail.to);
    let pause = Duration::from_seconds(settings.sign_in_code_pause_seconds);
    let work = app.store().begin().await?;
    network::use_up(app, &work, &mail.network, "mail-codes", 1).await?;
    if let Some(last) = work.sign_in_codes().find(&index).await? {
        let next = last.sent_at + pause;
        if now < next {
            let retry_after = next.since(now);
            return Err(Failure::TooMany { retry_after });
        }
    }
    for (bucket, window) in code_buckets(app, account, mail) {
        let limit = match window {
            HOUR => settings.sign_in_codes_per_hour,
            _ => LETTERS_PER_DAY,
        };
        network::count(&work, &bucket, window, 1, limit, now).await?;
    }
    let valid_until = now + Duration::from_minutes(settings.sign_in_code_minutes);
    let kept = SignInCode {
        phone: index,
        code: hash(app, mail, code),
        expires_at: valid_until,
        tries_left: TRIES,
        sent_at: now,
    };
    work.sign_in_codes().put(&kept).await?;
    work.commit().await?;
    Ok(CodeSent {
        resend_after: pause,
        valid_until,
    })
}

/// What a code is counted in: of the account, of the address whoever asks, of the installation.
fn code_buckets(app: &App, account: AccountId, mail: &PortraitMail) -> [(String, Duration); 3] {
    // Capitals, and what stands behind a plus sign, go to the same mailbox.
    let folded = mail.to.expose().to_ascii_lowercase();
    let (user, domain) = folded.split_once('@').unwrap_or((&folded, ""));
    let user = user.split('+').next().unwrap_or(user);
    let address = app.vault().token_hash(&format!("mail {user}@{domain}"));
    [
        (format!("portrait-mail-codes:{account}"), DAY),
        (format!("portrait-mail-codes-to:{}", address.to_hex()), DAY),
        ("portrait-mail-codes-of-installation".to_owned(), HOUR),
    ]
}

async fn give_back(
    app: &App,
    buckets: &[(String, Duration)],
    counted_at: Timestamp,
) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    for (bucket, window) in buckets {
        network::give_back(&work, bucket, *window, counted_at).await?;
    }
    Ok(work.commit().await?)
}

fn words_of_code(app: &App, code: &str) -> Words {
    let minutes = app.settings().sign_in_code_minutes;
    Words::new(
        ["采像邮箱验证码", "Caixiang: code for your mail address"],
        format!(
            "验证码 {code}，{minutes} 分钟内有效。用于把你的毕业证照片发到这个邮箱；如果不是你本人操作，请忽略。"
        ),
        format!(
            "Your code is {code}, valid for {minutes} minutes. It lets your diploma portrait be sent to this address; \
             ignore this letter if you did not ask for it."
        ),
    )
}

async fn letter_with_portrait(
    app: &App,
    mail: &PortraitMail,
    photo: PhotoId,
) -> Result<Letter, Failure> {
    let photo = app.store().photos().find(photo).await?;
    let portrait = photo.as_ref().and_then(portrait_of);
    let portrait =
        portrait.ok_or_else(|| Failure::internal("an approved photo without portrait"))?;
    let bytes = app.vault().get(portrait).await?;
    let bytes = bytes.ok_or_else(|| Failure::internal("a portrait is gone"))?;
    let words = Words::new(
        ["你的毕业证照片", "Your diploma portrait"],
        "附件是审核通过的毕业证照片，请自行保存。照片含个人信息，请勿转发给无关的人。",
        "Attached is your approved diploma portrait, yours to keep. It is personal data: pass it on to nobody who need not \
         have it.",
    );
    let portrait = Attachment {
        name: "portrait.jpg".to_owned(),
        content_type: "image/jpeg".to_owned(),
        bytes: bytes.to_vec(),
    };
    Ok(letter(app, mail, &words, vec![portrait]))
}

fn letter_with_link(app: &App, mail: &PortraitMail, address: &str) -> Letter {
    let hours = LINK_HOURS;
    let words = Words::new(
        ["你的毕业证照片", "Your diploma portrait"],
        format!(
            "打开下面的链接，按“下载照片”保存审核通过的毕业证照片。链接 {hours} 小时内有效，只能下载一次；请勿转发。\n\n{address}\n\n\
             如果链接已失效，请打开“我的照片”直接保存，或重新发送。"
        ),
        format!(
            "Open this link and press “Download” to save your approved diploma portrait. It works for {hours} hours and for one \
             download; pass it on to nobody.\n\n{address}\n\nIf it does not work any more, open “My portrait” to save the \
             portrait there, or have it sent again."
        ),
    );
    letter(app, mail, &words, Vec::new())
}

/// The mail server, where the centre sends portraits, and how it sends them.
async fn server(app: &App, degree: &Degree) -> Result<(Arc<dyn Mail>, PortraitLetters), Failure> {
    let centre = app.store().centres().find(degree.centre).await?;
    let centre = centre.ok_or_else(|| Failure::internal("a degree of no centre"))?;
    let server = app.gateways().mail.clone();
    let server = server.filter(|_| centre.policy.mails_portraits);
    let server = server.ok_or(PortraitMailRefusal::NotOffered)?;
    Ok((server, centre.policy.portrait_letters))
}

/// By what the code of a student for an address is found; no phone number begins like this.
fn index(app: &App, account: AccountId, to: &MailAddress) -> BlindIndex {
    let text = format!("mail {account} {}", to.expose());
    app.vault().index(IndexPurpose::Phone, &text)
}

/// What is kept of a code: tied to its address and degree.
fn hash(app: &App, mail: &PortraitMail, code: &str) -> TokenHash {
    let text = format!("portrait-mail:{}:{}:{code}", mail.degree, mail.to.expose());
    app.vault().token_hash(&text)
}

fn letter(app: &App, mail: &PortraitMail, words: &Words, attachments: Vec<Attachment>) -> Letter {
    Letter {
        to: mail.to.clone(),
        subject: mail.language.of(words.title).to_owned(),
        text: mail.language.of(words.body.clone()),
        html: None,
        attachments,
        message_id: app.new_id().to_string(),
        kind: LetterKind::Portrait,
    }
}

async fn send_letter(server: &dyn Mail, letter: Letter) -> Result<(), Failure> {
    server.send(&letter).await.map_err(|error| match error {
        GatewayError::UnknownRecipient => Failure::Invalid {
            field: "to",
            expected: "a mail address that takes letters".to_owned(),
        },
        error => Failure::Unavailable(error.into()),
    })
}
