//! The colours of the pages can be told apart: WCAG 2.2 asks for 4.5 : 1 of text (1.4.3) and 3 : 1 of controls (1.4.11).

use std::collections::HashMap;

const REVIEW: &str = include_str!("../crates/review/src/page.css");
const CHANGES: &str = include_str!("../crates/emitter/src/html/changes.css");

/// The luminance of the colours of a style by name, in light and in dark.
fn colours(style: &str) -> HashMap<&str, [f64; 2]> {
    let of = |line| {
        let (name, value) = str::trim(line).strip_prefix("--")?.split_once(": light-dark(")?;
        let (light, dark) = value.strip_suffix(");")?.split_once(", ")?;
        Some((name, [luminance(light), luminance(dark)]))
    };
    style.lines().filter_map(of).collect()
}

/// The relative luminance of `#rgb` or `#rrggbb`.
fn luminance(colour: &str) -> f64 {
    let digits = colour.strip_prefix('#').expect("a colour is written in hexadecimal");
    let part = |n: usize| {
        let width = digits.len() / 3;
        let text = digits[n * width..(n + 1) * width].repeat(3 - width);
        f64::from(u8::from_str_radix(&text, 16).expect("two digits")) / 255.0
    };
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(part(0)) + 0.7152 * linear(part(1)) + 0.0722 * linear(part(2))
}

#[track_caller]
fn check(style: &str, fronts: &[&str], backs: &[&str], least: f64) {
    let colours = colours(style);
    for (front, back) in fronts.iter().flat_map(|front| backs.iter().map(move |back| (front, back))) {
        for (mode, name) in ["light", "dark"].into_iter().enumerate() {
            let (a, b) = (colours[front][mode], colours[back][mode]);
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast >= least, "{front} on {back}, {name}: {contrast:.2}");
        }
    }
}

#[test]
fn texts_can_be_read() {
    let texts = ["text", "faint", "accent", "error", "warning", "info", "good"];
    check(REVIEW, &texts, &["back", "front", "chosen"], 4.5);
    check(REVIEW, &["front"], &["accent"], 4.5);
    check(CHANGES, &["text", "faint", "good", "gone", "turn", "same"], &["page", "head"], 4.5);
}

#[test]
fn controls_can_be_seen() {
    check(REVIEW, &["edge", "accent"], &["back", "front"], 3.0);
}
