//! Times that go over the end of a year, and seasons: no month of one year, and no names of what is counted.

use fenjie_model::Code;

use crate::sheet::Sheet;

/// A table with one column under the head: its indicator, year and months, and whether its time is said to be untold.
fn read(head: &str) -> (String, Option<i16>, Option<(u8, u8)>, bool) {
    let sheet = Sheet::new(1, format!("乡镇 | {head}\n甲镇 | 1").leak()).title("2023年造林任务表");
    let target = &sheet.targets(true)[0];
    let told = sheet.told(Code::RolesUnclear).iter().any(|message| message.contains("end of a year"));
    (target.indicator.name.clone(), target.period.year, target.period.months, told)
}

#[test]
fn no_period_goes_over_the_end_of_a_year() {
    for head in ["2023年10月-2024年2月", "2023年10月至2024年2月", "2023年11月—2024年3月", "10月-次年2月"]
    {
        assert_eq!(read(&format!("{head}（亩）")), (format!("造林{head}"), None, None, true));
    }
    assert_eq!(read("今冬明春"), ("造林今冬明春".to_owned(), None, None, true));
    assert_eq!(read("2023年度—2024年度"), ("造林2023年度—2024年度".to_owned(), None, None, false));
    assert_eq!(read("“十四五”累计造林").1, None);
}

#[test]
fn what_ends_in_its_year_is_told() {
    assert_eq!(read("2023年3月-5月"), ("造林".to_owned(), Some(2023), Some((3, 5)), false));
    assert_eq!(read("2023年3月至2023年5月"), ("造林".to_owned(), Some(2023), Some((3, 5)), false));
    assert_eq!(read("2023年冬"), ("造林冬季".to_owned(), Some(2023), None, false));
    assert_eq!(read("2023/2024年度"), ("造林".to_owned(), Some(2024), None, false));
    assert_eq!(read("2023年10月底前").2, Some((1, 10)));
}
