//! A rate of growth behind a sum and its parts.

use fenjie_model::Code;

use crate::sheet::Sheet;

/// The name of the indicator of the last column, and whether a finding says that it can be another.
#[track_caller]
fn check(rows: &'static str, expected: &str, is_told: bool) {
    let sheet = Sheet::new(1, rows);
    let targets = sheet.targets(true);
    assert_eq!(targets.last().unwrap().indicator.name, expected);
    assert_eq!(!sheet.told(Code::RolesUnclear).is_empty(), is_told);
}

#[test]
fn the_rate_behind_the_parts_is_of_their_sum() {
    check(
        "单位 | 甲类投资（亿元） | 乙类投资（亿元） | 丙类投资（亿元） | 增速（%）
         甲镇 | 12               | 3                | 9                | 8
         乙镇 | 12               | 5                | 7                | 9",
        "甲类投资增幅",
        true,
    );
}

#[test]
fn another_is_of_what_stands_before_it() {
    // They add up nowhere, or each has a rate of its own.
    check(
        "单位 | 甲类投资（亿元） | 乙类投资（亿元） | 丙类投资（亿元） | 增速（%）
         甲镇 | 12               | 3                | 9                | 8
         乙镇 | 12               | 5                | 6                | 9",
        "丙类投资增幅",
        false,
    );
    check(
        "单位 | 甲类投资（亿元） | 增速（%） | 乙类投资（亿元） | 丙类投资（亿元） | 增速（%）
         甲镇 | 12               | 9         | 3                | 9                | 8",
        "丙类投资增幅",
        false,
    );
}
