//! Looking into all files of a run for what the redactions of one of them hide.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::checker::Checker;
use crate::cli::console::complain;
use crate::cli::interrupt;
use crate::exposure::Survey;
use crate::input::Source;
use crate::text::Text;

/// Files that are read twice more to compare them; an audit of more would be three times as long.
pub(super) const SURVEYED: usize = 2_000;

/// What is said where there are more.
pub(super) const UNSURVEYED: &str =
    "more than 2,000 files: what one of them masks is not looked for in the others";

/// What the files of the run hide and show. `None` where an end was asked for: of half the files it can be told
/// neither that none answers nor that only one does.
pub(super) fn surveyed(checker: &Checker<'_>) -> Option<Survey> {
    let mut survey = Survey::default();
    if checker.files.len() < 2 {
        return Some(survey);
    }
    if checker.files.len() > SURVEYED {
        complain(UNSURVEYED);
        return Some(survey);
    }
    for wants in of_each(checker, |text| survey.wants(text)).into_iter().filter_map(|(_, wants)| wants) {
        survey.want(wants);
    }
    for (name, shown) in of_each(checker, |text| survey.shown(text)) {
        survey.note(name, shown);
    }
    if interrupt::is_asked() { None } else { Some(survey) }
}

/// What comes of each text that can be read beside its turn, with the file's name, in the order of the files.
///
/// On threads of its own, as many as can be had, each of which holds one text. Those that check files wait meanwhile, since they need the
/// survey too; one of theirs that was to wait for others here could be handed a file that waits for itself.
fn of_each<'a, T: Send>(checker: &Checker<'a>, work: impl Fn(&Text) -> T + Sync) -> Vec<(&'a str, T)> {
    let sources: Vec<&Source> = checker.to_check().map(|file| &file.source).collect();
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        while !interrupt::is_asked() {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(source) = sources.get(number) else { break };
            let read = source.read_beside(checker.max_size);
            done.extend(read.map(|bytes| (number, source.name.as_str(), work(&Text::decode(bytes)))));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let begin = |_| thread::Builder::new().spawn_scoped(scope, take).ok();
        let others: Vec<_> = (1..checker.threads.count()).filter_map(begin).collect();
        let mut done = take();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(number, ..)| *number);
    done.into_iter().map(|(_, name, result)| (name, result)).collect()
}
