// The files beside the loader and the publisher's story.

/** The hash at the end of an address, as `integrity` has it. */
const hashIn = ({ hash }) => (/^#sha(256|384|512)-/.test(hash) ? hash.slice(1) : "");

/** Where the other files are. */
const BASE = TAG_OF_THIS?.src || document.baseURI;

/**
 * Fetches without cookies and without saying from where; anything but success is a failure of the given code. An address
 * that ends in `#sha384-…` is that of a file with this hash, and of no other.
 */
const get = async (code, url, { signal, integrity = hashIn(url), cache = "default" } = {}) => {
  let problem;
  try {
    const response = await fetch(url, { signal, integrity, cache, credentials: "omit", referrerPolicy: "no-referrer" });
    if (response.ok) return response;
    problem = `answered ${response.status}`;
  } catch (error) {
    problem = `could not be fetched (${error.message}): see connect-src in the page's policy, CORS on the server of the file, and that all files are of one release`;
  }
  throw new Failure(code, `${url} ${problem}`);
};

const json = async (code, url, options) => {
  const body = await (await get(code, url, options)).text();
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Failure(code, `${url} is not JSON (${error.message})`);
  }
};

/** The language files that were asked for, by tag. */
const languages = {};
const messages = (tag) => {
  const file = MANIFEST.lang[tag];
  if (!file) return {};
  languages[tag] ??= json("language", new URL(file.url, BASE), file).catch((error) => {
    delete languages[tag];
    throw error;
  });
  return languages[tag];
};

/** The overview of the whole earth, fetched once a page; `null` where this release has none. */
let earth;
const overview = () =>
  (earth ??= (async () => {
    const file = MANIFEST.overview;
    return file ? new Uint8Array(await (await get("basemap", new URL(file.url, BASE), file)).arrayBuffer()) : null;
  })().catch((error) => {
    earth = undefined;
    throw error;
  }));

/** The base map the story names, beside it or in the folder of the `basemap` option; `null` where there is none. */
const pack = async (story, storyUrl, folder, signal) => {
  if (typeof story?.basemap !== "string") return null;
  try {
    const named = new URL(story.basemap, storyUrl);
    const url = folder ? new URL(named.pathname.split("/").pop() + named.hash, folder.href.replace(/\/?$/, "/")) : named;
    // The publisher chose the origin of the story; whoever wrote the story does not choose another.
    if (!folder && url.origin !== storyUrl.origin) throw new Error("another origin than the story's");
    return new Uint8Array(await (await get("basemap", url, { signal })).arrayBuffer());
  } catch (error) {
    if (!signal.aborted) warn(`no base map: ${error.message}`);
    return null;
  }
};

/** The story and its base map. */
const material = async (url, folder, signal) => {
  const story = await json("story", url, { signal });
  return { story, pack: await pack(story, url, folder, signal) };
};
