//! Makes a tree of made-up cables for benches: `cargo run --release --example generate FOLDER COUNT`.
//!
//! About 7 KB each, well-formed but for two in a hundred, in folders of a year and a post. The same count
//! gives the same bytes. Nothing in them is taken from a real cable.

mod words;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use words::WORDS;

/// Names of posts with their routing indicators and addresses.
const POSTS: &[(&str, &str, &str)] = &[
    ("OSLO", "RUEHNY", "AMEMBASSY OSLO"),
    ("TALLINN", "RUEHTL", "AMEMBASSY TALLINN"),
    ("LISBON", "RUEHLI", "AMEMBASSY LISBON"),
    ("NAIROBI", "RUEHNR", "AMEMBASSY NAIROBI"),
    ("WELLINGTON", "RUEHWL", "AMEMBASSY WELLINGTON"),
    ("QUITO", "RUEHQT", "AMEMBASSY QUITO"),
];

const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

const DAYS: [u64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// A generator of numbers that look chosen at random and are not (Knuth's 64-bit constants).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below.max(1)
    }

    fn pick<T: Copy>(&mut self, from: &[T], otherwise: T) -> T {
        let at = usize::try_from(self.roll(from.len() as u64)).unwrap_or(0);
        from.get(at).copied().unwrap_or(otherwise)
    }
}

/// What is wrong with a cable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    /// A portion above the banner line.
    Above,
    /// A paragraph without a mark.
    Unmarked,
    /// A number that is left out.
    Gap,
    /// No SENSITIVE, although portions are SBU.
    Caption,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, count] = arguments.as_slice() else {
        return Err("usage: generate FOLDER COUNT".into());
    };
    for number in 0..count.parse::<u64>()? {
        let mut dice = Dice(number);
        dice.roll(1);
        let year = 2002 + dice.roll(8);
        let post = dice.pick(POSTS, ("OSLO", "RUEHNY", "AMEMBASSY OSLO"));
        let place = Path::new(folder).join(year.to_string()).join(format!("{}-{}", post.0, number / 6_000));
        fs::create_dir_all(&place)?;
        let name = format!("{:02}{}{}.txt", year % 100, post.0, number + 1);
        fs::write(place.join(name), cable(number + 1, year, post, &mut dice)?)?;
    }
    Ok(())
}

fn fault(dice: &mut Dice) -> Fault {
    if dice.roll(50) > 0 {
        return Fault::None;
    }
    dice.pick(&[Fault::Above, Fault::Unmarked, Fault::Gap, Fault::Caption], Fault::Gap)
}

fn cable(
    serial: u64,
    year: u64,
    (post, indicator, address): (&str, &str, &str),
    dice: &mut Dice,
) -> Result<String, std::fmt::Error> {
    let fault = fault(dice);
    let (day, month) = (1 + dice.roll(28), usize::try_from(dice.roll(12)).unwrap_or(0));
    let before: u64 = DAYS.iter().take(month).sum();
    // From March on, a leap year is a day ahead.
    let of_year = before + day + u64::from(year.is_multiple_of(4) && month > 1);
    let month = MONTHS.get(month).copied().unwrap_or("JAN");
    let time = format!("{:02}{:02}", 8 + dice.roll(10), dice.roll(60));
    let (short, mut text) = (serial % 10_000, String::with_capacity(8_000));
    writeln!(text, "RR RUEHC\nDE {indicator} #{short:04} {of_year:03}{time}\nZNR UUUUU ZZH")?;
    writeln!(
        text,
        "R {day:02}{time}Z {month} {:02}\nFM {address}\nTO RUEHC/SECSTATE WASHDC 4711\n",
        year % 100
    )?;
    writeln!(text, "UNCLAS {post} {short:06}\n")?;
    if fault != Fault::Caption {
        writeln!(text, "SENSITIVE")?;
    }
    writeln!(
        text,
        "SIPDIS\n\nE.O. 12958: N/A\nTAGS: ETRD, EWWT\nSUBJECT: HARBOR FEES AND BERTHS, NO. {serial}\n"
    )?;
    let wrong = 3 + dice.roll(6);
    let mut number = 0;
    for paragraph in 1..=12 {
        number += if fault == Fault::Gap && paragraph == wrong { 2 } else { 1 };
        let mark = match fault {
            Fault::Above if paragraph == wrong => "(C) ",
            Fault::Unmarked if paragraph == wrong => "",
            _ if paragraph % 2 == 0 => "(SBU) ",
            _ => "(U) ",
        };
        write!(text, "{number}. {mark}")?;
        for _ in 0..9 {
            line(&mut text, dice);
        }
        text.push('\n');
    }
    writeln!(text, "LARSEN")?;
    Ok(text)
}

/// A line of about 60 characters.
fn line(text: &mut String, dice: &mut Dice) {
    let end = text.len() + 54;
    while text.len() < end {
        text.push_str(dice.pick(&WORDS, "harbor"));
        text.push(' ');
    }
    text.truncate(text.trim_end().len());
    text.push_str(if dice.roll(4) == 0 { ".\n" } else { "\n" });
}
