//! The page behind a one-time link to an approved portrait, without scripts: mail programs and scanners open links before a
//! person does, so opening it changes nothing, and the portrait comes by the press of a button.

use app::portrait_link;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};

use crate::route::ApiResult;
use crate::state::ServerState;

/// The page of a link that does not work any more.
const OVER: &str = "/p/";

/// Styles stand in the page; nothing is loaded, and the form leads here.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; \
     base-uri 'none'",
);

/// Without a referrer browsers send no origin either, and a form without origin is refused. It goes to ourselves alone.
const REFERRER: HeaderValue = HeaderValue::from_static("same-origin");

const NO_ROBOTS: HeaderValue = HeaderValue::from_static("noindex, nofollow");

macro_rules! page {
    ($title:literal, $body:literal) => {
        concat!(
            "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>",
            $title,
            "</title><style>body{max-width:32rem;margin:12vh auto 0;padding:0 20px;",
            "font:17px/1.6 system-ui,sans-serif;color:#1d2530;background:#fff}",
            "h1{font-size:1.35rem}button{font:inherit;padding:.7em 2em;border:0;border-radius:8px;",
            "background:#1456b8;color:#fff}section+section{margin-top:2.5rem}",
            "@media(prefers-color-scheme:dark){body{color:#e6eaf0;background:#14181f}}",
            "</style></head><body>",
            $body,
            "</body></html>"
        )
    };
}

const ASK: &str = page!(
    "毕业证照片 · Diploma portrait",
    "<main><form method=\"post\"><section><h1>你的毕业证照片</h1>\
     <p>这个链接只能下载一次。下载的照片请自行保存，不要转发给无关的人。</p></section>\
     <section lang=\"en\"><h1>Your diploma portrait</h1><p>This link works for one download. Keep the portrait, and pass it on to \
     nobody who need not have it.</p></section><p><button type=\"submit\">下载照片 · Download</button></p></form></main>"
);

const GONE: &str = page!(
    "链接已失效 · Link used up",
    "<main><section><h1>这个链接已经用过或已过期</h1>\
     <p>每个链接只能下载一次，72 小时内有效。如需再次下载，请打开采集小程序或网页的“我的照片”，直接保存，或重新发送到邮箱。</p></section>\
     <section lang=\"en\"><h1>This link was used or has expired</h1><p>A link works for one download within 72 hours. To get the \
     portrait again, open “My portrait” in the app: save it there, or have it sent once more.</p></section></main>"
);

/// The page of a link, and the download behind its button.
pub(crate) fn portrait() -> MethodRouter<ServerState> {
    get(async || shown(ASK)).post(download)
}

/// The page of a link that does not work any more.
pub(crate) async fn over() -> Response {
    shown(GONE)
}

fn shown(page: &'static str) -> Response {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, REFERRER),
        (HeaderName::from_static("x-robots-tag"), NO_ROBOTS),
    ];
    (headers, Html(page)).into_response()
}

/// Hands the portrait out, once.
async fn download(
    State(state): State<ServerState>,
    Path(token): Path<String>,
) -> ApiResult<Response> {
    let Some(portrait) = portrait_link::follow(state.app(), &token).await? else {
        return Ok(Redirect::to(OVER).into_response());
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"portrait.jpg\""),
        ),
    ];
    Ok((headers, portrait).into_response())
}
