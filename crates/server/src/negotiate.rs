//! Content negotiation: the weights in `Accept-…` headers (RFC 9110 §12).

use axum::http::{HeaderMap, HeaderName};

/// How much a client wants `item`, 0 (not at all) … 1. A language of which only the region is named
/// counts by its primary tag; `*` stands for what the list does not name.
pub(crate) fn weight(headers: &HeaderMap, name: HeaderName, item: &str) -> f32 {
    let wanted = headers.get(name);
    let wanted = wanted.and_then(|value| value.to_str().ok()).unwrap_or("");
    let ranges: Vec<(&str, f32)> = wanted.split(',').filter_map(range).collect();
    let named = ranges.iter().find(|(range, _)| {
        let primary = range.split('-').next().unwrap_or_default();
        primary.eq_ignore_ascii_case(item)
    });
    let any = || ranges.iter().find(|(range, _)| *range == "*");
    named.or_else(any).map_or(0.0, |(_, weight)| *weight)
}

/// A range and its weight, 0 … 1 (RFC 9110 §12.4.2).
fn range(text: &str) -> Option<(&str, f32)> {
    let mut parts = text.split(';');
    let range = parts.next()?.trim();
    let weight = parts.find_map(|part| part.trim().strip_prefix("q="));
    let weight = weight.map_or(Some(1.0), |weight| weight.trim().parse().ok())?;
    Some((range, weight))
}

#[cfg(test)]
mod tests {
    use axum::http::header::ACCEPT_ENCODING;

    use super::*;

    #[track_caller]
    fn check(list: &str, item: &str, expected: f32) {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, list.parse().unwrap());
        assert_eq!(weight(&headers, ACCEPT_ENCODING, item), expected, "{list}");
    }

    #[test]
    fn lists_are_read_with_their_weights() {
        check("gzip, deflate, br", "br", 1.0);
        check("gzip;q=0.5, BR", "br", 1.0);
        check("gzip;q=0.5", "gzip", 0.5);
        check("gzip; q=0.5", "br", 0.0);
        check("br;q=0, *", "br", 0.0);
        check("*;q=0.1", "br", 0.1);
        check("br;q=x", "br", 0.0);
        check("", "br", 0.0);
    }
}
