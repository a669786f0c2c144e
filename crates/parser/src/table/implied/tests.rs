use super::super::broken::wraps;
use super::super::cells::cells;
use super::super::fill::fill;
use super::super::lattice::{lattices, tests::edges_of};
use super::super::runs::{runs, tests::line};
use super::*;
use crate::Tolerances;

/// Two columns under a header, 0 to 60 and 60 to 120 points; the body from 20 to 100.
#[track_caller]
fn check(body: &[(&str, f32, f32)], expected_rows: usize) {
    let h = [(0.0, 0.0, 120.0), (20.0, 0.0, 120.0), (100.0, 0.0, 120.0)];
    let v = [(0.0, 0.0, 100.0), (60.0, 0.0, 100.0), (120.0, 0.0, 100.0)];
    let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
    let mut glyphs = line("单位", 10.0, 14.0, 10.0);
    glyphs.extend(line("目标", 70.0, 14.0, 10.0));
    for (text, x, y) in body {
        glyphs.extend(line(text, *x, *y, 10.0));
    }
    let runs = runs(&glyphs);
    let spans = cells(&lattice);
    let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
    divide_rows(&mut lattice, &spans, &filled, &glyphs);
    assert_eq!(lattice.rows(), expected_rows);
}

#[test]
fn a_name_above_the_first_number_is_a_row() {
    let numbers = [("12", 70.0, 48.0), ("3", 70.0, 62.0)];
    let rows = |first: &str, expected: usize| {
        let names = [(first, 5.0, 34.0), ("Pi", 5.0, 48.0), ("Fe", 5.0, 62.0)];
        check(&[names[0], names[1], numbers[0], names[2], numbers[1]], expected);
    };
    rows("Si", 4);
    rows("Si,", 3);
}

#[test]
fn heads_that_no_rule_parts_from_the_numbers_below_them_are_a_row() {
    let h = [(0.0, 0.0, 180.0), (100.0, 0.0, 180.0)];
    let v = [(0.0, 0.0, 100.0), (60.0, 0.0, 100.0), (120.0, 0.0, 100.0), (180.0, 0.0, 100.0)];
    let lattice = || lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
    let rows = |heads: [&str; 3], y: f32| {
        let mut glyphs: Vec<Glyph> =
            heads.iter().enumerate().flat_map(|(c, t)| line(t, 60.0 * c as f32 + 5.0, y, 10.0)).collect();
        for (row, own) in [["甲镇", "12", "7"], ["乙镇", "3", "45"]].iter().enumerate() {
            let at = |c: usize| (60.0 * c as f32 + 5.0, 34.0 + 14.0 * row as f32);
            glyphs.extend(own.iter().enumerate().flat_map(|(c, t)| line(t, at(c).0, at(c).1, 10.0)));
        }
        let mut lattice = lattice();
        let runs = runs(&glyphs);
        let spans = cells(&lattice);
        let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
        divide_rows(&mut lattice, &spans, &filled, &glyphs);
        lattice.rows()
    };
    assert_eq!(rows(["单位", "计划", "完成"], 20.0), 3);
}

#[test]
fn money_is_a_number() {
    let rows = |sign: &str| {
        let [first, second] = ["12", "3"].map(|number| format!("{sign}{number}"));
        let names = [("甲镇", 10.0, 34.0), ("乙镇", 10.0, 48.0)];
        check(&[names[0], (&first, 70.0, 34.0), names[1], (&second, 70.0, 48.0)], 3);
    };
    rows("$ ");
    rows("￥");
}

#[test]
fn amounts_before_leaders_or_a_full_stop_are_numbers() {
    let are_numbers =
        |lines: [&str; 2]| lines.iter().all(|text| is_number(text)) && !wraps(&lines.map(str::to_owned));
    for lines in [["$85.....", "$0 ......"], ["$6,205.", "$6,205."], ["12.....", "NA....."]] {
        assert!(are_numbers(lines), "{lines:?}");
    }
    assert!(!are_numbers(["6,205.", "75"]) && !are_numbers(["Alarm.....", "12"]));
}

#[test]
fn numbers_one_below_the_other_are_rows() {
    check(&[("甲镇", 10.0, 34.0), ("12", 70.0, 34.0), ("乙镇", 10.0, 48.0), ("3", 70.0, 48.0)], 3);
}

#[test]
fn a_range_that_wraps_beside_one_name_is_no_rows() {
    check(&[("甲镇", 10.0, 48.0), ("80", 70.0, 34.0), ("—", 70.0, 48.0), ("85", 70.0, 62.0)], 2);
}

#[test]
fn what_stands_over_the_numbers_is_a_row() {
    let rows = [("甲镇", 10.0, 48.0), ("12", 70.0, 48.0), ("乙镇", 10.0, 62.0), ("3", 70.0, 62.0)];
    check(&[&[("(acres)", 65.0, 34.0)], &rows[..]].concat(), 4);
    // Beside a name it is what stands there in the place of a number.
    check(&[&[("县", 10.0, 34.0), ("(acres)", 65.0, 34.0)], &rows[..]].concat(), 2);
}

#[test]
fn names_that_end_in_leaders_are_rows() {
    let rows = [("甲…………", 10.0, 34.0), ("1,2", 70.0, 34.0), ("乙…………", 10.0, 48.0), ("3", 70.0, 48.0)];
    check(&rows, 3);
}

#[test]
fn signs_in_the_place_of_numbers_are_rows() {
    let rows = |signs: [&'static str; 3]| {
        let names = ["甲镇", "乙镇", "丙镇"].into_iter().enumerate();
        let names = names.map(|(k, name)| (name, 10.0, 34.0 + 14.0 * k as f32));
        let signs = signs.into_iter().enumerate().map(|(k, sign)| (sign, 70.0, 34.0 + 14.0 * k as f32));
        names.chain(signs).collect::<Vec<_>>()
    };
    check(&rows(["(D)", "12", "(X)"]), 4);
    check(&rows(["NA", "(12)", "--"]), 4);
    check(&rows(["(**)", "12", "(X)"]), 4);
    check(&rows(["EH", "12", "(X)"]), 2);
}

#[test]
fn two_numbers_beside_each_name_are_of_one_row() {
    let rows = |names: &[&[&str]], expected: usize| {
        let h: Vec<_> = (0..=names.len()).map(|i| (30.0 * i as f32, 0.0, 120.0)).collect();
        let v = [0.0, 60.0, 120.0].map(|x| (x, 0.0, 30.0 * names.len() as f32));
        let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
        let mut glyphs = Vec::new();
        for (i, names) in names.iter().enumerate() {
            let top = 30.0 * i as f32;
            for (k, name) in names.iter().enumerate() {
                glyphs.extend(line(name, 10.0, top + 14.0 * (k + 1) as f32, 10.0));
            }
            glyphs.extend(line("25.3", 70.0, top + 14.0, 10.0));
            glyphs.extend(line("(8-110)", 70.0, top + 28.0, 10.0));
        }
        let runs = runs(&glyphs);
        let spans = cells(&lattice);
        let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
        divide_rows(&mut lattice, &spans, &filled, &glyphs);
        assert_eq!(lattice.rows(), expected);
    };
    rows(&[&["甲镇"], &["乙镇"], &["丙镇"]], 3);
    rows(&[&["甲镇", "（含）"], &["乙镇"], &["丙镇"]], 3);
    rows(&[&["甲镇", "乙镇"], &["丙镇", "丁镇"], &["戊镇", "己镇"]], 6);
}

#[test]
fn a_wrapped_name_is_one_row() {
    check(&[("青发集团", 10.0, 34.0), ("（含）", 10.0, 48.0), ("12", 70.0, 41.0)], 2);
}

#[test]
fn a_label_above_rows_is_one_of_its_own() {
    let rows = |labels: &[(&'static str, f32, f32)]| {
        let rows = [("城市", 10.0, 46.0), ("12", 70.0, 46.0), ("农村", 10.0, 70.0), ("3", 70.0, 70.0)];
        [&rows[..], labels].concat()
    };
    check(&rows(&[("东", 5.0, 34.0), ("西", 5.0, 58.0)]), 5);
    // The name of the second row alone has two lines.
    check(&rows(&[("城郊及其他", 5.0, 58.0)]), 3);
}

#[test]
fn the_first_label_of_rows_says_what_they_are_of() {
    let rows = |label| {
        [(label, 10.0, 34.0), ("甲", 10.0, 48.0), ("12", 70.0, 48.0), ("乙", 10.0, 62.0), ("3", 70.0, 62.0)]
    };
    check(&rows("类:"), 4);
    check(&rows("类"), 3);
    // The next word has no room beside it.
    let rows = |label| {
        let rows = [("City", 10.0, 48.0), ("12", 70.0, 48.0), ("Town", 10.0, 62.0), ("3", 70.0, 62.0)];
        [&[(label, 2.0, 34.0)], &rows[..]].concat()
    };
    check(&rows("Land:"), 4);
    check(&rows("Lands"), 3);
}

#[test]
fn the_further_lines_of_a_text_are_of_the_row_that_it_begins_in() {
    let onions = [("1.2", 10.0, 34.0), ("On", 62.0, 34.0), ("of", 62.0, 48.0)];
    let others = [("2.3", 10.0, 62.0), ("Leek", 62.0, 62.0), ("3.4", 10.0, 76.0), ("Maize", 62.0, 76.0)];
    check(&[&onions[..], &others].concat(), 4);
}

#[test]
fn a_wrapped_value_is_one_row() {
    check(&[("人工造林面", 2.0, 34.0), ("271.1—", 62.0, 34.0), ("积", 2.0, 46.0), ("271.6", 62.0, 46.0)], 2);
    check(&[("甲镇", 10.0, 40.0), ("629", 62.0, 34.0), ("0", 62.0, 46.0), ("3", 100.0, 40.0)], 2);
    for (above, below) in [("9,560,675,0", "83.71"), ("194,", "000.00"), ("-8,620.", "60"), ("1,107", ",993")]
    {
        check(&[("甲镇", 10.0, 41.0), (above, 62.0, 34.0), (below, 62.0, 48.0)], 2);
    }
    // In 60 points there is no room for another digit, or there is.
    for (above, below, rows) in
        [("196,737.0", "4", 2), ("12.5", "3", 3), ("196737002", "4", 2), ("1967", "4", 3)]
    {
        let names = [("甲镇", 10.0, 34.0), ("乙镇", 10.0, 48.0)];
        check(&[&names[..], &[(above, 62.0, 34.0), (below, 62.0, 48.0)]].concat(), rows);
    }
}

/// Lines of texts at their x, in a frame with a rule below each line.
#[track_caller]
fn check_framed(rows: &[&[(&str, f32)]], expected: bool) {
    let h: Vec<_> = (0..=rows.len()).map(|i| (20.0 * i as f32, 0.0, 180.0)).collect();
    let floor = 20.0 * rows.len() as f32;
    let lattice =
        lattices(&edges_of(&h, &[(0.0, 0.0, floor), (180.0, 0.0, floor)]), &Tolerances::default()).remove(0);
    let glyphs: Vec<Glyph> = (0u8..)
        .zip(rows)
        .flat_map(|(i, row)| row.iter().map(move |(text, x)| (text, *x, 14.0 + 20.0 * f32::from(i))))
        .flat_map(|(text, x, y)| line(text, x, y, 10.0))
        .collect();
    let runs = runs(&glyphs);
    let filled = fill(&lattice, &cells(&lattice), &runs, &glyphs, &mut vec![false; runs.len()]);
    assert_eq!(lacks_all_columns(&lattice, &filled, &glyphs), expected);
}

#[test]
fn texts_side_by_side_in_a_frame_stand_in_columns() {
    check_framed(
        &[&[("单位", 10.0), ("目标", 90.0)], &[("甲镇", 10.0), ("3", 95.0)], &[("乙镇", 10.0), ("12", 92.0)]],
        true,
    );
    check_framed(
        &[&[("说明", 10.0)], &[("甲", 10.0), ("乙", 90.0)], &[("丙", 10.0)], &[("丁", 10.0)]],
        false,
    );
    check_framed(
        &[&[("一", 10.0), ("二", 60.0)], &[("三", 40.0), ("四", 90.0)], &[("五", 80.0), ("六", 150.0)]],
        false,
    );
}

/// Three columns, ruled in the header alone; two rows below.
#[track_caller]
fn check_columns(rows: [&[(&str, f32)]; 2], expected: usize) {
    let h = [(0.0, 0.0, 180.0), (20.0, 0.0, 180.0), (40.0, 0.0, 180.0), (60.0, 0.0, 180.0)];
    let v = [(0.0, 0.0, 60.0), (60.0, 0.0, 20.0), (120.0, 0.0, 20.0), (180.0, 0.0, 60.0)];
    let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
    let mut glyphs = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        for (text, x) in *row {
            glyphs.extend(line(text, *x, 34.0 + 20.0 * i as f32, 10.0));
        }
    }
    let runs = runs(&glyphs);
    let spans = cells(&lattice);
    let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
    divide_columns(&mut lattice, &spans, &filled, &glyphs);
    assert_eq!(cells(&lattice).cells.len(), expected);
}

#[test]
fn texts_under_ruled_heads_are_cells() {
    let rows: [&[(&str, f32)]; 2] =
        [&[("甲镇", 10.0), ("1", 80.0), ("2", 140.0)], &[("乙镇", 10.0), ("3", 80.0), ("4", 140.0)]];
    check_columns(rows, 9);
}

#[test]
fn lines_in_columns_under_ruled_heads_are_cells() {
    let h = [(0.0, 0.0, 180.0), (20.0, 0.0, 180.0), (80.0, 0.0, 180.0)];
    let v = [(0.0, 0.0, 80.0), (60.0, 0.0, 20.0), (120.0, 0.0, 20.0), (180.0, 0.0, 80.0)];
    let check = |rows: [&[(&str, f32)]; 3], expected: usize| {
        let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
        let texts = rows.iter().enumerate().flat_map(|(i, row)| row.iter().map(move |t| (i, t)));
        let glyphs: Vec<Glyph> =
            texts.flat_map(|(i, (text, x))| line(text, *x, 34.0 + 14.0 * i as f32, 10.0)).collect();
        let runs = runs(&glyphs);
        let spans = cells(&lattice);
        let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
        divide_columns(&mut lattice, &spans, &filled, &glyphs);
        assert_eq!(cells(&lattice).cells.len(), expected);
    };
    let row = |name| [(name, 10.0), ("1", 80.0), ("2", 140.0)];
    check([&row("甲镇"), &row("乙镇"), &row("丙镇")], 6);
    // Prose runs across.
    check([&[("各镇要按照本通知的要求抓好落实", 10.0)], &row("乙镇"), &row("丙镇")], 4);
}

#[test]
fn sections_are_one_cell() {
    check_columns([&[("一、经济增长", 60.0)], &[("合", 70.0), ("计", 110.0)]], 5);
}

#[test]
fn a_row_without_a_number_is_a_row() {
    let body = [
        ("甲镇", 10.0, 34.0),
        ("12", 70.0, 34.0),
        ("乙镇", 10.0, 48.0),
        ("丙镇", 10.0, 62.0),
        ("3", 70.0, 62.0),
    ];
    check(&body, 4);
}
