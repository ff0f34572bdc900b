//! Recognises what other QR codes carry, which nobody must take for a collection code of an unknown form.

/// Beginnings of texts that programs on a phone act on, lower case.
const BEGINNINGS: [&str; 18] = [
    "wifi:", "begin:", "mecard:", "bizcard:", "mailto:", "matmsg:", "tel:", "sms:", "smsto:",
    "geo:", "otpauth:", "weixin:", "wxp:", "alipay", "urlto:", "www.", "market:", "magnet:",
];

/// Whether a payload is a web address (posters of this service are), network, contact card or the like, or prose. Codes
/// of an unknown form are one run of letters, digits and signs, or no text at all.
pub fn is_foreign(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    let is_named = BEGINNINGS
        .iter()
        .any(|beginning| lower.starts_with(beginning));
    is_named || has_scheme(&lower) || is_prose(text)
}

/// `https://…`, `weixin://…`: a scheme (RFC 3986) and two slashes.
fn has_scheme(lower: &str) -> bool {
    let Some((scheme, _)) = lower.split_once("://") else {
        return false;
    };
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '+' | '-' | '.');
    scheme.starts_with(|first: char| first.is_ascii_lowercase()) && scheme.chars().all(is_sign)
}

/// Words with spaces, or letters that no encoding of bytes as text yields. JSON is left to its decoders.
fn is_prose(text: &str) -> bool {
    let is_json = text.starts_with(['{', '[']);
    !is_json
        && text
            .chars()
            .any(|sign| sign.is_whitespace() || !sign.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(is_foreign(text), expected, "{text}");
    }

    #[test]
    fn what_other_codes_carry_is_foreign() {
        check("https://photo.example.edu/b/autumn-2023?code=J9VG24", true);
        check(" HTTP://EXAMPLE.ORG", true);
        check("weixin://dl/business/?t=1", true);
        check("WIFI:T:WPA;S:campus;P:secret;;", true);
        check("BEGIN:VCARD\nN:Zhang\nEND:VCARD", true);
        check("MECARD:N:Zhang;TEL:13800000001;;", true);
        check("请到三号楼拍照", true);
        check("room 3, building 2", true);
    }

    #[test]
    fn what_may_be_a_code_of_another_form_is_not() {
        check("unheard-of", false);
        check("U2FsdGVkX1+7x0m9/8Hn==", false);
        check("CJM:2023:0001", false);
        check(r#"{"yxdm": "10574"}"#, false);
    }
}
