//! The words that the search for exposed names must know: what ties words together, what is an office or a
//! calling, what stands before it. English of government papers, small letters. What is a name is not listed:
//! it is what is written with a capital and is no ordinary word.

use std::sync::LazyLock;

use super::written::hash_plain;
use crate::compare::is_ordinary_word;

/// What sort of word a word is; a set of bits.
pub(super) type Class = u16;

/// Articles, prepositions, pronouns, auxiliaries: they tie words together and say nothing of their own.
pub(super) const FUNCTION: Class = 1;
/// Verbs of reports (said, met, told): any name can stand beside them.
pub(super) const REPORTING: Class = 1 << 1;
/// An office that one person holds at a time.
pub(super) const OFFICE: Class = 1 << 2;
/// What many are at a time: officer, journalist, lawyer; ranks.
pub(super) const CALLING: Class = 1 << 3;
/// Forms of address that say nothing of an office: Mr., Dr.
pub(super) const CIVIL: Class = 1 << 4;
/// Words that many offices share: foreign, prime, national, senior.
pub(super) const GENERIC: Class = 1 << 5;
/// Words in front of an office that make it another one: deputy, former.
pub(super) const STANDING: Class = 1 << 6;
/// Parts of names that are no name alone: al, bin, van.
pub(super) const PARTICLE: Class = 1 << 7;
/// A rank, which may end in a dot.
pub(super) const HONORIFIC: Class = 1 << 8;
/// No word of these lists, but it ends as callings do: surveyor, keeper.
pub(super) const LIKE_CALLING: Class = 1 << 9;
/// What heads a title.
pub(super) const PERSON: Class = OFFICE | CALLING | LIKE_CALLING;
/// What no name begins with.
pub(super) const NO_NAME: Class =
    FUNCTION | REPORTING | OFFICE | CALLING | CIVIL | GENERIC | STANDING | PARTICLE;

/// What is known of the listed words, by their hashes. Every word of a text is looked up, and the lists are no
/// stranger's: a plain table serves.
struct ByHash {
    /// A hash, the hash that it counts as, and the sort of word; 0 for an empty slot.
    slots: Vec<(u64, u64, Class)>,
}

impl ByHash {
    /// Several times as many as words, so that a word stands in its slot or the next ones.
    const SLOTS: usize = 1 << 12;

    /// The place of its slot, as many behind the first one where it may stand.
    const fn slot(hash: u64, behind: usize) -> usize {
        // Of a short word the upper bits alone tell little.
        let mixed = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        #[allow(clippy::cast_possible_truncation)] // few bits are left
        let first = (mixed >> (u64::BITS - Self::SLOTS.ilog2())) as usize;
        (first + behind) % Self::SLOTS
    }

    fn get(&self, hash: u64) -> Option<(u64, Class)> {
        for behind in 0..Self::SLOTS {
            let (known, counts_as, class) = *self.slots.get(Self::slot(hash, behind))?;
            if known == hash {
                return Some((counts_as, class));
            }
            if known == 0 {
                break;
            }
        }
        None
    }

    fn set(&mut self, hash: u64, counts_as: u64, class: Class) {
        let is_its = |slot: &(u64, u64, Class)| slot.0 == hash || slot.0 == 0;
        let mut slots = (0..Self::SLOTS).map(|behind| Self::slot(hash, behind));
        let its = slots.find(|slot| self.slots.get(*slot).is_some_and(is_its));
        if let Some(slot) = its.and_then(|slot| self.slots.get_mut(slot)) {
            *slot = (hash, counts_as, class);
        }
    }
}

/// The word that a hash counts as, and its sort.
static WORDS: LazyLock<ByHash> = LazyLock::new(|| {
    let mut words = ByHash { slots: vec![(0, 0, 0); ByHash::SLOTS] };
    for (class, list) in LISTS {
        for word in list.split_ascii_whitespace() {
            let hash = hash_plain(word);
            let before = words.get(hash).map_or(0, |(_, class)| class);
            words.set(hash, hash, before | class);
        }
    }
    for (short, long) in SHORT {
        let long = hash_plain(long);
        let class = words.get(long).map_or(0, |(_, class)| class);
        words.set(hash_plain(short), long, class);
    }
    words
});

/// What a word with this hash counts as, so that `Amb.` and `Ambassador` are one, and what sort of word it
/// is; 0 for a word that is not listed.
pub(super) fn look_up(hash: u64) -> (u64, Class) {
    WORDS.get(hash).unwrap_or((hash, 0))
}

/// True for a title that is also written short, of whichever of the two this is the hash.
pub(super) fn has_short_form(hash: u64) -> bool {
    SHORT.iter().any(|(short, long)| hash == hash_plain(short) || hash == hash_plain(long))
}

/// True where the ending of a word is that of callings.
pub(super) fn ends_as_calling(word: &str) -> bool {
    let bytes = word.as_bytes();
    let [front @ .., third, second, last] = bytes else { return false };
    let small = [third, second, last].map(u8::to_ascii_lowercase);
    front.len() > 2 && (matches!(small, [_, b'o' | b'e', b'r'] | [b'i', b's', b't'] | [b'm', b'a', b'n']))
}

/// True for a word that names nobody, inflected or not: visits, reshuffled.
pub(super) fn is_ordinary(word: &str) -> bool {
    let small = word.to_lowercase();
    let stems =
        ["", "s", "es", "ed", "d", "ing", "'s"].iter().filter_map(|ending| small.strip_suffix(ending));
    stems.filter(|stem| stem.len() > 2 || *stem == small).any(is_ordinary_word)
}

/// Short forms of titles, and spellings.
const SHORT: &[(&str, &str)] = &[
    ("amb", "ambassador"),
    ("gen", "general"),
    ("col", "colonel"),
    ("maj", "major"),
    ("capt", "captain"),
    ("lt", "lieutenant"),
    ("sgt", "sergeant"),
    ("adm", "admiral"),
    ("brig", "brigadier"),
    ("prof", "professor"),
    ("sen", "senator"),
    ("rep", "representative"),
    ("gov", "governor"),
    ("pres", "president"),
    ("counsellor", "counselor"),
    ("defence", "defense"),
    ("dep", "deputy"),
    ("chairwoman", "chairman"),
    ("chairperson", "chairman"),
    ("businesswoman", "businessman"),
];

const LISTS: &[(Class, &str)] = &[
    (
        FUNCTION,
        "a an the and or nor but if as at by for from in into of off on onto out over per than that this these \
         those to under until up upon via with within without about above across after against along among \
         around before behind below beneath beside besides between beyond despite down during except inside like \
         near outside past since through throughout till toward towards is are was were be been being am has have \
         had having do does did doing done will would shall should can could may might must ought he she it they \
         we you i him her them us me his hers its their theirs our ours your yours my mine who whom whose which \
         what when where why how there here then thus so too also not no yes only just very more most much many \
         few some any each every all both either neither none such same other another own s t re while because \
         although though however therefore moreover meanwhile whether once again still yet already ever never \
         himself herself itself themselves",
    ),
    (
        REPORTING,
        "said says say saying told tells tell telling met meets meet meeting noted notes note noting stated \
         states state stating added adds add adding asked asks ask asking replied replies reply responded \
         responds respond explained explains explain commented comments claimed claims claim argued argues \
         argue agreed agrees agree believed believes believe thought thinks think suggested suggests suggest \
         reported reports report confirmed confirms confirm denied denies deny warned warns warn urged urges \
         urge expressed expresses express indicated indicates indicate observed observes mentioned mentions \
         mention insisted insists insist acknowledged acknowledges emphasized emphasizes stressed stresses \
         stress complained complains offered offers offer promised promises promise requested requests request \
         described describes describe discussed discusses discuss called calls call visited visits visit \
         visiting hosted hosts host attended attends attend spoke speaks speak speaking talked talks talk \
         talking heard hears hear wrote writes write received receives receive gave gives give given took takes \
         take taken made makes make came comes come went goes go gone left leaves leave arrived arrives arrive \
         returned returns return became becomes become remained remains remain began begins begin continued \
         continues continue wants want wanted hopes hope hoped plans plan planned sees see saw seen knows know \
         knew known felt feels feel found finds find held holds hold led leads lead opened opens open opined \
         opines remarked remarks predicted predicts concluded concludes recommended recommends signed signs \
         sign sent sends send shared shares share thanked thanks thank welcomed welcomes welcome joined joins \
         join resigned resigns resign appeared appears appear seemed seems seem announced announces announce \
         praised praises criticized criticizes blamed blames refused refuses accepted accepts rejected rejects \
         supported supports support opposed opposes elected appointed arrested detained accompanied introduced \
         identified named invited briefed briefs brief raised raises pressed presses voiced voices underlined \
         reiterated cautioned quipped lamented averred asserted asserts contended recalled recalls answered \
         answers proposed proposes pledged vowed wishes died dies works worked working served serves lives \
         lived",
    ),
    (
        OFFICE,
        "minister president premier chancellor ambassador secretary undersecretary governor mayor \
         chairman chair director chief head commander ceo cfo king queen prince princess emir sultan \
         commissioner speaker superintendent consul charge counselor attache rector dean bishop archbishop \
         cardinal pope patriarch treasurer comptroller principal editor manager owner founder leader \
         administrator coordinator prosecutor ombudsman master warden provost imam fm pm",
    ),
    (
        CALLING,
        "officer official member agent activist journalist lawyer attorney businessman contact source employee \
         analyst adviser advisor assistant aide senator congressman congresswoman representative judge \
         candidate spokesman spokeswoman spokesperson engineer doctor student priest reporter consultant \
         inspector detective delegate economist banker colleague friend interlocutor informant resident \
         citizen tribesman trader dissident professor colonel general major captain lieutenant sergeant admiral \
         brigadier corporal reverend father sheikh mp",
    ),
    (CIVIL, "mr mrs ms miss dr sir madam lady lord senor senora monsieur mme herr"),
    (
        HONORIFIC,
        "mr mrs ms dr colonel general major captain lieutenant sergeant admiral brigadier senator representative \
         governor ambassador professor president",
    ),
    (
        GENERIC,
        "foreign prime interior finance defense justice health education trade economy agriculture transport energy \
         labor information culture environment tourism planning commerce home security national police political \
         economic consular public senior junior local prominent leading young former opposition independent human \
         rights civil society military army government party parliamentary international regional provincial \
         first second new old another key high ranking level staff affairs state legal press media business chief general",
    ),
    (
        STANDING,
        "deputy vice assistant former late previous ex acting under associate interim permanent outgoing incoming",
    ),
    (
        PARTICLE,
        "al el bin ben ibn abu abd abdel abdul abdal bint umm de del la le da dos das du di van von der den ter \
         ten af ait ould san st saint mac mc o",
    ),
];
