//! Which printed measure holds for a cell.

mod around;
mod noted;
mod order;
mod run_on;

use fenjie_model::{Annex, Code, Finding, HashMap, Measure, Place, Table};

use crate::form::{Form, Role};
use crate::grid::Grid;
use crate::headers::Headers;
use crate::known::Known;
use crate::measure::{self, Noted, tells_rate, two_of_quotient};
use crate::names::measure_of_title;
use crate::paths::column_path;
use crate::registry::Indicator;
use crate::words::{Amount, is_growth, is_share};

pub(crate) use around::Printed;
use around::near;

/// The measures of a table: what its 单位 line names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measures {
    line: Vec<Noted>,
    /// What the notes under it say that a thing is counted in, where nothing else names a measure.
    noted: Vec<Noted>,
    /// The columns of measures that name one for all rows.
    of_all_rows: Vec<usize>,
    /// Which measure of the line a column has by its place, where its heads do not tell.
    by_order: HashMap<usize, usize>,
    /// What stands over the annex's first table alone, where this is another.
    of_first: Vec<Noted>,
    /// The measure right behind the name over a column (投资万元), where nothing else names one.
    run_on: HashMap<usize, Measure>,
    /// Whether the table's title names a thing that the one measure of the line does not count: 城镇新增就业 under 单位：万元.
    denied: bool,
    /// Whether a head names what the one measure of the line is said to be of: 资金 under 资金：万元.
    names_thing: bool,
}

impl Measures {
    /// Those of a table of an annex: what the 单位 line over it says, the header of its names, the annex's title, or the notes
    /// under it.
    pub(crate) fn of_table(
        annex: &Annex,
        table: &Table,
        grid: &Grid<'_>,
        form: &Form,
        headers: &[Headers<'_>],
        (subject, known): (Option<&str>, &Known<'_>),
    ) -> Self {
        // The annex's line stands above its first table, and says nothing of the others.
        let is_first = annex.tables.first().is_some_and(|first| first.id == table.id);
        let of_annex = annex.measure_note.as_deref().filter(|_| is_first);
        let of_names = measure_of_names(grid, form);
        let of_caption = || table.caption.as_deref().and_then(measure_of_title);
        let of_title = || of_caption().or_else(|| measure_of_title(&annex.title));
        let line = table.measure_note.as_deref().or(of_annex).or(of_names.as_deref()).or_else(of_title);
        let columns = form.groups.iter().flat_map(|group| group.of(Role::Measure));
        let of_all_rows = columns.filter(|col| names_one(grid, form.header_rows, *col)).collect();
        let mut told = Self::new(line);
        if told.line.is_empty() && annex.tables.len() == 1 {
            let noted = annex.notes.iter().flat_map(|note| measure::of_remark(note));
            (told.line, told.noted) = noted.partition(|noted| noted.of.is_empty());
        }
        let leaves: Vec<&str> = headers.iter().filter_map(|column| column.path.last().copied()).collect();
        if let Some(both) = two_of_quotient(&told.line).filter(|both| measure::prove_both(both, &leaves)) {
            told.line = both.to_vec();
        }
        let by_order = order::by_order(&told.line, form, headers);
        let denied = |one: &Noted| subject.is_some_and(|subject| denies_title(subject, &one.measure, known));
        let denied = matches!(&told.line[..], [one] if one.of.is_empty() && denied(one));
        let mut heads = headers.iter().flat_map(|column| column.path.iter());
        let names_thing = matches!(&told.line[..], [one] if heads.any(|text| one.is_of(text)));
        let of_first = Self::new(annex.measure_note.as_deref().filter(|_| !is_first)).line;
        let names_none = told.line.is_empty() && told.noted.is_empty() && of_first.is_empty();
        let has_measures = form.groups.iter().any(|group| group.of(Role::Measure).next().is_some());
        let run_on = match names_none && !has_measures {
            true => run_on::run_on_heads(headers, subject),
            false => HashMap::default(),
        };
        Self { of_all_rows, by_order, of_first, run_on, denied, names_thing, ..told }
    }

    /// Whether a column of measures names one for all rows.
    pub(crate) fn is_one(&self, col: usize) -> bool {
        self.of_all_rows.contains(&col)
    }

    /// Says which columns are taken to be counted in what the line names in their order: it may be in another.
    pub(crate) fn said_by_order(&self, headers: &[Headers<'_>], place: &Place) -> Option<Finding> {
        let mut columns: Vec<usize> = self.by_order.keys().copied().collect();
        columns.sort_unstable();
        let named = |col: &usize| Some(headers.get(*col)?.path.join("/"));
        let names: Vec<String> = columns.iter().filter_map(named).collect();
        let message = format!(
            "only the order of the measures in the 单位 line tells which is that of {}",
            names.join("、")
        );
        let readings = ["measures in the order of the columns", "measures in another order"];
        let finding = || Finding::ambiguous(Code::RolesUnclear, message, readings, place.clone());
        (!names.is_empty()).then(finding)
    }

    /// Reads the 单位 line, which may name several.
    fn new(line: Option<&str>) -> Self {
        Self { line: line.map(measure::of_note).unwrap_or_default(), ..Self::default() }
    }

    /// The measure that holds for a cell: the header's, nearest level first, the 计量单位 column's, the 单位 line's, or the
    /// one printed in the cell.
    ///
    /// A cell that prints a measure itself means that one: 增长8% in a row of 亿元, 15% under 单位：亿元. A power alone (万) is of
    /// what the row, the column or the line counts, and `raw` is theirs.
    ///
    /// Rates of growth are percentages whatever the thing that grows is measured in, where nothing is printed for them. Where the
    /// heads only frame a column a sign after its name (增长%) is a part of the name: there `raw` is what the 计量单位 column says.
    pub(crate) fn of(&self, printed: &Printed<'_>) -> Result<Measure, Missing> {
        let found = self.counted(printed)?;
        let raw = if printed.is_named_with_sign() { printed.beside.to_owned() } else { found.raw };
        Ok(Measure { raw, bound: found.bound.or_else(|| printed.bound()), ..found })
    }

    fn counted(&self, printed: &Printed<'_>) -> Result<Measure, Missing> {
        let growth = printed.column.growth || printed.row.growth;
        let near = near(printed).map(|found| self.as_called(found, &printed.column.path));
        let found = near.map_or_else(|| self.of_line(printed), Ok);
        let scaled = printed.value.zip(found.as_ref().ok());
        let scaled =
            scaled.and_then(|(own, found)| Some((measure::with_power(own, &found.raw)?, &found.raw)));
        let scaled = scaled.map(|(counts, raw)| Measure { raw: raw.clone(), ..counts });
        let own = || printed.value.map(measure::measure).filter(|own| own.id.is_some());
        match (found, scaled.or_else(own)) {
            (Ok(found), Some(counts)) if found.id != counts.id || found.multiplier != counts.multiplier => {
                Ok(Measure { bound: found.bound, ..counts })
            }
            (Ok(found), _) | (Err(_), Some(found)) => Ok(found),
            (Err(_), None) if growth => Ok(measure::measure("%")),
            (Err(missing), None) => printed.value.map(measure::measure).ok_or(missing),
        }
    }

    /// The measure that only the name of a column tells (满意度得分), as the line calls it that is of what is named there (得分：分).
    fn as_called(&self, found: Measure, path: &[&str]) -> Measure {
        let is_name = path.last().is_some_and(|leaf| leaf.ends_with(&found.raw));
        let is_it =
            |noted: &&Noted| noted.measure.id == found.id && path.iter().any(|text| noted.is_of(text));
        match self.line.iter().find(is_it).filter(|_| is_name) {
            Some(noted) => Measure { raw: noted.measure.raw.clone(), ..found },
            None => found,
        }
    }

    /// Why a table without a measure names none for a cell.
    fn elsewhere(&self, printed: &Printed<'_>) -> Missing {
        let is_share = printed.row.share || printed.column.share;
        let may_be = |one: &Noted| !is_share && !printed.contradicts(&one.measure);
        if self.of_first.iter().any(may_be) { Missing::OfFirstTable } else { Missing::Nowhere }
    }

    fn of_line(&self, printed: &Printed<'_>) -> Result<Measure, Missing> {
        let Printed { row, column, .. } = printed;
        if let Some(noted) = noted::of_named(&self.noted, printed) {
            return Ok(noted);
        }
        match &self.line[..] {
            _ if column.growth || row.growth => Err(Missing::Nowhere),
            [] => {
                let of_head = self.run_on.get(&printed.col).filter(|found| !printed.contradicts(found));
                of_head.cloned().ok_or_else(|| self.elsewhere(printed))
            }
            // A share is not counted in what the rest of the table is (税收占比 under 单位：万元).
            [one] if (row.share || column.share) && !tells_rate(&one.measure) => Err(Missing::Nowhere),
            // The line says itself that it is not of these: 人数 under 金额：万元.
            [one] if printed.contradicts(&one.measure) => {
                Err(if one.of.is_empty() { Missing::OfAnotherKind } else { Missing::OfOthersAlone })
            }
            [one] if !one.of.is_empty() && !printed.may_be_of(one) => Err(Missing::OfAnotherKind),
            [_] if self.denied && printed.names_nothing() => Err(Missing::OfAnotherKind),
            [one] if self.names_thing && printed.counts_another(one) => Err(Missing::OfAnotherKind),
            [one] => Ok(one.measure.clone()),
            several => {
                let by_order = || Some(&several.get(*self.by_order.get(&printed.col)?)?.measure);
                let chosen = measure::choose(several, printed.subjects).or_else(by_order);
                chosen.cloned().ok_or(Missing::Undecided)
            }
        }
    }
}

/// Whether what a title names is plainly not counted in a measure: by its words, or by what the registry knows of it.
fn denies_title(subject: &str, measure: &Measure, known: &Known<'_>) -> bool {
    let is_amount = measure.dimension.as_deref().is_some_and(measure::is_additive);
    let indicator = known.registry.indicator::<&str>(subject, &[]).map(Indicator::into_ref);
    is_amount
        && (Amount::said(subject).is_some_and(|amount| !amount.may_be_in(measure))
            || is_share(subject)
            || is_growth(subject)
            || indicator.is_some_and(|indicator| known.is_of_another(&indicator, measure)))
}

/// Whether what the rows of a column print is the same.
fn names_one(grid: &Grid<'_>, header_rows: usize, col: usize) -> bool {
    let mut printed = (header_rows..grid.rows()).filter(|row| grid.prints(*row, col));
    printed.next().is_some_and(|first| printed.all(|row| grid.text(row, col) == grid.text(first, col)))
}

/// The measure over the names (指标（亿元）), which holds for the whole table as a 单位 line does. In 乡镇（场） it is no count.
fn measure_of_names(grid: &Grid<'_>, form: &Form) -> Option<String> {
    let group = form.groups.first()?;
    let over = |col| column_path(grid, form.header_rows, col).into_iter().filter_map(measure::of_header);
    let is_count = |measure: &Measure| measure.dimension.as_deref() == Some("count");
    let of_units = group.of(Role::Unit).flat_map(over).filter(|measure| !is_count(measure));
    let mut measures = of_units.chain(group.of(Role::Indicator).flat_map(over));
    measures.find(|measure| measure.id.is_some()).map(|measure| measure.raw)
}

/// Why no measure holds for a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// None is printed.
    Nowhere,
    /// None is printed but over the first table of the annex.
    OfFirstTable,
    /// The 单位 line names several, and the headers do not tell which.
    Undecided,
    /// The table's measure counts another kind of thing than what the headers name.
    OfAnotherKind,
    /// It does, and says so itself.
    OfOthersAlone,
}

#[cfg(test)]
mod tests {
    use fenjie_model::Bound;

    use super::*;

    /// The measure of a cell under a 单位 line, or none.
    fn found(
        line: Option<&str>,
        [row, column]: [&[&str]; 2],
        beside: &str,
        value: Option<&str>,
    ) -> Result<Measure, Missing> {
        let subjects = [row, column].concat();
        let [row, column] = [row, column].map(|path| Headers::read(path.to_vec(), None));
        let printed = Printed {
            col: 1,
            row: &row,
            is_of_columns: false,
            subjects: &subjects,
            column: &column,
            beside,
            value,
        };
        Measures::new(line).of(&printed)
    }

    /// The measure of a column under a 单位 line.
    #[track_caller]
    fn check(line: &str, column_path: &[&str], expected: Result<&str, Missing>) {
        let found = found(Some(line), [&["甲镇"], column_path], "", None);
        let raw = found.as_ref().map(|measure| measure.raw.as_str()).map_err(|missing| *missing);
        assert_eq!(raw, expected, "{column_path:?}");
    }

    #[test]
    fn headers_tell_which_measure_of_a_line_they_mean() {
        check("亩、公里", &["造林绿化任务", "面积", "总面积"], Ok("亩"));
        check("亩、公里", &["造林绿化任务", "长度", "道路绿化"], Ok("公里"));
        check("亩、公里", &["道路绿化面积"], Ok("亩"));
        check("万立方米、处", &["土石方"], Ok("万立方米"));
        check("万立方米、处", &["整修山塘"], Ok("处"));
        check("处、亩、公里", &["小型泵站", "新建"], Ok("处"));
        check("亿元、%", &["工作目标", "累计值"], Ok("亿元"));
        check("人数：人；得分：分", &["满意度得分"], Ok("分"));
        check("人数：人", &["满意度得分"], Ok("得分"));
        check("亿元、个", &["亿元以上项目", "新开工"], Ok("个"));
        check("亿元、个", &["亿元以上项目", "投资额"], Ok("亿元"));
        check("亿元、%", &["工作目标", "占比"], Ok("%"));
        check("亩、公里", &["道路绿化"], Err(Missing::Undecided));
        check("亿元", &["工作目标", "增幅"], Ok("%"));
        check("亿元", &["户数（户）"], Ok("户"));
        check("亿元、%", &["投资增幅"], Ok("%"));
        check("万元", &["税收占比"], Err(Missing::Nowhere));
        check("%", &["税收占比"], Ok("%"));
        check("万元", &["就业人数"], Err(Missing::OfAnotherKind));
        check("万元", &["就业人数", "目标"], Err(Missing::OfAnotherKind));
        check("亩", &["苗木株数"], Err(Missing::OfAnotherKind));
        check("万元", &["投资额"], Ok("万元"));
        check("万元", &["就业人数", "补贴资金"], Ok("万元"));
    }

    #[test]
    fn growth_counts_per_cent_whatever_the_row_is_measured_in() {
        for path in
            [&["全县", "增幅%"][..], &["增幅"], &["增幅（%）"], &["增幅", "（%）"], &["投资（亿元）", "增速"]]
        {
            for beside in ["亿元", ""] {
                let growth = found(None, [&["产值"], path], beside, None).unwrap();
                assert_eq!((growth.raw.as_str(), growth.id.as_deref()), ("%", Some("%")), "{path:?}");
            }
        }
        for (beside, raw) in [("亿元", "亿元"), ("", "%")] {
            let growth = found(None, [&["产值"], &["增幅%"]], beside, Some("%")).unwrap();
            assert_eq!((growth.raw.as_str(), growth.id.as_deref()), (raw, Some("%")));
        }
        let increase = found(None, [&["产值"], &["增长（亿元）"]], "", None).unwrap();
        assert_eq!((increase.raw.as_str(), increase.id.as_deref()), ("亿元", Some("CNY")));
    }

    #[test]
    fn a_share_is_not_counted_in_what_it_is_of() {
        for (path, beside, expected) in [
            (&["投资（亿元）", "占比"][..], "", Err(Missing::Nowhere)),
            (&["投资（亿元）", "完成率"], "", Err(Missing::Nowhere)),
            (&["达标率"], "亩", Err(Missing::Nowhere)),
            (&["达标率"], "%", Ok("%".to_owned())),
            (&["投资（亿元）", "完成率（%）"], "", Ok("%".to_owned())),
            (&["投资（亿元）", "目标"], "", Ok("亿元".to_owned())),
        ] {
            let measure = found(None, [&["产值"], path], beside, None);
            assert_eq!(measure.map(|measure| measure.raw), expected, "{path:?}");
        }
        check("亿元", &["达标率"], Err(Missing::Nowhere));
        check("亿元", &["装机功率"], Ok("亿元"));
        check("万元/人", &["劳动生产率"], Ok("万元/人"));
    }

    #[test]
    fn a_comparator_after_a_name_holds_for_its_numbers() {
        for (row, column, line) in [
            ("甲镇", "PM2.5≤", "微克/立方米"),
            ("PM2.5≤", "目标", "微克/立方米"),
            ("甲镇", "失业率（%）≤", "人"),
        ] {
            let measure = found(Some(line), [&[row], &[column]], "", None).unwrap();
            assert_eq!(measure.bound, Some(Bound::AtMost), "{row} {column}");
        }
        assert_eq!(found(None, [&["失业率≤"], &["增幅"]], "", None).unwrap().bound, None);
    }

    #[test]
    fn a_measure_beside_a_row_is_of_no_other_kind() {
        for (column, expected) in [("目标", Ok("亩")), ("面积", Ok("亩")), ("投资额", Err(Missing::Nowhere))]
        {
            let measure = found(None, [&["造林"], &[column]], "亩", None);
            assert_eq!(measure.map(|measure| measure.raw), expected.map(str::to_owned), "{column}");
        }
        assert_eq!(found(Some("万元"), [&["就业人数"], &["目标"]], "", None), Err(Missing::OfAnotherKind));
    }

    #[test]
    fn an_unknown_measure_gives_way_to_the_one_beside_it() {
        for (beside, raw) in [("亿元", "亿元"), ("", "万棒")] {
            let printed = found(Some("个"), [&["菌种（万棒）"], &["目标"]], beside, None).unwrap();
            assert_eq!(printed.raw, raw);
        }
    }

    #[test]
    fn a_measure_in_the_cell_says_what_the_number_counts() {
        let headers = [&["产值"][..], &["目标"]];
        for (line, beside) in [(None, "亿元"), (None, ""), (Some("亿元"), "")] {
            let own = found(line, headers, beside, Some("%")).unwrap();
            assert_eq!((own.raw.as_str(), own.id.as_deref()), ("%", Some("%")));
        }
        // A power alone is of what the column counts.
        for (line, power, id, multiplier) in [
            ("亩", "万", "har", (2_000, 3)),
            ("万元", "亿", "CNY", (100_000_000, 1)),
            ("万亩", "万", "har", (2_000, 3)),
        ] {
            let found = found(Some(line), headers, "", Some(power)).unwrap();
            assert_eq!((found.id.as_deref(), found.multiplier), (Some(id), Some(multiplier)), "{line}");
        }
    }
}
