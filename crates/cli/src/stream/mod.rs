//! `nodewright run --stream`: items in, items out, a few of them at a time.

mod input;
mod output;
mod split;
mod stop;

use std::io::IsTerminal;
use std::time::Duration;

use futures_util::{FutureExt, StreamExt, pin_mut};
use nodewright::{NodeError, Prepared, StreamExecution};

use crate::{arguments::Run, failure::Failure, progress::Progress};
use output::Output;

/// How long results that are there already may take to be written once the command is told to stop.
const LAST_WORDS: Duration = Duration::from_millis(50);

/// The one input that can be streamed.
pub struct Input(input::Opened);

/// Opens the input; what is wrong with the call is said before anything is executed.
pub fn open(run: &Run) -> Result<Input, Failure> {
    match &run.input[..] {
        [path] => input::open(path).map(Input),
        _ => Err(Failure::usage("--stream takes one --input; a node with several inputs needs all of their items")),
    }
}

/// Executes the node on the items of the input, and prints every item as soon as it is there.
pub async fn execute(prepared: &Prepared, input: Input, run: &Run) -> Result<(), Failure> {
    let mut execution = prepared.execution_of(input.0.items());
    if let Some(items) = run.concurrency {
        execution = execution.concurrency(items);
    }
    let mut output = Output::start(execution.outputs() > 1)?;
    let ended = tokio::select! {
        biased;
        why = stop::asked() => Err(why),
        done = results(execution, &mut output) => Ok(done),
    };
    match ended {
        Ok(done) => {
            // What came before an error is printed all the same, unless whoever waits for it has had enough.
            tokio::select! {
                biased;
                why = stop::asked() => Err(why),
                written = output.finish() => written.and(done?.map_or(Ok(()), |error| Err(error.into()))),
            }
        }
        Err(why) => {
            let _ = tokio::time::timeout(LAST_WORDS, output.finish()).await;
            Err(why)
        }
    }
}

/// Puts out what comes; gives the error that ended it.
async fn results(execution: StreamExecution, output: &mut Output) -> Result<Option<NodeError>, Failure> {
    let progress = (!std::io::stdout().is_terminal()).then(Progress::new);
    let results = execution.stream();
    pin_mut!(results);
    let error = loop {
        let next = match results.next().now_or_never() {
            Some(next) => next,
            // Nobody waits for a line while the next takes its time.
            None => {
                output.flush().await?;
                results.next().await
            }
        };
        match next {
            None => break None,
            Some(Err(error)) => break Some(error),
            Some(Ok(emission)) => output.put(&emission).await?,
        }
        progress.iter().for_each(Progress::item);
    };
    progress.iter().for_each(Progress::finish);
    Ok(error)
}
