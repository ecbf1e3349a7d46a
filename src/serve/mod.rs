//! A server of files on this machine that reloads what is looked at: for the demo article and for previews (feature
//! `serve`).

mod files;
mod watch;

pub use files::Root;
pub use watch::on_change;

use std::convert::Infallible;
use std::env;
use std::io::{self, IsTerminal};
use std::net::{Ipv4Addr, SocketAddrV4};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Either;
use http_body_util::channel::Channel;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch::Sender;
use tokio::time::timeout;

/// Opens the person's own browser where there is a screen and somebody at it; else nothing happens.
pub fn open_browser(address: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start"])
    } else if env::var_os("DISPLAY").is_some() || env::var_os("WAYLAND_DISPLAY").is_some() {
        ("xdg-open", &[])
    } else {
        return;
    };
    if io::stdout().is_terminal() {
        let quiet = Stdio::null;
        let _ = Command::new(program).args(arguments).arg(address).stdout(quiet()).stderr(quiet()).spawn();
    }
}

/// A server on the loopback interface; it stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: String,
    live: Arc<Live>,
    _runtime: Runtime,
}

/// What is sent: a file, or a line that goes on.
type Body = Either<files::Content, Channel<Bytes>>;

impl Server {
    /// Serves files on a port, 0 for any that is free. `reloads` puts a script into pages that follows
    /// [`reload`](Self::reload).
    ///
    /// # Errors
    /// When the port is taken.
    pub fn listen(port: u16, root: Root, reloads: bool) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build()?;
        let address = SocketAddrV4::new(Ipv4Addr::LOCALHOST, port);
        let listener = runtime.block_on(TcpListener::bind(address))?;
        let address = format!("http://{}/", listener.local_addr()?);
        let live = Arc::new(Live::default());
        runtime.spawn(accept(listener, Arc::new(root), reloads.then(|| Arc::clone(&live))));
        Ok(Self { address, live, _runtime: runtime })
    }

    /// The same on the port that is named, or on the first that is free from 8080 on.
    ///
    /// # Errors
    /// When the named port is taken, or a hundred are.
    pub fn listen_near(port: Option<u16>, root: &Root, reloads: bool) -> io::Result<Self> {
        if let Some(port) = port {
            return Self::listen(port, root.clone(), reloads).map_err(|error| {
                io::Error::new(error.kind(), format!("port {port} cannot be used: {error}"))
            });
        }
        let taken = || io::Error::other("no port from 8080 to 8179 is free; name one with --port");
        (8080..8180).find_map(|port| Self::listen(port, root.clone(), reloads).ok()).ok_or_else(taken)
    }

    /// Where it is found: `http://127.0.0.1:8080/`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Tells every page that is looked at to load itself anew.
    pub fn reload(&self) {
        self.live.reload();
    }
}

/// Answers whoever calls. A line that nobody speaks on keeps nobody else waiting.
async fn accept(listener: TcpListener, root: Arc<Root>, live: Option<Arc<Live>>) {
    loop {
        // A reader who went away while being answered is no error.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let (root, live) = (Arc::clone(&root), live.clone());
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let answer = answer(&request, &root, live.as_ref());
                async { Ok::<_, Infallible>(answer) }
            });
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

fn answer(request: &Request<Incoming>, root: &Root, live: Option<&Arc<Live>>) -> Response<Body> {
    match (request.uri().path(), live) {
        ("/__reload", Some(live)) => live.follow().map(Either::Right),
        ("/__reload.js", Some(_)) => files::reload_script().map(Either::Left),
        _ => files::respond(request, root, live.is_some()).map(Either::Left),
    }
}

/// The number of the build that is being served, and everyone who waits for the next.
#[derive(Debug)]
struct Live(Sender<u64>);

impl Default for Live {
    fn default() -> Self {
        Self(Sender::new(0))
    }
}

impl Live {
    fn reload(&self) {
        self.0.send_modify(|build| *build += 1);
    }

    /// Sends the number of each build as a server-sent event until the reader goes away.
    fn follow(&self) -> Response<Channel<Bytes>> {
        let (mut sender, body) = Channel::new(1);
        let mut builds = self.0.subscribe();
        builds.mark_changed();
        tokio::spawn(async move {
            loop {
                let line = match timeout(Duration::from_secs(10), builds.changed()).await {
                    Ok(Ok(())) => format!("data: {}-{}\n\n", std::process::id(), *builds.borrow_and_update()),
                    // The server has ended.
                    Ok(Err(_)) => return,
                    // A comment keeps the line open and finds out whether anyone still listens.
                    Err(_) => ":\n\n".to_owned(),
                };
                if sender.send_data(Bytes::from(line)).await.is_err() {
                    return;
                }
            }
        });
        let mut response = Response::new(body);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
