//! `/server`.

use nodewright_core::serde_json::json;

use super::{
    State,
    access::Caller,
    answer::{Answer, Failure},
};

const VERSION: &str = "12.4.1";

pub(super) fn ping() -> Answer {
    Answer::of(200, "text/html; charset=utf-8", "pong".to_owned())
}

/// More for those who are logged in.
pub(super) fn info(caller: Caller) -> Answer {
    let mut info = json!({
        "project": {
            "project_name": "Directus",
            "project_descriptor": null,
            "project_logo": null,
            "project_color": "#6644FF",
            "default_appearance": "auto",
            "default_language": "en-US",
            "public_registration": false,
        },
    });
    if caller == Caller::Admin {
        info["rateLimit"] = false.into();
        info["rateLimitGlobal"] = false.into();
        info["queryLimit"] = json!({ "default": 100, "max": -1 });
        info["websocket"] = false.into();
        info["version"] = VERSION.into();
    }
    Answer::data(info)
}

/// Without `data`, and not for the public.
pub(super) fn health(state: &State, caller: Caller) -> Result<Answer, Failure> {
    if caller == Caller::Public {
        return Err(Failure::forbidden());
    }
    let health = json!({ "status": "ok", "releaseId": VERSION, "serviceId": state.url, "checks": {} });
    Ok(Answer::of(200, "application/health+json; charset=utf-8", health.to_string()))
}
