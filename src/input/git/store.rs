//! What git keeps under the name of its content.
//!
//! One `git cat-file --batch` answers for all files of a run, and holds one of them at a time: a process
//! for each costs fifty times as much (1,000 files: 5.9 against 0.1 s), and all at once need not fit into
//! memory.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use super::command::Git;
use crate::input::Reason;

/// The objects of a repository.
#[derive(Clone, Debug)]
pub(in crate::input) struct Store {
    git: Git,
    batch: Arc<Mutex<Option<Batch>>>,
}

/// A running `git cat-file --batch`.
#[derive(Debug)]
struct Batch {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Store {
    pub(super) fn of(git: &Git) -> Self {
        Self { git: git.clone(), batch: Arc::default() }
    }

    /// One object, whole.
    pub(in crate::input) fn read(&self, object: &str, max_size: u64) -> Result<Vec<u8>, Reason> {
        let mut batch = self.batch.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken out, and put back only where the answer was read to its end: after half an answer
        // everything that follows would be misread.
        let mut running = match batch.take() {
            Some(running) => running,
            None => Batch::start(&self.git).map_err(Reason::Unreadable)?,
        };
        let bytes = running.ask(object, max_size)?;
        *batch = Some(running);
        Ok(bytes)
    }
}

impl Batch {
    fn start(git: &Git) -> io::Result<Self> {
        let mut command = git.command("cat-file");
        command.arg("--batch").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(questions), Some(answers)) => {
                Ok(Self { child, questions, answers: BufReader::new(answers) })
            }
            _ => Err(io::Error::other("git cannot be asked")),
        }
    }

    /// The answer is `NAME blob SIZE`, a line end, the bytes, a line end: git-cat-file(1), "Batch output".
    fn ask(&mut self, object: &str, max_size: u64) -> Result<Vec<u8>, Reason> {
        writeln!(self.questions, "{object}")
            .and_then(|()| self.questions.flush())
            .map_err(Reason::Unreadable)?;
        let mut head = String::new();
        self.answers.read_line(&mut head).map_err(Reason::Unreadable)?;
        let size = head.trim_end().strip_prefix(object).and_then(|rest| rest.strip_prefix(" blob "));
        let size: u64 = size.and_then(|size| size.parse().ok()).ok_or_else(|| {
            Reason::Unreadable(io::Error::other(format!("`git cat-file` says `{}`", head.trim())))
        })?;
        if size > max_size {
            return Err(Reason::TooLarge(max_size));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        let read = (&mut self.answers).take(size + 1).read_to_end(&mut bytes).map_err(Reason::Unreadable)?;
        let read = u64::try_from(read).unwrap_or(u64::MAX);
        if read <= size {
            return Err(Reason::CutOff { read, expected: size });
        }
        bytes.pop();
        Ok(bytes)
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // It has nothing to lose, and may be in the middle of an answer that nobody reads.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
