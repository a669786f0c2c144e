//! 版记: who gets copies, who printed it and when (GB/T 9704-2012, 7.4).

use fenjie_model::Date;

use super::{Item, Line, date, names, orgs};
use crate::wording::imprint::receivers;

/// What the imprint says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Imprint {
    /// 抄送机关.
    pub(super) copied_to: Vec<String>,
    /// 主送机关, where the imprint has them.
    pub(super) addressees: Vec<String>,
    /// 印发机关.
    pub(super) printer: Option<String>,
    /// 印发日期.
    pub(super) printed_on: Option<Date>,
    /// 公开方式：主动公开 and the like.
    pub(super) remarks: Vec<String>,
    /// The glyphs or lines that it takes.
    pub(super) count: usize,
}

/// Lines between 抄送 and 印发, the longest list of organs included.
const MOST_LINES: usize = 16;

/// Takes the imprint's lines out of the items.
pub(super) fn take(items: &mut Vec<Item>) -> Imprint {
    let mut imprint = Imprint::default();
    let mut is_part = vec![false; items.len()];
    let mut at = 0;
    while at < items.len() {
        let Some(line) = items[at].line() else {
            at += 1;
            continue;
        };
        if receivers(&line.text).is_some() {
            at = from_receivers(items, at, &mut is_part, &mut imprint);
            continue;
        }
        if is_openness(&line.text) {
            imprint.remarks.push(line.text.clone());
            is_part[at] = true;
        }
        if let Some((printer, on)) = printing(&line.text) {
            let before =
                at.checked_sub(1).filter(|before| !is_part[*before]).and_then(|before| items[before].line());
            let alone = printer.is_empty() && before.is_some_and(|line| orgs::is_org(&line.text) && at >= 2);
            if alone {
                is_part[at - 1] = true;
            }
            let printer = if alone { before.map_or("", |line| &line.text) } else { printer };
            imprint.printer = (!printer.is_empty()).then(|| printer.to_owned());
            imprint.printed_on = Some(on);
            is_part[at] = true;
            at = after_printing(items, at + 1, &mut is_part);
            continue;
        }
        at += 1;
    }
    let mut kept = Vec::with_capacity(items.len());
    for (item, is_part) in std::mem::take(items).into_iter().zip(is_part) {
        if is_part { imprint.count += item.count() } else { kept.push(item) }
    }
    *items = kept;
    imprint
}

/// Reads from 抄送 to 印发, or to what is no part of an imprint.
fn from_receivers(items: &[Item], start: usize, is_part: &mut [bool], imprint: &mut Imprint) -> usize {
    let mut list = String::new();
    let mut kind = "";
    let mut at = start;
    while let Some(line) = items.get(at).and_then(Item::line).filter(|_| at < start + MOST_LINES) {
        let text = line.text.as_str();
        if let Some((word, rest)) = receivers(text) {
            imprint.add(kind, &list);
            (kind, list) = (word, rest.to_owned());
        } else if let Some((printer, on)) = printing(text) {
            imprint.printed_on = Some(on);
            if !printer.is_empty() {
                imprint.printer = Some(printer.to_owned());
            }
            is_part[at] = true;
            at = after_printing(items, at + 1, is_part);
            break;
        } else if !kind.is_empty() && !list.ends_with('。') && !is_printer(items, at) && is_names(text) {
            list.push_str(text);
        } else if is_printer(items, at) {
            imprint.printer = Some(text.to_owned());
        } else if is_after_printing(line) {
            // 共印50份 and the like.
        } else {
            break;
        }
        is_part[at] = true;
        at += 1;
    }
    imprint.add(kind, &list);
    at
}

impl Imprint {
    fn add(&mut self, kind: &str, list: &str) {
        match kind {
            "" => {}
            "主送" => self.addressees.extend(names::split(list)),
            _ => self.copied_to.extend(names::split(list)),
        }
    }
}

/// The line of the printing organ and the date: what stands before the date, and the date.
fn printing(text: &str) -> Option<(&str, Date)> {
    let end = text.trim_end_matches('。').strip_suffix("印发").or_else(|| text.strip_suffix("印制"))?;
    let found = date::find(end)?;
    (found.after.trim().is_empty() && found.before.chars().count() <= 40)
        .then(|| (found.before.trim(), found.date))
}

/// Whether a line can only be of an imprint: 抄送：… or the printing date behind its organ.
pub(super) fn begins(text: &str) -> bool {
    receivers(text).is_some()
        || printing(text).is_some_and(|(organ, _)| organ.is_empty() || orgs::is_org(organ))
}

/// Whether a line can be of an imprint that has begun.
pub(super) fn belongs(text: &str) -> bool {
    begins(text) || orgs::is_org(text) || is_counted(text)
}

/// A lone name of an organ, the line of the printing date behind it.
fn is_printer(items: &[Item], at: usize) -> bool {
    let text = |at: usize| items.get(at).and_then(Item::line).map_or("", |line| line.text.as_str());
    orgs::is_org(text(at)) && printing(text(at + 1)).is_some()
}

/// A part of a list of organs.
fn is_names(text: &str) -> bool {
    text.chars().count() <= 120 && !text.contains(['：', ':', '；']) && date::find(text).is_none()
}

/// 公开方式：主动公开, 此件公开发布: how the notice may be shown.
fn is_openness(text: &str) -> bool {
    let text = text.trim_matches(['（', '）', '(', ')']);
    ["此件", "公开方式", "公开属性", "公开类别", "公开选项", "信息公开"]
        .iter()
        .any(|start| text.starts_with(start))
        && text.chars().count() <= 20
}

/// Takes 共印50份 and the like from behind the printing date, and says where it ends.
fn after_printing(items: &[Item], from: usize, is_part: &mut [bool]) -> usize {
    let lines = items[from..].iter().map_while(Item::line);
    let count = lines.take_while(|line| is_after_printing(line)).count();
    is_part[from..from + count].fill(true);
    from + count
}

fn is_after_printing(line: &Line) -> bool {
    is_counted(&line.text)
}

/// 共印50份 and the like.
fn is_counted(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(']);
    ["共印", "印数", "校对", "打字", "承办"].iter().any(|start| text.starts_with(start))
        && text.chars().count() <= 30
}

#[cfg(test)]
mod tests {
    use super::super::tests::items;
    use super::take;

    #[track_caller]
    fn check(text: &str, copied_to: &[&str], printer: Option<&str>, printed_on: Option<&str>, left: usize) {
        let mut items = items(text);
        let imprint = take(&mut items);
        assert_eq!(imprint.copied_to, copied_to);
        assert_eq!(imprint.printer.as_deref(), printer);
        assert_eq!(imprint.printed_on.map(|date| date.to_string()).as_deref(), printed_on);
        assert_eq!(items.len(), left);
    }

    #[test]
    fn variants() {
        check(
            "注：无\n抄送：甲局、乙局，丙局。\n青浦区政府办公室\n2023年2月8日印发",
            &["甲局", "乙局", "丙局"],
            Some("青浦区政府办公室"),
            Some("2023-02-08"),
            1,
        );
        check(
            "抄送：甲。\n青浦区政府办公室　　2023 年 2 月 8 日印发",
            &["甲"],
            Some("青浦区政府办公室"),
            Some("2023-02-08"),
            0,
        );
        check(
            "抄送：区委各部门，\n区人大。\n青浦区政府办公室2023年2月8日印发\n（共印50份）",
            &["区委各部门", "区人大"],
            Some("青浦区政府办公室"),
            Some("2023-02-08"),
            0,
        );
        check(
            "甲。\n青浦区政府办公室\n二〇二三年二月八日印发",
            &[],
            Some("青浦区政府办公室"),
            Some("2023-02-08"),
            1,
        );
        check("抄送：甲。\n附件1\n甲表", &["甲"], None, None, 2);
        check(
            "说明：无\n青浦区政府办公室2023年2月8日印发\n校对：张三",
            &[],
            Some("青浦区政府办公室"),
            Some("2023-02-08"),
            1,
        );
    }

    #[test]
    fn receivers_in_the_imprint() {
        let mut items = items("主送：各镇人民政府、各街道\n抄送：甲\n青浦区政府办公室2023年2月8日印发");
        let imprint = take(&mut items);
        assert_eq!(imprint.addressees, ["各镇人民政府", "各街道"]);
        assert_eq!(imprint.copied_to, ["甲"]);
    }

    #[test]
    fn how_it_may_be_shown() {
        check("公开方式：主动公开\n抄送：甲局。", &["甲局"], None, None, 0);
        let mut items = items("（此件公开发布）\n甲");
        assert_eq!(take(&mut items).remarks, ["（此件公开发布）"]);
        assert_eq!(items.len(), 1);
    }

    #[test]
    fn prose_is_no_imprint() {
        check("现将方案于2023年2月8日印发给你们。\n抄送材料一份", &[], None, None, 2);
    }
}
