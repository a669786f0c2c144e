//! Whatever a table holds, nothing panics, and every target has its place in the table.

use std::sync::LazyLock;

use fenjie_normaliser::normalise;
use fenjie_normaliser::registry::Registry;
use proptest::prelude::*;

use crate::sheet::{Sheet, notice};

/// Words that steer the reader one way or another.
const WORDS: &[&str] = &[
    "",
    "序号",
    "单位",
    "指标",
    "计量单位",
    "工作目标",
    "总量",
    "增幅%",
    "责任单位",
    "备注",
    "全区",
    "合计",
    "小计",
    "赵巷镇",
    "甲镇",
    "经委",
    "1",
    "2.5",
    "5-6",
    "—",
    "≥3",
    "亿元",
    "%",
    "一、经济",
    "其中：甲",
    "一季度",
    "全年合计",
    "上年实绩",
    "单项",
    "（",
    "（）",
    "年",
    "月",
    "12月底前",
    "99999999999999999999999999999",
    "<",
    "^",
];

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::builtin);

proptest! {
    #[test]
    fn nothing_panics(
        columns in 1_usize..7,
        cells in prop::collection::vec(0..WORDS.len(), 1..60),
        header_rows in 0_usize..4,
        note in prop::option::of(0..WORDS.len()),
    ) {
        let lines: Vec<String> = cells
            .chunks(columns)
            .enumerate()
            .map(|(row, chunk)| {
                let texts = (0..columns).map(|col| match chunk.get(col).map_or("", |word| WORDS[*word]) {
                    "<" if col == 0 => "",
                    "^" if row == 0 => "",
                    text => text,
                });
                texts.collect::<Vec<_>>().join("|")
            })
            .collect();
        let text: &'static str = Box::leak(format!("x{}", lines.join("\n")).into_boxed_str());
        let mut sheet = Sheet::new(header_rows, text);
        if let Some(note) = note {
            sheet = sheet.measure(WORDS[note]);
        }
        for spans_shown in [true, false] {
            let notice = notice(std::slice::from_ref(&sheet), spans_shown);
            let table = &notice.annexes[0].tables[0];
            for target in normalise(&notice, &REGISTRY).targets {
                prop_assert!(target.row < table.rows && target.col < table.columns);
            }
        }
    }
}
