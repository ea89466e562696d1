//! The words that the search for exposed names must know: what is never a name, what is an office, what
//! many hold at once. English of government papers, small letters; everything else may be a name.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::token::hash_word;

/// What sort of word a word is; a set of bits.
pub(super) type Class = u16;

/// Articles, prepositions, pronouns, auxiliaries: they tie words together and say nothing of their own.
pub(super) const FUNCTION: Class = 1;
/// Verbs of reports (said, met, told): any name can stand beside them.
pub(super) const REPORTING: Class = 1 << 1;
/// Other words that are no names although they may be capitalised.
pub(super) const COMMON: Class = 1 << 2;
/// An office that one person holds at a time.
pub(super) const OFFICE: Class = 1 << 3;
/// What many are at a time: officer, journalist, lawyer.
pub(super) const ROLE: Class = 1 << 4;
/// Forms of address and ranks.
pub(super) const HONORIFIC: Class = 1 << 5;
/// Words in front of an office that are part of its name: foreign, prime.
pub(super) const MODIFIER: Class = 1 << 6;
/// Words in front of an office that make it another one: deputy, former.
pub(super) const STANDING: Class = 1 << 7;
/// Parts of names that are no name alone: al, bin, van.
pub(super) const PARTICLE: Class = 1 << 8;
/// Forms of address that say nothing of an office: Mr., Dr.
pub(super) const CIVIL: Class = 1 << 9;
/// What must not be taken for a name.
pub(super) const NO_NAME: Class =
    FUNCTION | REPORTING | COMMON | OFFICE | ROLE | HONORIFIC | MODIFIER | STANDING;
/// What heads a title.
pub(super) const TITLE: Class = OFFICE | ROLE | HONORIFIC;

static WORDS: LazyLock<HashMap<u64, Class>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for (class, list) in LISTS {
        for word in list.split_ascii_whitespace() {
            *words.entry(hash_word(word)).or_default() |= class;
        }
    }
    words
});

/// What sort of word has this hash; 0 for a word that is not listed.
pub(super) fn class(hash: u64) -> Class {
    WORDS.get(&hash).copied().unwrap_or(0)
}

/// The full word for an abbreviation of a title, so that `Amb.` and `Ambassador` are one.
pub(super) fn full(hash: u64) -> u64 {
    static FULL: LazyLock<HashMap<u64, u64>> = LazyLock::new(|| {
        let pairs = [
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
        pairs.iter().map(|(short, long)| (hash_word(short), hash_word(long))).collect()
    });
    FULL.get(&hash).copied().unwrap_or(hash)
}

/// True where the ending shows that a word written in capitals is no name: visited, meeting, policies.
pub(super) fn has_ordinary_ending(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ing", "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ship", "ity", "ies", "ance", "ence",
        "able", "ible", "ally", "ously", "ively", "tive", "tives", "ology", "ward", "wards", "ized", "ised",
        "ated", "cted", "nted", "ited", "rted", "sted", "lled", "ssed", "nned", "gned", "ished", "wed", "yed",
        "rned", "rged", "nged", "aged", "ured", "ided", "nded", "osed", "used", "ained", "ened",
    ];
    let small = word.to_lowercase();
    small.len() > 5 && ENDINGS.iter().any(|ending| small.ends_with(ending))
}

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
        COMMON,
        "january february march april may june july august september october november december jan feb mar apr \
         jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed \
         thu fri sat sun today yesterday tomorrow week weekend month year years day days morning afternoon \
         evening night first second third last next new old one two three four five six seven eight nine ten \
         embassy amembassy emboffs emboff poloff poloffs econoff econoffs conoff conoffs polcouns econcouns dcm \
         adcm usg mission consulate amconsul usmission secstate dept department state ministry ministries \
         government goc goe gor govt parliament congress senate house court party bank committee commission \
         council agency office bureau division branch section unit group team board union united nations \
         nation national international federal republic democratic people people's kingdom states america \
         american americans washington wdc u.s us usa uk un eu nato who imf world east west north south eastern \
         western northern southern central middle africa african asia asian europe european latin arab arabs \
         muslim christian jewish english french german russian chinese british italian spanish turkish \
         japanese indian israeli iranian iraqi egyptian saudi pakistani afghan canadian mexican brazilian \
         human rights law security defense defence foreign affairs trade economic political military police \
         army navy air force forces intelligence public private university college school institute hospital \
         company corporation association foundation center centre city town village province district region \
         area street road avenue airport port bay river island islands subject subj ref refs reference tags \
         classified unclassified unclas sensitive confidential secret noforn sipdis sbu fouo nf noforn eyes \
         only end summary comment begin text action request paragraph para paras page pages part section note \
         info cc bcc sent date case doc release released full denied redacted excised declassified withheld \
         name names omitted sir madam dear regards best sincerely fyi pls please thx ok okay original message \
         fw fwd attachment attachments email mail phone tel fax cell website web http https www com org net gov \
         reason reasons declassify decl derived source sources policy policies issue issues problem problems \
         program programs project projects fund funds development aid assistance peace war conflict crisis \
         election elections vote voters campaign president's minister's dialogue agreement treaty accord \
         framework strategy reform reforms market economy energy oil gas water health education budget tax \
         cooperation relations partnership conference summit session speech interview lunch dinner breakfast \
         reception trip travel arrival departure situation update background conclusion biographic bio note \
         against upcoming recent current possible potential bilateral multilateral regional local global \
         progress efforts effort support concern concerns interest interests view views position positions \
         readout agenda schedule points talking guidance instructions response response demarche delivered \
         further followup follow key top high low long short good bad great big small major minor general \
         special senior junior chief deputy acting former early late quarterly annual weekly daily monthly \
         fish harbor harbour road food land press media report reports news paper document documents record \
         records file files copy draft final version scan notes minutes memo memorandum cable cables telegram \
         letter letters transcript list table annex appendix index data test sample example untitled output \
         input text texts archive backup export volume chapter foia production batch box folder tab item \
         series frus history volume declass public redaction redactions stamp stamps partial clean corrected \
         revised edited ocr pdf txt doc docx readme leak leaks leaky hidden mask masks masked planted fixture \
         fixtures ordinary mixed simple short plain other others first",
    ),
    (
        OFFICE,
        "minister president premier chancellor ambassador amb secretary undersecretary governor gov mayor \
         chairman chairwoman chairperson chair director chief head commander ceo cfo king queen prince princess \
         emir sultan commissioner speaker superintendent consul charge counselor counsellor attache rector dean \
         bishop archbishop cardinal pope patriarch treasurer comptroller principal editor manager owner founder \
         leader administrator coordinator fm pm pres prosecutor ombudsman master warden provost imam",
    ),
    (
        ROLE,
        "officer official member agent activist journalist lawyer attorney businessman businesswoman contact \
         source employee analyst adviser advisor assistant aide senator congressman congresswoman \
         representative judge candidate spokesman spokeswoman spokesperson engineer doctor student priest \
         reporter consultant inspector detective delegate economist banker colleague friend interlocutor \
         informant resident citizen tribesman elder trader dissident professor prof",
    ),
    (
        HONORIFIC,
        "mr mrs ms miss dr sir madam lady lord colonel col general gen major maj captain capt lieutenant lt ltc \
         sergeant sgt admiral adm brigadier brig corporal sen rep reverend rev father sister brother sheikh \
         shaykh sheik sayyid hajji senor senora monsieur mme herr professor prof",
    ),
    (CIVIL, "mr mrs ms miss dr sir madam lady lord senor senora monsieur mme herr"),
    (
        MODIFIER,
        "foreign prime interior finance defense defence justice health education trade economy agriculture \
         transport energy labor labour information culture environment tourism fisheries planning commerce home \
         security national police political economic consular general public",
    ),
    (STANDING, "deputy dep vice assistant former ex acting under associate interim permanent outgoing incoming"),
    (
        PARTICLE,
        "al el bin ben ibn abu abd abdel abdul abdal bint umm de del la le da dos das du di van von der den ter \
         ten af ait ould san st saint mac mc o",
    ),
];
