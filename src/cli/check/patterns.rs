//! Building patterns while the rules are loaded, which leaves all processors but one idle.
//!
//! Patterns are built when a text first asks for them, and the files of a larger run ask for nearly all. Since they
//! share them, the threads that check would wait for each other. Whether they are built here or there changes nothing
//! but when: a run over 389 cables takes a tenth less time.

use std::thread;

use super::checker::Threads;
use crate::text::Text;
use crate::{identifier, protection, redaction};

/// Fewer files may ask for few of them.
const MANY: usize = 64;

/// A text that asks for what a release, its redactions and numbers of persons are known by.
const SAMPLE: &str = "\
UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05739578 Date: 01/02/2015
RELEASE IN PART B6, 1.4(D)
REVIEW AUTHORITY: Example, Senior Reviewer
DECLASSIFIED Authority: E.O. 13526, sec. 3.3 NND 123456 By: EX NARA Date: 01/02/2015
Approved For Release 2001/01/02 : CIA-RDP80B01676R001100100011-1
2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992
Classified by: DAS Example. Reason: 1.4(b) and (d). Declassify on: 01/02/2035
Page 2 Denied  [1 page not declassified] [2 lines of source text not declassified] [text redacted]
Ambassador XXXXXXXXXXXX of the XXXXXXXXXXXX said that XXXXXXXXXXXX (strictly protect) agreed. (b)(6) B6 B1
Social security number: SSN 123-45-6789, passport no. 123456789, visa no. 12345678, A-number A12 345 678,
born on 1 January 1960 (DOB 01/01/1960), tel: +1 202 555 0100, card number 4111 1111 1111 1111.
";

/// Begins to build the patterns, if so many files will ask for them.
pub(super) fn build(files: usize, threads: Threads) {
    if files >= MANY && threads.count() > 1 {
        // Nobody waits for it, and it may as well not begin: what is not built when a text asks is built then.
        let _ = thread::Builder::new().spawn(|| {
            let text = Text::decode(SAMPLE.into());
            let stamps = redaction::stamp::stamps(&text);
            let codes = redaction::code::codes(&text, &stamps);
            redaction::mark::redactions(&text, &codes);
            identifier::identifiers(&text);
            protection::protections(&text);
        });
    }
}
