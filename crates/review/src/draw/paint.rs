//! Colours, strokes and blend modes as SVG attributes.

use std::fmt::Write;

use hayro_interpret::kurbo::{Cap, Join};
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{BlendMode, Paint, StrokeProps};

use super::figures;

/// What a paint is without its pattern: sRGB and alpha. Patterns other than those drawn on their own count as grey.
pub(super) fn colour(paint: &Paint<'_>) -> [u8; 4] {
    match paint {
        Paint::Color(colour) => colour.to_rgba().to_rgba8(),
        Paint::Pattern(pattern) => match pattern.as_ref() {
            Pattern::Shading(shading) => [0x80, 0x80, 0x80, alpha(shading.opacity)],
            Pattern::Tiling(tiling) => [0x80, 0x80, 0x80, alpha(tiling.opacity)],
        },
    }
}

fn alpha(opacity: f32) -> u8 {
    (opacity.clamp(0.0, 1.0) * 255.0).round() as u8
}

/// Appends ` fill="…"` or ` stroke="…"`, with the opacity where it is not whole. Black is what a fill is without one.
pub(super) fn attribute(out: &mut String, name: &str, [r, g, b, a]: [u8; 4]) {
    if name != "fill" || [r, g, b] != [0; 3] {
        let _ = write!(out, " {name}=\"#{r:02x}{g:02x}{b:02x}\"");
    }
    if a != 255 {
        let _ = write!(out, " {name}-opacity=\"");
        figures::number(out, f64::from(a) / 255.0, 3);
        out.push('"');
    }
}

/// Appends the attributes of a stroke whose lengths are in units of `scale` user units.
pub(super) fn stroke(out: &mut String, stroke: &StrokeProps, scale: f64) {
    let length = |value: f32| f64::from(value) * scale;
    out.push_str(" stroke-width=\"");
    // A line without width is the thinnest that can be seen.
    if stroke.line_width > 0.0 {
        figures::number(out, length(stroke.line_width), 4);
    } else {
        out.push_str("0.6\" vector-effect=\"non-scaling-stroke");
    }
    out.push('"');
    match stroke.line_cap {
        Cap::Butt => {}
        Cap::Round => out.push_str(" stroke-linecap=\"round\""),
        Cap::Square => out.push_str(" stroke-linecap=\"square\""),
    }
    match stroke.line_join {
        Join::Miter => {}
        Join::Round => out.push_str(" stroke-linejoin=\"round\""),
        Join::Bevel => out.push_str(" stroke-linejoin=\"bevel\""),
    }
    if !stroke.dash_array.is_empty() {
        let dashes: Vec<f64> = stroke.dash_array.iter().map(|dash| length(*dash)).collect();
        out.push_str(" stroke-dasharray=\"");
        figures::numbers(out, &dashes, 3);
        out.push_str("\" stroke-dashoffset=\"");
        figures::number(out, length(stroke.dash_offset), 3);
        out.push('"');
    }
}

/// The class of a blend mode, which the page's style knows; none for the normal one.
pub(super) fn blend_class(mode: BlendMode) -> Option<&'static str> {
    Some(match mode {
        BlendMode::Normal => return None,
        BlendMode::Multiply => "mix-multiply",
        BlendMode::Screen => "mix-screen",
        BlendMode::Overlay => "mix-overlay",
        BlendMode::Darken => "mix-darken",
        BlendMode::Lighten => "mix-lighten",
        BlendMode::ColorDodge => "mix-color-dodge",
        BlendMode::ColorBurn => "mix-color-burn",
        BlendMode::HardLight => "mix-hard-light",
        BlendMode::SoftLight => "mix-soft-light",
        BlendMode::Difference => "mix-difference",
        BlendMode::Exclusion => "mix-exclusion",
        BlendMode::Hue => "mix-hue",
        BlendMode::Saturation => "mix-saturation",
        BlendMode::Color => "mix-color",
        BlendMode::Luminosity => "mix-luminosity",
    })
}
