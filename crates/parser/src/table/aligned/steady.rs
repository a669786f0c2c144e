//! Words of a scan's text layer, put on common baselines.
//!
//! Character recognition measures each word by itself on a sheet that lay a little askew: the words of a line do not
//! share their baseline as those of a typesetter do, and lengths that tell lines of a cell from rows are lost in that.
//! A page whose words are uneven is put straight and its words on the baselines of their lines; a typeset page is left.

use fenjie_model::Rect;

use super::Word;
use super::page::ASCENT;
use super::piece::typical;

/// Words whose baselines are this near, in ems, are of one line.
const SAME_LINE: f32 = 0.3;
/// Baselines nearer than this, in ems, are the same: typesetters differ by rounding alone.
const EVEN: f32 = 0.015;
/// Fewer lines of several words tell nothing of a page.
const FEWEST_LINES: usize = 4;
/// Two words tell how askew the page is when they are this far apart, in ems.
const APART: f32 = 3.0;
/// Words that are asked how askew the page is, and the fewest answers that count.
const ASKED: (usize, usize) = (500, 12);
/// The steepest slope: beyond it text counts as slanted.
const STEEPEST: f32 = 0.02;
/// Sizes that differ by no more than this share of the usual one are the usual one.
const SAME_SIZE: f32 = 0.2;

/// Puts the words of a page of which most lines are uneven on common baselines, in the usual size, and leaves the places
/// where they are printed. Says whether the page is such a one.
pub(super) fn steady(words: &mut [Word]) -> bool {
    let Some(size) = typical(words.iter().map(|w| w.size)) else { return false };
    let slope = slope(words, size);
    let level = |w: &Word| baseline(w) - slope * w.bbox.centre_x();
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by(|&a, &b| level(&words[a]).total_cmp(&level(&words[b])));
    let lines = lines_of(&order, |i| level(&words[i]), SAME_LINE * size);
    let shared: Vec<&[usize]> = lines.iter().copied().filter(|line| line.len() > 1).collect();
    let is_uneven =
        |line: &[usize]| level(&words[line[line.len() - 1]]) - level(&words[line[0]]) > EVEN * size;
    let uneven = shared.iter().filter(|line| is_uneven(line)).count();
    if shared.len() < FEWEST_LINES || 2 * uneven <= shared.len() {
        return false;
    }
    let common = |line: &[usize]| typical(line.iter().map(|&i| level(&words[i])));
    let lines: Vec<(f32, &[usize])> =
        lines.into_iter().filter_map(|line| Some((common(line)?, line))).collect();
    for (common, line) in lines {
        for &i in line {
            let word = &mut words[i];
            if (word.size - size).abs() <= SAME_SIZE * size {
                word.size = size;
            }
            let top = common - ASCENT * word.size;
            word.bbox = Rect { top, bottom: top + word.size, ..word.bbox };
        }
    }
    true
}

fn baseline(word: &Word) -> f32 {
    word.bbox.top + ASCENT * word.size
}

/// Parts an order of words where the next level is further from the first one of the line.
fn lines_of(order: &[usize], level: impl Fn(usize) -> f32, same: f32) -> Vec<&[usize]> {
    let mut lines = Vec::new();
    let mut rest = order;
    while let Some(&first) = rest.first() {
        let end = rest.iter().position(|&i| level(i) - level(first) > same).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        lines.push(line);
        rest = after;
    }
    lines
}

/// How far lines sink from left to right, as what most words and their neighbours to the right say.
fn slope(words: &[Word], size: f32) -> f32 {
    let step = (words.len() / ASKED.0).max(1);
    let right_of = |a: &Word| {
        let by = |b: &Word| b.bbox.centre_x() - a.bbox.centre_x();
        let beside = words
            .iter()
            .filter(|b| by(b) > APART * size && (baseline(b) - baseline(a)).abs() < SAME_LINE * size);
        let next = beside.min_by(|b, c| by(b).total_cmp(&by(c)))?;
        Some((baseline(next) - baseline(a)) / by(next))
    };
    let told: Vec<f32> = words.iter().step_by(step).filter_map(right_of).collect();
    let slope = typical(told.iter().copied()).filter(|_| told.len() >= ASKED.1).unwrap_or(0.0);
    if slope.abs() <= STEEPEST { slope } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use fenjie_model::At;

    use super::*;

    /// Six lines of four words, with what is added to the baselines of the words of each line.
    fn sheet(added: impl Fn(usize, usize) -> f32) -> Vec<Word> {
        let word = |line: usize, column: usize| {
            let (x, top) = (50.0 + 120.0 * column as f32, 100.0 + 20.0 * line as f32 + added(line, column));
            let bbox = Rect::new(x, top, x + 30.0, top + 10.0);
            Word {
                text: "甲乙丙".to_owned(),
                bbox,
                size: 10.0,
                spaced: false,
                at: At::Page { page: 1, bbox },
            }
        };
        (0..6).flat_map(|line| (0..4).map(move |column| (line, column))).map(|(l, c)| word(l, c)).collect()
    }

    /// Checks that each line has one height, that lines are where they were, and that the printed places are kept.
    #[track_caller]
    fn check_evened(mut words: Vec<Word>) {
        let printed: Vec<At> = words.iter().map(|w| w.at).collect();
        assert!(steady(&mut words));
        for line in words.chunks(4) {
            assert!(line.iter().all(|w| w.bbox.top == line[0].bbox.top && w.size == 10.0), "{line:?}");
        }
        assert!((words[20].bbox.top - words[0].bbox.top - 100.0).abs() < 1.0);
        assert_eq!(words.iter().map(|w| w.at).collect::<Vec<_>>(), printed);
    }

    #[test]
    fn typeset_words_are_left() {
        let mut words = sheet(|_, _| 0.0);
        // Names of merged cells stand beside the lines.
        words[8].bbox.top += 2.0;
        words[8].bbox.bottom += 2.0;
        let before = words.clone();
        assert!(!steady(&mut words));
        assert_eq!(words, before);
    }

    #[test]
    fn a_few_words_tell_nothing() {
        let mut words = sheet(|line, column| [0.3, -0.4, 0.1, -0.2][(line + column) % 4]);
        words.truncate(12);
        assert!(!steady(&mut words));
    }

    #[test]
    fn uneven_words_come_to_the_baselines_of_their_lines() {
        check_evened(sheet(|line, column| [0.3, -0.4, 0.1, -0.2][(line + column) % 4]));
    }

    #[test]
    fn a_sheet_that_lay_askew_is_put_straight() {
        // Half a degree: over the sheet's width more than a third of a line.
        check_evened(sheet(|line, column| 1.05 * column as f32 + [0.2, -0.1, 0.0, 0.1][(line + column) % 4]));
    }

    #[test]
    fn sizes_as_measured_become_the_usual_one() {
        let mut words = sheet(|line, column| [0.3, -0.4, 0.1, -0.2][(line + column) % 4]);
        for (i, word) in words.iter_mut().enumerate() {
            word.size = [9.4, 10.0, 10.3][i % 3];
        }
        assert!(steady(&mut words));
        assert!(words.iter().all(|w| w.size == 10.0));
    }
}
