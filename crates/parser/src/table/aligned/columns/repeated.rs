//! Heads that are repeated, group after group (Rate, SE, Rate, SE): what stands over them, one text over each group, heads
//! the groups, whether or not a rule is drawn under it.

use std::ops::Range;

use crate::table::aligned::piece::Piece;

/// A line of heads is looked at for groups up to this many columns from its first.
const LATEST: usize = 3;
/// The heads of groups have so many lines at most.
const MOST_LINES: usize = 3;
/// A group has so many heads at most: all of them are held against each other.
const MOST_HEADS: usize = 64;
/// A line of a head stands in its middle within this many ems.
const NEAR: f32 = 0.3;

/// Puts the texts above heads that are repeated over the columns of their groups.
pub(crate) fn group(pieces: &mut [Piece]) {
    let first = pieces.iter().find(|p| p.value && p.from > 0).map_or(usize::MAX, |p| p.band);
    let lines: Vec<Range<usize>> =
        lines(pieces).into_iter().filter(|l| pieces[l.start].band < first).collect();
    for (at, line) in lines.iter().enumerate().skip(1) {
        let groups = groups(&pieces[line.clone()]);
        let groups: Vec<Range<usize>> =
            groups.into_iter().map(|g| line.start + g.start..line.start + g.end).collect();
        for above in lines[..at].iter().rev().take(MOST_LINES) {
            if over(pieces, above.clone(), &groups).is_empty() {
                continue;
            }
            let Some(heads) = heads(pieces, above.clone(), &groups) else { break };
            for (head, group) in heads.into_iter().zip(&groups) {
                let own = (pieces[group.start].own.0, pieces[group.end - 1].own.1);
                (pieces[head].own, pieces[head].from, pieces[head].to) = (own, own.0, own.1);
                pieces[head].grouped = true;
            }
        }
    }
}

/// The pieces of each band.
fn lines(pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut at = 0;
    pieces
        .chunk_by(|a, b| a.band == b.band)
        .map(|line| {
            at += line.len();
            at - line.len()..at
        })
        .collect()
}

/// The groups of a line, each of the same heads, different ones, over neighbouring columns up to one of the last.
fn groups(line: &[Piece]) -> Vec<Range<usize>> {
    let is_row = |own: &[Piece]| {
        own.iter().all(|p| p.own.1 == p.own.0 + 1 && !p.value)
            && own.windows(2).all(|pair| pair[0].own.1 == pair[1].own.0)
    };
    let differ = |own: &[Piece]| (1..own.len()).all(|i| own[..i].iter().all(|p| p.text != own[i].text));
    let ends = (line.len().saturating_sub(LATEST) + 1..=line.len()).rev();
    for (end, start) in ends.flat_map(|end| (0..end.min(LATEST)).map(move |start| (end, start))) {
        let own = &line[start..end];
        for period in (2..=(own.len() / 2).min(MOST_HEADS)).filter(|period| own.len().is_multiple_of(*period))
        {
            let repeated = own[period..].iter().zip(own).all(|(b, a)| a.text == b.text);
            if repeated && is_row(own) && differ(&own[..period]) {
                return (start..end).step_by(period).map(|from| from..from + period).collect();
            }
        }
    }
    Vec::new()
}

/// The texts of a line that stand over some groups.
fn over(pieces: &[Piece], line: Range<usize>, groups: &[Range<usize>]) -> Vec<usize> {
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return Vec::new() };
    let (x0, x1) = (pieces[first.start].x0, pieces[last.end - 1].x1);
    line.filter(|&i| (x0..=x1).contains(&pieces[i].centre())).collect()
}

/// The texts of a line that stand over one group each, if they do over every one.
fn heads(pieces: &[Piece], line: Range<usize>, groups: &[Range<usize>]) -> Option<Vec<usize>> {
    let over = over(pieces, line, groups);
    if over.len() != groups.len() {
        return None;
    }
    let is_over = |(k, (&i, group)): (usize, (&usize, &Range<usize>))| {
        let before = k.checked_sub(1).map_or(f32::NEG_INFINITY, |k| pieces[groups[k].end - 1].centre());
        let behind = groups.get(k + 1).map_or(f32::INFINITY, |next| pieces[next.start].centre());
        let (left, right) = (pieces[group.start].x0, pieces[group.end - 1].x1);
        let head = &pieces[i];
        !head.value && head.x0 > before && head.x1 < behind && (left..=right).contains(&head.centre())
    };
    let differ = (1..over.len()).all(|k| over[..k].iter().all(|&i| pieces[i].text != pieces[over[k]].text));
    let is_first_line = over.iter().zip(groups).all(|(&i, group)| is_line_of_one(pieces, i, group.clone()));
    (differ && !is_first_line && over.iter().zip(groups).enumerate().all(is_over)).then_some(over)
}

/// Whether a text stands in the middle of one of some heads, and not of them all: it is a line of that.
fn is_line_of_one(pieces: &[Piece], text: usize, group: Range<usize>) -> bool {
    let middle = group.start + group.len() / 2;
    let is_middle = group.len() % 2 == 1;
    let near = NEAR * (pieces[text].bottom - pieces[text].top);
    group
        .into_iter()
        .any(|i| !(is_middle && i == middle) && (pieces[i].centre() - pieces[text].centre()).abs() <= near)
}

#[cfg(test)]
mod tests {
    use crate::table::aligned::rows::slots::tests::check;

    #[test]
    fn texts_over_repeated_heads_group_them() {
        let mut texts = vec![("Both", 60.0, 0.0), ("Men", 142.0, 0.0)];
        let heads = [("Age", 0.0), ("SE", 50.0), ("N", 90.0), ("SE", 130.0), ("N", 170.0)];
        texts.extend(heads.map(|(head, x)| (head, x, 14.0)));
        for (k, name) in ["15", "24", "65"].into_iter().enumerate() {
            let y = 28.0 + 14.0 * k as f32;
            texts.extend([
                ("Aged", 0.0, y),
                (name, 60.0, y),
                ("31", 85.0, y),
                ("52", 140.0, y),
                ("77", 165.0, y),
            ]);
        }
        let rows = "Aged 15 31 52 77\nAged 24 31 52 77\nAged 65 31 52 77";
        check(&texts, &[], &format!("_ Both < Men <\nAge SE N SE N\n{rows}"));
    }

    #[test]
    fn a_head_behind_the_repeated_ones_is_in_no_group() {
        let mut texts =
            vec![("Plan", 95.0, 0.0), ("Else", 215.0, 0.0), ("All", 295.0, 0.0), ("of", 298.0, 7.0)];
        let at = [60.0, 100.0, 140.0, 180.0, 220.0, 260.0, 300.0];
        texts.push(("Name", 0.0, 14.0));
        texts.extend(["R", "C", "T", "R", "C", "T"].into_iter().zip(at).map(|(head, x)| (head, x, 14.0)));
        texts.push(("it", 298.0, 14.0));
        for (k, name) in ["Ada", "Bow", "Cob"].into_iter().enumerate() {
            let y = 28.0 + 14.0 * k as f32;
            texts.push((name, 0.0, y));
            texts.extend(
                ["12", "31", "52", "77", "24", "65", "99"].into_iter().zip(at).map(|(v, x)| (v, x, y)),
            );
        }
        let row = "12 31 52 77 24 65 99";
        let rows = format!("Ada {row}\nBow {row}\nCob {row}");
        check(&texts, &[], &format!("Name Plan < < Else < < All of it\n^ R C T R C T ^\n{rows}"));
    }
}
