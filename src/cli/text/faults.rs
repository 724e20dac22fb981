use crate::cli::messages::Messages;
use graphwright::limits::FAULTS_PRINTED;
use graphwright::model::{Fault, Severity};
use std::collections::BTreeSet;

/// What went wrong in a stream of documents: counted in full, kept as far as it is printed, so that a corpus of
/// bad documents does not fill the memory. A warning that every document gives is kept once.
#[derive(Debug, Default)]
pub struct Faults {
    kept: Vec<Fault>,
    warned: BTreeSet<String>,
    n_errors: usize,
}

impl Faults {
    /// Takes what was found in one document, in the order of the documents.
    pub fn extend(&mut self, faults: Vec<Fault>) {
        for fault in faults {
            let keep = match fault.severity {
                Severity::Error => {
                    self.n_errors += 1;
                    self.n_errors <= FAULTS_PRINTED
                }
                Severity::Warning => {
                    self.warned.len() < FAULTS_PRINTED && self.warned.insert(fault.message.clone())
                }
            };
            if keep {
                self.kept.push(fault);
            }
        }
    }

    /// Those that are kept, for a run that prints the faults of all its inputs together.
    pub fn into_kept(self) -> (Vec<Fault>, usize) {
        let n_more = self.n_errors.saturating_sub(FAULTS_PRINTED);
        (self.kept, n_more)
    }

    /// Prints them and gives the number of errors.
    pub fn print(mut self, messages: &Messages) -> usize {
        messages.faults(&mut self.kept);
        messages.more_errors(self.n_errors.saturating_sub(FAULTS_PRINTED));
        self.n_errors
    }
}
