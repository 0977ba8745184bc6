//! The client that all operations share.

use std::{collections::HashMap, sync::Arc};

use futures_util::{FutureExt, TryFutureExt, future::Either, lock::Mutex};
use nodewright_core::prelude::*;

use crate::{
    answer,
    credential::{DIRECTUS_API, DirectusApi},
    export::Export,
    failure,
    gone::Gone,
    pages, search,
};

/// A Directus project and the token to reach it with.
pub struct Client {
    http: Arc<dyn HttpClient>,
    service: Service,
    has_token: bool,
    /// Primary key fields by collection, as far as they have been looked up.
    primary_keys: Mutex<HashMap<String, String>>,
}

impl Connect for Client {
    async fn connect(context: &Context) -> Result<Self> {
        let credential = context.credential(DIRECTUS_API.name).await?;
        let fields: DirectusApi = credential.read()?;
        let service = Service::new(&fields.url).map_err(|e| {
            let message = format!("Credential 'directusApi': {}", e.message());
            NodeError::new(ErrorKind::Credential, message).at_parameter("url")
        })?;
        Ok(Self {
            http: context.http(),
            service: service.with_credential(credential),
            has_token: fields.access_token.is_some_and(|token| !token.is_empty()),
            primary_keys: Mutex::default(),
        })
    }
}

impl Client {
    /// Sends a request; an error comes back with Directus' own message and code. If the route has a former
    /// path, that is tried on a server that does not know the new one. A list whose query is too long for a URL is
    /// requested with SEARCH.
    // Not `async fn`s, here and below: those keep a second copy of the request while they wait.
    pub fn request(&self, request: Request) -> impl Future<Output = Result<Response>> + Send {
        match search::instead_of(&request, self.service.base()) {
            None => Either::Left(self.or_former(request)),
            // Boxed, as this is rare.
            Some(search) => Either::Right(Box::pin(async move {
                match self.send_once(search).await {
                    // A proxy in between may refuse SEARCH but accept the long URL.
                    Err(error) if failure::is_no_method(&error) => self.send_once(request).await,
                    answer => answer,
                }
            })),
        }
    }

    fn or_former(&self, mut request: Request) -> impl Future<Output = Result<Response>> + Send {
        let former = request.former_path.take().map(|path| {
            let mut former = request.clone();
            former.path = path;
            Box::new(former)
        });
        let answer = self.send_once(request);
        async move {
            let error = match (answer.await, former) {
                (Err(error), Some(former)) if failure::is_no_route(&error) => match self.send_once(*former).await {
                    // Neither path is a route; the current one can be looked up.
                    Err(second) if failure::is_no_route(&second) => error,
                    answer => return answer,
                },
                (answer, _) => return answer,
            };
            Err(error)
        }
    }

    fn send_once(&self, mut request: Request) -> impl Future<Output = Result<Response>> + Send {
        request.authenticate &= self.has_token;
        let (gone, may_be_html) = (Gone::of(&request.path), failure::may_be_html(&request));
        self.http.send(&self.service, request).map(move |answer| match answer {
            Ok(answer) if !may_be_html && failure::is_html(&answer) => Err(failure::html_page()),
            Ok(answer) => Ok(answer),
            Err(error) => {
                let error = failure::explain(error);
                Err(if let Some(gone) = gone { gone.explain(error) } else { error })
            }
        })
    }

    /// The primary key field of a collection, or `id` if the token may not read it.
    ///
    /// # Errors
    /// Directus does not answer, or answers with an error other than that the token may not read it.
    pub async fn primary_key(&self, collection: &str) -> Result<String> {
        let mut known = self.primary_keys.lock().await;
        if let Some(field) = known.get(collection) {
            return Ok(field.clone());
        }
        let fields = self.look_up("/fields/", collection).await?;
        let is_key = |field: &&Value| field["schema"]["is_primary_key"] == true;
        let own = fields.as_array().and_then(|all| all.iter().find(is_key)?["field"].as_str());
        let field = own.unwrap_or("id").to_owned();
        known.insert(collection.to_owned(), field.clone());
        Ok(field)
    }

    /// Whether a collection is a singleton, as far as the token may read that.
    ///
    /// # Errors
    /// Directus does not answer, or answers with an error other than that the token may not read it.
    pub async fn is_singleton(&self, collection: &str) -> Result<bool> {
        let about = self.look_up("/collections/", collection).await?;
        Ok(about["meta"]["singleton"] == true)
    }

    /// The data of a collection under a route; null if the token may not read it.
    async fn look_up(&self, route: &str, collection: &str) -> Result<Value> {
        let mut path = route.to_owned();
        push_segment(&mut path, &collection.to_owned(), "Collection Name")?;
        match self.request(Request::get(path)).await {
            Ok(answer) => answer::data(answer).await,
            Err(error) if matches!(error.http_code(), Some("403" | "404")) => Ok(Value::Null),
            Err(error) => Err(error),
        }
    }
}

impl Sends for Client {
    fn send(&self, mut request: Request, call: &Call<'_>) -> impl Future<Output = Result<Output>> + Send {
        let export = Export::take(&mut request);
        if export.is_some() || AllPages::are_wanted(&request) {
            // Rare and long: boxed, or every other call would pay for its size.
            return Either::Left(Box::pin(async move {
                match export {
                    Some(export) => export.items(self.request(request).await?, call).await,
                    None => pages::all(self, request, call).await,
                }
            }));
        }
        let split = answer::wants_split(&request);
        Either::Right(self.request(request).and_then(move |answer| answer::items(answer, split)))
    }
}
