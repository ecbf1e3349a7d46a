//! `cargo xtask serve`: the demo article on this machine, built, served, rebuilt and reloaded when a file changes.

mod files;
mod watch;

use std::convert::Infallible;
use std::env;
use std::io::{IsTerminal, Write};
use std::net::{Ipv4Addr, SocketAddrV4};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
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

use crate::build;
use crate::system::{command, say};

/// Builds, serves, opens a browser, then rebuilds on every change until it is ended.
pub(crate) fn run(route: Option<&str>, port: Option<u16>, open: bool) -> Result<()> {
    build::build(route, false)?;
    let live = Arc::new(Live::default());
    let server = match port {
        Some(port) => Server::listen(port, Some(&live))?,
        None => (8080..8180)
            .find_map(|port| Server::listen(port, Some(&live)).ok())
            .context("no port from 8080 to 8179 is free; name one with --port")?,
    };
    println!("{}", server.address());
    std::io::stdout().flush()?;
    if open {
        open_browser(server.address());
    }
    watch::rebuild_on_change(|changed| {
        say(format!("{changed} changed, rebuilding"));
        match build::build(route, true) {
            Ok(()) => {
                say("rebuilt");
                live.reload();
            }
            Err(error) => say(format!("{error:#}; still serving the previous build")),
        }
    })
}

/// Opens the reader's own browser where there is a screen and a person at it.
fn open_browser(address: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start"])
    } else if env::var_os("DISPLAY").is_some() || env::var_os("WAYLAND_DISPLAY").is_some() {
        ("xdg-open", &[])
    } else {
        return;
    };
    if std::io::stdout().is_terminal() {
        let quiet = Stdio::null;
        let _ = command(program).args(arguments).arg(address).stdout(quiet()).stderr(quiet()).spawn();
    }
}

/// A server of `dist/` on the loopback interface; it stops when it is dropped.
pub(crate) struct Server {
    address: String,
    _runtime: Runtime,
}

/// What is sent: a file, or a line that goes on.
type Body = Either<files::Content, Channel<Bytes>>;

impl Server {
    /// Serves without reloading, on the named port or on one that is free.
    pub(crate) fn start(port: Option<u16>) -> Result<Self> {
        Self::listen(port.unwrap_or(0), None)
    }

    fn listen(port: u16, live: Option<&Arc<Live>>) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build()?;
        let address = SocketAddrV4::new(Ipv4Addr::LOCALHOST, port);
        let listener = runtime.block_on(TcpListener::bind(address));
        let listener = listener.with_context(|| format!("listening on {address}"))?;
        let address = format!("http://{}/", listener.local_addr()?);
        runtime.spawn(accept(listener, live.cloned()));
        Ok(Self { address, _runtime: runtime })
    }

    /// The address of the demo article.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

/// Answers whoever calls. A line that nobody speaks on keeps nobody else waiting.
async fn accept(listener: TcpListener, live: Option<Arc<Live>>) {
    loop {
        // A reader who went away while being answered is no error.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let live = live.clone();
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let answer = answer(&request, live.as_ref());
                async { Ok::<_, Infallible>(answer) }
            });
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

fn answer(request: &Request<Incoming>, live: Option<&Arc<Live>>) -> Response<Body> {
    match (request.uri().path(), live) {
        ("/__reload", Some(live)) => live.follow().map(Either::Right),
        ("/__reload.js", Some(_)) => files::reload_script().map(Either::Left),
        _ => files::respond(request, live.is_some()).map(Either::Left),
    }
}

/// The number of the build that is being served, and everyone who waits for the next.
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
