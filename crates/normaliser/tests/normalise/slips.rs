//! Slips of the pen that the notice itself contradicts: one kind a table, and the like that is none.

use fenjie_model::{Code, Notice};
use fenjie_normaliser::normalise;
use fenjie_normaliser::registry::Registry;

use crate::sheet::{Sheet, notice, read};

/// The messages of a code, for a table of one header row.
#[track_caller]
fn told(code: Code, rows: &'static str, expected: &[&str]) {
    assert_eq!(Sheet::new(1, rows).told(code), expected);
}

#[test]
fn a_row_that_stands_twice_is_told_once() {
    let differs = "镇       | 税收（万元） | 投资（亿元）
                   葛仙庄镇 | 100          | 5
                   连庄镇   | 200          | 6
                   葛仙庄镇 | 130          | 7";
    let message = "葛仙庄镇 税收（万元）: 130 here, 100 in row 2, and nothing tells the two apart";
    told(Code::LinkDiffers, differs, &[message]);
    let numbered = "序号 | 镇       | 税收（万元）
                    1    | 葛仙庄镇 | 100
                    2    | 连庄镇   | 200
                    3    | 葛仙庄镇 | 130";
    told(Code::LinkDiffers, numbered, &[message]);
    let same = "镇       | 税收（万元）
                葛仙庄镇 | 100
                连庄镇   | 200
                葛仙庄镇 | 100";
    told(Code::LinkDiffers, same, &[]);
    let message = "葛仙庄镇 stands in row 2 with the same numbers, and nothing tells the two apart";
    told(Code::TableAmbiguous, same, &[message]);
}

#[test]
fn rows_that_something_tells_apart_are_two() {
    for rows in [
        "镇       | 项目名称 | 投资（万元）
         葛仙庄镇 | 甲厂     | 100
         连庄镇   | 乙厂     | 200
         葛仙庄镇 | 丙厂     | 130",
        "镇       | 投资（万元） | 备注
         葛仙庄镇 | 100          | 一期
         连庄镇   | 200          |
         葛仙庄镇 | 130          | 二期",
        "镇           | 造林（亩）
         一、春季     |
         葛仙庄镇     | 100
         连庄镇       | 200
         二、秋季     |
         葛仙庄镇     | 130
         油坊镇       | 20",
        "镇           | 造林（亩）
         葛仙庄镇     | 100
         小计         | 100
         葛仙庄镇     | 130
         连庄镇       | 20
         小计         | 150",
        "镇         | 造林（亩）
         葛仙庄镇   | 100
         其中：林场 | 20
         连庄镇     | 130
         其中：林场 | 10",
    ] {
        told(Code::LinkDiffers, rows, &[]);
    }
}

#[test]
fn columns_with_the_same_heads_are_one_fact_twice() {
    let rows = "镇       | 全年（万元） | 三季度末（万元） | 三季度末（万元）
                葛仙庄镇 | 100          | 30               | 70
                连庄镇   | 200          | 60               | 140";
    let message = "葛仙庄镇 三季度末（万元）: 70 here, 30 in column 3, whose heads are the same";
    told(Code::LinkDiffers, rows, &[message]);
}

#[test]
fn a_share_of_more_than_100_per_cent() {
    let rows = "镇       | 参保率（%） | 隐患整改率 | 完成率（%） | 税收增长率（%） | 毛入学率（%）
                葛仙庄镇 | 985         | 100%       | 120         | 140             | 102
                连庄镇   | ≥98         | 1000%      | 90          | 8               | 99";
    let expected = [
        "葛仙庄镇 参保率（%）: 985 %, and no share is more than 100 %",
        "连庄镇 隐患整改率: 1000 %, and no share is more than 100 %",
    ];
    told(Code::PartExceeds, rows, &expected);
}

#[test]
fn progress_does_not_fall_and_ends_at_the_goal() {
    let rows = "镇       | 全年目标（万元） | 一季度（万元） | 1-6月（万元） | 1-9月（万元）
                葛仙庄镇 | 5700             | 1400           | 2800          | 2100
                连庄镇   | 4300             | 1100           | 2500          | 4900
                油坊镇   | 4300             | 1100           | 2100          | 3300";
    let sheet = Sheet::new(1, rows).title("2023年税收任务分解表");
    let expected = [
        "葛仙庄镇 1-6月（万元）: 2800 is more than its whole, 2100 (葛仙庄镇 1-9月（万元）)",
        "连庄镇 1-9月（万元）: 4900 is more than its whole, 4300 (连庄镇 全年目标（万元）)",
    ];
    assert_eq!(sheet.told(Code::PartExceeds), expected);
    let reached = "镇       | 全年目标（万元） | 1-6月完成（万元）
                   葛仙庄镇 | 5700             | 6000
                   连庄镇   | 4300             | 2500";
    assert_eq!(
        Sheet::new(1, reached).title("2023年税收任务分解表").told(Code::PartExceeds),
        Vec::<String>::new()
    );
}

#[test]
fn what_is_sure_is_no_more_than_what_is_hoped_for() {
    let rows = "镇       | 确保（万元） | 力争（万元）
                葛仙庄镇 | 100          | 110
                油坊镇   | 130          | 120
                连庄镇   | 200          | 210";
    let sheet = Sheet::new(1, rows).title("2023年税收任务分解表");
    let message = "油坊镇 确保（万元）: 130 is more than the 力争目标, 120";
    assert_eq!(sheet.told(Code::IdentityDiffers), [message]);
    let less_is_better = "镇       | 确保（起） | 力争（起）
                          葛仙庄镇 | 10         | 8
                          油坊镇   | 13         | 12
                          连庄镇   | 20         | 18";
    let sheet = Sheet::new(1, less_is_better).title("2023年事故控制任务分解表");
    assert_eq!(sheet.told(Code::IdentityDiffers), Vec::<String>::new());
}

#[test]
fn a_bottom_line_is_no_more_than_what_is_striven_for() {
    let rows = "指标             | 底线目标 | 奋斗目标
                财政收入（亿元） | 12       | 10
                工业产值（亿元） | 30       | 35
                安全事故（起）   | 9        | 5";
    let sheet = Sheet::new(1, rows).title("2023年主要指标表");
    let message = "财政收入（亿元） 底线目标: 12 is more than the 奋斗目标, 10";
    assert_eq!(sheet.told(Code::IdentityDiffers), [message]);
}

#[test]
fn what_was_and_will_be_spent_is_no_more_than_all_of_it() {
    let told = |rows: &[&str], expected: &[&str]| {
        let header = "项目名称 | 总投资（万元） | 截至2022年底完成（万元） | 2023年计划投资（万元）";
        let table = [&[header], rows].concat().join("\n");
        let sheet = Sheet::new(1, table.leak()).title("2023年重点项目计划表");
        assert_eq!(sheet.told(Code::PartExceeds), expected);
    };
    let rows = ["甲厂 | 1000 | 800 | 500", "乙厂 | 2000 | 500 | 1500", "合计 | 3000 | 1300 | 2000"];
    let message = "甲厂 2023年计划投资（万元）: it comes to 1300 with what was spent before, \
                   more than 1000 (甲厂 总投资（万元）)";
    told(&rows, &[message]);
    // Where it is more in most rows, the whole is that of another time.
    told(&["甲厂 | 1000 | 800 | 500", "乙厂 | 2000 | 900 | 1500", "丙厂 | 30 | 1 | 2"], &[]);
}

#[test]
fn the_letter_says_what_the_annex_says() {
    let rows = "镇   | 造林（亩）\n甲镇 | 100\n乙镇 | 200\n合计 | 300";
    let sheet = Sheet::new(1, rows).title("2023年造林任务分解表");
    let told = |letter: &str| -> Vec<String> {
        let notice = Notice { body: vec![letter.to_owned()], ..notice(std::slice::from_ref(&sheet), true) };
        let found = normalise(&notice, &Registry::builtin()).findings.into_iter();
        found.filter(|found| found.code == Code::LinkDiffers).map(|found| found.message).collect()
    };
    let message = "合计 造林（亩）: 300 stated, 500 in the letter, -200 apart";
    for letter in ["2023年全县造林任务为500亩，详见附件。", "全区计划完成造林500亩。"]
    {
        assert_eq!(told(letter), [message], "{letter}");
    }
    for letter in [
        "2023年全县造林任务为300亩。",
        "全县造林任务为0.03万亩。",
        "2022年全县造林任务为500亩。",
        "全县人工造林任务为500亩。",
        "全县造林500亩以上。",
        "全县已造林500亩。",
        "甲镇造林500亩。",
    ] {
        assert!(told(letter).is_empty(), "{letter}");
    }
}

#[test]
fn growth_follows_from_the_figures_beside_it() {
    let rows = "镇       | 2022年完成（万元） | 2023年目标（万元） | 增幅（%）
                葛仙庄镇 | 1000               | 1080               | 8
                连庄镇   | 3000               | 3200               | 6.6
                油坊镇   | 2000               | 2160               | 80";
    let sheet = Sheet::new(1, rows).title("2023年税收任务分解表");
    let message = "油坊镇 增幅（%）: 80 stated, 8 follows from the figures beside it, 72 apart";
    assert_eq!(sheet.told(Code::IdentityDiffers), [message]);
    let constant_prices = "镇       | 2022年完成（万元） | 2023年目标（万元） | 增幅（%）
                           葛仙庄镇 | 1000               | 1080               | 6
                           连庄镇   | 3000               | 3200               | 5
                           油坊镇   | 2000               | 2160               | 8";
    let sheet = Sheet::new(1, constant_prices).title("2023年税收任务分解表");
    assert_eq!(sheet.told(Code::IdentityDiffers), Vec::<String>::new());
}

#[test]
fn a_part_whose_name_ends_as_another_is_counted_where_the_sum_says_so() {
    let rows = "税务所     | 全年任务（万元） | 其中   | <          | <
                ^          | ^                | 增值税 | 土地增值税 | 契税
                城区税务所 | 10               | 5      | 2          | 3
                新城税务所 | 20               | 10     | 4          | 6
                合计       | 30               | 15     | 6          | 9";
    let sheet = Sheet::new(2, rows).measure("万元").title("2023年税收收入分解表");
    assert_eq!(sheet.told(Code::IdentityDiffers), Vec::<String>::new());
}

#[test]
fn an_unknown_name_that_is_nearly_one_of_another_annex_says_so() {
    let tax = "镇       | 税收（万元）
               葛仙庄镇 | 100
               油坊镇   | 200";
    let trees = "镇       | 造林（亩）
                 葛仙庄镇 | 100
                 油仿镇   | 200";
    let findings = read(&[Sheet::new(1, tax), Sheet::new(1, trees)], true).findings;
    let about = findings.iter().find(|finding| finding.printed.as_deref() == Some("油仿镇")).unwrap();
    assert_eq!(about.message, "unit 油仿镇 is not in the registry, named once, and annex 1 names 油坊镇");
    assert!(about.help.is_some());
}

#[test]
fn columns_that_are_read_alike_are_told() {
    let rows = "镇       | 税收收入目标（万元） | 税收收入（万元） | 投资（万元）
                葛仙庄镇 | 100                  | 30               | 70
                连庄镇   | 200                  | 60               | 140";
    let message = "葛仙庄镇 税收收入（万元） is read as 税收收入, as 税收收入目标（万元） is, and only their heads tell 30 from 100";
    told(Code::RolesUnclear, rows, &[message]);
}
