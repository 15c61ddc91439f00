//! The web server of a test: the built widget, the sample data, pages made up by the test, and failures on demand.
//! Knows nothing about browsers or timelines.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::Outcome;

/// The policy under which the widget must work: sent with every page.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' https:; connect-src 'self'";

/// Put into every page before anything else: collects what goes wrong there.
const COLLECTOR: &str = r#"<script src="/harness/collector.js"></script>"#;

/// What the server says to a request for a path.
#[derive(Clone)]
pub enum Answer {
    /// 404.
    Missing,
    /// A text, under the media type given.
    Text(&'static str, String),
    /// A page under a policy of its own.
    Page(&'static str, String),
    /// Bytes under these headers.
    Bytes(Vec<(&'static str, String)>, Vec<u8>),
    /// JSON of this version (`ETag`), or 304 where the browser has it.
    Version(&'static str, String),
    /// JSON that the page of another server may read.
    Shared(String),
    /// None.
    Silence,
    /// A byte now and then, and no end.
    Drip(Duration),
    /// An error.
    Status(u16),
    /// JSON of unknown length of which the second half waits for the gate to open.
    Trickle(String, Gate),
    /// JSON of which only the first half arrives before the connection breaks.
    CutOff(String),
    /// JSON of which the second half waits for the gate to open.
    Held(String, Gate),
}

/// Holds a response back until it is opened.
#[derive(Clone)]
pub struct Gate(Arc<watch::Sender<bool>>);

impl Gate {
    /// A closed gate.
    #[must_use]
    pub fn closed() -> Self {
        Gate(Arc::new(watch::Sender::new(false)))
    }

    /// Lets everything through from now on.
    pub fn open(&self) {
        self.0.send_replace(true);
    }

    async fn passed(&self) {
        // Fails only if the sender is gone, and `self` holds it.
        _ = self.0.subscribe().wait_for(|open| *open).await;
    }
}

#[derive(Default)]
struct Shared {
    folders: Mutex<Vec<(&'static str, PathBuf)>>,
    answers: Mutex<HashMap<String, Answer>>,
    requests: Mutex<Vec<String>>,
    given_up: AtomicUsize,
    unchanged: AtomicUsize,
}

/// Counts what is dropped before its end.
struct Waiting(Option<Arc<Shared>>);

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(shared) = &self.0 {
            shared.given_up.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// A running server; it ends with the value.
pub struct Server {
    origin: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Starts on a free port of this machine.
    ///
    /// # Errors
    /// If there is no port, or no build of the widget.
    pub async fn start() -> Outcome<Self> {
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let dist = project.join("dist");
        anyhow::ensure!(
            dist.join("news-timeline-app_bg.wasm").is_file(),
            "there is no build of the widget in dist/: run `make build` first"
        );
        let folders = vec![
            ("/harness/", project.join("tests/browser/pages")),
            ("/fixtures/", project.join("tests/fixtures")),
            ("/axe/", project.join("node_modules/axe-core")),
            ("/", dist),
        ];
        let shared = Arc::new(Shared { folders: Mutex::new(folders), ..Shared::default() });
        let listener = TcpListener::bind("127.0.0.1:0").await.context("no free port")?;
        let origin = format!("http://{}", listener.local_addr()?);
        let app = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        let task = tokio::spawn(async move {
            // It runs until the task is aborted.
            _ = axum::serve(listener, app).await;
        });
        Ok(Server { origin, shared, task })
    }

    /// The address of a path that starts with a slash.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// From now on answers a path so.
    pub fn answer(&self, path: &str, answer: Answer) {
        lock(&self.shared.answers).insert(path.to_owned(), answer);
    }

    /// From now on answers a path as it would without [`Server::answer`].
    pub fn forget(&self, path: &str) {
        lock(&self.shared.answers).remove(path);
    }

    /// From now on also answers the paths that begin so with the files of a folder.
    pub fn show(&self, prefix: &'static str, folder: PathBuf) {
        lock(&self.shared.folders).insert(0, (prefix, folder));
    }

    /// How often the browser had the version already.
    #[must_use]
    pub fn unchanged(&self) -> usize {
        self.shared.unchanged.load(Ordering::Relaxed)
    }

    /// How many answers of [`Answer::Trickle`] and [`Answer::Drip`] the browser did not wait for.
    #[must_use]
    pub fn given_up(&self) -> usize {
        self.shared.given_up.load(Ordering::Relaxed)
    }

    /// The paths asked for so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        lock(&self.shared.requests).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(State(shared): State<Arc<Shared>>, uri: Uri, asked: HeaderMap) -> Response {
    let path = uri.path();
    lock(&shared.requests).push(path.to_owned());
    let special = lock(&shared.answers).get(path).cloned();
    let folders = lock(&shared.folders).clone();
    let mut response = match special {
        // Browsers ask for it where a page names no icon.
        None if path == "/favicon.ico" => StatusCode::NO_CONTENT.into_response(),
        None => file(&folders, path).await,
        Some(Answer::Missing) => missing(),
        Some(Answer::Text(media_type, text)) => typed(media_type, text.into()),
        Some(Answer::Page(policy, page)) => {
            let page = typed("text/html; charset=utf-8", page.into());
            ([(header::CONTENT_SECURITY_POLICY, policy)], page).into_response()
        }
        Some(Answer::CutOff(text)) => {
            halves(text, async || Err(io::Error::from(io::ErrorKind::ConnectionReset)))
        }
        Some(Answer::Bytes(headers, bytes)) => {
            let mut response = Body::from(bytes).into_response();
            for (name, value) in headers {
                if let Ok(value) = HeaderValue::from_str(&value) {
                    response.headers_mut().insert(name, value);
                }
            }
            response
        }
        Some(Answer::Version(version, text)) => {
            let known = asked.get(header::IF_NONE_MATCH).is_some_and(|known| known == version);
            shared.unchanged.fetch_add(usize::from(known), Ordering::Relaxed);
            let mut response = if known {
                StatusCode::NOT_MODIFIED.into_response()
            } else {
                typed("application/json", text.into())
            };
            response.headers_mut().insert(header::ETAG, HeaderValue::from_static(version));
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            response
        }
        Some(Answer::Shared(text)) => {
            ([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], typed("application/json", text.into()))
                .into_response()
        }
        Some(Answer::Silence) => std::future::pending().await,
        Some(Answer::Drip(every)) => {
            let waiting = Waiting(Some(Arc::clone(&shared)));
            let drops = stream::unfold((waiting, every), async |(waiting, every)| {
                tokio::time::sleep(every).await;
                Some((Ok::<_, io::Error>(Bytes::from_static(b" ")), (waiting, every)))
            });
            ([(header::CONTENT_TYPE, "application/json")], Body::from_stream(drops)).into_response()
        }
        Some(Answer::Status(status)) => {
            StatusCode::from_u16(status).unwrap_or(StatusCode::IM_A_TEAPOT).into_response()
        }
        Some(Answer::Trickle(text, gate)) => {
            let mut waiting = Waiting(Some(Arc::clone(&shared)));
            let mut response = halves(text, async move || {
                gate.passed().await;
                drop(waiting.0.take());
                Ok(())
            });
            response.headers_mut().remove(header::CONTENT_LENGTH);
            response
        }
        Some(Answer::Held(text, gate)) => halves(text, async move || {
            gate.passed().await;
            Ok(())
        }),
    };
    let headers = response.headers_mut();
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "There is nothing here.").into_response()
}

fn typed(media_type: &'static str, body: Bytes) -> Response {
    let body = if media_type.starts_with("text/html") { with_collector(&body) } else { body };
    ([(header::CONTENT_TYPE, media_type)], body).into_response()
}

fn with_collector(page: &Bytes) -> Bytes {
    String::from_utf8_lossy(page).replacen("<head>", &format!("<head>{COLLECTOR}"), 1).into()
}

/// Sends half of a text, then waits for `between`, then sends the rest, or breaks off.
fn halves<F, W>(text: String, between: F) -> Response
where
    F: FnOnce() -> W + Send + 'static,
    W: Future<Output = io::Result<()>> + Send + 'static,
{
    let length = text.len();
    let bytes = Bytes::from(text);
    let (first, second) = (bytes.slice(..length / 2), bytes.slice(length / 2..));
    let parts = stream::unfold((Some(first), Some((second, between))), async |(first, rest)| {
        if let Some(first) = first {
            return Some((Ok(first), (None, rest)));
        }
        let (second, between) = rest?;
        Some((between().await.map(|()| second), (None, None)))
    });
    (
        [(header::CONTENT_TYPE, "application/json"), (header::CONTENT_LENGTH, length.to_string().as_str())],
        Body::from_stream(parts),
    )
        .into_response()
}

async fn file(folders: &[(&'static str, PathBuf)], path: &str) -> Response {
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let found = folders.iter().find_map(|(prefix, folder)| Some(folder.join(path.strip_prefix(prefix)?)));
    let Some(file) = found.filter(|_| !path.contains("..")) else { return missing() };
    match tokio::task::spawn_blocking({
        let file = file.clone();
        move || std::fs::read(file)
    })
    .await
    {
        Ok(Ok(bytes)) => typed(media_type(&file), bytes.into()),
        _ => missing(),
    }
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
