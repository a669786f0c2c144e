//! Lines around a statement that tell its origin: who made it and answers for it, when, and what it counts in.

/// What a label of such a line ends in: who answers for a table, and not for what it tells of (责任单位).
const LABELS: [&str; 18] = [
    "编制单位",
    "填报单位",
    "编报单位",
    "报送单位",
    "制表单位",
    "金额单位",
    "计量单位",
    "法定代表人",
    "负责人",
    "编制人",
    "填报人",
    "填表人",
    "制表人",
    "审核人",
    "复核人",
    "编制日期",
    "填报日期",
    "报送日期",
];
/// A label is no longer, in characters.
const LONGEST: usize = 12;

/// Whether all texts of a line side by side do so: `编制单位：某某公司`, `2023年度`, `单位：元`, or `法定代表人：`,
/// `制表人：`. Years alone are heads.
pub(super) fn tells_origin(texts: &[String]) -> bool {
    let dates = texts.iter().filter(|text| is_date(text)).count();
    let labelled = texts.iter().filter(|text| is_labelled(text)).count();
    labelled > 0 && dates <= 1 && texts.len() > 1 && labelled + dates == texts.len()
}

fn is_labelled(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let label = bare.split_once(['：', ':']).map(|(label, _)| label);
    label.is_some_and(|label| {
        label.chars().count() <= LONGEST && (label == "单位" || LABELS.iter().any(|end| label.ends_with(end)))
    })
}

/// Whether a text is a year or a day: `2023年度`, `2023年12月31日`.
fn is_date(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_of_date = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '度');
    bare.starts_with(|c: char| c.is_ascii_digit()) && bare.contains('年') && bare.chars().all(is_of_date)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn such_lines_are_of_no_table() {
        let rows = "项目        期末    期初\n货币资金    12.0     8.0\n应收票据     3.0     4.0";
        let above = "编制单位：华东重工    2023年度    单位：元";
        let below = "法定代表人：    负责人：    制表人：";
        check(&format!("{above}\n{rows}\n{below}"), &[(1, 4)]);
    }

    #[test]
    fn lines_around_statements() {
        let tells = |line: &str| tells_origin(&line.split('|').map(str::to_owned).collect::<Vec<_>>());
        assert!(tells("编制单位：华东重工股份有限公司|2023年12月31日|单位：元"));
        assert!(tells("2023年度|单位：元"));
        assert!(tells("法定代表人：|主管会计工作负责人：|会计机构负责人：张三"));
        assert!(!tells("2023年度|2022年度"));
        assert!(!tells("单位：元|2023年|2022年"));
        assert!(!tells("责任单位|负责人：张三"));
        assert!(!tells("牵头单位：县林业局|责任人：张三"));
        assert!(!tells("编制单位：华东重工股份有限公司"));
    }
}
