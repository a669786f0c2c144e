//! Annexes that start with their title alone.

use fenjie_model::{Annex, At, text};

use super::{Before, NumberFrom, Open, Reader, is_head_of_table, joins};
use crate::document::{Line, caption, title};

impl Reader<'_> {
    /// Starts an annex without a label where the first lines are its title.
    pub(super) fn unlabelled_annex(&mut self, lines: &[Line], before: Before) -> Option<usize> {
        if self.names_part() || self.starts_part(&lines[0]) {
            return None;
        }
        // Where no table follows, an annex starts with a title of the list alone.
        if before == Before::End && self.numbers.next_free(None).is_none() {
            return None;
        }
        let joins = joins(lines);
        let mut best: Option<(f64, u32, usize, &String)> = None;
        for (joined, taken) in &joins {
            // Away from a table only the listed title itself starts an annex.
            let is_near = before == Before::Table && is_head_of_table(&lines[*taken..]);
            if let Some((likeness, number)) =
                self.numbers.most_alike(joined, if is_near { title::ALIKE } else { 1.0 })
                && best.as_ref().is_none_or(|(most, ..)| likeness > *most)
            {
                best = Some((likeness, number, *taken, joined));
            }
        }
        if let Some((_, number, taken, title)) = best {
            self.start_unlabelled(Some(number), title.clone(), lines[0].raw.at);
            return Some(taken);
        }
        // 表1 before the title that the list has.
        let named = joins.iter().filter(|(_, taken)| is_head_of_table(&lines[*taken..]));
        let mut named = named.filter_map(|(joined, taken)| {
            let title = caption::title(joined)?.to_owned();
            let number = self.numbers.by_title(&title, title::ALIKE)?;
            let label = joined[..joined.len() - title.len()].to_owned();
            Some((number, title, text::clean(&label), *taken))
        });
        if let Some((number, title, label, taken)) = named.next().filter(|_| before == Before::Table) {
            self.start_unlabelled(Some(number), title, lines[0].raw.at);
            self.open.last_mut()?.annex.label = Some(label);
            return Some(taken);
        }
        if before == Before::End {
            return None;
        }
        // A title right over a table that the list does not have in these words.
        let (joined, taken) = joins
            .into_iter()
            .find(|(joined, taken)| title::is_title(joined) && is_head_of_table(&lines[*taken..]))?;
        if caption::is_caption(&joined) || caption::is_heading(&joined) || caption::is_continuation(&joined) {
            return None;
        }
        let next = self.numbers.next_free(self.open.last().and_then(|open| open.annex.number));
        let next =
            next.filter(|entry| title::closeness(&text::fold(&joined), &text::fold(&entry.title)) >= 0.5);
        let has_year = joined.contains('年');
        let is_first = self.open.is_empty();
        let is_free_standing = self.open.last().is_some_and(|open| !open.annex.tables.is_empty()) && has_year;
        if next.is_none() && !is_first && !is_free_standing {
            return None;
        }
        self.start_unlabelled(next.map(|entry| entry.number), joined, lines[0].raw.at);
        Some(taken)
    }

    pub(super) fn start_unlabelled(&mut self, number: Option<u32>, title: String, at: At) {
        self.settle();
        self.numbers.taken.extend(number);
        let number_from = if number.is_some() { NumberFrom::List } else { NumberFrom::Nowhere };
        self.open.push(Open { annex: Annex { number, title, ..Annex::default() }, at, number_from });
    }
}
