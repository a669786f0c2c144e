//! PNG files (ISO/IEC 15948), as small as a person's look allows: 16 greys, 216 colours, or colours with alpha.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];

/// Steps from one of the six values of a channel to the next.
const STEP: u8 = 51;

/// How pixels are written: bit depth and colour type (clause 11.2.2).
#[derive(Clone, Copy)]
enum Form {
    Grey4,
    Indexed8,
    Rgba8,
}

/// What is as light as this is paper, and white: the paper of a scan lies between two of the greys, and would be
/// speckled.
const PAPER: u8 = 232;

/// A picture of 16 greys.
pub(super) fn grey(width: u32, height: u32, greys: &[u8]) -> Vec<u8> {
    let level = |grey: u8| if grey >= PAPER { 15 } else { (u16::from(grey) * 15 + 127) / 255 };
    let rows = greys.chunks_exact(width as usize).map(|row| {
        row.chunks(2)
            .map(|pair| (level(pair[0]) << 4 | pair.get(1).map_or(0, |&grey| level(grey))) as u8)
            .collect()
    });
    file(width, height, Form::Grey4, rows)
}

/// A picture of 216 colours: six values a channel.
pub(super) fn colours(width: u32, height: u32, colours: &[[u8; 3]]) -> Vec<u8> {
    let level = |value: u8| (u16::from(value) + u16::from(STEP) / 2) as u8 / STEP;
    let index = |rgb: &[u8; 3]| {
        rgb.iter().fold(0, |index, &value| index * 6 + level(value.min(255 - STEP / 2)).min(5))
    };
    let rows = colours.chunks_exact(width as usize).map(|row| row.iter().map(index).collect());
    file(width, height, Form::Indexed8, rows)
}

/// A picture of red, green, blue and alpha, four bytes a pixel.
pub(super) fn rgba(width: u32, height: u32, pixels: &[u8]) -> Vec<u8> {
    let rows = pixels.chunks_exact(width.max(1) as usize * 4).map(<[u8]>::to_vec);
    file(width, height, Form::Rgba8, rows)
}

fn file(width: u32, height: u32, form: Form, rows: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let (depth, colour_type) = match form {
        Form::Grey4 => (4, 0),
        Form::Indexed8 => (8, 3),
        Form::Rgba8 => (8, 6),
    };
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([depth, colour_type, 0, 0, 0]);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    for row in rows {
        // No filter; a vector takes all bytes.
        let _ = packed.write_all(&[0]).and_then(|()| packed.write_all(&row));
    }
    let packed = packed.finish().unwrap_or_default();
    let mut png = SIGNATURE.to_vec();
    chunk(&mut png, *b"IHDR", &header);
    if matches!(form, Form::Indexed8) {
        let palette: Vec<u8> =
            (0..216u8).flat_map(|i| [i / 36, i / 6 % 6, i % 6]).map(|level| level * STEP).collect();
        chunk(&mut png, *b"PLTE", &palette);
    }
    chunk(&mut png, *b"IDAT", &packed);
    chunk(&mut png, *b"IEND", &[]);
    png
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    let mut sum = flate2::Crc::new();
    sum.update(&name);
    sum.update(data);
    png.extend((data.len() as u32).to_be_bytes());
    png.extend(name);
    png.extend(data);
    png.extend(sum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_its_chunks() {
        let png = colours(2, 1, &[[255, 0, 0], [0, 0, 255]]);
        for name in [b"IHDR", b"PLTE", b"IDAT", b"IEND"] {
            assert!(png.windows(4).any(|window| window == name), "{name:?}");
        }
        assert_eq!(&png[png.len() - 4..], &0xae42_6082_u32.to_be_bytes());
    }
}
