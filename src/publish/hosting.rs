//! Recipes for hosts: how each is told the same headers.

use serde_json::json;

use super::Site;
use super::framed::policy;

/// What is cached for good: it has a hash in its name, or never changes.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
/// What keeps its name and may change: asked for again after five minutes.
const FOR_NOW: &str = "public, max-age=300";

/// On every file: any page may use it, and no browser guesses its type.
const EVERYWHERE: [(&str, &str); 4] = [
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Timing-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
];

/// What the frame may not do, whoever frames it.
const PERMISSIONS: &str = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), \
                           midi=(), payment=(), usb=()";

/// The policy of the frame as a header: what its page says, and that anybody may frame it.
fn framed_policy(site: &Site) -> String {
    policy(site) + "; frame-ancestors *"
}

/// Every recipe: the name of its file and its text. `frames` are the names of the pages for frames.
pub(super) fn recipes(site: &Site, frames: &[String]) -> Vec<(&'static str, String)> {
    // The path of the folder on its host.
    let path = site
        .base
        .as_deref()
        .and_then(|base| base.strip_prefix(site.origin.as_deref().unwrap_or_default()))
        .unwrap_or("/");
    let pinned = &site.pinned.0;
    let frame = framed_policy(site);
    vec![
        ("_headers", static_hosts(path, pinned, frames, &frame)),
        ("hosting/nginx.conf", nginx(path, pinned, &frame)),
        ("hosting/apache.htaccess", apache(pinned, &frame)),
        ("hosting/Caddyfile", caddy(path, pinned, &frame)),
        ("hosting/cloudfront.txt", cloudfront(path, pinned)),
        ("hosting/cloudfront-files.json", cloudfront_policy("chronocarte-files", None)),
        ("hosting/cloudfront-frames.json", cloudfront_policy("chronocarte-frames", Some(&frame))),
    ]
}

/// A text as a regular expression that matches nothing else.
fn literal(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if !letter.is_ascii_alphanumeric() && !matches!(letter, '/' | '-' | '_' | '%' | '~') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn lines(headers: &[(&str, &str)], line: impl Fn(&str, &str) -> String) -> String {
    headers.iter().map(|(name, value)| line(name, value)).collect()
}

fn static_hosts(path: &str, pinned: &str, frames: &[String], policy: &str) -> String {
    let line = |name: &str, value: &str| format!("  {name}: {value}\n");
    let mut out = String::from(
        "# Netlify and Cloudflare Pages read this file at the root of the site: move it there if the folder is not it.\n",
    );
    out += &format!("{path}*\n{}", lines(&EVERYWHERE, line));
    for folder in ["assets", pinned] {
        out += &format!("{path}{folder}/*\n{}", line("Cache-Control", FOR_GOOD));
    }
    for name in frames {
        out += &format!("{path}{name}\n");
        out += &lines(&[("Content-Security-Policy", policy), ("Permissions-Policy", PERMISSIONS)], line);
    }
    out
}

fn nginx(path: &str, pinned: &str, policy: &str) -> String {
    let add = |name: &str, value: &str| format!("    add_header {name} \"{value}\" always;\n");
    let everywhere = lines(&EVERYWHERE, add);
    // A location's own add_header puts those above it out of force, so each says all of its own.
    let location = |pattern: &str, more: &[(&str, &str)]| {
        format!("  location {pattern} {{\n{everywhere}{}  }}\n", lines(more, add))
    };
    let (regex, pinned) = (literal(path), literal(pinned));
    format!(
        "# Into the server {{ }} of the site. brotli_static needs the module ngx_brotli; leave the line out without it.\n\
         location ^~ {path} {{\n  gzip_static on;\n  gzip_vary on;\n  brotli_static on;\n  charset utf-8;\n\
         \x20 types {{ text/html html; text/css css; text/javascript js; application/json json; application/wasm wasm;\n\
         \x20         image/svg+xml svg; image/png png; application/octet-stream bin; text/plain txt;\n\
         \x20         text/csv csv; application/geo+json geojson; }}\n{}{}{}}}\n",
        location(&format!("~ ^{regex}(assets|{pinned})/"), &[("Cache-Control", FOR_GOOD)]),
        location(
            &format!("~ ^{regex}frame(\\.[a-z]+)?\\.html$"),
            &[
                ("Cache-Control", FOR_NOW),
                ("Content-Security-Policy", policy),
                ("Permissions-Policy", PERMISSIONS)
            ]
        ),
        lines(&EVERYWHERE, |name, value| add(name, value).split_off(2))
            + &add("Cache-Control", FOR_NOW).split_off(2),
    )
}

fn apache(pinned: &str, policy: &str) -> String {
    let set = |name: &str, value: &str| format!("  Header set {name} \"{value}\"\n");
    let pinned = literal(pinned);
    format!(
        "# Into the folder, as .htaccess. Needs mod_headers, mod_mime and mod_rewrite.\n\
         AddDefaultCharset utf-8\nAddType application/wasm .wasm\nAddType text/javascript .js\nAddType application/octet-stream .bin\nAddType text/csv .csv\nAddType application/geo+json .geojson\n\
         <IfModule mod_headers.c>\n{}  Header set Cache-Control \"{FOR_NOW}\"\n  Header append Vary Accept-Encoding\n\
         \x20 <If \"%{{REQUEST_URI}} =~ m#/(assets|{pinned})/[^/]#\">\n    Header set Cache-Control \"{FOR_GOOD}\"\n  </If>\n\
         \x20 <FilesMatch \"^frame(\\.[a-z]+)?\\.html(\\.(br|gz))?$\">\n  {}  {}  </FilesMatch>\n</IfModule>\n{}",
        lines(&EVERYWHERE, set),
        set("Content-Security-Policy", policy),
        set("Permissions-Policy", PERMISSIONS),
        r#"<IfModule mod_rewrite.c>
  RewriteEngine on
  RewriteCond %{HTTP:Accept-Encoding} \bbr\b
  RewriteCond %{REQUEST_FILENAME}.br -f
  RewriteRule ^(.+)$ $1.br [L,E=no-gzip:1]
  RewriteCond %{HTTP:Accept-Encoding} \bgzip\b
  RewriteCond %{REQUEST_FILENAME}.gz -f
  RewriteRule ^(.+)$ $1.gz [L,E=no-gzip:1]
</IfModule>
AddEncoding br .br
AddEncoding gzip .gz
RemoveLanguage .br
<FilesMatch "\.html\.(br|gz)$">
  ForceType text/html
</FilesMatch>
<FilesMatch "\.js\.(br|gz)$">
  ForceType text/javascript
</FilesMatch>
<FilesMatch "\.json\.(br|gz)$">
  ForceType application/json
</FilesMatch>
<FilesMatch "\.css\.(br|gz)$">
  ForceType text/css
</FilesMatch>
<FilesMatch "\.svg\.(br|gz)$">
  ForceType image/svg+xml
</FilesMatch>
<FilesMatch "\.wasm\.(br|gz)$">
  ForceType application/wasm
</FilesMatch>
<FilesMatch "\.bin\.(br|gz)$">
  ForceType application/octet-stream
</FilesMatch>
"#
    )
}

fn caddy(path: &str, pinned: &str, policy: &str) -> String {
    let set = |name: &str, value: &str| format!("    {name} \"{value}\"\n");
    format!(
        "# Into the block of the site. The folder lies at /srv/story: change the root to where you put it.\n\
         handle_path {path}* {{\n  root * /srv/story\n  header {{\n{}  }}\n\
         \x20 @now not path /assets/* /{pinned}/*\n  header @now Cache-Control \"{FOR_NOW}\"\n\
         \x20 @forever path /assets/* /{pinned}/*\n  header @forever Cache-Control \"{FOR_GOOD}\"\n\
         \x20 @frame path_regexp ^/frame(\\.[a-z]+)?\\.html$\n  header @frame {{\n{}{}  }}\n\
         \x20 file_server {{\n    precompressed br gzip\n  }}\n}}\n",
        lines(&EVERYWHERE, set),
        set("Content-Security-Policy", policy),
        set("Permissions-Policy", PERMISSIONS),
    )
}

/// The commands; the headers are in two files beside it, as CloudFront's own command takes them.
fn cloudfront(path: &str, pinned: &str) -> String {
    let key = path.trim_start_matches('/');
    format!(
        "S3 and CloudFront. CloudFront compresses by itself (\"Compress objects automatically\"), so the files that end \
         in .br\nand .gz stay at home. In the folder, with your bucket's name:\n\n\
         aws s3 cp . s3://BUCKET/{key} --recursive --exclude \"*.br\" --exclude \"*.gz\" --exclude \"hosting/*\" \\\n\
         \x20 --exclude \"assets/*\" --exclude \"{pinned}/*\" --exclude \"*.wasm\" --cache-control \"{FOR_NOW}\"\n\
         aws s3 cp . s3://BUCKET/{key} --recursive --exclude \"*\" --include \"assets/*\" --include \"{pinned}/*\" \\\n\
         \x20 --exclude \"*.br\" --exclude \"*.gz\" --exclude \"*.wasm\" --cache-control \"{FOR_GOOD}\"\n\
         aws s3 cp . s3://BUCKET/{key} --recursive --exclude \"*\" --include \"*.wasm\" \\\n\
         \x20 --content-type application/wasm --cache-control \"{FOR_GOOD}\"\n\n\
         Then two response headers policies:\n\n\
         aws cloudfront create-response-headers-policy \\\n\
         \x20 --response-headers-policy-config file://hosting/cloudfront-files.json\n\
         aws cloudfront create-response-headers-policy \\\n\
         \x20 --response-headers-policy-config file://hosting/cloudfront-frames.json\n\n\
         The first is for the behaviour {path}*, the second for the behaviour {path}frame*.html, which comes before it.\n"
    )
}

/// A response headers policy of CloudFront, which has places of their own for headers of security and of sharing, and
/// refuses those elsewhere.
fn cloudfront_policy(name: &str, policy: Option<&str>) -> String {
    let list = |items: &[&str]| json!({ "Quantity": items.len(), "Items": items });
    let mut security = json!({ "ContentTypeOptions": { "Override": true } });
    let mut custom: Vec<(&str, &str)> = EVERYWHERE
        .into_iter()
        .filter(|(name, _)| !["Access-Control-Allow-Origin", "X-Content-Type-Options"].contains(name))
        .collect();
    if let Some(policy) = policy {
        security["ContentSecurityPolicy"] = json!({ "Override": true, "ContentSecurityPolicy": policy });
        custom.push(("Permissions-Policy", PERMISSIONS));
    }
    let custom: Vec<_> = custom
        .into_iter()
        .map(|(name, value)| json!({ "Header": name, "Value": value, "Override": true }))
        .collect();
    let config = json!({
        "Name": name,
        "Comment": "Chronocarte",
        "CorsConfig": {
            "AccessControlAllowOrigins": list(&["*"]),
            "AccessControlAllowHeaders": list(&["*"]),
            "AccessControlAllowMethods": list(&["GET", "HEAD"]),
            "AccessControlAllowCredentials": false,
            "OriginOverride": true,
        },
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": { "Quantity": custom.len(), "Items": custom },
    });
    format!("{config:#}\n")
}
