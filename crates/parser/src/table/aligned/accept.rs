//! Whether what was read as a table is one: lists, tables of contents and prose in columns are not.

mod contents;
mod forms;
mod lists;
mod program;
mod running;

use fenjie_model::{Cell, Table};
use unicode_width::UnicodeWidthStr;

use super::bands::Band;
use super::columns::entries::entries;
use super::content::{heads_section, is_serial, is_value};
use contents::{are_pages, is_contents, lists_pages};
use lists::{counts, is_index, is_list, opens_entry};

pub(super) use lists::is_numbered;

/// A table without rules is filled at least to this part.
const LEAST_FILLED: f32 = 0.5;
/// One between rules at least to this part: the gridlines of charts frame hardly any text.
const LEAST_FRAMED: f32 = 0.2;
/// A line over most columns longer than this, in half-width characters, is prose.
const LINE: usize = 30;
/// Text in columns longer than this on average, in half-width characters, is prose.
const PROSE: f32 = 44.0;
/// Texts of a table that states no values are shorter than this on average, in half-width characters.
const NAMES: f32 = 28.0;
/// The columns of one without rules and values stand apart by this at least, in ems: a number and its heading, or two boxes
/// to tick, stand less apart.
const LEAST_GAP: f32 = 1.2;
/// So many numbers count the rows of a table, and not the headings of a text, where half of its rows have one.
const FEWEST_SERIALS: usize = 3;
/// So many values in one cell of a row tell that columns are not ruled.
const FEWEST_VALUES: usize = 3;
/// A table that states no values has at least this many rows without rules around it.
const FEWEST_NAMES: usize = 4;
/// Or these, where it has as many columns: a page break can leave it little.
const FEWEST_ROWS: usize = 3;

/// What speaks for a table before its text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Rules above and below it.
    Framed,
    /// Nothing but its alignment.
    Bare,
    /// The texts of its rows begin at one height, however many lines they have.
    Standing,
    /// A rule over its whole width below each of its rows.
    Parted,
}

/// Whether the table is to be believed, whose columns stand apart by `gap` ems at the least.
pub(super) fn is_table(table: &Table, setting: Setting, gap: f32) -> bool {
    let texts: Vec<&Cell> = table.cells.iter().filter(|c| !c.text.is_empty()).collect();
    if table.rows < 2
        || table.columns < 2
        || texts.len() < 4
        || is_list(&texts)
            && !(setting != Setting::Bare && numbers_entries(table, &texts))
            && !numbers_amounts(table, &texts)
        || is_contents(table, &texts)
        || is_index(&texts)
        || forms::is_none(table, &texts)
        || running::is_running(&texts)
        || running::are_references(&texts)
        || matches!(setting, Setting::Bare | Setting::Standing)
            && (forms::labels_chart(table, &texts)
                || forms::are_pairs(table, &texts)
                || lists_pages(table, &texts))
    {
        return false;
    }
    let covered: usize = texts.iter().map(|c| c.row_span * c.col_span).sum();
    let least = match setting {
        Setting::Framed | Setting::Parted => LEAST_FRAMED,
        Setting::Bare | Setting::Standing => LEAST_FILLED,
    };
    if (covered as f32) < least * (table.rows * table.columns) as f32 {
        return false;
    }
    let (prose, width) = prose(table, &texts);
    let is_bare = setting == Setting::Bare && 3 * prose >= table.rows;
    if is_bare
        || 2 * prose >= table.rows
        || matches!(setting, Setting::Bare | Setting::Standing) && prose > 1 && 2 * width >= printed(&texts)
    {
        return false;
    }
    let serials = texts.iter().filter(|c| c.col == 0 && is_serial(&c.text)).count();
    let numbers_rows = serials >= FEWEST_SERIALS && 2 * serials >= table.rows;
    let stated = texts.iter().map(|c| is_value(&c.text) && (numbers_rows || !counts(c)));
    let own: Vec<(usize, &str)> = texts.iter().map(|c| (c.col, c.text.as_str())).collect();
    let values = stated.zip(entries(&own)).filter(|(value, entry)| *value || *entry).count();
    let names: Vec<&&Cell> = texts.iter().filter(|c| !is_value(&c.text)).collect();
    let mean = names.iter().map(|c| c.text.width_cjk()).sum::<usize>() as f32 / names.len().max(1) as f32;
    // Paragraphs beside a page number.
    if setting == Setting::Bare && mean > 2.0 * PROSE && 2 * values < texts.len() {
        return false;
    }
    if 5 * values >= texts.len() || is_one_row(table, &texts) {
        return true;
    }
    match setting {
        Setting::Framed | Setting::Standing if numbers_entries(table, &texts) => true,
        Setting::Framed => mean <= PROSE,
        Setting::Parted => mean <= PROSE || are_rows(table, &texts),
        Setting::Standing => table.columns > 2 || mean <= PROSE || is_headed(table, &texts),
        Setting::Bare => {
            let long =
                table.rows >= FEWEST_NAMES || table.rows >= FEWEST_ROWS && table.columns >= FEWEST_NAMES;
            let told = || numbers_rows || dates_rows(table, &texts) || lists::spells_out(table, &texts);
            long && (gap >= LEAST_GAP || told()) && mean <= NAMES && !is_indented(table, &texts)
        }
    }
}

/// Whether a line is printed much larger than all others, and these are few: figures side by side that call out what stands
/// below them.
pub(super) fn calls_out(bands: &[Band]) -> bool {
    const LARGER: f32 = 1.6;
    const MOST_LINES: usize = 4;
    let [first, rest @ ..] = bands else { return false };
    (1..MOST_LINES).contains(&rest.len()) && rest.iter().all(|band| first.size >= LARGER * band.size)
}

/// Whether every row has several texts, and the first one the heads of all columns: rules that part as many rows are those
/// of a table, however long its texts are.
fn are_rows(table: &Table, texts: &[&Cell]) -> bool {
    let mut own = vec![0usize; table.rows];
    for cell in texts {
        own[cell.row..(cell.row + cell.row_span).min(table.rows)].iter_mut().for_each(|own| *own += 1);
    }
    let heads = || texts.iter().take_while(|c| c.row == 0);
    let covered: usize = heads().map(|c| c.col_span).sum();
    table.rows >= FEWEST_ROWS
        && own.iter().all(|own| *own > 1)
        && covered == table.columns
        && heads().all(|c| c.text.width_cjk() <= 2 * LINE)
}

/// Whether heads stand over full rows, of which each begins with a date or the like: a schedule.
fn dates_rows(table: &Table, texts: &[&Cell]) -> bool {
    let mut rows = texts.chunk_by(|a, b| a.row == b.row);
    let Some(heads) = rows.next() else { return false };
    let names: Vec<(usize, &str)> = rows.map(|row| (1 + row[0].col, row[0].text.as_str())).collect();
    table.columns > 2
        && texts.len() == table.rows * table.columns
        && !heads.iter().any(|c| c.text.contains(|c: char| c.is_ascii_digit()))
        && entries(&names).into_iter().all(|entry| entry)
}

/// Whether heads that have no number stand over rows of several texts that have one: no entries of a list.
fn numbers_entries(table: &Table, texts: &[&Cell]) -> bool {
    let numbered = texts.iter().filter(|c| c.col == 0 && opens_entry(&c.text)).count();
    let heads = || texts.iter().take_while(|c| c.row == 0);
    numbered + 1 == table.rows
        && are_rows(table, texts)
        && heads().all(|c| c.text.contains(char::is_alphabetic) && !opens_entry(&c.text))
}

/// Whether an amount, and no page, stands at the end of nearly every numbered line: those of a worksheet.
fn numbers_amounts(table: &Table, texts: &[&Cell]) -> bool {
    let numbered = texts.iter().filter(|c| c.col == 0 && opens_entry(&c.text)).count();
    let last = || texts.iter().filter(|c| c.col > 1 && c.col + c.col_span == table.columns);
    let amounts = last().filter(|c| is_value(&c.text)).count();
    numbered >= FEWEST_SERIALS
        && 5 * amounts >= 4 * numbered
        && 5 * amounts >= 4 * last().count()
        && !are_pages(table, texts)
}

/// Whether two columns stand below a head each, names left of what is said of them.
fn is_headed(table: &Table, texts: &[&Cell]) -> bool {
    let names: Vec<&Cell> = texts.iter().filter(|c| c.col == 0).copied().collect();
    let heads = texts.iter().take_while(|c| c.row == 0);
    let are_full = names.len() == table.rows && texts.len() == 2 * table.rows;
    are_full
        && table.rows >= FEWEST_NAMES
        && printed(&names) <= LINE * names.len()
        && heads.into_iter().all(|c| c.text.width_cjk() <= LINE)
}

/// Whether heads stand over one row with values, a text in each column: what a page break leaves.
fn is_one_row(table: &Table, texts: &[&Cell]) -> bool {
    let (heads, row): (Vec<&Cell>, Vec<&Cell>) = texts.iter().copied().partition(|c| c.row == 0);
    let values = |cells: &[&Cell]| cells.iter().filter(|c| is_value(&c.text) && !counts(c)).count();
    table.rows == 2
        && table.columns >= FEWEST_NAMES
        && heads.len() == table.columns
        && row.len() + 1 >= table.columns
        && values(&heads) == 0
        && values(&row) > 1
}

/// In how many rows long texts reach over most columns, and how much they print: prose whose words stand apart by chance.
fn prose(table: &Table, texts: &[&Cell]) -> (usize, usize) {
    let wide = |c: &&&Cell| 5 * c.col_span >= 3 * table.columns && c.text.width_cjk() > LINE;
    texts.iter().filter(wide).fold((0, 0), |(rows, width), c| (rows + c.row_span, width + c.text.width_cjk()))
}

/// How much texts print, in half-width characters.
fn printed(texts: &[&Cell]) -> usize {
    texts.iter().map(|c| c.text.width_cjk()).sum()
}

/// Whether texts lie across all columns in one row of five, first or last ones aside: a list whose texts are indented
/// alike by chance.
fn is_indented(table: &Table, texts: &[&Cell]) -> bool {
    let across = |c: &&&Cell| c.col_span == table.columns && c.row > 0 && !heads_section(&c.text);
    5 * texts.iter().filter(across).count() >= table.rows
}

/// Whether the ruled table lacks most of its columns' rules: in most of its rows one cell holds several values.
pub(crate) fn lacks_columns(table: &Table) -> bool {
    let undivided = |c: &&Cell| {
        let values = values_in(&c.text);
        c.row_span == 1 && (values >= FEWEST_VALUES || values > 1 && c.col_span == table.columns)
    };
    table.rows > 2 && 2 * table.cells.iter().filter(undivided).count() > table.rows
}

/// How many values a cell holds side by side; none where it is one number in groups of three digits (`1 234 567`), or has
/// other words.
fn values_in(text: &str) -> usize {
    let words: Vec<&str> = text.split_whitespace().collect();
    // `48.5 – 50` is a range.
    if let [_, dash, _] = words.as_slice()
        && matches!(*dash, "-" | "–" | "—" | "~" | "～")
    {
        return 0;
    }
    let grouped = words.iter().skip(1).all(|w| w.len() == 3 && w.bytes().all(|b| b.is_ascii_digit()));
    if grouped || !words.iter().all(|w| is_value(w)) { 0 } else { words.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::table;

    #[track_caller]
    fn check(rows: &str, setting: Setting, expected: bool) {
        assert_eq!(is_table(&table(rows), setting, 2.0), expected, "{rows}");
    }

    #[test]
    fn values_make_a_table() {
        check("单位 目标\n全区 12\n甲镇 3", Setting::Bare, true);
    }

    #[test]
    fn entries_need_no_wide_gaps() {
        let narrow = |rows: &str| is_table(&table(&rows.replace('~', "\u{a0}")), Setting::Bare, 0.9);
        let rows = |entries: [&str; 4]| {
            let [a, b, c, d] = entries;
            narrow(&format!("Step Start End\nAward {a} {b}\nSurvey {b} {c}\nDraft {c} {a}\nPrint {d} {c}"))
        };
        assert!(rows(["1/5/09", "2/6/09", "3/17/09", "4/1/09"]));
        assert!(rows(["Open", "Held", "Open", "Held"]));
        assert!(!rows(["in~part", "a~draft", "to~come", "at~hand"]));
    }

    #[test]
    fn a_schedule_needs_no_wide_gaps() {
        let narrow = |rows: &str| is_table(&table(&rows.replace('~', "\u{a0}")), Setting::Bare, 0.6);
        let rows = "May~5 Council~Chambers Public~testimony\nJune~18 City~Hall Adoption~of~plan\n\
                    July~2 Public~Library Final~vote";
        assert!(narrow(&format!("Date Location Topic\n{rows}")));
        assert!(!narrow(&format!("Date Location Topic\n{}", rows.replace("June~18", "Summer"))));
        assert!(!narrow(rows));
    }

    #[test]
    fn abbreviations_need_no_wide_gaps() {
        let narrow = |rows: &str| is_table(&table(&rows.replace('~', "\u{a0}")), Setting::Bare, 0.9);
        let rows = "CBO Congressional~Budget~Office\nGAO Government~Accountability~Office\n\
                    NPS National~Park~Service\nUSGS United~States~Geological~Survey";
        assert!(narrow(rows));
        assert!(!narrow(&rows.replace("NPS National", "NPS Area").replace("GAO Gov", "Audit Gov")));
    }

    #[test]
    fn a_list_is_none() {
        check("1. 目标总表\n2. 目标分解表\n3. 任务分解表\n4. 任务清单", Setting::Bare, false);
        check(
            "2.\u{a0}2023 年度目标分解\n表 _\n3.\u{a0}2023 年度营业收入\n4.\u{a0}2023 年度零售额",
            Setting::Bare,
            false,
        );
        check("1a. Ease 6% 30%\n1b. Staff 12% 31%\n2. Training 30% 32%", Setting::Bare, true);
        // Bullets of a font that does not tell what they are.
        let bullets = "\u{fffd} 初始速度\n\u{fffd} 节点载荷\n\u{fffd} 循环约束\n\u{fffd} 铆接";
        check(bullets, Setting::Bare, false);
        let two = "•\u{a0}Driver •\u{a0}Court\n•\u{a0}Proof •\u{a0}Record\n•\u{a0}Bills •\u{a0}Report\n•\u{a0}Card •\u{a0}Photo";
        check(two, Setting::Bare, false);
        // Those of a font of signs, or dashes, below lines of their own.
        check("Tender <\n§ Prices\n§ Plan\n§ Compliance", Setting::Framed, false);
        // Whatever letter a font draws the sign for, where it stands before several entries without a head.
        check("l Prices\nl Plan\nl Compliance\nl Staff", Setting::Framed, false);
        check("Grade Item\nA Prices\nA Plan\nA Compliance\nA Staff", Setting::Framed, true);
        check("A Prices\nA Plan\nB Compliance\nB Staff", Setting::Framed, true);
        check("A Prices\nA Plan\nA Compliance", Setting::Framed, true);
        check("√ 12\n√ 3\n√ 45\n√ 6", Setting::Framed, true);
        check("A Prices Court\nA Plan Office\nA Compliance Court\nA Staff Court", Setting::Framed, true);
        check("Tender <\nCriteria <\n- Prices\n- Compliance\n- Plan", Setting::Framed, false);
        check("Tender Criteria\n- Prices\n- Compliance\n- Plan", Setting::Framed, true);
        check("Tender <\n- 12\n- 13\n- 15", Setting::Framed, true);
        check("（一） 加强领导\n（二） 落实责任\n（三） 督促检查\n（四） 严格考核", Setting::Framed, false);
    }

    #[test]
    fn heads_over_two_columns_of_names_and_texts() {
        let line = "Oneofthemainpolicyaimsoverthedecadeshasbeentoexpandfarming";
        let rows = format!("Manager {line}{line}\nOfficer {line}{line}\nInspector {line}{line}");
        check(&format!("Position Responsibility\n{rows}"), Setting::Standing, true);
        check(&format!("Position {line}\n{rows}"), Setting::Standing, false);
    }

    #[test]
    fn long_texts_between_rules_that_part_every_row() {
        let line = "Oneofthemainpolicyaimsoverthedecadeshasbeentoexpandfarming";
        let line = format!("{line}{line}");
        let rows = format!("Finding Response\n{line} {line}\n{line} {line}");
        check(&rows, Setting::Parted, true);
        check(&rows, Setting::Framed, false);
        check(&format!("{rows}\n{line} _"), Setting::Parted, false);
        check(&rows.replace("Finding", &line), Setting::Parted, false);
    }

    #[test]
    fn the_lines_of_a_worksheet() {
        let lines = "1. Wages 12,496\n2. Interest 39,808\n3. Total 52,304\n4. Adjustments 1,103";
        check(lines, Setting::Bare, true);
        check("1. Wages 2\n2. Interest 5\n3. Total 9\n4. Adjustments 12", Setting::Bare, false);
        check("1. Wages _\n2. Interest _\n3. Total 52,304\n4. Adjustments 1,103", Setting::Bare, false);
    }

    #[test]
    fn entries_below_heads_are_rows() {
        let rows = "1.~Reviewthesample Agreed\n2.~Publishthecriteria Closed\n3.~Trainstaff Open"
            .replace('~', "\u{a0}");
        check(&format!("Recommendation Status\n{rows}"), Setting::Framed, true);
        check(&format!("Recommendation Status\n{rows}"), Setting::Bare, false);
        check(&rows, Setting::Framed, false);
        // However long they are.
        let long = "Oneofthemainpolicyaimsoverthedecadeshasbeentoexpandfarming";
        let rows = rows.replace("Agreed", long).replace("Closed", long).replace("Open", long);
        check(&format!("Recommendation Status\n{rows}"), Setting::Framed, true);
        check(&format!("Status Recommendation\n{}", rows.replace("2.", "No")), Setting::Framed, false);
        check(&format!("Status {long}{long}\n{rows}"), Setting::Framed, false);
    }

    #[test]
    fn an_index_is_none() {
        let entries =
            "Audits,~7 Debt,~51\nEnergy,~71 Farms,~34–36\nGrants,~12,~15 Income,~90\nTaxes,~3 Wheat,~8";
        check(&entries.replace('~', "\u{a0}"), Setting::Bare, false);
    }

    #[test]
    fn heads_over_one_row() {
        let heads = "序号 品目 型号 单位 数量 金额 备注";
        check(&format!("{heads}\n21 交换机 GB-7 台 921 805.28 含安装"), Setting::Bare, true);
        check(&format!("{heads}\n21 交换机 GB-7 台 若干 805.28 含安装"), Setting::Bare, false);
    }

    #[test]
    fn contents_are_none() {
        check("Introduction......... 1\nMethods......... 5\nResults......... 9", Setting::Bare, false);
        check("Preface......... iv\nMethods......... 5\nResults......... 9", Setting::Bare, false);
        // Where they are long, two numbers can stand in one line.
        let long = |pages: [usize; 12]| {
            let lines: Vec<String> = pages.iter().map(|page| format!("Part......... {page}")).collect();
            check(&lines.join("\n"), Setting::Bare, pages[11] == 9);
        };
        long([4, 6, 8, 1113, 13, 14, 14, 4651, 53, 60, 63, 66]);
        long([4, 60, 8, 1113, 13, 104, 14, 4651, 53, 2, 63, 9]);
        // Two columns of them.
        check("Fire......~6 Frost......~22\nFlood......~7 Storm......~24", Setting::Bare, false);
        check("Permit......~60 Search......~22\nAppeal......~7 Seal......~14", Setting::Framed, true);
        // Leaders to texts.
        check("Vents......... Burn\nFlares......... Shut\nKilns......... Keep", Setting::Framed, true);
        for values in ["9 5 17", "5.1 7.2 9.3", "$5 $7 $9", "12% 17% 42%", "1,043 1,200 2,000"] {
            let [a, b, c] = values.split(' ').collect::<Vec<_>>()[..] else { panic!("{values}") };
            check(
                &format!("Alabama......... {a}\nAlaska......... {b}\nArizona......... {c}"),
                Setting::Bare,
                true,
            );
        }
        check(
            "Direct......... 1 2\nOther......... 5 -6\nTotal......... 9 .....\nNet..... 3 8",
            Setting::Bare,
            true,
        );
    }

    #[test]
    fn contents_without_leaders_are_none() {
        let entries = |pages: &str, name: &str| -> String {
            let lines = pages.split(' ').enumerate().map(|(i, page)| format!("{}.{}{name} {page}", i / 4, i));
            lines.collect::<Vec<_>>().join("\n")
        };
        let pages = "vi x xii 1 1 2 5 5 8 11 14";
        check(&entries(pages, "Roles"), Setting::Bare, false);
        check(&format!("Contents _\n{}", entries(pages, "Roles")), Setting::Standing, false);
        let numbered = pages.split(' ').enumerate().map(|(i, page)| format!("2.{i} Roles {page}"));
        check(&numbered.collect::<Vec<_>>().join("\n"), Setting::Bare, false);
        // Counts have a head, or do not stand in order, or lie further apart, or are few; values stand before them.
        check(&format!("Office Cases\n{}", entries("1 1 2 2 3 5 8 9 9 11", "Roles")), Setting::Bare, true);
        check(&entries("1 1 2 2 3 5 8 9 9 7 11", "Roles"), Setting::Bare, true);
        check(&entries("1 3 4 6 7 8 11 14 17 21", "Roles"), Setting::Bare, true);
        check(&entries("1 1 2 2 3 5 8 9 9", "Roles"), Setting::Bare, true);
        check(&entries("1 1 2 2 3 5 8 9 9 11", "Roles 12,300"), Setting::Bare, true);
        check(&entries(pages, "Roles"), Setting::Framed, true);
    }

    #[test]
    fn values_side_by_side_lack_columns() {
        let cell = |rows: &str| lacks_columns(&table(&rows.replace('~', "\u{a0}")));
        assert!(cell("名 数\n甲 3~6.9~7\n乙 4~8.8~9\n丙 5~1.0~2"));
        assert!(!cell("名 数\n甲 1~234~567\n乙 2~345~678\n丙 29~300~100"));
        assert!(!cell("名 数\n甲 3\n乙 4\n丙 5"));
        assert!(!cell("名 年限\n甲 3~–~6\n乙 4~–~8\n丙 5~–~9"));
    }

    #[test]
    fn prose_is_none() {
        let line = "Oneofthemainpolicyaimsoverthedecadeshasbeen";
        check(&format!("1.4. Attainment\n{line} <\n^ ^\n^ ^\nTable5: Attainment"), Setting::Framed, false);
        check(
            &format!("LDA La\n{line} <\nAIM AIM\nEH European\nHBS Harvard\nPBUK UK\nXY Xyz"),
            Setting::Bare,
            true,
        );
        // Words of justified lines that stand apart by chance.
        let justified = format!(
            "monitor progress toward\n{line} < <\nopened, closed, and\n{line} < <\nbecause of sampling"
        );
        check(&justified, Setting::Standing, false);
        check("LDA La\nAIM AIM\nPBUK_UK <\nEH European\nOXIRM_Ox <\nHBS Harvard", Setting::Bare, false);
    }

    #[test]
    fn paragraphs_beside_a_page_number_are_none() {
        let paragraph = "Oneofthemainpolicyaimsoverthedecadeshasbeentoexpandfarming".repeat(4);
        check(&format!("{paragraph} Shift_work\n^ Interventions\n{paragraph} 165"), Setting::Bare, false);
    }

    #[test]
    fn the_gridlines_of_two_charts_are_none() {
        let blank = "_ _\n".repeat(12);
        check(&format!("图1 图2\n{blank}2010 2011"), Setting::Framed, false);
    }

    #[test]
    fn numbers_of_headings_are_no_values() {
        check("3. 费用\n√适用 □不适用", Setting::Bare, false);
        check("(1) 研发投入\n4 产品情况\n√适用 □不适用", Setting::Bare, false);
        check("序号 费用\n1 12.5\n2 3.1", Setting::Bare, true);
        check("序号 任务\n1 造林\n2 治河\n3 修路", Setting::Bare, true);
    }

    #[test]
    fn names_stand_apart() {
        let boxes =
            table("□适用 √不适用\n税收优惠 <\n□适用 √不适用\n□适用 √不适用\n□适用 √不适用\n其他 情况");
        assert!(is_table(&boxes, Setting::Bare, 1.5));
        assert!(!is_table(&boxes, Setting::Bare, 1.0));
        let tasks = table("序号 任务 单位 时限\n1 造林 林业局 年底\n2 治河 水利局 年底\n3 修路 交通局 六月");
        assert!(is_table(&tasks, Setting::Bare, 0.8));
    }

    #[test]
    fn names_need_rules_or_rows() {
        check("科室 电话\n办公室 小王", Setting::Bare, false);
        check("科室 电话\n办公室 小王", Setting::Framed, true);
        check("序 任务 科室 时限\n一、粮食 < < <\n1 造林 林业局 年底", Setting::Bare, true);
        check("任务 科室 时限\n一、粮食 < <\n造林 林业局 年底", Setting::Bare, false);
    }
}
