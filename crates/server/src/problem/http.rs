//! The problems that only HTTP has: a body that cannot be read, a method that an address does not
//! know. Each is listed once, with its code, status and words.

use axum::http::StatusCode;
use words::{InWords, Words};

/// Lists the problems: code and status, title and body in Chinese and English.
macro_rules! http_problems {
    ($($(#[$doc:meta])+ $name:ident: $code:literal, $status:ident, $titles:expr, $details:expr;)+) => {
        /// A problem that only HTTP has.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum HttpProblem {
            $($(#[$doc])+ $name,)+
        }

        impl HttpProblem {
            /// Every problem.
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its code.
            pub(super) const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// The status that it is answered with.
            pub(super) const fn status(self) -> StatusCode {
                match self {
                    $(Self::$name => StatusCode::$status,)+
                }
            }
        }

        impl InWords for HttpProblem {
            fn words(&self) -> Words {
                let (titles, [zh, en]): ([&'static str; 2], [&'static str; 2]) = match self {
                    $(Self::$name => ($titles, $details),)+
                };
                Words::new(titles, zh, en)
            }
        }
    };
}

http_problems! {
    /// The body is not JSON.
    MalformedJson: "malformed-json", BAD_REQUEST,
        ["内容读不出来", "The content cannot be read"],
        [
            "提交的内容不是完整的 JSON。",
            "What was sent is not complete JSON.",
        ];

    /// A value of a body is not what it should be.
    InvalidValue: "invalid", UNPROCESSABLE_ENTITY,
        ["内容不对", "Something is not right"],
        [
            "提交的内容里有一项不符合要求，请检查后再试。",
            "A value is not what it should be. Check it and try again.",
        ];

    /// A body has a media type that is not taken.
    UnsupportedMediaType: "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE,
        ["内容类型不对", "Another kind of content is needed"],
        [
            "这个接口不接收这种类型的内容。",
            "This address does not take content of this type.",
        ];

    /// A body is over the limit.
    BodyTooLarge: "too-large", PAYLOAD_TOO_LARGE,
        ["内容太大", "Too large"],
        [
            "提交的内容太大。",
            "What was sent is too large.",
        ];

    /// A parameter of the query is not what it should be.
    InvalidQuery: "invalid-query", UNPROCESSABLE_ENTITY,
        ["地址里的参数不对", "A parameter is not right"],
        [
            "地址问号后面的参数有一项不符合要求。",
            "A parameter behind the question mark is not what it should be.",
        ];

    /// A part of a file that begins behind its end.
    RangeNotThere: "range-not-there", RANGE_NOT_SATISFIABLE,
        ["没有这一段", "There is no such part"],
        [
            "要续传的部分超出了文件末尾，请重新下载整个文件。",
            "The part that was asked for begins behind the end of the file. Download all of it again.",
        ];

    /// Too many uploads run in this process.
    Busy: "busy", SERVICE_UNAVAILABLE,
        ["现在上传的人很多", "Many people are uploading now"],
        [
            "请过几秒再上传，照片不会丢。",
            "Try again in a few seconds. Your photo is not lost.",
        ];

    /// Another upload of the same caller is running.
    TooManyUploads: "too-many-uploads", TOO_MANY_REQUESTS,
        ["上一张还在上传", "Another upload is still running"],
        [
            "请等上一张照片传完再上传。",
            "Wait until the photo before this one has arrived.",
        ];

    /// The request comes from a page of another site.
    CrossSite: "cross-site", FORBIDDEN,
        ["请求来自别的网站", "The request comes from another site"],
        [
            "请回到本系统的页面再操作。",
            "Go back to the pages of this service and try again.",
        ];

    /// A body arrives too slowly.
    UploadTooSlow: "upload-too-slow", REQUEST_TIMEOUT,
        ["上传太慢", "The upload is too slow"],
        [
            "网络太慢，上传中断了。请换个网络再传。",
            "The connection is too slow and the upload ended. Try again on another network.",
        ];

    /// A body ends before its declared length.
    UploadBrokeOff: "upload-broke-off", BAD_REQUEST,
        ["上传中断了", "The upload broke off"],
        [
            "文件没有传完，请再传一次。",
            "The file did not arrive whole. Upload it again.",
        ];

    /// A request with the same idempotency key is running.
    RequestInProgress: "request-in-progress", CONFLICT,
        ["上一次请求还在处理", "The first request is still running"],
        [
            "请稍等几秒再试。",
            "Wait a few seconds, then try again.",
        ];

    /// A request with the same idempotency key was carried out, and its answer is lost.
    RequestInterrupted: "request-interrupted", CONFLICT,
        ["上一次请求的结果没有传回来", "The answer to the first request was lost"],
        [
            "上一次请求可能已经办好了。请刷新页面看一看，没有办好再提交一次。",
            "It may be done already. Load the page again and look; where it is not done, send it once more.",
        ];

    /// The idempotency key was used for another request.
    IdempotencyKeyReused: "idempotency-key-reused", UNPROCESSABLE_ENTITY,
        ["请求编号用过了", "This request number was used before"],
        [
            "同一个请求编号不能用于不同的内容，请重新提交。",
            "One request number cannot stand for two requests. Send it again under a new one.",
        ];

    /// The request is over its deadline.
    TookTooLong: "took-too-long", SERVICE_UNAVAILABLE,
        ["等得太久了", "It took too long"],
        [
            "请稍后再试。",
            "Try again a little later.",
        ];

    /// The program was built without the pages.
    PagesNotBuilt: "pages-not-built", NOT_FOUND,
        ["页面没有构建", "The pages are not built"],
        [
            "这个程序里没有网页。请运行 cargo xtask web 后重新构建程序。",
            "This program has no pages. Run `cargo xtask web` and build the program again.",
        ];

    /// A dependency fails its health check.
    NotReady: "not-ready", SERVICE_UNAVAILABLE,
        ["服务还没准备好", "The service is not ready"],
        [
            "服务的一部分暂时不能用，请稍后再试。",
            "A part of the service cannot be used at present. Try again later.",
        ];

    /// The form is not complete.
    MalformedForm: "malformed-form", BAD_REQUEST,
        ["表单读不出来", "The form cannot be read"],
        [
            "提交的表单不完整，请再提交一次。",
            "The form did not arrive whole. Send it again.",
        ];

    /// The address does not know the method.
    MethodNotAllowed: "method-not-allowed", METHOD_NOT_ALLOWED,
        ["这里不能这样操作", "This cannot be done here"],
        [
            "这个地址不支持这种请求方法。",
            "This address does not know this method.",
        ];

    /// A handler ended without an answer.
    Broken: "internal", INTERNAL_SERVER_ERROR,
        ["服务出了问题", "Something went wrong here"],
        [
            "这是我们的问题，请稍后再试。",
            "This is our fault. Try again later.",
        ];

    /// Any other request that is not understood.
    BadRequest: "bad-request", BAD_REQUEST,
        ["请求读不懂", "The request cannot be read"],
        [
            "请求的格式不对。",
            "The request is not formed as it should be.",
        ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_an_error_with_words_in_both_languages() {
        for problem in HttpProblem::ALL {
            let Words { title, body } = problem.words();
            let status = problem.status();
            assert!(status.is_client_error() || status.is_server_error());
            assert!(body.zh.ends_with('。') && !title.zh.is_ascii(), "{body:?}");
            assert!(body.en.ends_with('.') && body.en.is_ascii() && title.en.is_ascii());
        }
    }
}
