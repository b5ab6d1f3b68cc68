// A piece of a page that the kernel writes as HTML. What the kernel writes anew is worked into what is there, so that
// focus, scrolling, what is being typed and what was unfolded stay. Elements tell what was done to them:
//   data-do="name" data-with="…"   a click, or a change of a field, sends {do, with, value}
//   data-file                      on <input type="file">: a chosen file of at most MOST_BYTES is sent as {do, with, file}
//                                  and one buffer; a larger one without the buffer
//   data-typed                     a field that also tells while somebody types, after a pause of as many ms
//   data-toggle="id"               shows or hides an element of the page, here and now (aria-expanded)
//   data-closes="id"               hides again what the button of that id shows
//   data-reveals="id"              scrolls to an element that is out of sight
//   data-focuses="id"              moves the focus to an element, as soon as it is there
//   data-instead="id …"            takes the focus of an element that is not there any more
//   data-copy="id"                 copies an element's text
//   data-inserts="…" data-into="id" puts a text into a field where its caret is, and leaves the caret behind it
//   data-traps                     a dialog: focus stays in it; Escape does what its data-escape button does
//   data-roving                    arrow keys move between the buttons in it; Tab leaves it
const MOST_BYTES = 1_000_000; // as in components/live.py
const keyOf = (node) => node.id || node.dataset?.key || "";
// Fields of one place on the page that tell of different things are two fields.
const tellsOf = ({ dataset }) => `${dataset.do}\n${dataset.with}`;
const isSame = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName;
// What the visitor does to an element is theirs.
const OWN = { DETAILS: ["open"], BUTTON: ["aria-expanded", "tabindex"], SECTION: ["data-shown"] };

function morph(now, next) {
  if (now.nodeType !== Node.ELEMENT_NODE) {
    if (now.nodeValue !== next.nodeValue) now.nodeValue = next.nodeValue;
    return;
  }
  // What somebody types stays, unless it is another thing's field by now.
  const isTyped = document.activeElement === now && tellsOf(now) === tellsOf(next);
  morphAttributes(now, next);
  if (now.nodeName === "TEXTAREA") {
    if (now.defaultValue !== next.defaultValue) now.defaultValue = next.defaultValue;
    if (!isTyped && now.value !== next.value) now.value = next.value;
    return;
  }
  morphChildren(now, next);
  if (now.nodeName === "INPUT") {
    if (now.checked !== next.checked) now.checked = next.checked;
    if (!isTyped && now.value !== next.value) now.value = next.value;
  } else if (now.nodeName === "SELECT" && now.value !== next.value) now.value = next.value;
}

function morphAttributes(now, next) {
  const own = OWN[now.nodeName] || [];
  for (const { name } of [...now.attributes]) {
    if (!next.hasAttribute(name) && !own.includes(name)) now.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (now.getAttribute(name) !== value && !own.includes(name)) now.setAttribute(name, value);
  }
}

function morphChildren(now, next) {
  const keyed = new Map([...now.children].filter(keyOf).map((child) => [keyOf(child), child]));
  let here = now.firstChild;
  for (const wanted of [...next.childNodes]) {
    const key = keyOf(wanted);
    let match = key ? keyed.get(key) : undefined;
    if (!key && here && !keyOf(here) && isSame(here, wanted)) match = here;
    if (match && isSame(match, wanted)) {
      if (match === here) here = here.nextSibling;
      else now.insertBefore(match, here);
      morph(match, wanted);
    } else {
      now.insertBefore(wanted, here);
    }
  }
  while (here) {
    const after = here.nextSibling;
    here.remove();
    here = after;
  }
}

function toggle(button) {
  const target = document.getElementById(button.dataset.toggle);
  if (!target) return;
  const opens = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(opens));
  target.toggleAttribute("data-shown", opens);
}

function close(button) {
  if (button?.getAttribute("aria-expanded") === "true") toggle(button);
}

// As if it were typed: the field tells of it, and the visitor's own undo takes it back.
function insert(text, field, isKnown) {
  field.focus();
  // Nobody has put the caret anywhere yet: a text grows at its end.
  if (!isKnown) field.setSelectionRange(field.value.length, field.value.length);
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function copy(button) {
  const text = button.dataset.copy === "address" ? window.location.href : document.getElementById(button.dataset.copy).textContent;
  await navigator.clipboard.writeText(text);
  const said = button.textContent;
  button.textContent = button.dataset.copied;
  window.setTimeout(() => {
    button.textContent = said;
  }, 1500);
}

function rove(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  const group = event.target.closest("[data-roving]");
  if (!group || !(event.key in steps)) return;
  const all = [...group.querySelectorAll("button")];
  const next = all[all.indexOf(event.target) + steps[event.key]];
  if (!next) return;
  event.preventDefault();
  one(group, next);
  next.focus();
}

// Of a roving group one button is in the order of Tab: the one last used, else the current one, else the first.
function one(group, chosen) {
  for (const button of group.querySelectorAll("button")) button.tabIndex = button === chosen ? 0 : -1;
}

// What is not there yet is awaited: the kernel may be about to write it, in this piece of the page or in another. Each
// piece has a copy of this script, so the page itself remembers.
const page = document.documentElement.dataset;

function reveal(id) {
  const target = document.getElementById(id);
  page.awaits = target ? "" : id;
  target?.scrollIntoView({ block: "nearest" });
}

function focusOn(id) {
  const target = document.getElementById(id);
  page.awaitsFocus = target ? "" : id;
  target?.focus();
}

// A dialog takes the focus when it comes, keeps it while it is there, and gives it back when it goes.
function keepFocus(event) {
  const dialog = event.target.closest("[data-traps]");
  if (!dialog) return;
  if (event.key === "Escape") dialog.querySelector("[data-escape]")?.click();
  if (event.key !== "Tab") return;
  const stops = [...dialog.querySelectorAll("button, input, select, textarea, a[href]")].filter((stop) => !stop.disabled);
  const [first, last] = [stops[0], stops.at(-1)];
  const leaves = event.shiftKey ? event.target === first || event.target === dialog : event.target === last;
  if (!leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}

function focusDialog(el, before) {
  const now = el.querySelector("[data-traps]");
  if (now && !before.dialog) {
    before.focus = document.activeElement;
    now.focus();
  } else if (now && document.activeElement === document.body) {
    now.focus(); // another dialog came in its place, and what had the focus went with the first
  } else if (!now && before.dialog) {
    const back = before.focus?.id ? document.getElementById(before.focus.id) : before.focus;
    if (back?.isConnected) back.focus();
    // What opened it may not be there any more, or may be of no use by now.
    if (document.activeElement === document.body) el.ownerDocument.getElementById("unsaved")?.focus();
  }
  before.dialog = Boolean(now);
}

// What had the focus may be gone: what came in its place takes it, or else the heading of the piece.
function inherit(el, had) {
  if (document.activeElement !== document.body || page.awaitsFocus) return;
  const heir = had.isConnected ? had : el.querySelector(`[data-instead~="${had.id || "none"}"]`) || el.querySelector("h1, h2, h3");
  if (heir && heir !== had && heir.tabIndex < 0) heir.tabIndex = -1;
  heir?.focus({ preventScroll: true });
}

export default {
  render({ model, el }) {
    el.classList.add("live");
    // What is shown is of the moment when it was drawn: the kernel may be elsewhere by now.
    let of;
    const said = ({ dataset }) => ({ do: dataset.do, with: dataset.with || "", of });
    const tell = (target, value) => model.send({ ...said(target), value: value ?? null });
    async function sendFile(field) {
      const [file] = field.files;
      if (!file) return;
      const buffers = file.size <= MOST_BYTES ? [await file.arrayBuffer()] : [];
      model.send({ ...said(field), file: file.name }, undefined, buffers);
      field.value = ""; // so that the same file, mended, can be chosen again
    }
    const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);
    const visited = new WeakSet();
    let waiting;
    let unsent;
    const dialog = {};
    function flush() {
      window.clearTimeout(waiting);
      if (unsent) tell(unsent, valueOf(unsent));
      unsent = undefined;
    }
    // What is typed into a field that goes, or becomes another thing's, is told as that field's, and ends there.
    function settle(next) {
      if (!unsent) return;
      const stays = unsent.id && next.querySelector(`#${CSS.escape(unsent.id)}`);
      if (stays && of === model.get("of") && tellsOf(stays) === tellsOf(unsent)) return;
      unsent.blur();
      flush();
    }
    const listeners = {
      click(event) {
        const button = event.target.closest("button, [data-veil]");
        if (!button) return;
        if (button.dataset.toggle) toggle(button);
        if (button.dataset.copy) copy(button);
        const field = button.dataset.into && document.getElementById(button.dataset.into);
        if (field) insert(button.dataset.inserts, field, visited.has(field));
        if (!button.dataset.do) return;
        flush();
        if (button.dataset.closes) close(document.getElementById(button.dataset.closes));
        if (button.dataset.reveals) reveal(button.dataset.reveals);
        if (button.dataset.focuses) focusOn(button.dataset.focuses);
        tell(button);
      },
      change(event) {
        if (!event.target.dataset.do) return;
        if ("file" in event.target.dataset) sendFile(event.target);
        else if (event.target === unsent) flush();
        else if (!("typed" in event.target.dataset)) tell(event.target, valueOf(event.target));
      },
      input(event) {
        const { dataset } = event.target;
        if (!dataset.do || "file" in dataset) return;
        if (unsent !== event.target) flush();
        window.clearTimeout(waiting);
        unsent = event.target;
        if ("typed" in dataset) waiting = window.setTimeout(flush, Number(dataset.typed));
      },
      focusin: (event) => visited.add(event.target),
      keydown(event) {
        rove(event);
        keepFocus(event);
      },
    };
    function draw() {
      const next = document.createElement("template");
      next.innerHTML = model.get("html");
      settle(next.content);
      of = model.get("of");
      const had = el.contains(document.activeElement) ? document.activeElement : null;
      morphChildren(el, next.content);
      for (const group of el.querySelectorAll("[data-roving]")) {
        const current = group.querySelector('[aria-current="true"]') || group.querySelector("button");
        one(group, group.contains(document.activeElement) ? document.activeElement : current);
      }
      focusDialog(el, dialog);
      if (page.awaitsFocus && el.querySelector(`#${CSS.escape(page.awaitsFocus)}`)) focusOn(page.awaitsFocus);
      if (page.awaits && el.querySelector(`#${CSS.escape(page.awaits)}`)) reveal(page.awaits);
      if (had) inherit(el, had);
    }
    for (const [name, listen] of Object.entries(listeners)) el.addEventListener(name, listen);
    // What is being typed belongs to the page that Back or Forward leaves: it is told before that page goes.
    window.addEventListener("popstate", flush, { capture: true });
    model.on("change:html", draw);
    draw();
    return () => {
      window.removeEventListener("popstate", flush, { capture: true });
      window.clearTimeout(waiting);
      model.off("change:html", draw);
      for (const [name, listen] of Object.entries(listeners)) el.removeEventListener(name, listen);
    };
  },
};
