// A widget in its container: dressed, waiting, started, shown, failed, taken away.

/** The widgets of the page by container, in the order in which they were found. */
const widgets = new Map();

/** Containers whose widget was taken away by call: they stay as they are until somebody mounts there. */
const left = new WeakSet();

/** Whether somebody gave consent for the whole page. It is kept nowhere else. */
let consented = false;

/** How long a reader waits for what a widget needs, in ms. The slowest lines in use take less. */
const PATIENCE = 120_000;

/** The style of every shadow root. */
let sheet;

/** Gives listeners an end: the framework never takes back those of its root. */
const endListening = (root, signal) => {
  const listen = root.addEventListener;
  root.addEventListener = (name, listener, more) => listen.call(root, name, listener, { ...more, signal });
};

class Widget {
  constructor(host, given) {
    this.host = host;
    this.given = { ...given };
    this.options = this.wishes();
    this.cancelled = new AbortController();
    /** Calls of the page that wait for the widget to start again. */
    this.missed = [];
    /** The event to select once the widget is ready. */
    this.wish = undefined;
    this.ready = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Whoever mounted by call has the promise; the page is told by an event.
    this.ready.catch(() => {});
  }

  /** The options as the page has them now, and the language they come to. */
  wishes() {
    const options = read(this.host, this.given);
    if (this.granted || consented) options.consent = null;
    return { ...options, lang: language(this.host, options.lang) };
  }

  /** Whether the article can drive it. Without consent a link is what it is without script. */
  get live() {
    return !this.failed && !this.options.consent;
  }

  /** Waits for what its options say. */
  begin() {
    this.state("idle");
    if (!this.options.story) this.fail(new Failure("story", "the container names no story"));
    else if (!supported()) this.fail(new Failure("unsupported", "this browser is too old for the widget"));
    else this.await();
  }

  await() {
    this.button?.remove();
    try {
      // A container that holds something keeps its room by itself.
      if (this.options.height || !this.host.querySelector(":scope > :not(script)")) this.dress();
      if (this.options.consent) this.awaitConsent();
      else this.awaitTurn();
    } catch (error) {
      this.refuse(error);
    }
  }

  state(name) {
    this.host.setAttribute("data-state", name);
  }

  emit(name, detail) {
    this.host.dispatchEvent(new CustomEvent(`${NAME}:${name}`, { detail, bubbles: true, composed: true }));
  }

  on(target, name, listener) {
    target.addEventListener(name, listener, { signal: this.cancelled.signal });
  }

  /** Makes the shadow root: the fallback goes on showing through a slot, the widget's root waits above it, unseen. */
  dress() {
    if (this.frame) return;
    const { host } = this;
    let shadow = host.shadowRoot;
    try {
      shadow ??= host.attachShadow({ mode: "open" });
    } catch (error) {
      throw new Failure("host", `a widget cannot live here (${error.message})`);
    }
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
    }
    shadow.adoptedStyleSheets = [sheet];
    const element = (name, className) => Object.assign(document.createElement(name), { className });
    this.frame = element("div", "frame");
    this.root = element("div", "root");
    endListening(this.root, this.cancelled.signal);
    this.frame.append(document.createElement("slot"), element("div", "space"), this.root);
    shadow.replaceChildren(this.frame);
    this.fix();
    // Once the page has been laid out anyway, in the same frame: to ask for it now costs a phone more than this script.
    this.box = new Promise((resolve) => {
      const first = new ResizeObserver(([{ contentRect }]) => {
        if (!contentRect.width) return;
        first.disconnect();
        this.measure();
        resolve();
      });
      first.observe(this.frame);
    });
  }

  /** Takes the height that the publisher named, if there is one. */
  fix() {
    if (!this.frame) return;
    const { height } = this.options;
    if (height) this.host.style.setProperty("height", `${height}px`);
    else if (this.frame.matches(".fixed")) this.host.style.removeProperty("height");
    this.frame.classList.toggle("fixed", height !== null);
  }

  /** Gives the widget a room of its own where the publisher named a height or the fallback reserves none. */
  measure() {
    const { height } = this.options;
    this.frame.classList.remove("bare");
    // An element that is not shown has no box, and no height to judge by.
    const [box] = this.host.getClientRects();
    this.frame.classList.toggle("bare", !height && box?.height < LEAST_HEIGHT);
  }

  awaitConsent() {
    const grant = () => {
      if (!this.options.consent) return;
      this.granted = true;
      this.button?.remove();
      this.options.consent = null;
      markLinks();
      this.awaitTurn();
    };
    this.on(this.host, `${NAME}:consent`, grant);
    this.on(document, `${NAME}:consent`, grant);
    this.offer();
  }

  awaitTurn() {
    const { load } = this.options;
    if (load === "eager" || this.wish !== undefined) this.start();
    else if (load === "click") this.offer();
    // Within about one screen of being seen.
    else this.watch("100% 0px", (near) => near && this.start());
  }

  /** Tells whether the container can be seen, now and at every change. One such watch at a time. */
  watch(rootMargin, tell) {
    this.observer?.disconnect();
    this.observer = new IntersectionObserver((entries) => tell(entries.at(-1).isIntersecting), { rootMargin });
    this.observer.observe(this.host);
  }

  /** Offers a button that starts the widget, over the fallback. */
  offer() {
    this.dress();
    const file = MANIFEST.lang[this.options.lang];
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "start";
    this.button.textContent = file.start.replace("{size}", MANIFEST.kilobytes);
    this.on(this.button, "click", () => {
      this.granted = true;
      this.options.consent = null;
      this.start();
      markLinks();
    });
    this.frame.append(this.button);
  }

  async start() {
    if (this.started || this.options.consent) return;
    this.started = true;
    this.observer?.disconnect();
    this.button?.remove();
    this.state("loading");
    const { signal } = this.cancelled;
    const late = `nothing arrived within ${PATIENCE / 1000} seconds: is the server of the files reachable?`;
    const timer = setTimeout(() => this.fail(new Failure("timeout", late)), PATIENCE);
    this.on(signal, "abort", () => clearTimeout(timer));
    try {
      this.dress();
      // What a link opens is as good as an act.
      let [input] = await Promise.all([this.gather(), fragment(this) || this.options.view ? complete() : engine()]);
      clearTimeout(timer);
      // What is not displayed has no size to draw for.
      await this.box;
      if (this.gathered !== this.options) input = await this.gather();
      // A task of its own for what comes now: the page has had to wait for the instance just before.
      await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) return;
      if (dead) throw dead;
      this.measure();
      // A frame may have been told in the meantime.
      input.link = fragment(this);
      this.input = input;
      this.mount();
    } catch (error) {
      this.refuse(error);
    }
  }

  /** Fetches what the options ask for: the input of the wasm. */
  async gather() {
    const { options } = this;
    const { lang, story } = options;
    const widget = this;
    const [words, files] = await Promise.all([messages(lang), material(story, options.basemap, this.cancelled.signal)]);
    // Whoever changed their mind in the meantime gets what they ask for now.
    if (this.options !== options) return this.gather();
    this.gathered = options;
    // What the page gave by call is newer than what its address answers.
    if (this.pushed?.url === story.href) files.story = this.pushed.story;
    return {
      ...files,
      storyUrl: story.href,
      messages: words,
      lang,
      theme: options.theme,
      view: options.view,
      headingLevel: options["heading-level"],
      names: options.names,
      boundaries: options.boundaries,
      tiles: options.tiles,
      // Asked for when a link is made: pages change their address while they are open.
      get page() {
        return article(widget.host, widget.options.page);
      },
    };
  }

  /** Does what the page asks for by now. What is shown stays until all that it takes is there, and the view stays with it. */
  change(given) {
    Object.assign(this.given, given);
    const before = this.options;
    const now = this.wishes();
    const other = OPTIONS.map(([name]) => name).filter((name) => String(before[name]) !== String(now[name]));
    if (!other.length) return;
    this.options = now;
    if (this.failed) {
      this.destroy();
      widgetFor(this.host, this.given);
    } else if (!now.story) this.fail(new Failure("story", "the container names no story"));
    else {
      this.fix();
      if (!this.started) {
        this.await();
        markLinks();
      } else if (this.input && other.some((name) => !/load|consent|page|height$/.test(name))) this.renew(before);
    }
  }

  async renew(before) {
    const { options } = this;
    try {
      const [input] = await Promise.all([this.gather(), complete()]);
      // The last wish brings what all of them ask for.
      if (options !== this.options || !this.inner || dead) return;
      this.input = input;
      const flaw = enter(() => this.inner.renew(input));
      if (flaw) warn(flaw);
      if (options.view && options.view !== before.view) enter(() => this.inner.open(options.view));
      this.look?.();
    } catch (error) {
      if (this.failed || error === dead || error === UNFINISHED) return;
      const message = String(error.message ?? error);
      warn(message);
      this.complain({ code: error.code ?? "story", message });
    }
  }

  /** What a story, or the wasm on its behalf, refuses. */
  refuse(error) {
    if (this.cancelled.signal.aborted || error === UNFINISHED) return;
    this.fail(error instanceof Failure ? error : new Failure(error?.code ?? "story", String(error?.message ?? error)));
  }

  mount() {
    const inner = enter(() => instance.mount(this.root, this.input, (kind, detail) => this.hear(kind, detail)));
    this.inner = inner;
    // In two tasks, so that the page can do something in between.
    setTimeout(() => {
      try {
        if (this.inner === inner && !dead) enter(() => inner.start());
      } catch (error) {
        this.refuse(error);
      }
    });
  }

  /** In a new instance, as it was in the old one. */
  again() {
    if (!this.input || this.failed) return;
    try {
      this.inner = undefined;
      this.mount();
      enter(() => {
        if (this.last) {
          const { filter, time, asOf, camera, selected } = this.last;
          this.inner.setFilter(filter);
          this.inner.setTime(time.from, time.to);
          this.inner.setAsOf(asOf);
          this.inner.setCamera(camera);
          this.inner.select(selected ?? undefined);
        }
      });
      this.catchUp();
    } catch (error) {
      this.refuse(error);
    }
  }

  /** Does what the page asked for in the meantime, in its order. Nobody waits for an error any more. */
  catchUp() {
    for (const ask of this.missed.splice(0)) {
      try {
        enter(ask);
      } catch (error) {
        if (error !== dead) warn(error?.message ?? error);
      }
    }
  }

  /** What the wasm tells. It is in the middle of a call, and a listener of the page may call it back: so, later. */
  hear(kind, detail) {
    queueMicrotask(() => {
      if (this.cancelled.signal.aborted || this.failed) return;
      if (kind === "painted") requestAnimationFrame(() => this.show());
      else if (kind === "act") act();
      else if (kind === "beyond") this.widen();
      else if (kind === "error") this.complain(detail);
      else if (kind === "warning") warn(detail);
      else if (kind === "select") this.selected(detail);
      else if (kind === "change") {
        this.last = detail;
        this.emit("change", detail);
      }
    });
  }

  /** Lays the overview of the whole earth below the story's own map, once somebody looks beyond that. */
  async widen() {
    try {
      const bytes = await overview();
      if (bytes && this.inner && !dead) enter(() => this.inner.ground(bytes));
    } catch (error) {
      if (error !== dead) warn(`no overview: ${error?.message ?? error}`);
    }
  }

  complain({ code, message }) {
    // Before the first paint there is nothing to show; after it, the widget lives on.
    if (!this.handle) this.fail(new Failure(code, message));
    else this.emit("error", { code, message });
  }

  selected(detail) {
    this.current = detail?.event ?? null;
    markLinks();
    this.emit("select", detail ?? null);
  }

  /** Puts the widget in the place of the fallback, in one frame. */
  show() {
    if (this.cancelled.signal.aborted || this.failed || this.handle || !this.inner) return;
    this.measure();
    this.frame.classList.add("shown");
    hold(this.frame, this.cancelled.signal);
    this.handle = handleOf(this);
    this.host.chronocarte = this.handle;
    this.state("ready");
    // A link may have selected an event before anybody could be told.
    this.opening = this.handle.state();
    this.current = this.opening?.selected ?? null;
    markLinks();
    if (this.wish !== undefined) this.choose(this.wish);
    // Nobody watches what is off the screen, in a hidden tab or in a closed part of the page.
    const rest = () => completed && this.inner && !dead && enter(() => this.inner.rest());
    const goOn = follower(this);
    let inSight = false;
    const look = (this.look = () => {
      const seen = inSight && !document.hidden;
      if (!seen) rest();
      goOn(seen);
    });
    this.watch("0px", (seen) => {
      inSight = seen;
      look();
    });
    this.on(document, "visibilitychange", look);
    this.on(window, "beforeprint", () => this.print(true));
    this.on(window, "afterprint", () => this.print(false));
    requestAnimationFrame(() => {
      if (this.cancelled.signal.aborted || this.failed) return;
      performance.mark(`${NAME}:ready`);
      this.emit("ready", null);
      this.resolve(this.handle);
    });
  }

  /** Selects the event that a phrase of the article names, now or once there is a widget. */
  choose(event) {
    this.wish = event;
    if (!this.handle) {
      this.start();
      return;
    }
    try {
      this.handle.select(event);
    } catch (error) {
      warn(error.message);
    }
  }

  /** Points out the event that a phrase of the article names. */
  point(event) {
    if (this.handle) act().then(() => this.inner && !dead && enter(() => this.inner.pointOut(event ?? undefined)));
  }

  /** Opens the view that the page's address names by now, or will once there is a widget. */
  open(view) {
    if (this.options.consent) return;
    if (this.inner) act().then(() => this.inner && !dead && enter(() => this.inner.open(view)));
    else this.start();
    this.reveal();
  }

  /**
   * What is printed is the widget as it stands, without scroll boxes and with its sources. Until a reader did something
   * with it, it is the fallback, which says the same and has pictures made for every size.
   */
  print(printing) {
    if (!this.inner || dead) return;
    this.frame.classList.toggle("paper", printing && (completed || this.frame.classList.contains("bare")));
    for (const part of this.root.querySelectorAll(printing ? ".sources:not([open])" : ".sources[data-paper]")) {
      part.open = printing;
      part.toggleAttribute("data-paper", printing);
    }
    if (completed) enter(() => this.inner.print(printing));
  }

  /** Scrolls to the widget where it cannot be seen. */
  reveal() {
    const { top, bottom } = this.host.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) this.host.scrollIntoView({ block: "nearest" });
  }

  /** Back to the fallback, for good. */
  fail(failure) {
    if (this.failed || this.cancelled.signal.aborted) return;
    this.failed = true;
    this.cancelled.abort();
    const { code, message } = failure;
    const refused = code === "unsupported" || code === "csp-wasm";
    this.undress();
    this.state(refused ? "fallback" : "error");
    warn(message);
    markLinks();
    this.emit("error", { code, message });
    this.reject(failure);
  }

  undress() {
    this.observer?.disconnect();
    const { inner } = this;
    this.inner = undefined;
    const leave = () =>
      enter(() => {
        inner.destroy();
        inner.free();
      });
    // Of what goes wrong here the guard takes note.
    if (inner && !dead) complete().then(leave).catch(() => {});
    delete this.host.chronocarte;
    if (this.options.height) this.host.style.removeProperty("height");
    if (!this.frame) return;
    // Nor does it let go of the root, which must not hold the widget.
    delete this.root.addEventListener;
    this.frame.className = "frame";
    this.frame.replaceChildren(document.createElement("slot"));
  }

  /** Takes the widget away and leaves the container as it was found. */
  destroy() {
    if (widgets.get(this.host) !== this) return;
    widgets.delete(this.host);
    this.cancelled.abort();
    this.undress();
    this.host.removeAttribute("data-state");
    this.reject(new Failure("destroyed", "the widget was taken away"));
    markLinks();
  }
}

/**
 * What a page holds of a widget. On a widget that has stopped every call does nothing. What a page wants changed before the
 * second module is there is done once it is.
 */
const handleOf = (widget) => {
  const call =
    (name, hear = (answer) => answer) =>
    (...args) => {
      const ask = () => hear(widget.inner[name](...args));
      try {
        if (!widget.inner || dead) return undefined;
        if (name !== "state") {
          const acting = act();
          if (!completed) {
            widget.missed.push(ask);
            acting.then(() => completed && widget.inner && widget.catchUp());
            return undefined;
          }
        }
        return enter(ask);
      } catch (error) {
        if (error === UNFINISHED) {
          if (name === "state") return widget.last ?? widget.opening;
          widget.missed.push(ask);
        }
        // A refusal, a date that is none for example, is for the caller; a trap has been dealt with.
        else if (error !== dead) throw error instanceof Error ? error : new Error(error);
        return undefined;
      }
    };
  const names = ["state", "setTime", "setAsOf", "setFilter", "setCamera"];
  const [select, update] = [call("select"), call("update", (flaw) => flaw && warn(flaw))];
  return Object.freeze({
    ...Object.fromEntries(names.map((name) => [name, call(name)])),
    // The glue believes that a text is one, and writes where it should not if it is not.
    select: (event) => select(event === null || event === undefined ? event : text(event)),
    update(story) {
      update(story);
      widget.pushed = { url: widget.options.story.href, story };
    },
    destroy() {
      left.add(widget.host);
      widget.destroy();
    },
  });
};

/**
 * The address of the article, which links to a view lead to: as the container says, else that of the page; within a
 * frame that of the page around it where the browser tells all of it, else the frame's own, which opens the view too.
 */
const article = (host, given) => {
  const around = window.top === window ? undefined : address(document.referrer || "about:blank");
  const url = address(told(host, "page") ?? "about:blank") ?? given ?? (around?.pathname.length > 1 ? around : new URL(location));
  return url.href.split("#")[0];
};

/** The widget that the address of the page and phrases without a name of one speak of. */
const first = () => [...widgets.values()].find((widget) => !widget.failed);

/** The view in the page's address; it belongs to the first widget. */
const fragment = (widget) => (first() === widget ? /^#chronocarte=(.+)$/.exec(location.hash)?.[1] : undefined);
