// A story that goes on: looks for a newer version at the story's own address, while somebody can see the widget.

/** Nobody looks more often than this, whatever a story says, in seconds. */
const LEAST_REFRESH = 15;
/** How often the time between two looks doubles while looks fail. */
const MOST_PATIENCE = 6;

/** After how many ms a reader's page may look again; `undefined` for a story that is finished. */
const refresh = ({ refresh }) => (refresh > 0 ? Math.max(LEAST_REFRESH, refresh) * 1000 : undefined);

/**
 * Follows a live story. Returns what to call with whether somebody can see the widget; that is all that is done for a
 * story that is finished.
 */
const follower = (widget) => {
  const { signal } = widget.cancelled;
  let shown, pause, known;
  let due = 0;
  let failures = 0;
  let seen = false;
  let timer;
  const learn = () => {
    if (shown === widget.input.story) return;
    shown = widget.input.story;
    pause = refresh(shown);
    known = pause && JSON.stringify(shown);
    due = Date.now() + pause;
  };
  learn();
  const wait = () => {
    clearTimeout(timer);
    learn();
    if (seen && pause && !dead && !signal.aborted) timer = setTimeout(look, Math.max(0, due - Date.now()));
  };
  const look = async () => {
    // The browser asks with what it has, and gets a word where nothing is new.
    due = Infinity;
    try {
      const story = await json("story", widget.options.story, { signal, cache: "no-cache" });
      failures = 0;
      const text = JSON.stringify(story);
      if (text !== known) {
        // A version that is refused is refused once.
        known = text;
        await complete();
        const flaw = widget.inner && !dead && enter(() => widget.inner.offer(story));
        pause = refresh(story);
        if (flaw) warn(flaw);
      }
    } catch (error) {
      failures = Math.min(failures + 1, MOST_PATIENCE);
      if (!signal.aborted && !dead) warn(`no newer version of the story: ${error?.message ?? error}`);
    }
    due = Date.now() + pause * 2 ** failures;
    wait();
  };
  return (now) => {
    seen = now;
    wait();
  };
};
