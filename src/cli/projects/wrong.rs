//! What is wrong with the configurations, suppression files and rule sets of a run.

use crate::cli::exit::Failure;
use crate::cli::rule_sets;
use crate::yaml::Defect;

/// What was found wrong so far.
#[derive(Debug, Default)]
pub(super) struct Wrong {
    /// In configurations and suppression files, in the order in which it was found: what a rule set must tell comes
    /// last.
    pub(super) defects: Vec<Defect>,
    /// With rule sets, rendered, in their order.
    pub(super) pages: Vec<String>,
}

impl Wrong {
    /// True where nothing is wrong.
    pub(super) const fn is_empty(&self) -> bool {
        self.defects.is_empty() && self.pages.is_empty()
    }

    /// Each thing once, by file and place: several profiles find the same.
    pub(super) fn told(mut self) -> Failure {
        self.defects.sort_by(|left, right| {
            (&left.file, left.span, &left.message).cmp(&(&right.file, right.span, &right.message))
        });
        let mut told: Vec<String> = Vec::new();
        let rendered = self.defects.iter().map(|defect| rule_sets::render(defect));
        for page in rendered.chain(self.pages) {
            if !told.contains(&page) {
                told.push(page);
            }
        }
        Failure::Defects(told)
    }
}
