//! Answers to requests: files as a careful publisher's server would send them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use crate::publish::bytes;

/// What is sent of a file: all of it.
pub(super) type Content = Full<Bytes>;

/// Where the files are.
#[derive(Clone, Debug)]
pub enum Root {
    /// A folder.
    Folder(PathBuf),
    /// In memory, by name, `/` between folders; whoever holds them may put others in their place.
    Memory(Arc<RwLock<BTreeMap<String, Vec<u8>>>>),
}

impl Root {
    /// The name of the file a path stands for, below the root and nowhere else; a folder stands for its `index.html`.
    fn resolved(&self, url: &str) -> Option<PathBuf> {
        let mut name = PathBuf::new();
        for segment in
            decoded(url.split(['?', '#']).next()?)?.split('/').filter(|segment| !segment.is_empty())
        {
            // No hidden file, no way up, nothing that another system reads as a separator or a drive.
            if segment.starts_with('.') || segment.contains(['\\', ':', '\0']) {
                return None;
            }
            name.push(segment);
        }
        match self {
            Self::Folder(folder) => {
                let mut file = folder.join(&name);
                if file.is_dir() {
                    file.push("index.html");
                }
                // A symbolic link may lead elsewhere.
                let real = file.canonicalize().ok()?;
                (real.is_file() && real.starts_with(folder.canonicalize().ok()?)).then_some(file)
            }
            Self::Memory(_) if name.as_os_str().is_empty() => Some(PathBuf::from("index.html")),
            Self::Memory(files) => {
                let key = name.to_str()?.replace('\\', "/");
                files.read().ok()?.contains_key(&key).then(|| PathBuf::from(key))
            }
        }
    }

    fn holds(&self, file: &Path) -> bool {
        match self {
            Self::Folder(_) => file.is_file(),
            Self::Memory(files) => {
                files.read().is_ok_and(|files| file.to_str().is_some_and(|name| files.contains_key(name)))
            }
        }
    }

    fn read(&self, file: &Path) -> Option<Vec<u8>> {
        match self {
            Self::Folder(_) => fs::read(file).ok(),
            Self::Memory(files) => files.read().ok()?.get(file.to_str()?).cloned(),
        }
    }
}

type Answer = Response<Content>;

/// The strictest policy under which the widget runs, so that whoever looks at the demo looks at that.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
                      img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'";

/// Reloads the page when a newer build is served. A file of its own, for the policy allows no inline script.
///
/// Pages in frames leave it to the page around them: a browser holds few lines to one server.
const RELOAD: &str = "let seen;\n\
    if (self === top) new EventSource(\"/__reload\").onmessage = ({ data }) => {\n  \
      if (seen && seen !== data) location.reload();\n  \
      seen = data;\n\
    };\n";

/// The script behind the tag that `respond` adds to pages.
pub(super) fn reload_script() -> Answer {
    with(
        Response::new(RELOAD.into()),
        &[("Content-Type", "text/javascript; charset=utf-8"), ("Cache-Control", "no-cache")],
    )
}

/// The answer to a request for a file; `live` adds the reloading script to pages.
pub(super) fn respond<B>(request: &Request<B>, root: &Root, live: bool) -> Answer {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return with(plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD"), &[("Allow", "GET, HEAD")]);
    }
    let Some(path) = root.resolved(request.uri().path()) else {
        return plain(StatusCode::NOT_FOUND, "there is no such file");
    };
    let page = path.extension().is_some_and(|e| e == "html");
    let accepted = header(request, "Accept-Encoding").unwrap_or_default();
    let encoding = if page && live { None } else { encoding(root, &path, accepted) };
    let file = encoding.as_ref().map_or(&path, |(_, file)| file);
    let Some(mut content) = root.read(file) else {
        return plain(StatusCode::NOT_FOUND, "there is no such file");
    };
    if page && live {
        content = with_reload(content);
    }
    let tag = format!("\"{}\"", bytes::short_hash(&content));
    let fresh = header(request, "If-None-Match").is_some_and(|tags| tags.split(',').any(|t| t.trim() == tag));
    let answer = if fresh {
        answer_of(StatusCode::NOT_MODIFIED, Vec::new())
    } else {
        answer_of(StatusCode::OK, content)
    };
    let answer = with(
        answer,
        &[
            ("Content-Type", media_type(&path)),
            ("ETag", &tag),
            ("Cache-Control", "no-cache"),
            ("Vary", "Accept-Encoding"),
            ("Access-Control-Allow-Origin", "*"),
            ("Cross-Origin-Resource-Policy", "cross-origin"),
            ("X-Content-Type-Options", "nosniff"),
        ],
    );
    let answer = if page { with(answer, &[("Content-Security-Policy", POLICY)]) } else { answer };
    match encoding {
        Some((name, _)) => with(answer, &[("Content-Encoding", name)]),
        None => answer,
    }
}

fn plain(status: StatusCode, text: &str) -> Answer {
    let headers = [("Cache-Control", "no-store"), ("Content-Type", "text/plain; charset=utf-8")];
    with(answer_of(status, text.as_bytes().to_vec()), &headers)
}

fn answer_of(status: StatusCode, content: Vec<u8>) -> Answer {
    let mut answer = Response::new(content.into());
    *answer.status_mut() = status;
    answer
}

fn with(mut answer: Answer, headers: &[(&str, &str)]) -> Answer {
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(*name), HeaderValue::from_str(value)) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

fn header<'a, B>(request: &'a Request<B>, name: &str) -> Option<&'a str> {
    request.headers().get(name)?.to_str().ok()
}

/// The text behind `%20` and the like; `None` where that is not text.
fn decoded(path: &str) -> Option<String> {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        out.push(if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            u8::try_from(digit()? * 16 + digit()?).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(out).ok()
}

/// The compressed sibling of a file that the reader accepts, and the name of its encoding.
fn encoding(root: &Root, path: &Path, accepted: &str) -> Option<(&'static str, PathBuf)> {
    [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(name, suffix)| {
        let mut sibling = path.as_os_str().to_owned();
        sibling.push(".");
        sibling.push(suffix);
        let sibling = PathBuf::from(sibling);
        (accepts(accepted, name) && root.holds(&sibling)).then_some((name, sibling))
    })
}

fn accepts(accepted: &str, name: &str) -> bool {
    accepted.split(',').any(|entry| {
        let (coding, parameters) = entry.split_once(';').unwrap_or((entry, ""));
        let weight = parameters.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok());
        coding.trim().eq_ignore_ascii_case(name) && weight.is_none_or(|weight| weight > 0.0)
    })
}

fn media_type(path: &Path) -> &'static str {
    const TYPES: [(&str, &str); 15] = [
        ("html", "text/html; charset=utf-8"),
        ("js", "text/javascript; charset=utf-8"),
        ("css", "text/css; charset=utf-8"),
        ("json", "application/json"),
        ("geojson", "application/geo+json"),
        ("wasm", "application/wasm"),
        ("svg", "image/svg+xml"),
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("webp", "image/webp"),
        ("ico", "image/x-icon"),
        ("csv", "text/csv; charset=utf-8"),
        ("ts", "text/plain; charset=utf-8"),
        ("txt", "text/plain; charset=utf-8"),
        ("md", "text/plain; charset=utf-8"),
    ];
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    TYPES.iter().find(|(known, _)| *known == extension).map_or("application/octet-stream", |(_, name)| name)
}

fn with_reload(page: Vec<u8>) -> Vec<u8> {
    const TAG: &str = "<script defer src=\"/__reload.js\"></script>";
    match String::from_utf8(page) {
        Ok(text) if text.contains("</body>") => {
            text.replacen("</body>", &format!("{TAG}</body>"), 1).into_bytes()
        }
        Ok(text) => (text + TAG).into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_out_of_the_folder_is_refused() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join("xtask");
        let root = Root::Folder(folder.clone());
        assert_eq!(root.resolved("/Cargo.toml?x=1"), Some(folder.join("Cargo.toml")));
        for url in [
            "/../../Cargo.toml",
            "/%2e%2e/%2e%2e/Cargo.toml",
            "/src/%2E./Cargo.toml",
            "/..%2f..%2fCargo.toml",
        ] {
            assert_eq!(root.resolved(url), None, "{url}");
        }
        assert_eq!(root.resolved("/src\\main.rs"), None);
        assert_eq!(root.resolved("/none"), None);
    }

    #[test]
    fn files_in_memory_are_found_by_name_and_replaced_while_they_are_served() {
        let files = Arc::new(RwLock::new(BTreeMap::from([("a/b.html".to_owned(), b"one".to_vec())])));
        let root = Root::Memory(Arc::clone(&files));
        let found = root.resolved("/a/b.html?x").unwrap();
        assert_eq!(root.read(&found).unwrap(), b"one");
        files.write().unwrap().insert("a/b.html".to_owned(), b"two".to_vec());
        assert_eq!(root.read(&found).unwrap(), b"two");
        assert_eq!((root.resolved("/a"), root.resolved("/../a/b.html")), (None, None));
    }

    #[test]
    fn a_path_is_decoded_once() {
        assert_eq!(decoded("/a%20b").as_deref(), Some("/a b"));
        assert_eq!(decoded("/%2541").as_deref(), Some("/%41"));
        assert_eq!(decoded("/%4"), None);
        assert_eq!(decoded("/%ff"), None);
    }

    #[test]
    fn an_encoding_with_weight_zero_is_not_accepted() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("brotli", "br"));
    }

    #[test]
    fn the_reloading_script_stands_at_the_end_of_the_page() {
        let page = with_reload(b"<body>text</body>".to_vec());
        assert_eq!(page, b"<body>text<script defer src=\"/__reload.js\"></script></body>");
    }
}
