//! The head of a notice: issuer, number, title, addressees, body, signature.

mod addressees;
mod own_title;
mod paragraphs;
mod signature;

use fenjie_model::{Code, Date, Finding, ListedAnnex, Place, Severity};

use super::{Item, Line, doc_number, label, listed, masthead, names, numeral, orgs, web};
use crate::TableBlock;
use addressees::addressees;
pub(super) use own_title::is_body;
use own_title::{issuer_of, title};
use paragraphs::paragraphs;
pub(super) use signature::signed;
use signature::{is_tail, signature};

/// What stands before the annexes.
#[derive(Debug, PartialEq, Default)]
pub(super) struct Head {
    pub(super) issuer: Option<String>,
    pub(super) doc_number: Option<String>,
    /// The year in the number.
    pub(super) number_year: Option<i16>,
    pub(super) title: Option<String>,
    pub(super) addressees: Vec<String>,
    pub(super) body: Vec<String>,
    pub(super) listed: Vec<ListedAnnex>,
    pub(super) signed_on: Option<Date>,
    /// How many of the lines are the head's; the rest is the first annex's.
    pub(super) end: usize,
    /// The lines among them that a web page put around the notice.
    pub(super) around: Vec<usize>,
    /// The lines among them that are nothing known.
    pub(super) unplaced: Vec<usize>,
    pub(super) findings: Vec<Finding>,
}

/// Lines that a title or a list of addressees may take.
const MOST_LINES: usize = 8;

/// Tables that may stand in the body.
const MOST_TABLES: usize = 4;

/// Takes the lines that the head can be in, to the first table. Where neither list nor date stands before it, the table may
/// be one of the body, and then the lines go on to the next one; the tables between them come apart.
pub(super) fn lines(items: &mut Vec<Item>) -> (Vec<Line>, Vec<TableBlock>) {
    let ends = items.iter().enumerate().filter(|(_, item)| item.line().is_none()).map(|(at, _)| at);
    let first = ends.clone().next().unwrap_or(items.len());
    let is_whole = |end: usize| {
        let lines: Vec<Line> = items[..end].iter().filter_map(Item::line).cloned().collect();
        let list = listed::find(&lines, None);
        let before = list.as_ref().map_or(lines.len(), |list| list.first);
        let annex = lines[..before].iter().any(|line| label::of(line).is_some());
        let dated = || lines.iter().any(|line| signed(&line.text).is_some());
        (!annex && (list.is_some() || dated())).then_some(end)
    };
    let has_annex = starts_annex(&items[..first]);
    let end = ends
        .take(MOST_TABLES)
        .chain([items.len()])
        .filter(|_| !has_annex)
        .find_map(is_whole)
        .unwrap_or(first);
    let rest = items.split_off(end);
    let mut lines = Vec::new();
    let mut tables = Vec::new();
    for item in std::mem::replace(items, rest) {
        match item {
            Item::Line(line) => lines.push(line),
            Item::Table(block) => tables.push(block),
        }
    }
    (lines, tables)
}

/// Whether a label stands behind the date, and no list of annexes: the table that follows is an annex's.
fn starts_annex(items: &[Item]) -> bool {
    let mut lines =
        items.iter().filter_map(Item::line).skip_while(|line| signed(&line.text).is_none()).skip(1);
    let is_label = |line: &Line| label::of(line).is_some_and(|label| label.number.is_some());
    lines.by_ref().find(|line| is_label(line)).is_some_and(|_| lines.all(|line| !is_label(line)))
}

/// Reads the head from the lines before the first table.
pub(super) fn read(lines: &[Line], is_web: bool) -> Head {
    let mut head = Head::default();
    let mut used = vec![false; lines.len()];

    if let Some((organ, at)) = masthead::find(lines) {
        if let Some(others) = masthead::others(&lines[at.clone()], &organ) {
            let message = format!("the red head names more issuers behind the first: {others}");
            let finding = Finding::new(Code::HeadIncomplete, message, Place::at(lines[at.start].raw.at));
            head.findings.push(finding.severity(Severity::Info));
        }
        head.issuer = Some(organ);
        used[at].fill(true);
    }
    let number = lines.iter().enumerate().find_map(|(at, line)| Some((at, doc_number::find(&line.text)?)));
    if let Some((at, number)) = &number
        && is_own_number(&lines[*at].text, number)
    {
        head.doc_number = Some(number.printed.to_owned());
        head.number_year = Some(number.year);
        used[*at] = true;
        if let Some(departs) = number.departs {
            let place = Place::at(lines[*at].raw.at);
            head.findings.push(Finding::new(Code::DocNumberForm, departs, place).printed(number.printed));
        }
    }

    let title = title(lines, &mut used);
    let titled = title.as_ref().map_or(0, |title| title.end);
    // A letter's head, or that of several issuers, has the organs' names without 文件 behind them.
    if let Some(organ) = title.as_ref().and_then(|title| issuer_of(&title.text))
        && head.issuer.is_none()
        && let Some(broken) = masthead::broken_name(&lines[..titled], &organ)
    {
        used[broken].fill(true);
        head.issuer = Some(organ);
    }
    for at in (0..titled).filter(|at| orgs::is_org(&lines[*at].text)) {
        let end = (at + 1..titled).find(|at| used[*at]).unwrap_or(titled).max(at + 1);
        let is_broken = at > 0 && !used[at - 1] && masthead::is_broken(&lines[at - 1].text, &lines[at].text);
        let (organ, range) = if is_broken {
            (masthead::joined(&lines[at - 1..=at]), at - 1..at + 1)
        } else {
            let (organ, count) = masthead::organ_at(&lines[at..end], orgs::is_org).unwrap_or_default();
            (organ, at..at + count.max(1))
        };
        if !used[at] && head.issuer.is_none() {
            head.issuer = Some(organ);
        }
        used[range].fill(true);
    }
    let is_by_title = head.issuer.is_none();
    if let Some(title) = title {
        if head.issuer.is_none() {
            head.issuer = issuer_of(&title.text);
        }
        head.title = Some(title.text);
    }
    // A document of the party can print its date under the title.
    let under_title = (titled..lines.len().min(titled + 2))
        .find_map(|at| Some((at, own_title::date_alone(&lines[at].text)?)));
    if let Some((at, date)) = under_title {
        head.signed_on = Some(date);
        used[at] = true;
    }
    let list = listed::find(&lines[titled..], head.issuer.as_deref());
    let (list_first, list_end) =
        list.as_ref().map_or((None, titled), |list| (Some(list.first + titled), list.end + titled));
    if let Some(list) = list {
        head.listed = list.entries;
        used[titled + list.first..titled + list.end].fill(true);
    }

    let (from, to) = addressees(lines, titled, list_first.unwrap_or(lines.len()));
    if to > from {
        let text: String = lines[from..to].iter().map(|line| line.text.as_str()).collect();
        head.addressees = names::split(&text);
        used[from..to].fill(true);
    }
    let body_from = if to > from { to } else { titled };
    let signature = signature(lines, body_from, list_first, list_end);
    head.end = list_end;
    if let Some(signature) = &signature {
        head.signed_on = Some(signature.date);
        used[signature.first..signature.end].fill(true);
        head.end = head.end.max(signature.end);
        // Of several issuers, whose names the title prints in a row, the first one signs first; and one can sign with its full name
        // (景州市昌河区人民政府办公室), where the title has the end of it.
        let tells_more = |issuer: &String| {
            let signer = signature.signer.as_deref().unwrap_or_default();
            let signs_first = orgs::is_several(issuer) && !signer.is_empty() && issuer.starts_with(signer);
            issuer != signer && (signs_first || signer.ends_with(issuer.as_str()))
        };
        if head.issuer.as_ref().is_none_or(|issuer| is_by_title && tells_more(issuer)) {
            head.issuer = signature.signer.clone();
        }
    } else if list_first.is_none() {
        // Neither a list nor a date: the head ends where the first annex starts.
        head.end = annex_start(lines, body_from);
    }
    while let Some(line) = lines.get(head.end).filter(|line| is_tail(&line.text) && label::of(line).is_none())
    {
        head.body.push(line.text.clone());
        used[head.end] = true;
        head.end += 1;
    }
    let body: Vec<usize> = (body_from..head.end).filter(|at| !used[*at]).collect();
    let tail = std::mem::take(&mut head.body);
    head.body = paragraphs(body.iter().map(|at| &lines[*at]));
    head.body.extend(tail);
    body.iter().for_each(|at| used[*at] = true);

    for at in (0..head.end).filter(|at| !used[*at]) {
        let text = &lines[at].text;
        if is_mark(text) || head.title.as_ref().is_some_and(|title| title == text) {
            continue;
        }
        let is_entry = at < titled && web::is_entry_line(text);
        if is_web || is_entry { head.around.push(at) } else { head.unplaced.push(at) }
    }
    head
}

/// Whether the line is the notice's own number, not one that its text speaks of.
fn is_own_number(line: &str, number: &doc_number::DocNumber<'_>) -> bool {
    let rest = line.chars().count() - number.printed.chars().count();
    rest == 0 || (rest <= 24 && !line.contains(['《', '，', '。']))
}

/// Where the first annex starts if neither a list nor a signature ends the head.
fn annex_start(lines: &[Line], from: usize) -> usize {
    (from..lines.len()).find(|at| label::of(&lines[*at]).is_some()).unwrap_or_else(|| {
        lines.len() - lines[from..].iter().rev().take_while(|line| !line.text.contains('。')).count()
    })
}

/// What GB/T 9704-2012 puts on the first page besides (7.2.1 to 7.2.3, 7.2.6): 份号, 密级, 紧急程度, 签发人.
pub(super) fn is_mark(text: &str) -> bool {
    (text.chars().count() == 6 && text.chars().all(numeral::is_arabic))
        || text.chars().all(|c| matches!(c, '★' | '☆' | ' '))
        || ["文件", "特急", "加急", "平急", "急件", "机密", "秘密", "绝密", "内部", "签发人"]
            .iter()
            .any(|mark| text.starts_with(mark))
            && text.chars().count() <= 20
}

#[cfg(test)]
mod tests {
    use super::super::tests::lines;
    use super::{Head, read};

    fn head(text: &str) -> Head {
        read(&lines(text), false)
    }

    const QINGPU: &str = "青浦区人民政府办公室文件\n青府办发〔2023〕4号\n青浦区人民政府办公室\n关于印发2023年经济和社会发\n展目标的通知\n各镇人民政府、街道办事处，\n各有关单位：\n　　现将目标印发给你们，请认真\n执行。\n　　第二段。\n　　附件：1. 甲表\n　　　　　2. 乙表\n青浦区人民政府办公室\n2023年2月6日\n（此件公开发布）\n附件1\n甲表";

    #[test]
    fn a_whole_head() {
        let head = head(QINGPU);
        assert_eq!(head.issuer.as_deref(), Some("青浦区人民政府办公室"));
        assert_eq!(head.doc_number.as_deref(), Some("青府办发〔2023〕4号"));
        assert_eq!(head.title.as_deref(), Some("青浦区人民政府办公室关于印发2023年经济和社会发展目标的通知"));
        assert_eq!(head.addressees, ["各镇人民政府", "街道办事处", "各有关单位"]);
        assert_eq!(head.body, ["现将目标印发给你们，请认真执行。", "第二段。", "（此件公开发布）"]);
        assert_eq!(head.listed.len(), 2);
        assert_eq!(head.signed_on.map(|date| date.to_string()).as_deref(), Some("2023-02-06"));
        assert_eq!(head.end, 15);
        assert_eq!(self::head(&QINGPU.replace("附件1\n甲表", "（附件1）\n甲表")).end, 15);
        assert_eq!((head.around.len(), head.unplaced.len(), head.findings.len()), (0, 0, 0));
    }

    #[test]
    fn a_date_under_the_title() {
        let head = head(
            "中共甲县县委  甲县人民政府\n关于下达2023年目标的通知\n（2023年2月3日）\n甲委发〔2023〕5号\n各镇：\n　　现下达给你们。\n附件：1.甲表\n2.乙表",
        );
        assert_eq!(head.title.as_deref(), Some("中共甲县县委甲县人民政府关于下达2023年目标的通知"));
        assert_eq!(head.issuer.as_deref(), Some("中共甲县县委"));
        assert_eq!(head.signed_on.map(|date| date.to_string()).as_deref(), Some("2023-02-03"));
        assert_eq!(head.unplaced, []);
    }

    #[test]
    fn several_issuers_by_their_number() {
        let head = head(
            "★\n甲市发展和改革局等5部门\n关于下达2024年任务的通知\n甲发改〔2024〕66号\n各乡镇：\n　　现下达。\n甲市发展和改革局　　甲市财政局\n甲市水利局\n2024年4月9日\n附件\n甲表",
        );
        assert_eq!(head.title.as_deref(), Some("甲市发展和改革局等5部门关于下达2024年任务的通知"));
        assert_eq!(head.issuer.as_deref(), Some("甲市发展和改革局"));
        assert_eq!(head.unplaced, []);
    }

    #[track_caller]
    fn check_title(text: &str, title: &str, issuer: Option<&str>) {
        let head = head(text);
        assert_eq!(head.title.as_deref(), Some(title));
        assert_eq!(head.issuer.as_deref(), issuer);
        assert_eq!(head.unplaced, []);
    }

    #[test]
    fn titles() {
        let title = "永春县人民政府关于下达2024年计划的通知";
        check_title("永春县人民政府 关于下达2024年计划的通知\n各镇：\n甲。", title, Some("永春县人民政府"));
        check_title(
            "永春县人民政府关于下达2024年计划的通知\n永政〔2024〕41号\n各镇：\n甲。",
            title,
            Some("永春县人民政府"),
        );
        // As the page's heading and over the notice.
        check_title(
            "永春县人民政府关于下达2024年计划的通知\n永春县人民政府文件\n永政〔2024〕41号\n永春县人民政府\n关于下达2024年计划的通知\n各镇：\n甲。",
            title,
            Some("永春县人民政府"),
        );
        check_title(
            "关于印发《2024年工作方案》\n的通知\n各镇：\n甲。\n附件：甲表\n汉源县农业农村局\n2024年1月2日",
            "关于印发《2024年工作方案》的通知",
            Some("汉源县农业农村局"),
        );
        check_title(
            "永春县人民政府关\n于下达2024年\n计划的通知\n各镇：\n甲。",
            title,
            Some("永春县人民政府"),
        );
        check_title("关于印发2024年重点工作方案\n的通知\n各镇：", "关于印发2024年重点工作方案的通知", None);
        check_title(
            "永政函〔2024〕1号\n永春县人民政府关于同意2024年计划的函\n县发改局：",
            "永春县人民政府关于同意2024年计划的函",
            Some("永春县人民政府"),
        );
    }

    #[test]
    fn red_heads() {
        let title = "关于下达2024年计划的通知";
        check_title(
            "甲县人民政府办公室\n甲政办函〔2024〕1号\n关于下达2024年计划的通知\n各镇：",
            title,
            Some("甲县人民政府办公室"),
        );
        check_title(
            "中共甲县委办公室\n甲县人民政府办公室\n文件\n甲办发〔2024〕1号\n关于下达2024年计划的通知\n各镇：",
            title,
            Some("中共甲县委办公室"),
        );
        check_title(
            "000001\n机密★1年\n特急\n甲县发展和改革局文件\n甲发改〔2024〕1号　　签发人：张三\n关于下达2024年计划的通知\n各镇：",
            title,
            Some("甲县发展和改革局"),
        );
    }

    #[test]
    fn several_issuers() {
        let text = "甲市财政局　甲市发展和改革委员会\n关于下达2024年任务的函\n乙区：\n甲。\n甲市财政局\n甲市发展和改革委员会\n2024年1月2日";
        assert_eq!(head(text).issuer.as_deref(), Some("甲市财政局"));
        let text = "中共甲县委办公室　甲县人民政府办公室文件\n甲办〔2024〕1号\n关于下达2024年任务的通知\n乙区：\n甲。";
        let joint = head(text);
        assert_eq!(joint.issuer.as_deref(), Some("中共甲县委办公室"));
        let said: Vec<&str> = joint.findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(said, ["the red head names more issuers behind the first: 甲县人民政府办公室"]);
        let text = "甲县人民政府办公室关于下达2024年任务的函\n乙区：\n甲。\n甲县人民政府\n2024年1月2日";
        assert_eq!(head(text).issuer.as_deref(), Some("甲县人民政府办公室"));
        let text = "乙区政府办关于下达2024年任务的通知\n各镇：\n甲。\n甲市乙区政府办\n2024年1月2日";
        assert_eq!(head(text).issuer.as_deref(), Some("甲市乙区政府办"));
    }

    #[test]
    fn signatures() {
        let signed = |text: &str| head(text).signed_on.map(|date| date.to_string());
        assert_eq!(
            signed("关于甲的通知\n甲。\n永春县人民政府　　2024年4月4日\n附件1").as_deref(),
            Some("2024-04-04")
        );
        assert_eq!(
            signed("关于甲的通知\n甲。\n永春县人民政府\n二○二四年四月四日\n附件：1. 甲表\n2. 乙表\n附件1")
                .as_deref(),
            Some("2024-04-04")
        );
        assert_eq!(signed("关于甲的通知\n于2024年4月4日印发。\n附件1\n2024年4月5日"), None);
    }

    #[test]
    fn lines_of_a_web_page() {
        let text = "首页>公开>文件\n关于甲的通知\n来源：政府办\n各镇：\n甲。\n2024年4月4日\n附件1";
        let web = read(&lines(text), true);
        assert_eq!(web.addressees, ["各镇"]);
        assert_eq!(web.around, [0, 2]);
        assert_eq!(read(&lines(text), false).unplaced, [0, 2]);
    }

    #[test]
    fn paragraphs_by_the_margin() {
        let mut lines = lines("甲乙丙丁，\n戊己。\n庚。\n辛，\n壬。");
        for (line, x) in lines.iter_mut().zip([112.0, 80.0, 112.0, 112.0, 80.5]) {
            line.raw.at =
                fenjie_model::At::Page { page: 1, bbox: fenjie_model::Rect::new(x, 0.0, 500.0, 16.0) };
            line.raw.size = 16.0;
        }
        assert_eq!(super::paragraphs(lines.iter()), ["甲乙丙丁，戊己。", "庚。", "辛，壬。"]);
    }

    #[test]
    fn addressees_over_two_lines() {
        assert_eq!(head("关于甲的通知\n现将计划通知如下：\n一、甲").addressees, [""; 0]);
        let head = head("关于下达计划的通知\n各镇人民政府，各有关单\n位：\n按照计划\n执行。");
        assert_eq!(head.addressees, ["各镇人民政府", "各有关单位"]);
        assert_eq!(head.title.as_deref(), Some("关于下达计划的通知"));
    }

    #[test]
    fn damaged_number() {
        let head = head("永政[2024]41号\n关于甲的通知\n甲。");
        assert_eq!(head.doc_number.as_deref(), Some("永政[2024]41号"));
        assert_eq!(head.findings.len(), 1);
    }
}
