//! n8n's texts for statuses and for errors of the network.

pub(super) const UNKNOWN: &str = "There was an unknown issue while executing the node";
pub(super) const UNKNOWN_DESCRIPTION: &str = "Double-check the node configuration and the service it connects to. \
    Check the error details below and refer to the <a href=\"https://docs.n8n.io\" target=\"_blank\">n8n \
    documentation</a> to troubleshoot the issue.";

/// The message for a status; `None` if the service's own text is the message.
pub(super) fn of_status(code: &str) -> Option<&'static str> {
    Some(match code {
        "400" => "Bad request - please check your parameters",
        "401" => "Authorization failed - please check your credentials",
        "402" => "Payment required - perhaps check your payment details?",
        "403" => "Forbidden - perhaps check your credentials?",
        "404" => "The resource you are requesting could not be found",
        "405" => "Method not allowed - please check you are using the right HTTP method",
        "429" => "The service is receiving too many requests from you",
        "500" => "The service was not able to process your request",
        "502" => "Bad gateway - the service failed to handle your request",
        "503" => {
            "Service unavailable - try again later or consider setting this node to retry automatically \
             (in the node settings)"
        }
        "504" => "Gateway timed out - perhaps try again later?",
        _ if code.starts_with('4') => "Your request is invalid or could not be processed by the service",
        _ if code.starts_with('5') => "The service failed to process your request",
        _ => return None,
    })
}

/// Codes of the system and of Node.js, in the order in which a message is searched for them.
const SYSTEM: &[(&str, &str)] = &[
    ("ECONNREFUSED", "The service refused the connection - perhaps it is offline"),
    (
        "ECONNRESET",
        "The connection to the server was closed unexpectedly, perhaps it is offline. You can retry the request \
         immediately or wait and retry later.",
    ),
    ("ENOTFOUND", "The connection cannot be established, this usually occurs due to an incorrect host (domain) value"),
    ("ETIMEDOUT", "The connection timed out, consider setting the 'Retry on Fail' option in the node settings"),
    (
        "ERRADDRINUSE",
        "The port is already occupied by some other application, if possible change the port or kill the application \
         that is using it",
    ),
    ("EADDRNOTAVAIL", "The address is not available, ensure that you have the right IP address"),
    ("ECONNABORTED", "The connection was aborted, perhaps the server is offline"),
    ("EHOSTUNREACH", "The host is unreachable, perhaps the server is offline"),
    ("EAI_AGAIN", "The DNS server returned an error, perhaps the server is offline"),
    ("ENOENT", "The file or directory does not exist"),
    ("EISDIR", "The file path was expected but the given path is a directory"),
    ("ENOTDIR", "The directory path was expected but the given path is a file"),
    ("EACCES", "Forbidden by access permissions, make sure you have the right permissions"),
    ("EEXIST", "The file or directory already exists"),
    ("EPERM", "Operation not permitted, make sure you have the right permissions"),
    ("GETADDRINFO", "The server closed the connection unexpectedly"),
];

/// Replaces a message that is mapped, or that names a known code, and keeps the raw one in `messages`.
pub(super) fn plain(
    message: String,
    messages: &mut Vec<String>,
    code: Option<&str>,
    mapping: &[(&str, &str)],
) -> String {
    let upper = message.to_uppercase();
    let mapped = mapping.iter().find(|(text, _)| upper.contains(&text.to_uppercase()));
    let by_code = || SYSTEM.iter().find(|(known, _)| code.is_some_and(|code| code.eq_ignore_ascii_case(known)));
    let by_text = || SYSTEM.iter().find(|(known, _)| upper.contains(known));
    let Some((_, plain)) = mapped.or_else(by_code).or_else(by_text) else { return message };
    messages.push(message);
    (*plain).to_owned()
}
