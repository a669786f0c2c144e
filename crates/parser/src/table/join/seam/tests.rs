use super::super::super::tests::{draw, table};
use super::*;

#[track_caller]
fn check(above: &str, below: &str, at: &Break, expected: &str) {
    let (mut whole, mut part) = (table(above), table(below));
    whole.header_rows = 1;
    let mut growing = Growing::new(&mut whole);
    mend(&mut whole, &growing, &mut part, at, &mut Vec::new());
    growing.append(&mut whole, &mut part);
    assert_eq!(draw(&whole), expected);
}

fn full(full: &[bool]) -> Break {
    Break { full: full.to_vec(), ..Break::default() }
}

#[test]
fn the_rest_of_a_wrapped_name() {
    let (above, below) = ("名 量\na 1\nb 2\n营业收入（1- 5", "11月） _\nc 3");
    check(above, below, &full(&[true, false]), "名 量\na 1\nb 2\n营业收入（1-11月） 5\nc 3");
}

#[test]
fn a_measure_below_the_break() {
    let above = "名 量\na（个） 1\nb（个） 2\n覆盖率 100";
    let expected = "名 量\na（个） 1\nb（个） 2\n覆盖率（%） 100\nc 3";
    check(above, "（%） _\nc 3", &full(&[false; 2]), expected);
}

#[test]
fn a_section_below_a_row() {
    let (above, below) = ("名 量\na 1\nb 2\n非流动资产合计 5", "流动负债： _\nc 3");
    check(above, below, &full(&[true, false]), "名 量\na 1\nb 2\n非流动资产合计 5\n流动负债： _\nc 3");
    let (above, below) = ("名 量\na 1\nb 2\n资产总计 5", "流动负债 _\nc 3");
    check(above, below, &full(&[false, false]), "名 量\na 1\nb 2\n资产总计 5\n流动负债 _\nc 3");
}

#[test]
fn a_row_of_texts_without_its_number() {
    let (above, below) = ("号 任务 时限\n1 甲 年底\n2 乙 年底\n3 推进项目， _", "_ 加快建设 年底\n4 丁 年底");
    check(
        above,
        below,
        &full(&[false, true, false]),
        "号 任务 时限\n1 甲 年底\n2 乙 年底\n3 推进项目，加快建设 年底\n4 丁 年底",
    );
    check(
        above,
        below,
        &full(&[false, false, false]),
        "号 任务 时限\n1 甲 年底\n2 乙 年底\n3 推进项目， _\n_ 加快建设 年底\n4 丁 年底",
    );
}

#[test]
fn a_word_that_had_room_above_begins_a_row() {
    let above = "类 名 写\n甲 DataView dgv\n乙 TrackBar tra\n丙 DateTimePicker dtp";
    let below = "_ MonthCalendar mon\n丁 ColorDialog color";
    let at = |letters: usize| Break { letters: vec![0, 3, letters], ..full(&[true; 3]) };
    check(above, below, &at(3), &format!("{above}\n{below}"));
    let one = above.replace("Picker", "PickerMonthCalendar").replace("dtp", "dtpmon");
    check(above, below, &at(2), &format!("{one}\n丁 ColorDialog color"));
}

#[test]
fn the_whole_word_had_room_above() {
    // The second row has the rest of the text alone, behind a word with room for so many small letters.
    let said = |first: &str, letters: usize| {
        let mut whole = table("区 名 期\n_ 甲 四月\n乙 Kauf五月 六月\n丙 Ausbau七月 六月");
        whole.header_rows = 1;
        let mut part = table(&format!("_ {first} _\n丁 Bau八月 九月"));
        let growing = Growing::new(&mut whole);
        let at = Break { letters: vec![0, letters, 0], ..full(&[true; 3]) };
        let mut findings = Vec::new();
        mend(&mut whole, &growing, &mut part, &at, &mut findings);
        (part.rows, findings.iter().map(|f| f.code).collect::<Vec<_>>())
    };
    for (word, letters) in [
        ("Görlsdorf", 9),
        ("1,234,567元购买设备", 9),
        ("WOMEN", 5),
        ("U.S.-owned", 10),
        ("31.12.2022起的设备", 10),
    ] {
        assert_eq!(said(word, letters - 1), (1, vec![Code::TableJoined]), "{word}");
        assert_eq!(said(word, 2 * letters), (2, vec![Code::TableAmbiguous]), "{word}");
    }
    assert_eq!(said("WOMEN", 6), (1, vec![Code::TableJoined]));
    // Chinese begins on any line, and nobody knows of what begins with a mark.
    for word in ["设施建设", "“one”", "(one"] {
        assert_eq!(said(word, 20), (1, vec![Code::TableJoined]), "{word}");
    }
}

#[test]
fn a_piece_of_text_alone() {
    let (above, below) = ("号 规模 量\n1 甲 5\n2 乙 6\n3 占地120亩，面积 7", "_ 8.6万平方米 _\n4 丁 8");
    let expected = "号 规模 量\n1 甲 5\n2 乙 6\n3 占地120亩，面积8.6万平方米 7\n4 丁 8";
    check(above, below, &full(&[false; 3]), expected);
    let ended = "号 规模 量\n1 甲 5\n2 乙 6\n3 占地120亩。 7";
    check(ended, below, &full(&[false; 3]), &format!("{ended}\n{below}"));
}

#[test]
fn a_row_of_texts_without_its_number_and_values() {
    let above = |text: &str| format!("号 名 量 注\n1 甲 5 a\n2 乙 6 b\n3 {text} 7 同一控制");
    let below = "_ 丽水公司 _ 合并\n4 丁 8 c";
    for (text, whole) in [("某公司甲", "某公司甲丽水公司"), ("曾用名：", "曾用名：丽水公司")]
    {
        let expected = above(whole) + "合并\n4 丁 8 c";
        check(&above(text), below, &full(&[false, true, false, false]), &expected);
        check(&above(text), below, &full(&[false; 4]), &expected);
    }
    let ended = above("某公司甲。");
    check(&ended, below, &full(&[false; 4]), &format!("{ended}\n{below}"));
    // Where cells are merged a blank is the number of the row above.
    let merged = "号 名 量 注\n1 甲 5 a\n^ 乙 ^ b\n2 戊 4 b\n3 某公司 7 同一控制";
    let below = "_ 丽水公司 _ 合并\n4 丁 8 c";
    let (mut whole, mut part) = (table(merged), table(below));
    whole.header_rows = 1;
    let growing = Growing::new(&mut whole);
    mend(&mut whole, &growing, &mut part, &full(&[false; 4]), &mut Vec::new());
    assert_eq!(part.rows, 2);
}

#[test]
fn rows_with_numbers_of_their_own_are_two() {
    // Of the lines above each is full.
    let (above, below) = (
        "号 类 文\n1 甲 一\n2 乙 二\n3 新办（3-1） 〔3-1〕依照条例",
        "_ 变更（3-2） 〔3-2〕依照办法\n4 丁 四",
    );
    check(above, below, &full(&[true; 3]), &format!("{above}\n{below}"));
    // The number of the merged cell.
    let (above, below) = ("号 类 文\n1 甲 一\n2 乙 二\n6 _ 依照条例", "7 新办 依照办法\n^ 变更 四");
    check(above, below, &full(&[true; 3]), &format!("{above}\n{below}"));
}

#[test]
fn cells_that_no_rule_closes_beside_rows_that_rules_close() {
    let at = Break { open: vec![true, false, true], ..full(&[true; 3]) };
    let (above, below) = ("号 类 文\n1 甲 一\n2 乙 二\n3 新办 三", "_ 变更 _\n4 丁 四");
    check(above, below, &at, "号 类 文\n1 甲 一\n2 乙 二\n3 新办 三\n^ 变更 ^\n4 丁 四");
}

#[test]
fn numbers_that_the_break_cuts() {
    let above = "名 甲 乙\na 1 2\nb 3 4\n余额 2,907,717,35 10,605,688,2";
    check(
        above,
        "_ 8.01 15.75\nc 3 5",
        &Break::default(),
        "名 甲 乙\na 1 2\nb 3 4\n余额 2,907,717,358.01 10,605,688,215.75\nc 3 5",
    );
    let (whole, below) = ("名 甲 乙\na 1 2\nb 3 4\n余额 2,907 10", "_ 8.01 15.75\nc 3 5");
    check(whole, below, &Break::default(), &format!("{whole}\n{below}"));
}

#[test]
fn a_value_that_the_break_cuts() {
    let above = "名 位 甲 乙\na 天 1 2\nb 天 3 4\n优良天 天 5 不少于";
    let expected = "名 位 甲 乙\na 天 1 2\nb 天 3 4\n优良天数 天 5 不少于355\nc 天 6 7";
    check(above, "数 _ _ 355\nc 天 6 7", &full(&[true; 4]), expected);
    let (above, below) = ("名 甲 乙\na 1 2\nb 3 4\nc 5 -", "_ _ 3.5%\nd 6 7");
    check(above, below, &Break::default(), "名 甲 乙\na 1 2\nb 3 4\nc 5 -3.5%\nd 6 7");
    let (above, below) = ("名 甲 乙\na 1 2\nb 3 4\n小计 12 1", "_ _ 5\nd 6 7");
    check(above, below, &full(&[false, false, true]), "名 甲 乙\na 1 2\nb 3 4\n小计 12 15\nd 6 7");
    check(above, below, &full(&[false; 3]), &format!("{above}\n{below}"));
    // Rows with names stay two, and it is said where they may be one.
    let (above, below) = ("名 位 量\na 天 1\nb 天 3\n优良天 天 5", "数 _ _\nc 天 6");
    check(above, below, &full(&[false; 3]), &format!("{above}\n{below}"));
    let (above, below) = ("名 位 量\na 天 1\nb 天 3\nc 天 -", "d 天 5\ne 天 6");
    check(above, below, &full(&[true; 3]), &format!("{above}\n{below}"));
}

#[test]
fn the_text_of_a_merged_cell_goes_on() {
    let (above, below) = ("类 号 责任\n甲 1 财政局\n^ 2 ^", "_ 3 、税务局\n^ 4 ^");
    check(above, below, &Break::default(), "类 号 责任\n甲 1 财政局、税务局\n^ 2 ^\n^ 3 ^\n^ 4 ^");
    let (above, below) = ("类 号 责任\n甲 1 财政局、税\n^ 2 ^", "_ 3 务局\n^ 4 ^");
    let filled = Break { no_room: vec![true; 3], ..full(&[false, false, true]) };
    check(above, below, &filled, "类 号 责任\n甲 1 财政局、税务局\n^ 2 ^\n^ 3 ^\n^ 4 ^");
    let raised = Break { raised: vec![false, false, true], ..Break::default() };
    check(above, below, &raised, "类 号 责任\n甲 1 财政局、税务局\n^ 2 ^\n^ 3 ^\n^ 4 ^");
    // What has room for more ends there.
    let roomy = full(&[false, false, true]);
    check(above, below, &roomy, "类 号 责任\n甲 1 财政局、税\n^ 2 ^\n^ 3 务局\n^ 4 ^");
}

#[test]
fn what_may_go_on_is_told() {
    let told = |above: &str, below: &str, at: &Break| {
        let (mut whole, mut part) = (table(above), table(below));
        whole.header_rows = 1;
        let growing = Growing::new(&mut whole);
        let mut findings = Vec::new();
        mend(&mut whole, &growing, &mut part, at, &mut findings);
        findings.iter().map(|f| f.code).collect::<Vec<_>>()
    };
    let filled = Break { no_room: vec![true; 2], ..full(&[false, true]) };
    let above = "号 责任\n1 财政局、税\n2 ^";
    assert_eq!(told(above, "3 务局\n4 ^", &filled), [Code::TableAmbiguous]);
    assert_eq!(told("号 责任\n1 财政局、\n2 ^", "3 税务局\n4 ^", &Break::default()), [Code::TableJoined]);
    assert_eq!(told("号 责任\n1 财政局。\n2 ^", "3 税务局\n4 ^", &filled), []);
    assert_eq!(told("号 责任\n1 财政局、税\n2 乙", "3 务局\n4 ^", &filled), []);
}

#[test]
fn no_rule_at_the_break() {
    let open = Break { open: vec![true; 3], ..full(&[false; 3]) };
    check(
        "号 任务 时限\n1 甲 年底\n2 乙 年底\n3 推进项目， _",
        "_ 加快建设 年底",
        &open,
        "号 任务 时限\n1 甲 年底\n2 乙 年底\n3 推进项目，加快建设 年底",
    );
    check(
        "类 名 量\n经济 a 1\n^ b 2",
        "发展 c 3\n^ d 4",
        &open,
        "类 名 量\n经济发展 a 1\n^ b 2\n^ c 3\n^ d 4",
    );
    for (first, second) in [("第三组（县", "第三组（县直）"), ("第三组（县直）", "直）")]
    {
        check(
            &format!("类 名 量\n{first} a 1\n^ b 2"),
            &format!("{second} c 3\n^ d 4"),
            &open,
            "类 名 量\n第三组（县直） a 1\n^ b 2\n^ c 3\n^ d 4",
        );
    }
}
