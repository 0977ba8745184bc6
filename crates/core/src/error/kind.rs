//! Kinds of errors.

/// What went wrong, for code that decides on it. [`ErrorKind::name`] gives n8n's class name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The service answered, and its answer is an error.
    Api,
    /// No usable answer: connection refused, name unknown, broken off, too large, not HTTP.
    Network,
    /// A request took longer than it may.
    Timeout,
    /// A parameter is missing or has a value that cannot be read.
    Parameter,
    /// The operation cannot be carried out as asked.
    Operation,
    /// An expression failed or is not supported.
    Expression,
    /// Credentials are missing or malformed.
    Credential,
    /// The node's JSON, a workflow or an item is malformed.
    Input,
    /// An unknown node type, version, resource, operation or method.
    Unknown,
    /// The host does not allow the destination.
    Denied,
    /// The execution was cancelled by the host.
    Cancelled,
    /// An evaluation was to be [brief](crate::Pace::Brief) and is not done. The runtime evaluates it again elsewhere;
    /// nothing else sees it.
    Unfinished,
}

impl ErrorKind {
    /// n8n's class name of such an error.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Api | Self::Network | Self::Timeout => "NodeApiError",
            Self::Parameter => "WorkflowHasIssuesError",
            Self::Expression | Self::Unfinished => "ExpressionError",
            Self::Cancelled => "ExecutionCancelledError",
            Self::Operation | Self::Credential | Self::Input | Self::Unknown | Self::Denied => "NodeOperationError",
        }
    }
}
