//! The HTML page of `demo photos`. It shows the binary's results and does *not* judge anything itself.

use std::fmt::Write as _;

use serde_json::Value;

const PAGE: &str = include_str!("page.html");

const NOTHING_OPEN: &str = "<li><span class=\"mark pass\" aria-hidden=\"true\">✓</span><div>\
    <p>没有要改的地方。</p><p lang=\"en\">Nothing to improve.</p></div></li>\n";

/// One card per line that `caixiang render --format jsonl` printed.
pub(super) fn html(results: &[Value]) -> String {
    let cards: String = results.iter().map(card).collect();
    let photos: Vec<String> = results.iter().map(|result| text(&result["file"])).collect();
    PAGE.replace("{{cards}}", &cards)
        .replace("{{photos}}", &photos.join(" "))
}

fn card(result: &Value) -> String {
    let photo = text(&result["file"]);
    let verdict = text(&result["verdict"]);
    let word = match verdict.as_str() {
        "pass" => "✓ 合格 · passed",
        "warn" => "! 合格，有提醒 · passed with advice",
        "fail" => "✕ 不合格 · failed",
        _ => "✕ 出错 · error",
    };
    let none = Vec::new();
    let verdicts = result["verdicts"].as_array().unwrap_or(&none);
    let (passed, mut open): (Vec<_>, Vec<_>) = verdicts
        .iter()
        .partition(|verdict| verdict["outcome"] == "pass");
    open.sort_by_key(|verdict| weight(verdict));
    let mut told: String = open.into_iter().map(advice).collect();
    if told.is_empty() && !passed.is_empty() {
        told.push_str(NOTHING_OPEN);
    }
    format!(
        "<article>\n<h2><span class=\"{verdict}\">{word}</span> <code>{photo}</code></h2>\n\
         <div class=\"pair\">\n{before}<div class=\"arrow\" aria-hidden=\"true\">→</div>\n{after}</div>\n\
         <div>\n<ul>\n{told}</ul>\n{passed}</div>\n</article>\n",
        before = before(&photo, &result["facts"]["file"]),
        after = after(result),
        passed = folded(&passed),
    )
}

fn before(photo: &str, file: &Value) -> String {
    format!(
        "<figure><a href=\"{photo}\"><img src=\"{photo}\" alt=\"手机照片 phone photo\"></a>\
         <figcaption><b>手机照片 · phone photo</b>{} × {} px · {} KB</figcaption></figure>\n",
        whole(&file["width_px"]),
        whole(&file["height_px"]),
        kilobytes(&file["bytes"]),
    )
}

fn after(result: &Value) -> String {
    let Some(output) = result["output"].as_str().map(escape) else {
        let message = text(&result["error"]["message"]);
        return format!("<figure><div class=\"none\">{message}</div></figure>\n");
    };
    let title = if result["verdict"] == "fail" {
        "强制制作 · rendered by force"
    } else {
        "标准像 · portrait"
    };
    format!(
        "<figure><a href=\"{output}\"><img src=\"{output}\" alt=\"{title}\"></a>\
         <figcaption><b>{title}</b>480 × 640 px · {} KB · JPEG {}<br>\
         头顶 crown {} px · 眼 eyes {} px · 脸宽 face {} px</figcaption></figure>\n",
        kilobytes(&result["bytes"]),
        whole(&result["quality"]),
        whole(&result["crown_px"]),
        whole(&result["eye_line_px"]),
        whole(&result["face_width_px"]),
    )
}

/// What has to be mended comes first.
fn weight(verdict: &Value) -> u8 {
    match verdict["outcome"].as_str() {
        Some("fail") => 0,
        Some("warn") => 1,
        _ => 2,
    }
}

/// A rule that did not pass: what to do, then the numbers.
fn advice(verdict: &Value) -> String {
    let outcome = text(&verdict["outcome"]);
    let (mark, word) = match outcome.as_str() {
        "fail" => ("✕", "不合格 failed"),
        "warn" => ("!", "提醒 advice"),
        _ => ("?", "无法判断 not assessable"),
    };
    let mut numbers = String::new();
    if let (Some(measured), Some(limit)) = (verdict["measured"].as_f64(), verdict["limit"].as_f64())
    {
        // A value that misses its limit tells which side is wrong.
        let side = if measured > limit {
            "最多 at most"
        } else {
            "至少 at least"
        };
        let unit = text(&verdict["unit"]);
        let _ = write!(
            numbers,
            "<small>测得 measured {} {unit} · {side} {} {unit}</small>",
            short(measured),
            short(limit)
        );
    }
    format!(
        "<li><span class=\"mark {outcome}\" aria-hidden=\"true\">{mark}</span><div><p>{zh}</p>\
         <p lang=\"en\">{en}</p><small><span class=\"{outcome}\">{word}</span> · {code} {rule}</small>{numbers}\
         </div></li>\n",
        zh = text(&verdict["advice"]["zh"]),
        en = text(&verdict["advice"]["en"]),
        code = text(&verdict["code"]),
        rule = text(&verdict["rule"]),
    )
}

/// The rules that passed, folded away.
fn folded(passed: &[&Value]) -> String {
    let mut rows = String::new();
    for verdict in passed {
        let unit = text(&verdict["unit"]);
        let cell = |key: &str| match verdict[key].as_f64() {
            Some(value) => format!("{} {unit}", short(value)),
            None => "—".to_owned(),
        };
        let _ = writeln!(
            rows,
            "<tr><td>{} {}</td><td>{}</td><td>{}</td></tr>",
            text(&verdict["code"]),
            text(&verdict["rule"]),
            cell("measured"),
            cell("limit"),
        );
    }
    format!(
        "<details><summary><span class=\"pass\">✓</span> {} 项合格 · passed</summary>\n\
         <table><tr><th>规则 rule</th><th>测得 measured</th><th>限值 limit</th></tr>\n{rows}</table></details>\n",
        passed.len()
    )
}

/// Three significant digits are what a measurement is worth; zeros at the end say nothing.
fn short(value: f64) -> String {
    let digits = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    let number = format!("{value:.digits$}");
    if number.contains('.') {
        let number = number.trim_end_matches('0').trim_end_matches('.');
        return number.to_owned();
    }
    number
}

fn whole(value: &Value) -> String {
    value
        .as_f64()
        .map_or_else(|| "—".to_owned(), |value| format!("{value:.0}"))
}

fn kilobytes(value: &Value) -> String {
    value
        .as_f64()
        .map_or_else(|| "—".to_owned(), |bytes| format!("{:.1}", bytes / 1e3))
}

fn text(value: &Value) -> String {
    escape(value.as_str().unwrap_or_default())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(result: &Value, expected: &[&str]) {
        let page = html(std::slice::from_ref(result));
        for said in expected {
            assert!(page.contains(said), "{said} is missing in {page}");
        }
        assert!(!page.contains("{{"), "a place was left open");
    }

    #[test]
    fn a_fault_has_advice_numbers_and_the_right_side() {
        let verdict = json!({
            "rule": "background-plain", "code": "B01", "outcome": "fail", "measured": 0.23,
            "limit": 0.06, "unit": "", "advice": {"zh": "背景不够干净", "en": "The background is busy"},
        });
        let result = json!({"file": "a.jpg", "verdict": "fail", "verdicts": [verdict]});
        check(
            &result,
            &[
                "背景不够干净",
                "The background is busy",
                "0.23",
                "最多 at most 0.06",
            ],
        );
    }

    #[test]
    fn no_portrait_says_why_and_text_cannot_become_markup() {
        let result = json!({"file": "<b>", "verdict": "error", "error": {"message": "a & b"}});
        check(&result, &["&lt;b&gt;", "a &amp; b", "✕ 出错"]);
    }
}
