//! What a script is: anything that turns a request into a reply.

use super::{RecordedRequest, Reply, Script};

/// Answers requests. Implemented for a closure, for one [`Reply`] (always the same), for a list of them (the n-th
/// request gets the n-th, the last repeats) and for a [`Script`] read from JSON.
pub trait Respond: Send + Sync + 'static {
    /// The reply to `request`.
    fn respond(&self, request: &RecordedRequest) -> Reply;
}

impl<F: Fn(&RecordedRequest) -> Reply + Send + Sync + 'static> Respond for F {
    fn respond(&self, request: &RecordedRequest) -> Reply {
        self(request)
    }
}

impl Respond for Reply {
    fn respond(&self, _: &RecordedRequest) -> Reply {
        self.clone()
    }
}

impl Respond for Vec<Reply> {
    fn respond(&self, request: &RecordedRequest) -> Reply {
        nth_or_last(self, request.index)
    }
}

impl<const N: usize> Respond for [Reply; N] {
    fn respond(&self, request: &RecordedRequest) -> Reply {
        nth_or_last(self, request.index)
    }
}

impl Respond for Script {
    fn respond(&self, request: &RecordedRequest) -> Reply {
        self.reply_to(request)
    }
}

pub(super) fn nth_or_last(replies: &[Reply], index: usize) -> Reply {
    replies.get(index).or(replies.last()).cloned().unwrap_or_else(|| Reply::status(404))
}
