//! Which signs stand in a text: brackets of links and tags, stars, underscores and the like. Most texts have none
//! of them, and a recogniser that needs one need not look.

/// The signs of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    /// One bit for each character of ASCII.
    seen: u128,
}

/// Bytes that are told at a time to hold none.
const STRETCH: usize = 64;

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        let mut seen = [false; 128];
        let (stretches, rest) = text.as_bytes().as_chunks::<STRETCH>();
        let kept = |stretch: &&[u8; STRETCH]| stretch.iter().fold(false, |any, byte| any | is_kept(*byte));
        let kept = stretches.iter().filter(kept).flatten();
        for byte in kept.chain(rest) {
            seen.get_mut(usize::from(*byte)).into_iter().for_each(|seen| *seen = true);
        }
        Self { seen: seen.iter().rev().fold(0, |all, seen| all << 1 | u128::from(*seen)) }
    }

    /// False where the sign does not stand in the text; true where it does, and for what is not kept.
    pub(super) fn hold(self, sign: u8) -> bool {
        !is_kept(sign) || self.seen & 1 << sign != 0
    }
}

/// What is kept: the signs that are asked for, and those between `[` and `_`.
const fn is_kept(byte: u8) -> bool {
    // As a subtraction, of which compilers make a few instructions for a whole stretch.
    byte.wrapping_sub(b'[') <= b'_' - b'[' || byte == b'<' || byte == b'@' || byte == b'*'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_held_where_it_stands_and_only_there() {
        let signs = Signs::of("Pat <pat@example.org> wrote [sic] *twice* (again).\n");
        assert!(b"<@[]*".iter().all(|sign| signs.hold(*sign)));
        assert!(!b"_^\\".iter().any(|sign| signs.hold(*sign)));
        assert!(signs.hold(b'('), "not kept");
    }
}
