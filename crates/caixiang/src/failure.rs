//! Failures of one file: a stable code for programs, a sentence for people.

use std::{
    io,
    path::{Path, PathBuf},
};

use codec::{DecodeError, EncodeError, Exceeded};
use collection_code::ReadError;
use portrait::{AnalyzeError, FramingFault, RenderError};
use serde::Serialize;
use standard::facts::NotMeasurable;

use crate::language::Language;

/// Why a file has no result, or a photo no portrait.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The file system refuses it.
    Unreadable(io::Error),
    /// A device or a pipe, which may never end.
    NotAFile,
    /// A folder without pictures.
    NoPictures,
    /// It is not a picture we can read.
    Decode(DecodeError),
    /// A network did not run.
    Network,
    /// A check fails and nothing forces the portrait.
    Refused,
    /// The portrait cannot be made.
    Render(RenderError),
    /// The portrait's place is a photo of this run.
    OverwritesPhoto,
    /// The portrait cannot be stored.
    NotWritten(PathBuf, io::Error),
    /// There is no collection code.
    Code(ReadError),
    /// A fault of ours.
    Internal,
}

/// A failure as it is written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FailureReport {
    /// Stable, for programs.
    pub(crate) code: &'static str,
    /// For people.
    pub(crate) message: String,
}

impl From<AnalyzeError> for Failure {
    fn from(error: AnalyzeError) -> Self {
        match error {
            AnalyzeError::Decode(error) => Self::Decode(error),
            AnalyzeError::Network(_) => Self::Network,
        }
    }
}

impl Failure {
    /// Code and message in one language.
    pub(crate) fn report(&self, language: Language) -> FailureReport {
        FailureReport {
            code: self.code(),
            message: self.message(language),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) | Self::NotAFile => "file-unreadable",
            Self::NoPictures => "folder-without-pictures",
            Self::Decode(DecodeError::UnknownFormat) => "unknown-format",
            Self::Decode(DecodeError::TooLarge { .. }) | Self::Code(ReadError::TooLarge { .. }) => {
                "picture-too-large"
            }
            Self::Decode(DecodeError::Damaged(_)) => "picture-damaged",
            Self::Network => "network-failed",
            Self::Refused => "checks-failed",
            Self::Render(error) => render_code(error),
            Self::OverwritesPhoto => "output-is-input",
            Self::NotWritten(..) => "output-not-written",
            Self::Code(ReadError::NotFound) => "code-not-found",
            Self::Code(ReadError::OutOfTime) => "code-search-timed-out",
            Self::Code(ReadError::OnlyParts) => "code-incomplete",
            Self::Code(ReadError::NotRecognised) => "code-not-recognised",
            Self::Internal => "internal",
        }
    }

    fn message(&self, language: Language) -> String {
        let (zh, en) = match self {
            Self::Unreadable(error) => unreadable_message(error),
            Self::NotAFile => plain(
                "这不是普通文件，请指定图片文件或文件夹。",
                "This is not a regular file. Name a picture or a folder.",
            ),
            Self::NoPictures => plain(
                "文件夹里没有图片（jpg、jpeg、png、webp、heic），请检查路径；子文件夹不会查看。",
                "The folder has no pictures (jpg, jpeg, png, webp, heic). Check its path; folders \
                 inside it are not looked at.",
            ),
            Self::Decode(error) => decode_message(error),
            Self::Refused => plain(
                "有检查项不合格，没有制作；如确需制作，请加 --force。",
                "A check fails, so no portrait was made. Use --force to make it anyway.",
            ),
            Self::Render(error) => render_message(error),
            Self::OverwritesPhoto => plain(
                "输出会覆盖原照片，请换一个文件名或文件夹。",
                "The output would replace a photo. Choose another name or folder.",
            ),
            Self::NotWritten(path, error) => not_written_message(path, error),
            Self::Code(error) => code_message(*error),
            Self::Network | Self::Internal => plain(
                "程序内部出错，没有结果；请把这张图片反馈给我们。",
                "Something went wrong inside the program. Please report this picture.",
            ),
        };
        language.choose(zh, en)
    }
}

fn plain(zh: &str, en: &str) -> (String, String) {
    (zh.to_owned(), en.to_owned())
}

fn unreadable_message(error: &io::Error) -> (String, String) {
    match error.kind() {
        io::ErrorKind::NotFound => plain(
            "没有这个文件，请检查路径。",
            "There is no such file. Check the path.",
        ),
        io::ErrorKind::PermissionDenied => plain(
            "没有权限读取，请检查权限。",
            "You may not read it. Check its permissions.",
        ),
        _ => (
            format!("文件读不出来（{error}），请检查路径和磁盘。"),
            format!("The file cannot be read ({error}). Check its path and the disk."),
        ),
    }
}

fn not_written_message(path: &Path, error: &io::Error) -> (String, String) {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => (
            format!("{path} 所在的文件夹不存在，请先新建，或使用 --out-dir。"),
            format!("The folder of {path} does not exist. Make it first, or use --out-dir."),
        ),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => (
            format!("没有权限写入 {path}，请检查权限或换一个文件夹。"),
            format!("You may not write {path}. Check permissions or choose another folder."),
        ),
        io::ErrorKind::IsADirectory => (
            format!("{path} 是文件夹，请使用 --out-dir。"),
            format!("{path} is a folder. Use --out-dir."),
        ),
        io::ErrorKind::StorageFull => (
            format!("磁盘已满，{path} 写不进去，请先腾出空间。"),
            format!("The disk is full, {path} cannot be written. Make room first."),
        ),
        _ => (
            format!("{path} 写不进去（{error}），请检查磁盘或换一个文件夹。"),
            format!("{path} cannot be written ({error}). Check the disk or choose another folder."),
        ),
    }
}

fn decode_message(error: &DecodeError) -> (String, String) {
    match error {
        DecodeError::UnknownFormat => plain(
            "这个文件打不开，请直接使用手机拍摄的原图（JPG）。",
            "This file cannot be opened. Use the original photo from the phone (JPG).",
        ),
        DecodeError::TooLarge {
            what,
            actual,
            allowed,
        } => {
            let (zh, en) = match *what {
                Exceeded::Bytes => ("文件大小（字节）", "file size in bytes"),
                Exceeded::Pixels => ("像素数", "number of pixels"),
                Exceeded::Side => ("边长（像素）", "longest side in pixels"),
                Exceeded::Memory => ("所需内存（字节）", "memory needed in bytes"),
            };
            (
                format!("图片太大：{zh}为 {actual}，最多 {allowed}；请缩小后再试。"),
                format!("The picture is too large: its {en} is {actual}, {allowed} is the most."),
            )
        }
        DecodeError::Damaged(_) => plain(
            "图片已损坏，请重新导出或上传原图。",
            "The picture is damaged. Export it again or use the original.",
        ),
    }
}

fn code_message(error: ReadError) -> (String, String) {
    match error {
        ReadError::NotFound => plain(
            "没有找到能识别的采集码，请上传清晰、完整的采集码图片。",
            "There is no readable code. Use a sharp picture that shows the whole code.",
        ),
        ReadError::OutOfTime => plain(
            "在限定时间内没有找到采集码，请裁剪出二维码后再试。",
            "No code was found in the time allowed. Crop the picture to the code and try again.",
        ),
        ReadError::OnlyParts => plain(
            "图片里只有采集码的一部分，请上传完整的采集码。",
            "The picture has only a part of the code. Use a picture of the whole code.",
        ),
        ReadError::NotRecognised => plain(
            "图片里有二维码，但不是采集码。",
            "The picture has a QR code, but not a collection code.",
        ),
        ReadError::TooLarge {
            width_px,
            height_px,
        } => (
            format!("图片太大（{width_px}×{height_px}），请缩小后再试。"),
            format!("The picture is too large ({width_px} × {height_px}). Make it smaller."),
        ),
    }
}

fn render_code(error: &RenderError) -> &'static str {
    match error {
        RenderError::NoFace => "no-face",
        RenderError::NoMatte(_) => "no-matte",
        RenderError::TooSmall { .. } | RenderError::CannotFrame(FramingFault::TooSmall { .. }) => {
            "face-too-small"
        }
        RenderError::CannotFrame(_) => "cannot-frame",
        RenderError::HeadCut => "head-cut",
        RenderError::Unreadable(_) => "internal",
        RenderError::Encode(EncodeError::TooPlain { .. }) => "file-too-small",
        RenderError::Encode(EncodeError::TooDetailed { .. }) => "file-too-large",
        RenderError::Encode(EncodeError::WindowTooNarrow { .. }) => "byte-window-too-narrow",
        RenderError::Encode(EncodeError::BadSize) => "bad-output-size",
        RenderError::Network(_) => "network-failed",
    }
}

fn render_message(error: &RenderError) -> (String, String) {
    match error {
        RenderError::NoFace => plain(
            "没有找到人脸，请正对镜头、露出整张脸。",
            "There is no face. Face the camera and show your whole face.",
        ),
        RenderError::NoMatte(NotMeasurable::NoWall) => plain(
            "头部周围看不到足够的背景，请站在一面浅色的墙前，四周留出空白。",
            "Too little background shows around the head. Stand in front of a light wall with \
             room on every side.",
        ),
        RenderError::NoMatte(_) => plain(
            "人和背景分不清，请站在一面颜色不同的浅色墙前。",
            "You cannot be told from the background. Stand in front of a light wall of another \
             colour.",
        ),
        RenderError::TooSmall { .. } => too_small_message(),
        RenderError::CannotFrame(fault) => framing_message(fault),
        RenderError::HeadCut => plain(
            "头顶被裁掉了，请退后一点，头顶上方留出空白再拍。",
            "The top of the head is cut off. Step back and leave room above the head.",
        ),
        RenderError::Encode(error) => encode_message(error),
        RenderError::Unreadable(_) => Failure::Internal.both(),
        RenderError::Network(_) => Failure::Network.both(),
    }
}

fn too_small_message() -> (String, String) {
    plain(
        "照片里的脸太小，请靠近一些再拍。",
        "Your face is too small in the photo. Move closer and take it again.",
    )
}

fn framing_message(fault: &FramingFault) -> (String, String) {
    match fault {
        FramingFault::TooSmall { .. } => too_small_message(),
        FramingFault::Proportions => plain(
            "头顶、眼睛和脸宽对不上标准构图，请正对镜头、压低蓬起的头发再拍。",
            "Crown, eyes and face width do not fit the standard together. Face the camera and \
             flatten high hair.",
        ),
        FramingFault::TooLittleBelow => plain(
            "照片下方留得太少，请退后一点，露出两肩和胸口再拍。",
            "The photo ends too close below the face. Step back until shoulders and chest show.",
        ),
        FramingFault::TooLittleBeside => plain(
            "身体在照片侧边被裁掉了，请站到画面中间，两肩都露出来。",
            "You are cut off at the side of the photo. Stand in the middle, with both shoulders \
             in it.",
        ),
    }
}

fn encode_message(error: &EncodeError) -> (String, String) {
    match error {
        EncodeError::TooPlain { bytes, min_bytes } => (
            format!(
                "照片细节太少：最高质量也只有 {bytes} 字节，至少要 {min_bytes}；请拍得更清晰。"
            ),
            format!(
                "The photo has too little detail: even the best quality has {bytes} bytes, \
                 {min_bytes} are required. Take a sharper photo."
            ),
        ),
        EncodeError::TooDetailed {
            bytes, max_bytes, ..
        } => (
            format!("照片压缩后仍有 {bytes} 字节，最多 {max_bytes}；请在光线好的地方重拍。"),
            format!(
                "The portrait still has {bytes} bytes, {max_bytes} is the most. Take the photo \
                 again in better light."
            ),
        ),
        EncodeError::WindowTooNarrow { .. } | EncodeError::BadSize => plain(
            "标准里的文件大小或尺寸要求无法满足，请检查标准文件。",
            "The size or bytes that the standard asks for cannot be reached. Check the standard.",
        ),
    }
}

impl Failure {
    fn both(&self) -> (String, String) {
        (self.message(Language::Zh), self.message(Language::En))
    }
}
