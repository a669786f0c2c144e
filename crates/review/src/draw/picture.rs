//! Pictures as data URIs, no finer than a person needs beside a table.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hayro_interpret::{ImageData, LumaData};

use super::png;
use super::raster::Raster;

/// Pixels along the longer side: a page of A4 at 110 dots an inch.
const FINEST: u32 = 1300;

/// A picture, and what one of its pixels is in pixels of the file, across and down.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) uri: String,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) scale: (f64, f64),
}

/// The picture of an image with the alpha that it carries.
pub(super) fn of_image(image: ImageData, alpha: Option<LumaData>) -> Option<Picture> {
    let scale = image.scale_factors();
    let raster = match image {
        ImageData::Rgb(rgb) => Raster::new(rgb.width, rgb.height, 3, rgb.data)?,
        ImageData::Luma(luma) => Raster::new(luma.width, luma.height, 1, luma.data)?,
    };
    let Some(alpha) = alpha else { return Some(opaque(&raster, scale)) };
    let alpha = Raster::new(alpha.width, alpha.height, 1, alpha.data)?;
    // The finer of the two says how fine the picture is to be.
    let (width, height) = wanted(raster.width.max(alpha.width), raster.height.max(alpha.height));
    let (colour, cover) = (raster.scaled(width, height), alpha.scaled(width, height));
    let pixels = (0..colour.pixels()).flat_map(|i| {
        let [r, g, b] = colour.rgb(i);
        [r, g, b, cover.data[i]]
    });
    let png = png::rgba(width, height, &pixels.collect::<Vec<u8>>());
    Some(picture(&png, (width, height), (raster.width, raster.height), scale))
}

/// The picture of a stencil filled with a colour.
pub(super) fn of_stencil(stencil: LumaData, [r, g, b, a]: [u8; 4]) -> Option<Picture> {
    let raster = Raster::new(stencil.width, stencil.height, 1, stencil.data)?;
    let (width, height) = wanted(raster.width, raster.height);
    let cover = raster.scaled(width, height);
    let alpha = |cover: u8| (u16::from(a) * u16::from(cover) / 255) as u8;
    let pixels: Vec<u8> = cover.data.iter().flat_map(|&cover| [r, g, b, alpha(cover)]).collect();
    let png = png::rgba(width, height, &pixels);
    Some(picture(&png, (width, height), (raster.width, raster.height), stencil.scale_factors))
}

/// The picture of pixels with alpha.
pub(super) fn of_rgba(width: u32, height: u32, data: &[u8]) -> Picture {
    picture(&png::rgba(width, height, data), (width, height), (width, height), (1.0, 1.0))
}

/// How fine a picture of that size is to be.
pub(super) fn wanted(width: u32, height: u32) -> (u32, u32) {
    let longer = width.max(height).max(1);
    if longer <= FINEST {
        return (width.max(1), height.max(1));
    }
    let shrunk = |side: u32| ((u64::from(side) * u64::from(FINEST) / u64::from(longer)) as u32).max(1);
    (shrunk(width), shrunk(height))
}

fn opaque(raster: &Raster, scale: (f32, f32)) -> Picture {
    let (width, height) = wanted(raster.width, raster.height);
    let scaled = raster.scaled(width, height);
    let png = if scaled.is_grey() {
        let greys: Vec<u8> = (0..scaled.pixels()).map(|i| scaled.rgb(i)[1]).collect();
        png::grey(width, height, &greys)
    } else {
        let colours: Vec<[u8; 3]> = (0..scaled.pixels()).map(|i| scaled.rgb(i)).collect();
        png::colours(width, height, &colours)
    };
    picture(&png, (width, height), (raster.width, raster.height), scale)
}

fn picture(png: &[u8], (width, height): (u32, u32), of: (u32, u32), scale: (f32, f32)) -> Picture {
    let ratio = |was: u32, is: u32, scale: f32| f64::from(scale) * f64::from(was) / f64::from(is);
    Picture {
        uri: format!("data:image/png;base64,{}", STANDARD.encode(png)),
        width,
        height,
        scale: (ratio(of.0, width, scale.0), ratio(of.1, height, scale.1)),
    }
}
