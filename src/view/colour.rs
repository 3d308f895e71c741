//! Colours as numbers: how well one reads on another, mixes of two, and what a terminal of fewer colours shows instead.

use ratatui::style::Color;

/// Red, green, blue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Depth {
    /// The sixteen whose look the terminal itself decides.
    Sixteen,
    /// Those, a cube of 216, and 24 greys.
    Indexed,
    /// Every one.
    #[default]
    True,
}

impl Depth {
    /// The depth of a terminal with so many colours.
    #[must_use]
    pub const fn of(colours: u32) -> Self {
        match colours {
            0..=255 => Self::Sixteen,
            256..=65_535 => Self::Indexed,
            _ => Self::True,
        }
    }
}

/// The sixteen as xterm shows them; others are near enough to tell which is nearest.
const SIXTEEN: [(Color, Rgb); 16] = [
    (Color::Black, Rgb(0, 0, 0)),
    (Color::Red, Rgb(205, 0, 0)),
    (Color::Green, Rgb(0, 205, 0)),
    (Color::Yellow, Rgb(205, 205, 0)),
    (Color::Blue, Rgb(0, 0, 238)),
    (Color::Magenta, Rgb(205, 0, 205)),
    (Color::Cyan, Rgb(0, 205, 205)),
    (Color::Gray, Rgb(229, 229, 229)),
    (Color::DarkGray, Rgb(127, 127, 127)),
    (Color::LightRed, Rgb(255, 0, 0)),
    (Color::LightGreen, Rgb(0, 255, 0)),
    (Color::LightYellow, Rgb(255, 255, 0)),
    (Color::LightBlue, Rgb(92, 92, 255)),
    (Color::LightMagenta, Rgb(255, 0, 255)),
    (Color::LightCyan, Rgb(0, 255, 255)),
    (Color::White, Rgb(255, 255, 255)),
];

/// Steps of the cube of 216 colours.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Rgb {
    /// Six hexadecimal digits, with or without `#`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// This colour with so many hundredths of another.
    #[must_use]
    pub fn mixed(self, other: Self, hundredths: u32) -> Self {
        let share = hundredths.min(100);
        let mix = |one: u8, two: u8| {
            let sum = u32::from(one) * (100 - share) + u32::from(two) * share;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self(
            mix(self.0, other.0),
            mix(self.1, other.1),
            mix(self.2, other.2),
        )
    }

    /// How well one reads on the other, from 1 (not at all) to 21 (WCAG 2.2, 1.4.3).
    #[must_use]
    pub fn contrast(self, other: Self) -> f32 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Between 0 for black and 1 for white, as the eye sees it.
    #[must_use]
    pub fn luminance(self) -> f32 {
        let part = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(self.0) + 0.7152 * part(self.1) + 0.0722 * part(self.2)
    }

    /// The first of the mixes with `towards`, in steps of five hundredths, that reads that well on the background.
    #[must_use]
    pub fn lifted(self, towards: Self, background: Self, wanted: f32) -> Self {
        let mixes = (0..=20).map(|step| self.mixed(towards, step * 5));
        let mut mixes = mixes.filter(|mix| mix.contrast(background) >= wanted);
        mixes.next().unwrap_or(towards)
    }

    /// The colour that comes nearest to it in a terminal of that depth.
    #[must_use]
    pub fn shown(self, depth: Depth) -> Color {
        match depth {
            Depth::True => Color::Rgb(self.0, self.1, self.2),
            Depth::Indexed => self.indexed(),
            Depth::Sixteen => {
                let nearest = SIXTEEN
                    .iter()
                    .min_by_key(|(_, colour)| self.distance(*colour));
                nearest.map_or(Color::Reset, |(name, _)| *name)
            }
        }
    }

    fn indexed(self) -> Color {
        let step = |value: u8| {
            let at = STEPS.iter().enumerate();
            let nearest = at.min_by_key(|(_, step)| step.abs_diff(value));
            nearest.map_or((0, 0), |(at, step)| (at, *step))
        };
        let (red, green, blue) = (step(self.0), step(self.1), step(self.2));
        let cube = Self(red.1, green.1, blue.1);
        let number = 16 + 36 * red.0 + 6 * green.0 + blue.0;
        let mean = (u16::from(self.0) + u16::from(self.1) + u16::from(self.2)) / 3;
        let grey = (mean.saturating_sub(3) / 10).min(23);
        let level = u8::try_from(8 + grey * 10).unwrap_or(u8::MAX);
        if self.distance(Self(level, level, level)) < self.distance(cube) {
            return Color::Indexed(u8::try_from(232 + grey).unwrap_or(u8::MAX));
        }
        Color::Indexed(u8::try_from(number).unwrap_or(u8::MAX))
    }

    fn distance(self, other: Self) -> u32 {
        let part = |one: u8, two: u8| u32::from(one.abs_diff(two)).pow(2);
        part(self.0, other.0) * 3 + part(self.1, other.1) * 4 + part(self.2, other.2) * 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_reads_best() {
        let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
        assert!((black.contrast(white) - 21.0).abs() < 0.01);
        assert!((white.contrast(white) - 1.0).abs() < 0.01);
    }

    #[test]
    fn the_nearest_colour_of_each_depth() {
        for (colour, indexed, sixteen) in [
            ("#ffffff", 231, Color::White),
            ("#000000", 16, Color::Black),
            ("#808080", 244, Color::DarkGray),
            ("#ff0000", 196, Color::LightRed),
            ("1e1e2e", 235, Color::Black),
            ("#5f87af", 67, Color::DarkGray),
        ] {
            let rgb = Rgb::parse(colour).unwrap();
            assert_eq!(
                rgb.shown(Depth::Indexed),
                Color::Indexed(indexed),
                "{colour}"
            );
            assert_eq!(rgb.shown(Depth::Sixteen), sixteen, "{colour}");
        }
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for text in ["", "#12345", "red", "#1234567", "#12345é", "+12345"] {
            assert_eq!(Rgb::parse(text), None, "{text}");
        }
    }
}
