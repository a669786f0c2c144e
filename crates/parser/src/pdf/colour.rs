//! Colours as sRGB, as near as a reader of text needs them.

/// A colour of one, three or four components: gray, RGB, CMYK.
pub(super) fn srgb(components: &[f64]) -> Option<[u8; 3]> {
    let byte = |n: f64| (n.clamp(0.0, 1.0) * 255.0).round() as u8;
    match *components {
        [gray] => Some([byte(gray); 3]),
        [r, g, b] => Some([byte(r), byte(g), byte(b)]),
        [c, m, y, k] => {
            Some([c, m, y].map(|ink| byte((1.0 - ink.clamp(0.0, 1.0)) * (1.0 - k.clamp(0.0, 1.0)))))
        }
        _ => None,
    }
}

/// The colour that shows on white paper through the given opacity.
pub(super) fn on_white(colour: [u8; 3], opacity: f64) -> [u8; 3] {
    if opacity >= 1.0 {
        return colour;
    }
    let opacity = opacity.max(0.0);
    colour.map(|c| (f64::from(c) * opacity + 255.0 * (1.0 - opacity)).round() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_the_number_of_components() {
        assert_eq!(srgb(&[0.0]), Some([0, 0, 0]));
        assert_eq!(srgb(&[1.0, 0.0, 0.5]), Some([255, 0, 128]));
        assert_eq!(srgb(&[0.0, 1.0, 1.0, 0.0]), Some([255, 0, 0]));
        assert_eq!(srgb(&[0.1, 0.2]), None);
        assert_eq!(on_white([0, 0, 0], 0.2), [204, 204, 204]);
    }
}
