//! Whether the attributes of an HTML tag keep its element from being seen: not drawn, without size, out of the
//! page, or in the colour of what it stands on.
//!
//! The page is taken to be white. A tag that sets its own ground is judged by that: white letters on a blue
//! ground are seen, black letters on a black ground, the bar of a careless redaction, are not.

/// The element is not seen.
pub(super) fn hides<'a, Attributes>(name: &str, attributes: impl Fn() -> Attributes) -> bool
where
    Attributes: Iterator<Item = (&'a str, &'a str)>,
{
    let is_text =
        !["input", "img", "br", "hr", "script", "style", "meta", "link", "col", "td", "tr", "table"]
            .iter()
            .any(|other| name.eq_ignore_ascii_case(other));
    let mut look = Look::default();
    let mut hidden = false;
    for (attribute, value) in attributes() {
        match attribute.to_ascii_lowercase().as_str() {
            "hidden" => hidden = true,
            "color" => look.letters = Ink::read(value),
            "bgcolor" => look.ground = Ink::read(value),
            "style" => hidden |= look.read(value),
            _ => {}
        }
    }
    is_text && hidden || look.is_lost()
}

/// The colours of letters and ground.
#[derive(Clone, Debug, Default)]
struct Look {
    letters: Option<Ink>,
    ground: Option<Ink>,
    /// Pictures and the like may stand below.
    covered: bool,
}

/// A colour.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ink {
    White,
    Black,
    None,
    Other(String),
}

impl Look {
    /// Reads a style; `true` if it alone hides the element.
    fn read(&mut self, style: &str) -> bool {
        let style = style.to_ascii_lowercase();
        let mut hidden = false;
        let mut clipped = (false, false);
        for (property, value) in style.split(';').filter_map(|one| one.split_once(':')) {
            let value = value.trim().trim_end_matches("!important").trim_end();
            match property.trim() {
                "display" => hidden |= value == "none",
                "visibility" => hidden |= matches!(value, "hidden" | "collapse"),
                "mso-hide" => hidden |= value == "all",
                "opacity" => hidden |= size(value).is_some_and(|size| size < 0.05),
                "font-size" => hidden |= is_tiny(value),
                "text-indent" | "left" | "right" | "top" | "margin-left" | "margin-top" => {
                    hidden |= size(value).is_some_and(|size| size <= -999.0);
                }
                "height" | "max-height" | "width" | "max-width" => clipped.0 |= size(value) == Some(0.0),
                "overflow" => clipped.1 |= value == "hidden",
                "color" => self.letters = Ink::read(value),
                "background-color" => self.ground = Ink::read(value),
                "background" => self.ground = value.split_whitespace().find_map(Ink::read),
                "background-image" => self.covered = true,
                _ => {}
            }
        }
        hidden || clipped == (true, true)
    }

    /// The letters have the colour of the ground.
    fn is_lost(&self) -> bool {
        let ground = self.ground.as_ref().filter(|ground| **ground != Ink::None).unwrap_or(&Ink::White);
        match self.letters.as_ref() {
            _ if self.covered => false,
            Some(Ink::None) => true,
            Some(letters) => letters == ground,
            None => *ground == Ink::Black,
        }
    }
}

impl Ink {
    fn read(value: &str) -> Option<Self> {
        let value = value.trim().to_ascii_lowercase();
        let ink = match value.as_str() {
            "" | "inherit" | "initial" | "none" | "auto" | "windowtext" => return None,
            "white" => Self::White,
            "black" => Self::Black,
            "transparent" => Self::None,
            _ => match channels(&value) {
                Some([.., 0]) => Self::None,
                Some([red, green, blue, _]) if red.min(green).min(blue) >= 250 => Self::White,
                Some([red, green, blue, _]) if red.max(green).max(blue) <= 5 => Self::Black,
                _ => Self::Other(value),
            },
        };
        Some(ink)
    }
}

/// Red, green, blue and opacity of `#fff`, `#ffffff`, `rgb(255, 255, 255)`, `rgba(0, 0, 0, 0)`.
fn channels(value: &str) -> Option<[u32; 4]> {
    if let Some(inner) = value.strip_prefix("rgb") {
        let inner = inner.trim_start_matches('a').trim().strip_prefix('(')?.strip_suffix(')')?;
        let mut numbers = inner.split([',', ' ', '/']).filter(|one| !one.is_empty());
        let mut channel = || numbers.next()?.split('.').next()?.parse().ok();
        let [red, green, blue] = [channel()?, channel()?, channel()?];
        let opaque = numbers.next().and_then(size).is_none_or(|opacity| opacity > 0.05);
        return Some([red, green, blue, u32::from(opaque)]);
    }
    let hex = value.strip_prefix('#').unwrap_or(value);
    let digit = |at: usize| hex.chars().nth(at)?.to_digit(16);
    match hex.len() {
        3 => Some([digit(0)? * 17, digit(1)? * 17, digit(2)? * 17, 1]),
        6 => Some([digit(0)? * 16 + digit(1)?, digit(2)? * 16 + digit(3)?, digit(4)? * 16 + digit(5)?, 1]),
        8 => Some([
            digit(0)? * 16 + digit(1)?,
            digit(2)? * 16 + digit(3)?,
            digit(4)? * 16 + digit(5)?,
            digit(6)? * 16 + digit(7)?,
        ]),
        _ => None,
    }
}

/// The number in front of `12px`, `0%`, `.5em`.
fn size(value: &str) -> Option<f64> {
    let value = value.trim();
    let end = value.find(|one: char| !one.is_ascii_digit() && !matches!(one, '.' | '-' | '+'));
    value.get(..end.unwrap_or(value.len()))?.parse().ok()
}

/// Letters of this size cannot be read: nothing, or a point.
fn is_tiny(value: &str) -> bool {
    let points = value.ends_with("px") || value.ends_with("pt");
    size(value).is_some_and(|size| size <= 0.0 || (points && size <= 1.0))
}
