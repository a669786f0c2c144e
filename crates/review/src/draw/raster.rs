//! Pixels.

/// Rows of pixels of one (grey) or three (red, green, blue) bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raster {
    pub(super) width: u32,
    pub(super) height: u32,
    channels: usize,
    pub(super) data: Vec<u8>,
}

impl Raster {
    /// The pixels; none where the data does not fill them, or there are none.
    pub(super) fn new(width: u32, height: u32, channels: usize, data: Vec<u8>) -> Option<Self> {
        let raster = Self { width, height, channels, data };
        (raster.pixels() > 0 && raster.data.len() == raster.pixels() * channels).then_some(raster)
    }

    /// How many there are.
    pub(super) fn pixels(&self) -> usize {
        self.width as usize * self.height as usize
    }

    /// One pixel's red, green and blue.
    pub(super) fn rgb(&self, pixel: usize) -> [u8; 3] {
        match self.channels {
            1 => [self.data[pixel]; 3],
            _ => [self.data[pixel * 3], self.data[pixel * 3 + 1], self.data[pixel * 3 + 2]],
        }
    }

    /// Whether it has next to no colour.
    pub(super) fn is_grey(&self) -> bool {
        self.channels == 1
            || self.data.chunks_exact(3).all(|rgb| {
                let (least, most) = (rgb.iter().min(), rgb.iter().max());
                least.zip(most).is_none_or(|(least, most)| most - least < 24)
            })
    }

    /// The picture in another size: each new pixel is the mean of those that it covers.
    pub(super) fn scaled(&self, width: u32, height: u32) -> Self {
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        let covered = |at: u32, of: u32, was: u32| {
            let from = u64::from(at) * u64::from(was) / u64::from(of);
            let to = (u64::from(at + 1) * u64::from(was)).div_ceil(u64::from(of));
            from as usize..to.max(from + 1) as usize
        };
        let mut data = Vec::with_capacity(width as usize * height as usize * self.channels);
        for y in 0..height {
            let rows = covered(y, height, self.height);
            for x in 0..width {
                let columns = covered(x, width, self.width);
                let count = (rows.len() * columns.len()) as u64;
                for channel in 0..self.channels {
                    let sum: u64 = rows
                        .clone()
                        .flat_map(|row| columns.clone().map(move |column| row * self.width as usize + column))
                        .map(|pixel| u64::from(self.data[pixel * self.channels + channel]))
                        .sum();
                    data.push((sum / count) as u8);
                }
            }
        }
        Self { width, height, channels: self.channels, data }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_averaged() {
        let raster = Raster::new(4, 2, 1, vec![0, 100, 200, 200, 0, 100, 200, 200]).unwrap();
        assert_eq!(raster.scaled(2, 1).data, [50, 200]);
        assert_eq!(raster.scaled(8, 2).data[..4], [0, 0, 100, 100]);
    }

    #[test]
    fn data_fills_the_pixels() {
        assert_eq!(Raster::new(2, 2, 3, vec![0; 11]), None);
        assert_eq!(Raster::new(0, 2, 3, Vec::new()), None);
    }
}
