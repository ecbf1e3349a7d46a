//! `cargo xtask serve`: the demo article on this machine, built, served, rebuilt and reloaded when a file changes.

mod files;
mod watch;

use std::env;
use std::io::{IsTerminal, Write};
use std::net::{Ipv4Addr, SocketAddrV4, TcpListener};
use std::process::Stdio;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use tiny_http::Request;

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
    inner: Arc<tiny_http::Server>,
    address: String,
}

/// Requests answered at the same time; a page asks for fewer.
const WORKERS: usize = 4;

impl Server {
    /// Serves without reloading, on the named port or on one that is free.
    pub(crate) fn start(port: Option<u16>) -> Result<Self> {
        Self::listen(port.unwrap_or(0), None)
    }

    fn listen(port: u16, live: Option<&Arc<Live>>) -> Result<Self> {
        let address = SocketAddrV4::new(Ipv4Addr::LOCALHOST, port);
        let listener = TcpListener::bind(address).with_context(|| format!("listening on {address}"))?;
        let address = format!("http://{}/", listener.local_addr()?);
        let inner = tiny_http::Server::from_listener(listener, None).map_err(|error| anyhow!("{error}"))?;
        let inner = Arc::new(inner);
        for _ in 0..WORKERS {
            let (server, live) = (Arc::clone(&inner), live.cloned());
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    answer(request, live.as_ref());
                }
            });
        }
        Ok(Self { inner, address })
    }

    /// The address of the demo article.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in 0..WORKERS {
            self.inner.unblock();
        }
    }
}

fn answer(request: Request, live: Option<&Arc<Live>>) {
    // A reader who went away while being answered is no error.
    let _ = match (request.url(), live) {
        ("/__reload", Some(live)) => {
            let live = Arc::clone(live);
            thread::spawn(move || live.follow(request));
            Ok(())
        }
        ("/__reload.js", Some(_)) => request.respond(files::reload_script()),
        _ => {
            let response = files::respond(&request, live.is_some());
            request.respond(response)
        }
    };
}

/// The number of the build that is being served, and everyone who waits for the next.
#[derive(Default)]
struct Live {
    build: Mutex<u64>,
    changed: Condvar,
}

impl Live {
    fn reload(&self) {
        *self.build.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }

    /// Sends the number of each build as a server-sent event until the reader goes away.
    fn follow(&self, request: Request) {
        const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
        let mut writer = request.into_writer();
        let mut send = |text: &str| writer.write_all(text.as_bytes()).and_then(|()| writer.flush());
        let mut sent = None;
        let mut alive = send(HEAD);
        while alive.is_ok() {
            let build = self.build.lock().unwrap_or_else(PoisonError::into_inner);
            let waited =
                self.changed.wait_timeout_while(build, Duration::from_secs(10), |build| sent == Some(*build));
            let now = *waited.unwrap_or_else(PoisonError::into_inner).0;
            // A comment keeps the line open and finds out whether anyone still listens.
            alive = if sent == Some(now) {
                send(":\n\n")
            } else {
                sent = Some(now);
                send(&format!("data: {}-{now}\n\n", std::process::id()))
            };
        }
    }
}
