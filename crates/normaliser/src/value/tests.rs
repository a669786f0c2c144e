use proptest::prelude::*;

use super::*;
use Bound::{About, AtLeast, AtMost};

/// What a value says, in one line: kind, numbers, bound, note, measure.
fn said(raw: &str) -> String {
    let v = read(raw);
    assert_eq!(v.raw, raw);
    let mut parts = vec![v.kind.as_str().to_owned()];
    parts.extend([v.number, v.low, v.high].into_iter().flatten().map(|n| n.to_string()));
    parts.extend(v.bound.map(|b| b.as_str().to_owned()));
    parts.extend(v.note.map(|n| format!("note {n}")));
    parts.extend(v.measure.map(|m| format!("in {m}")));
    parts.join(" ")
}

fn check(raw: &str, expected: &str) {
    assert_eq!(said(raw), expected, "{raw}");
}

#[test]
fn years_are_counted_where_they_have_a_bound() {
    check("≥10年", "number 10 at_least in 年");
    check("10年以上", "number 10 at_least in 年");
    check("2024年", "text");
    check("比2020年下降18%", "number 18 note 比2020年下降 in %");
    assert_eq!(change(&read("比2020年下降18%")), Some(Change::Fall));
    assert_eq!(change(&read("较2023年降5%")), Some(Change::Fall));
    assert_eq!(change(&read("增10%")), Some(Change::Growth));
    assert_eq!(change(&read("新增10%")), None);
}

#[test]
fn numbers_keep_their_digits() {
    check("30.30", "number 30.30");
    check("1,855.0", "number 1855.0");
    check("1，855.0", "number 1855.0");
    check("１２．５", "number 12.5");
    check("-3.5", "number -3.5");
    check("－3.5", "number -3.5");
    check("−3.5", "number -3.5");
    check("0.0238", "number 0.0238");
    check("12,345,678", "number 12345678");
}

#[test]
fn bounds_before_and_after() {
    check("≥96", "number 96 at_least");
    check("＞ 96", "number 96 at_least");
    check("不低于 96", "number 96 at_least");
    check("96 以上", "number 96 at_least");
    check("96及以上", "number 96 at_least");
    check("不高于 0.0238", "number 0.0238 at_most");
    check("≤0.02", "number 0.02 at_most");
    check("4.5以内", "number 4.5 at_most");
    check("30天内", "number 30 at_most in 天");
    check("不突破5", "number 5 at_most");
    check("约5", "number 5 about");
    check("5%左右", "number 5 about in %");
    check("不低于5%以上", "number 5 at_least in %");
    check("不低于5%以下", "text");
}

#[test]
fn notes_stand_in_brackets_words_and_marks() {
    check("608.8（考核目标）", "number 608.8 note 考核目标");
    check("110（经委）", "number 110 note 经委");
    check("182（含续建22）", "number 182 note 含续建22");
    check("182(含(一期)22)", "number 182 note 含(一期)22");
    check("4（流转面积1660亩）", "number 4 note 流转面积1660亩");
    check("96（含）以上", "number 96 at_least note 含");
    check("力争100", "number 100 note 力争");
    check("增长8%以上", "number 8 at_least note 增长 in %");
    check("改造20处", "number 20 note 改造 in 处");
    check("控制在4.5%以内", "number 4.5 at_most note 控制在 in %");
    check("常年保持在90%以上", "number 90 at_least note 常年保持在 in %");
    check("常年保持70%以上", "number 70 at_least note 常年保持 in %");
    check("月均2次", "number 2 note 月均 in 次");
    check("最少3个", "number 3 at_least in 个");
    check("95%+", "number 95 at_least in %");
    check("〈5", "number 5 at_most");
    check("下降3%", "number 3 note 下降 in %");
    check("减3%", "number 3 note 减 in %");
    check("减亏20%", "number 20 note 减亏 in %");
    check("降至110以下", "number 110 at_most note 降至");
    check("力争增长8%以上", "number 8 at_least note 力争增长 in %");
    check("85①", "number 85 note ①");
    check("85*", "number 85 note *");
    check("85※", "number 85 note ※");
    check("182（含续建22）①", "number 182 note 含续建22；①");
}

#[test]
fn measures_stand_in_the_cell() {
    check("213亿元以上", "number 213 at_least in 亿元");
    check("312天", "number 312 in 天");
    check("23.9万吨", "number 23.9 in 万吨");
    check("不少于2362户", "number 2362 at_least in 户");
    check("100（万元）", "number 100 in 万元");
    check("提高2个百分点", "number 2 note 提高 in 个百分点");
}

#[test]
fn ranges_have_two_ends() {
    check("5-6", "range 5 6");
    check("5%～6%", "range 5 6 in %");
    check("5～6%", "range 5 6 in %");
    check("64.0-71.1", "range 64.0 71.1");
    check("5—6", "range 5 6");
    check("5~6", "range 5 6");
    check("5至6", "range 5 6");
    check("5－6", "range 5 6");
    check("-5--3", "range -5 -3");
    check("增长5%-6%", "range 5 6 note 增长 in %");
    check("5%-6％左右", "range 5 6 about in ％");
    check("3%至5%之间", "range 3 5 in %");
}

#[test]
fn signs_say_that_there_is_nothing() {
    for sign in ["—", "－", "/", "-", "―", "–", "／", "─", "--", "——", " — "] {
        check(sign, "none");
    }
    check("", "blank");
    check("\u{3000} ", "blank");
}

#[test]
fn words_are_text() {
    for words in [
        "一般",
        "三级",
        "一户一策",
        "百强",
        "两委",
        "持平",
        "不低于全市水平",
        "以市下达为准",
        "不设目标",
        "与经济增长基本同步",
        "无",
        "▲",
    ] {
        check(words, "text");
        assert!(!is_unclear(&read(words)), "{words}");
    }
}

#[test]
fn what_no_rule_reads_is_text_and_unclear() {
    for unclear in [
        "12月底前",
        "2023年",
        "2023.06.30",
        "2023-12",
        "2023-2025",
        "1-11月",
        "3/4",
        "1:2",
        "第3位",
        "1,85",
        "1,8555",
        "12 15",
        "100户、200户",
        "5户～6%",
        "6-5",
        "—3.5",
        ".5",
        "5.",
        "5（",
        "5（）",
        "考核608.8/工作625.1",
        "3艇",
        "5以上6",
        "（3.5）",
        "####",
        "#DIV/0!",
        "#N/A",
        "同上",
        "〃",
        "″",
        "两个",
        "十二家",
        "99999999999999999999999999999999",
    ] {
        assert!(is_unclear(&read(unclear)), "{unclear}: {}", said(unclear));
    }
}

/// What official notices print, one value a line: the text, its kind, number, low, high, bound and note.
#[test]
fn printed_values_read_as_a_person_reads_them() {
    for line in include_str!("printed.tsv").lines() {
        let [raw, expected @ ..] = &line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let v = read(raw);
        let amount = |n: Option<fenjie_model::Decimal>| n.map_or(String::new(), |n| n.to_string());
        let bound = v.bound.map_or("", Bound::as_str);
        let said = [
            v.kind.as_str(),
            &amount(v.number),
            &amount(v.low),
            &amount(v.high),
            bound,
            v.note.as_deref().unwrap_or_default(),
        ];
        assert_eq!(said, expected, "{raw}");
    }
}

fn values() -> impl Strategy<Value = Value> {
    let decimal = (-1_000_000_000_i64..1_000_000_000, 0_u32..6)
        .prop_map(|(n, scale)| fenjie_model::Decimal::new(n, scale));
    let bound = prop::option::of(prop::sample::select(vec![AtLeast, AtMost, About]));
    let note =
        prop::option::of(prop::sample::select(vec!["考核目标", "增长", "①", "含续建22", "含（一期）20"]));
    let measure = prop::option::of(prop::sample::select(vec!["%", "亿元", "户", "个百分点", "人/亿元"]));
    (prop::collection::vec(decimal, 0..3), bound, note, measure).prop_map(
        |(mut numbers, bound, note, measure)| {
            numbers.sort();
            let (note, measure) = (note.map(str::to_owned), measure.map(str::to_owned));
            match numbers[..] {
                [number] => Value { number: Some(number), bound, note, measure, ..plain(ValueKind::Number) },
                [low, high] => {
                    // Without a measure two years are a span of time.
                    let measure = measure.or_else(|| Some("个".to_owned()));
                    let bound = bound.filter(|bound| *bound == About);
                    Value {
                        low: Some(low),
                        high: Some(high),
                        bound,
                        note,
                        measure,
                        ..plain(ValueKind::Range)
                    }
                }
                _ => plain(if bound.is_some() { ValueKind::None } else { ValueKind::Blank }),
            }
        },
    )
}

proptest! {
    #[test]
    fn printing_and_reading_agree(value in values()) {
        let printed = canonical(&value);
        prop_assert_eq!(read(&printed), Value { raw: printed.clone(), ..value });
    }

    #[test]
    fn reading_and_printing_agree(raw in "[≥≤约力争增长]?[-－]?[0-9０-９]{1,4}([,，][0-9]{3})?([.．][0-9]{1,3})?(%|亿元|户)?([-～至][0-9]{1,5})?(以上|左右)?(（[一-龥0-9]{1,5}）|①|\\*)?") {
        let value = read(&raw);
        if value.kind != ValueKind::Text {
            let printed = canonical(&value);
            prop_assert_eq!(read(&printed), Value { raw: printed.clone(), ..value });
        }
    }

    #[test]
    fn any_text_is_read(raw in "\\PC{0,24}") {
        prop_assert_eq!(read(&raw).raw, raw);
    }
}
