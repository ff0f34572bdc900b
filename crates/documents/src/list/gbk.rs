//! Texts in GBK for the programs of schools. What GBK lacks, such as 𠮷, is written in the four bytes of GB 18030,
//! which contains GBK: nothing is lost, and programs that know GBK alone show another character there.

use std::borrow::Cow;

/// A text in GBK, and in GB 18030 where GBK ends.
pub(super) fn encode(text: &str) -> Cow<'_, [u8]> {
    encoding_rs::GB18030.encode(text).0
}

/// Whether a program that knows GBK alone shows all of `text`.
pub fn is_gbk(text: &str) -> bool {
    let (_, _, lossy) = encoding_rs::GBK.encode(text);
    !lossy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_take_four_bytes_and_come_back() {
        assert_eq!(encode("中").as_ref(), [0xD6, 0xD0]);
        assert_eq!(encode("𠮷").len(), 4);
        let bytes = encode("李𠮷䶮€");
        let (text, _, damaged) = encoding_rs::GB18030.decode(&bytes);
        assert_eq!((text.as_ref(), damaged), ("李𠮷䶮€", false));
    }

    #[test]
    fn what_gbk_lacks_is_told() {
        assert!(is_gbk("王小明 A1"));
        assert!(!is_gbk("李𠮷"));
    }
}
