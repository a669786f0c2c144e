//! Lines of a 版记: whom a notice is copied to, and who printed it.

/// 抄送：… and its sisters.
pub(crate) fn receivers(text: &str) -> Option<(&'static str, &str)> {
    let word = ["抄送", "主送", "分送", "抄报", "发送", "印送", "发至"]
        .into_iter()
        .find(|word| text.starts_with(word))?;
    let rest = text[word.len()..].trim_start_matches("机关").trim_start().strip_prefix([':', '：'])?;
    Some((word, rest.trim()))
}

/// Whether a line can only be of a 版记: 抄送：…, or its end with the printing date.
pub(crate) fn is_imprint(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    receivers(&bare).is_some() || bare.ends_with("日印发") || bare.ends_with("日印制")
}

#[cfg(test)]
mod tests {
    use super::is_imprint;

    #[test]
    fn imprints() {
        for text in ["抄 送：县委各部门", "主送机关：各镇", "县农业农村局　2021 年 2 月 27 日印发"]
        {
            assert!(is_imprint(text), "{text}");
        }
        for text in ["方案已印发", "抄送情况", "2月27日"] {
            assert!(!is_imprint(text), "{text}");
        }
    }
}
