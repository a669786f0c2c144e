//! Whole texts to notices, for what no single step decides.

use fenjie_model::{At, Coverage, Coverages, MediaType, Notice};

use super::{Item, Line, notice};
use crate::{Block, Source, TextLine};

/// The lines of a text that are not blank.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let line = |(text, number): (&str, u32)| {
        let indented = text.starts_with("　　");
        Line::new(TextLine { indented, ..TextLine::new(text, At::Line(number)) })
    };
    text.lines().zip(1..).filter(|(text, _)| !text.trim().is_empty()).map(line).collect()
}

/// The same as items.
pub(super) fn items(text: &str) -> Vec<Item> {
    lines(text).into_iter().map(Item::Line).collect()
}

/// The notice of a text with tabs between its cells, and its findings as `code: printed`.
fn read(text: &str) -> (Notice, Vec<String>) {
    let (source, findings) = crate::text::source(text.as_bytes(), &crate::Options::default());
    let (notice, findings) = notice(source, findings).expect("a notice");
    let coverage = notice.source.coverage;
    let parts =
        coverage.tables + coverage.text + coverage.furniture + coverage.unmapped + coverage.unaccounted;
    assert_eq!(coverage.total, parts);
    let drawn = findings
        .iter()
        .map(|f| format!("{}: {}", f.code.as_str(), f.printed.as_deref().unwrap_or(&f.message)));
    (notice, drawn.collect())
}

/// The annexes in short: number, label, title, then each table with caption and measure, then the notes.
fn drawn(notice: &Notice) -> Vec<String> {
    let mut out = Vec::new();
    for annex in &notice.annexes {
        let number = annex.number.map_or("-".to_owned(), |number| number.to_string());
        out.push(format!("{number} {} {}", annex.label.as_deref().unwrap_or("-"), annex.title));
        for table in &annex.tables {
            let measure = table.measure_note.as_deref().unwrap_or("-");
            out.push(format!("  {} {} {measure}", table.id, table.caption.as_deref().unwrap_or("-")));
        }
        out.extend(annex.notes.iter().map(|note| format!("  {note}")));
        out.extend(annex.text.iter().map(|text| format!("  ¶ {text}")));
    }
    out
}

const HEAD: &str =
    "甲县人民政府文件\n甲政发〔2024〕1号\n甲县人民政府关于下达2024年计划的通知\n各镇：\n现下达给你们。\n";
const TABLE: &str = "单位\t目标\n乙镇\t1\n";

#[track_caller]
fn check(list: &str, annexes: &str, expected: &[&str], findings: &[&str]) {
    let text = format!("{HEAD}{list}\n2024年1月2日\n{}", annexes.replace("[]", TABLE));
    let (notice, found) = read(&text);
    assert_eq!(drawn(&notice), expected);
    assert_eq!(found, findings);
}

#[test]
fn labelled_and_unlabelled() {
    check(
        "附件：1. 2024年招商目标表\n2. 2024年税收目标表\n3. 2024年就业目标表",
        "附件1\n2024年招商\n目标表\n单位：亿元\n[]\n2024年税收目标表\n[]\n附件3：2024年就业任务表\n[]",
        &[
            "1 附件1 2024年招商目标表",
            "  a01-t1 - 亿元",
            "2 - 2024年税收目标表",
            "  a02-t1 - -",
            "3 附件3： 2024年就业任务表",
            "  a03-t1 - -",
        ],
        &["annex-unlabelled: 2024年税收目标表", "title-differs: 2024年就业任务表"],
    );
}

#[test]
fn several_tables_in_an_annex() {
    check(
        "附：1、2024年民生目标表\n2、2024年生态目标表",
        "附1\n2024年民生目标表\n表一　就业目标\n单位：人\n[]\n注：甲。\n表二　社保目标　　　单位：%\n[]\n附2\n2024年生态目标表\n（一）造林\n（单位：亩）\n[]\n（二）治河\n[]",
        &[
            "1 附1 2024年民生目标表",
            "  a01-t1 表一就业目标 人",
            "  a01-t2 表二社保目标 %",
            "  注：甲。",
            "2 附2 2024年生态目标表",
            "  a02-t1 （一）造林 亩",
            "  a02-t2 （二）治河 -",
        ],
        &[],
    );
}

#[test]
fn a_measure_over_the_captions_is_of_all_tables() {
    check(
        "附：1、2024年农业目标表\n2、2024年生态目标表",
        "附1\n2024年农业目标表\n单位：万亩\n表一　粮食目标\n[]\n表二　油料目标\n[]\n表三　补助目标\n单位：万元\n[]\n附2\n2024年生态目标表\n表一　造林\n[]",
        &[
            "1 附1 2024年农业目标表",
            "  a01-t1 表一粮食目标 万亩",
            "  a01-t2 表二油料目标 万亩",
            "  a01-t3 表三补助目标 万元",
            "2 附2 2024年生态目标表",
            "  a02-t1 表一造林 -",
        ],
        &[],
    );
}

#[test]
fn a_single_annex_without_number() {
    let expected = ["1 附件 2024年任务清单", "  a01-t1 - -"];
    check("附件：2024年任务清单", "附件\n2024年任务清单\n[]", &expected, &[]);
    check(
        "附件：2024年任务清单",
        "附件：\n2024年任务清单\n[]",
        &["1 附件： 2024年任务清单", "  a01-t1 - -"],
        &[],
    );
    check("附：2024年任务清单", "附\n2024年任务清单\n[]", &["1 附 2024年任务清单", "  a01-t1 - -"], &[]);
    check(
        "附件：2024年任务清单",
        "2024年任务清单\n[]",
        &["1 - 2024年任务清单", "  a01-t1 - -"],
        &["annex-unlabelled: 2024年任务清单"],
    );
}

#[test]
fn missing_and_unlisted() {
    check(
        "附件：1. 2024年招商目标表\n2. 2024年税收目标表",
        "附件1\n2024年招商目标表\n[]\n附件3\n2024年就业目标表\n[]",
        &["1 附件1 2024年招商目标表", "  a01-t1 - -", "3 附件3 2024年就业目标表", "  a03-t1 - -"],
        &["annex-unlisted: 2024年就业目标表", "annex-missing: 2024年税收目标表"],
    );
}

#[test]
fn notes_of_several_lines() {
    check(
        "附件：2024年任务清单",
        "附件\n2024年任务清单\n[]\n注：1．甲。\n2．乙。\n③丙\n*为暂定数，\n另行通知。\n本表由统计局解释。",
        &[
            "1 附件 2024年任务清单",
            "  a01-t1 - -",
            "  注：1．甲。",
            "  2．乙。",
            "  ③丙",
            "  *为暂定数，另行通知。",
            "  ¶ 本表由统计局解释。",
        ],
        &[],
    );
}

#[test]
fn labels_again_and_continued_tables() {
    check(
        "附件：1. 2024年招商目标表\n2. 2024年税收目标表",
        "附件1\n2024年招商目标表\n[]\n附件1\n2024年招商目标表\n续表\n[]\n附件2\n2024年税收目标表\n[]",
        &[
            "1 附件1 2024年招商目标表",
            "  a01-t1 - -",
            "  a01-t2 - -",
            "2 附件2 2024年税收目标表",
            "  a02-t1 - -",
        ],
        &[],
    );
}

#[test]
fn prose_starts_no_annex() {
    check(
        "附件：1. 2024年招商方案\n2. 2024年税收目标表",
        "附件1\n2024年招商方案\n一、总体要求\n按照2024年税收目标表执行。\n附件2所列指标由各镇落实\n附件2\n2024年税收目标表\n[]",
        &[
            "1 附件1 2024年招商方案",
            "  ¶ 一、总体要求",
            "  ¶ 按照2024年税收目标表执行。",
            "  ¶ 附件2所列指标由各镇落实",
            "2 附件2 2024年税收目标表",
            "  a02-t1 - -",
        ],
        &["annex-without-table: 2024年招商方案"],
    );
}

#[test]
fn tables_outside_any_annex() {
    let (notice, findings) = read(&format!("{HEAD}2024年1月2日\n{TABLE}"));
    assert_eq!(notice.annexes[0].tables[0].id, "a00-t1");
    assert_eq!(findings, ["table-outside-annex: the table stands before any annex"]);
}

#[test]
fn tables_of_the_body() {
    let text = format!(
        "{HEAD}目标如下表所示。\n{TABLE}请执行。\n附件：甲目标表\n2024年1月2日\n附件\n甲目标表\n{TABLE}"
    );
    let (notice, findings) = read(&text);
    assert_eq!(
        drawn(&notice),
        ["-  - ", "  a00-t1 - -", "1 附件 甲目标表", "  a01-t1 - -"].map(|s| s.replace("-  - ", "- - "))
    );
    assert_eq!(notice.body.last().map(String::as_str), Some("请执行。"));
    assert_eq!(findings, ["table-outside-annex: the table stands before any annex"]);
}

#[test]
fn titles_of_tables_in_the_body() {
    let read = |list: &str| {
        let title = "2024年植树任务分解表";
        let (notice, _) =
            read(&format!("{HEAD}任务见下表。\n{title}\n{TABLE}请执行。\n{list}\n2024年1月2日"));
        drawn(&notice).into_iter().take(2).map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(read(""), ["- - 2024年植树任务分解表", "a00-t1 - -"]);
    // An annex may have it.
    assert_eq!(read("附件：甲目标表"), ["- -", "a00-t1 - -"]);
    // A title that is the notice's own.
    let (notice, _) = super::notice(
        crate::text::source(
            format!("2024年植树任务分解表\n{TABLE}2024年1月2日").as_bytes(),
            &crate::Options::default(),
        )
        .0,
        Vec::new(),
    )
    .expect("a notice");
    assert_eq!(notice.title.as_deref(), Some("2024年植树任务分解表"));
}

#[test]
fn a_label_again_above_the_end_of_its_title() {
    check(
        "附件：2024年招商目标任务分解表",
        "附件\n2024年招商目标任务分解表\n[]\n附件\n任务分解表\n[]",
        &["1 附件 2024年招商目标任务分解表", "  a01-t1 - -", "  a01-t2 - -"],
        &[],
    );
    // The whole title again is that of another annex.
    let (notice, _) = read(&format!("{HEAD}附件\n任务分解表\n{TABLE}附件\n任务分解表\n{TABLE}"));
    assert_eq!(notice.annexes.len(), 2);
}

#[test]
fn what_is_issued_without_a_label() {
    check(
        "",
        "甲县2024年发展计划\n一、目标\n增长6%。\n附表：甲县2024年指标表\n[]",
        &[
            "- - 甲县2024年发展计划",
            "  ¶ 一、目标",
            "  ¶ 增长6%。",
            "- 附表： 甲县2024年指标表",
            "  a00-t1 - -",
        ],
        &["annex-unnumbered: 甲县2024年发展计划", "annex-without-table: 甲县2024年发展计划"],
    );
}

#[test]
fn captions_under_the_title_of_what_is_issued() {
    check(
        "",
        "甲县2024年度目标任务书\n表一　工业目标\n[]\n表二　就业目标\n[]",
        &["- - 甲县2024年度目标任务书", "  a00-t1 表一工业目标 -", "  a00-t2 表二就业目标 -"],
        &["annex-unnumbered: 甲县2024年度目标任务书"],
    );
}

#[test]
fn tables_labelled_within_an_annex() {
    check(
        "附件：2024年工作方案",
        "附件\n2024年工作方案\n一、总体要求\n执行。\n附表1\n招商目标表\n单位：万元\n[]\n附表2　税收目标表\n[]",
        &[
            "1 附件 2024年工作方案",
            "  a01-t1 附表1招商目标表 万元",
            "  a01-t2 附表2税收目标表 -",
            "  ¶ 一、总体要求",
            "  ¶ 执行。",
        ],
        &[],
    );
}

#[test]
fn a_listed_title_that_stands_below_is_not_given_away() {
    check(
        "附件：1. 2024年主要目标甲计划表\n2. 2024年主要目标乙分解表",
        "2024年主要目标甲分解表\n[]\n2024年主要目标乙分解表\n[]",
        &["1 - 2024年主要目标甲分解表", "  a01-t1 - -", "2 - 2024年主要目标乙分解表", "  a02-t1 - -"],
        &[
            "annex-unlabelled: 2024年主要目标甲分解表",
            "title-differs: 2024年主要目标甲分解表",
            "annex-unlabelled: 2024年主要目标乙分解表",
        ],
    );
}

#[test]
fn parts_of_an_annex_in_the_list() {
    let expected = [
        "1 附件1-1 2024年招商目标表",
        "  a01-t1 附件1-1 2024年招商目标表 亿元",
        "  a01-t2 附件1-2 2024年税收目标表 -",
        "2 附件2 2024年就业目标表",
        "  a02-t1 - -",
    ];
    let annexes = "附件1-1\n2024年招商目标表\n单位：亿元\n[]\n附件1-2\n2024年税收目标表\n[]\n附件2\n2024年就业目标表\n[]";
    let list = "附件：1-1. 2024年招商目标表\n1-2. 2024年税收目标表\n2. 2024年就业目标表";
    check(list, annexes, &expected, &[]);
    let list =
        "附件：1-1. 2024年招商目标表\n1-2. 2024年收入目标表\n1-3. 2024年地税目标表\n2. 2024年就业目标表";
    check(list, annexes, &expected, &["title-differs: 2024年收入目标表", "annex-missing: 2024年地税目标表"]);
}

#[test]
fn parts_behind_the_table_of_their_annex() {
    check(
        "附件：1. 2024年总表\n1-1. 2024年招商目标表\n2. 2024年就业目标表",
        "附件1\n2024年总表\n[]\n附件1-1\n2024年招商目标表\n[]\n附件2\n2024年就业目标表\n[]",
        &[
            "1 附件1 2024年总表",
            "  a01-t1 - -",
            "  a01-t2 附件1-1 2024年招商目标表 -",
            "2 附件2 2024年就业目标表",
            "  a02-t1 - -",
        ],
        &[],
    );
}

#[test]
fn a_title_over_the_labels_of_its_parts() {
    check(
        "附件：1. 2024年招商目标表\n2. 2024年主要目标表",
        "附表1\n2024年招商目标表\n[]\n2024年主要目标表\n附表2-1 上半年任务\n[]\n附表2-2 下半年任务\n[]",
        &[
            "1 附表1 2024年招商目标表",
            "  a01-t1 - -",
            "2 - 2024年主要目标表",
            "  a02-t1 附表2-1上半年任务 -",
            "  a02-t2 附表2-2下半年任务 -",
        ],
        &["annex-unlabelled: 2024年主要目标表"],
    );
}

#[test]
fn tables_with_numbers_of_their_own_and_no_label() {
    check(
        "附件：1. 2024年招商目标表\n2. 2024年税收目标表",
        "表1 2024年招商目标表\n[]\n表2\n2024年税收目标表\n[]",
        &["1 表1 2024年招商目标表", "  a01-t1 - -", "2 表2 2024年税收目标表", "  a02-t1 - -"],
        &["annex-unlabelled: 2024年招商目标表", "annex-unlabelled: 2024年税收目标表"],
    );
    check(
        "附件：2024年目标任务",
        "表1 招商目标\n[]\n表2 税收目标\n[]",
        &["1 - 2024年目标任务", "  a01-t1 表1招商目标 -", "  a01-t2 表2税收目标 -"],
        &["annex-unlabelled: 2024年目标任务"],
    );
}

#[test]
fn labels_that_share_their_line_with_the_measure() {
    check(
        "附件：1. 2024年招商目标表\n2. 2024年税收目标表",
        "附件1　　　　单位：万元\n2024年招商目标表\n[]\n附件2\n2024年税收目标表（单位：亿元）\n[]",
        &["1 附件1 2024年招商目标表", "  a01-t1 - 万元", "2 附件2 2024年税收目标表", "  a02-t1 - 亿元"],
        &[],
    );
}

#[track_caller]
fn check_alone(text: &str, expected: &[&str]) {
    let (notice, findings) = read(&text.replace("[]", TABLE));
    assert_eq!(drawn(&notice), expected);
    assert_eq!((notice.title.as_deref(), notice.source.coverage.unaccounted), (None, 0));
    assert!(findings.iter().any(|found| found.starts_with("head-incomplete")), "{findings:?}");
}

#[test]
fn annexes_without_a_notice_around_them() {
    let first = ["1 附件1 2024年甲县招商目标分解表", "  a01-t1 - 万元", "  注：甲。"];
    check_alone("附件1\n2024年甲县招商\n目标分解表\n单位：万元\n[]\n注：甲。", &first);
    check_alone("附件：2024年甲县招商目标表\n[]", &["1 附件： 2024年甲县招商目标表", "  a01-t1 - -"]);
    check_alone(
        "附件3\n重点任务清单\n填报单位：统计局\n现分解如下。\n[]\n附件4\n招商目标表\n[]",
        &[
            "3 附件3 重点任务清单",
            "  a03-t1 - -",
            "  ¶ 填报单位：统计局",
            "  ¶ 现分解如下。",
            "4 附件4 招商目标表",
            "  a04-t1 - -",
        ],
    );
    check_alone(
        "2024年甲县招商目标表\n[]\n2024年甲县税收目标表\n[]",
        &["- - 2024年甲县招商目标表", "  a00-t1 - -", "- - 2024年甲县税收目标表", "  a00-t2 - -"],
    );
}

#[test]
fn a_title_with_a_head_around_it_is_the_notices() {
    let (notice, _) = read(&format!("甲县人民政府文件\n甲政发〔2024〕1号\n2024年目标分解表\n{TABLE}"));
    assert_eq!(notice.title.as_deref(), Some("2024年目标分解表"));
    let (notice, _) =
        read(&format!("附件：1. 招商目标表\n2. 税收目标表\n招商目标表\n{TABLE}税收目标表\n{TABLE}"));
    assert_eq!(notice.listed.len(), 2);
    // An annex that follows at once has its own.
    let head = "甲县人民政府文件\n关于下达2024年目标的通知\n附件1\n2024年税收目标分解表\n";
    let (notice, _) = read(&format!("{head}{TABLE}"));
    assert_eq!(notice.title.as_deref(), Some("关于下达2024年目标的通知"));
    assert_eq!(drawn(&notice), ["1 附件1 2024年税收目标分解表", "  a01-t1 - -"]);
}

#[test]
fn not_a_notice() {
    let source = Source {
        blocks: vec![Block::Line(lines("甲")[0].raw.clone())],
        of: Coverages::Lines,
        total: 1,
        media_type: MediaType::Text,
        ..Source::default()
    };
    assert_eq!(notice(source, Vec::new()), Err(crate::Unreadable::NotANotice));
}

#[test]
fn a_line_without_a_place_is_said() {
    let (notice, findings) =
        read(&format!("乱码行\n{HEAD}附件：甲目标表\n2024年1月2日\n附件\n甲目标表\n{TABLE}"));
    assert_eq!(findings, ["unaccounted: 乱码行"]);
    assert_eq!(notice.source.coverage.unaccounted, 1);
}

/// Whatever is cut off, nothing panics and every line is counted once.
#[test]
fn cut_anywhere() {
    let text = format!(
        "{HEAD}　　附件：1. 2024年招商\n目标表\n2. 2024年税收目标表\n甲县人民政府\n2024年1月2日\n附件1　　单位：万元\n\
         2024年招商目标表\n表一　甲\n{TABLE}注：1．甲。\n2．乙\n续表\n{TABLE}2024年税收目标表\n{TABLE}\
         抄送：甲局，\n乙局。\n甲县人民政府办公室　　2024年1月3日印发\n"
    );
    for (at, _) in text.char_indices() {
        for part in [&text[at..], &text[..at]] {
            let (source, findings) = crate::text::source(part.as_bytes(), &crate::Options::default());
            let Ok((notice, _)) = notice(source, findings) else { continue };
            let Coverage { total, tables, text, furniture, unmapped, unaccounted, .. } =
                notice.source.coverage;
            assert_eq!(total, tables + text + furniture + unmapped + unaccounted, "{part}");
        }
    }
}
