//! 发文字号: the organ's code, the year in 〔〕, the serial number (GB/T 9704-2012, 7.2.5).

use fenjie_model::text::is_cjk;

use super::numeral;

/// A number of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DocNumber<'a> {
    /// As printed.
    pub(super) printed: &'a str,
    /// Its year.
    pub(super) year: i16,
    /// How its form departs from the standard.
    pub(super) departs: Option<&'static str>,
}

const OPENING: &[char] = &['〔', '[', '［', '(', '（', '【', '﹝', '{', '<', '〈', '《'];
const CLOSING: &[char] = &['〕', ']', '］', ')', '）', '】', '﹞', '}', '>', '〉', '》'];

/// The number in a cleaned line, which may print 文号： before it and 签发人： behind it.
pub(super) fn find(line: &str) -> Option<DocNumber<'_>> {
    let inner = || line.strip_prefix(['（', '('])?.strip_suffix(['）', ')']);
    bracketed(line).or_else(|| bracketed(inner()?)).or_else(|| of_announcement(line))
}

/// 2024年第3号, as announcements and orders are numbered: the whole line.
fn of_announcement(line: &str) -> Option<DocNumber<'_>> {
    let (year, serial) = line.strip_suffix('号')?.split_once("年第")?;
    let value = (year.trim().chars().count() == 4).then(|| numeral::number(year.trim())).flatten()?;
    numeral::number(serial.trim())?;
    Some(DocNumber { printed: line, year: value as i16, departs: None })
}

fn bracketed(line: &str) -> Option<DocNumber<'_>> {
    let (open, bracket) = line.char_indices().find(|(_, c)| OPENING.contains(c))?;
    let head = &line[..open];
    let start = head
        .rfind([':', '：', ' ', '　'])
        .map_or(0, |at| at + head[at..].chars().next().map_or(0, char::len_utf8));
    let organ = &head[start..];
    if !(2..=24).contains(&organ.chars().count()) || !organ.chars().all(is_cjk) {
        return None;
    }
    let inside = &line[open + bracket.len_utf8()..];
    let close = inside.find(CLOSING)?;
    let year = inside[..close].trim().trim_end_matches('年').trim();
    let value = (year.chars().count() == 4).then(|| numeral::number(year)).flatten()?;
    if !(1949..2200).contains(&value) {
        return None;
    }
    let closing = inside[close..].chars().next()?;
    let rest = &inside[close + closing.len_utf8()..];
    let ordinal = rest.trim_start().trim_start_matches('第').trim_start();
    let serial = numeral::prefix(ordinal);
    let behind = ordinal[serial.len()..].trim_start();
    let end = behind.strip_prefix('号').filter(|_| !serial.is_empty())?;
    let departs = if bracket != '〔' || closing != '〕' {
        Some("the year stands in other brackets than 〔〕")
    } else if rest.trim_start().starts_with('第') {
        Some("第 stands before the serial number")
    } else if serial.starts_with(['0', '０']) {
        Some("the serial number starts with 0")
    } else {
        None
    };
    let printed = &line[start..line.len() - end.len()];
    Some(DocNumber { printed, year: value as i16, departs })
}

#[cfg(test)]
mod tests {
    use super::find;

    #[track_caller]
    fn check(line: &str, printed: &str, is_standard: bool) {
        let number = find(line).unwrap_or_else(|| panic!("no number in {line}"));
        assert_eq!(number.printed, printed);
        assert_eq!(number.year, 2023);
        assert_eq!(number.departs.is_none(), is_standard, "{:?}", number.departs);
    }

    #[test]
    fn forms() {
        check("青府办发〔2023〕4号", "青府办发〔2023〕4号", true);
        check("青府办发〔 2023 〕 4 号", "青府办发〔 2023 〕 4 号", true);
        check("青府办发〔２０２３〕４号", "青府办发〔２０２３〕４号", true);
        check("文号：青府办发〔2023〕4号 签发人：张三", "青府办发〔2023〕4号", true);
        check("（青府办发〔2023〕4号）", "青府办发〔2023〕4号", true);
        check("2023年第4号", "2023年第4号", true);
        check("青府办发[2023] 4号", "青府办发[2023] 4号", false);
        check("青府办发(2023)4号", "青府办发(2023)4号", false);
        check("青府办发（2023）4号", "青府办发（2023）4号", false);
        check("青府办发［2023］4号", "青府办发［2023］4号", false);
        check("青府办发〔2023〕第4号", "青府办发〔2023〕第4号", false);
        check("青府办发〔2023〕04号", "青府办发〔2023〕04号", false);
    }

    #[test]
    fn what_is_no_number() {
        for line in ["（2023年）", "青浦区（2023）计划", "关于〔2023〕", "〔2023〕4号", "青府办发〔23〕4号"]
        {
            assert_eq!(find(line), None, "{line}");
        }
    }
}
