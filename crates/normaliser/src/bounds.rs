//! The words that bound a number, in its cell and in the header over it.

use fenjie_model::Bound::{self, About, AtLeast, AtMost};

use crate::words::words;

/// Before the number, and in a cell no part of its note. Each stands before those that it begins with.
pub(crate) const BEFORE: &[(&str, Bound)] = &[
    ("≥", AtLeast),
    ("≧", AtLeast),
    ("⩾", AtLeast),
    (">=", AtLeast),
    (">", AtLeast),
    ("大于等于", AtLeast),
    ("大于或等于", AtLeast),
    ("不得低于", AtLeast),
    ("不得少于", AtLeast),
    ("不低于", AtLeast),
    ("不少于", AtLeast),
    ("不小于", AtLeast),
    ("高于", AtLeast),
    ("大于", AtLeast),
    ("多于", AtLeast),
    ("超过", AtLeast),
    ("超", AtLeast),
    ("逾", AtLeast),
    ("至少", AtLeast),
    ("最低", AtLeast),
    ("最少", AtLeast),
    ("≤", AtMost),
    ("≦", AtMost),
    ("⩽", AtMost),
    ("<=", AtMost),
    ("<", AtMost),
    ("小于等于", AtMost),
    ("小于或等于", AtMost),
    ("不得高于", AtMost),
    ("不得超过", AtMost),
    ("不高于", AtMost),
    ("不超过", AtMost),
    ("不超", AtMost),
    ("不突破", AtMost),
    ("不足", AtMost),
    ("不大于", AtMost),
    ("不多于", AtMost),
    ("低于", AtMost),
    ("小于", AtMost),
    ("少于", AtMost),
    ("至多", AtMost),
    ("最多", AtMost),
    ("最高", AtMost),
    ("大约", About),
    ("约为", About),
    ("约", About),
    ("近", About),
    ("≈", About),
];

/// Behind the number.
pub(crate) const AFTER: &[(&str, Bound)] = &[
    ("及以上", AtLeast),
    ("以上", AtLeast),
    ("及以下", AtMost),
    ("以下", AtMost),
    ("及以内", AtMost),
    ("以内", AtMost),
    ("之内", AtMost),
    ("内", AtMost),
    ("左右", About),
    ("上下", About),
    ("+", AtLeast),
];

/// Whether a word bounds the numbers under a header too. The others are of a name there: 温度（最高）, 供给不足.
pub(crate) fn is_of_header(word: &str) -> bool {
    !words!("超 逾 近 至少 至多 最低 最少 最高 最多 不足 内 上下 +").have(word)
}
