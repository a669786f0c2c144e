//! Names of measures, scales and ratios.

use super::*;

fn check(printed: &str, expected: (&str, i128, i128, &str)) {
    let d = look_up(printed).unwrap_or_else(|| panic!("{printed} is not known"));
    assert_eq!((d.id.as_str(), d.multiplier.0, d.multiplier.1, d.dimension.as_str()), expected, "{printed}");
}

#[test]
fn names_and_scales() {
    check("亿元", ("CNY", 100_000_000, 1, "currency"));
    check("万美元", ("USD", 10_000, 1, "currency"));
    check("千万元", ("CNY", 10_000_000, 1, "currency"));
    check("万亿元", ("CNY", 1_000_000_000_000, 1, "currency"));
    check("万平方米", ("m2", 10_000, 1, "area"));
    check("万方", ("m3", 10_000, 1, "volume"));
    check("％", ("%", 1, 1, "ratio"));
    check("百分点", ("{percentage-point}", 1, 1, "ratio_change"));
    check("亿千瓦时", ("kW.h", 100_000_000, 1, "energy"));
    check("万吨标准煤", ("t{coal-equivalent}", 10_000, 1, "energy"));
    check("万", ("1", 10_000, 1, "count"));
    check("对", ("{pair}", 1, 1, "count"));
    check("万针次", ("{dose}", 10_000, 1, "count"));
    check("万枚", ("{piece}", 10_000, 1, "count"));
    check("人日", ("{person-day}", 1, 1, "count"));
    check("学时", ("{class-hour}", 1, 1, "count"));
    check("英镑", ("GBP", 1, 1, "currency"));
    check("℃", ("Cel", 1, 1, "temperature"));
    check("万人次", ("{person-time}", 10_000, 1, "count"));
}

#[test]
fn ratios_are_exact() {
    check("亩", ("har", 1, 15, "area"));
    check("万亩", ("har", 2_000, 3, "area"));
    check("亿斤", ("kg", 50_000_000, 1, "mass"));
    check("人/亿元", ("{person}/CNY", 1, 100_000_000, "rate"));
    check("公斤／亩", ("kg/har", 15, 1, "rate"));
    check("万吨/年", ("t/a", 10_000, 1, "rate"));
    check("张/千人", ("{sheet}/{person}", 1, 1_000, "rate"));
    check("人/户", ("{person}/{household}", 1, 1, "rate"));
    check("mg/L", ("mg/L", 1, 1, "rate"));
    check("微克/立方米", ("ug/m3", 1, 1, "rate"));
    check("人/10万人", ("{person}/{person}", 1, 100_000, "rate"));
    check("例/10万", ("{case}/1", 1, 100_000, "rate"));
    check("人/万车", ("{person}/{vehicle}", 1, 10_000, "rate"));
    check("立方米/秒", ("m3/s", 1, 1, "rate"));
    check("元/人·月", ("CNY/{person}/mo", 1, 1, "rate"));
    check("元/人/月", ("CNY/{person}/mo", 1, 1, "rate"));
    check("万元/亩·年", ("CNY/har/a", 150_000, 1, "rate"));
    check("元/生·年", ("CNY/{person}/a", 1, 1, "rate"));
    check("元/生", ("CNY/{person}", 1, 1, "rate"));
    check("人/10万人口", ("{person}/{person}", 1, 100_000, "rate"));
    check("张/千常住人口", ("{sheet}/{person}", 1, 1_000, "rate"));
}

#[test]
fn brackets_and_spaces_fold() {
    check("幢（个）", ("{building}", 1, 1, "count"));
    check("台/套", ("{machine}", 1, 1, "count"));
    check("处（座）", ("{site}", 1, 1, "count"));
    check("幢〔个〕", ("{building}", 1, 1, "count"));
    check("kWh", ("kW.h", 1, 1, "energy"));
    check("百万", ("1", 1_000_000, 1, "count"));
    check("亿 元", ("CNY", 100_000_000, 1, "currency"));
}

#[test]
fn other_words_are_no_measures() {
    for word in [
        "",
        "年",
        "月",
        "经委",
        "考核目标",
        "含总部企业",
        "平台",
        "1-11月",
        "亿元（%）",
        "家（含总部）",
        "万万",
        "/",
        "10万人",
        "车",
        "生",
        "万人口",
        "学生",
        "元/农民生",
        "元/人/户",
        "人/10",
    ] {
        assert_eq!(look_up(word), None, "{word}");
    }
}

#[test]
fn the_power_before_an_unknown_name_is_kept() {
    for (printed, multiplier) in [
        ("万棒", Some((10_000, 1))),
        ("百万菌棒", Some((1_000_000, 1))),
        ("亿舢", Some((100_000_000, 1))),
        ("舢", None),
        ("千棒", None),
        ("万达", None),
        ("万以上", None),
    ] {
        let measure = measure(printed);
        assert_eq!((measure.id, measure.multiplier), (None, multiplier), "{printed}");
    }
}

#[test]
fn prefixes_are_the_longest() {
    assert_eq!(prefix("亿元以上"), Some("亿元".len()));
    assert_eq!(prefix("%～6%"), Some(1));
    assert_eq!(prefix("人/亿元"), Some("人/亿元".len()));
    assert_eq!(prefix("个百分点左右"), Some("个百分点".len()));
    assert_eq!(prefix("以上"), None);
}

#[test]
fn the_data_is_sound() {
    assert!(SCALES.iter().all(|(word, _)| word.starts_with(SCALE_FIRSTS)));
    assert!(read(include_str!("../../data/measures.toml")).is_ok());
    assert!(read("[area]\nm2 = ['平方米']\nhar = ['平方米']").is_err());
    assert!(read("[area]\n'har 1/0' = ['亩']").is_err());
}
