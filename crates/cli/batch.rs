//! Many inputs at once: results come in the order of the inputs, and a bad input stops no other.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::input::Input;
use crate::status::{Failure, Status, Trouble, say};

/// How many inputs, for each thread, may be begun beyond the one whose result is handed over next. Results wait in
/// memory for those before them, so this bounds the memory.
const AHEAD: usize = 16;

/// Works on every input and hands the results over in order, each with the index of its input. What cannot be read is
/// said on standard error.
pub(crate) fn each<T: Send>(
    inputs: &[Input],
    jobs: Option<u16>,
    work: impl Fn(&Input, Vec<u8>) -> Result<T, Failure> + Sync,
    mut take: impl FnMut(usize, T) -> Result<Status, Trouble>,
) -> Result<Status, Trouble> {
    let work =
        |input: &Input| guarded(|| work(input, input.read()?)).map_err(|failure| failure.of(input.path()));
    let mut status = Status::Clean;
    let mut hand_over = |index: usize, result: Result<T, Failure>| -> Result<(), Trouble> {
        status = status.max(match result {
            Ok(value) => take(index, value)?,
            Err(failure) => {
                say(&failure);
                Status::Unreadable
            }
        });
        Ok(())
    };
    let progress = Progress::new(inputs.len());
    let work = |input| {
        let result = work(input);
        progress.advance();
        result
    };
    if inputs.len() == 1 || jobs == Some(1) {
        for (index, input) in inputs.iter().enumerate() {
            let result = work(input);
            progress.clear();
            hand_over(index, result)?;
        }
        return Ok(status);
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.map_or(0, usize::from))
        .stack_size(8 << 20)
        .build()
        .map_err(|error| Failure::new(format!("the threads cannot be started: {error}")))?;
    let ahead = AHEAD * pool.current_num_threads();
    pool.in_place_scope(|scope| {
        let (done, results) = mpsc::channel();
        let begin = |index: usize| {
            if let Some(input) = inputs.get(index) {
                let (done, work) = (done.clone(), &work);
                // Nobody listens any longer where a result could not be handed over.
                scope.spawn(move |_| drop(done.send((index, work(input)))));
            }
        };
        (0..ahead).for_each(begin);
        let mut waiting = BTreeMap::new();
        for index in 0..inputs.len() {
            while !waiting.contains_key(&index) {
                let (index, result) = results.recv().expect("this thread holds a sender too");
                waiting.insert(index, result);
            }
            begin(index + ahead);
            progress.clear();
            waiting.remove(&index).into_iter().try_for_each(|result| hand_over(index, result))?;
        }
        Ok::<_, Trouble>(())
    })?;
    Ok(status)
}

thread_local! {
    /// Where the last panic of this thread was.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics quiet: [`guarded`] tells them in one line.
pub(crate) fn silence_panics() {
    panic::set_hook(Box::new(|panic| {
        PLACE.set(panic.location().map(|place| format!("{}:{}: ", place.file(), place.line())));
    }));
}

/// Runs the work; a panic is a failure like others.
pub(crate) fn guarded<T, E: From<Failure>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        let (place, message) = (PLACE.take().unwrap_or_default(), message(payload.as_ref()));
        let failure = Failure::new(format!("a bug in fenjie ({place}{message})"));
        Err(failure.advice("please report it with the file").into())
    })
}

fn message(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

/// A count on a terminal's standard error.
struct Progress {
    done: AtomicUsize,
    of: usize,
    shown: bool,
}

impl Progress {
    fn new(of: usize) -> Self {
        Self { done: AtomicUsize::new(0), of, shown: of > 1 && io::stderr().is_terminal() }
    }

    fn advance(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.shown {
            let _ = write!(io::stderr(), "\r{done}/{}", self.of);
        }
    }

    fn clear(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure() {
        silence_panics();
        let failure = guarded(|| -> Result<(), Failure> { panic!("row {}", 3) }).unwrap_err().to_string();
        assert!(failure.starts_with("a bug in fenjie (crates/cli/batch.rs:"), "{failure}");
        assert!(failure.ends_with(": row 3); please report it with the file"), "{failure}");
    }
}
