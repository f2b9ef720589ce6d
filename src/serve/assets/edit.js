// Annotating in the browser: a passage is selected, a panel asks who said it, the server writes it into the file.
// The panel lives in a shadow root, so that it looks the same on every site; it can be used without a mouse, and
// without selecting, by writing the words into it.
import { selectorOf, textNodes } from "./edit-text.js";
import { listProposals } from "./edit-proposals.js";

const { token } = document.querySelector("script[data-token]").dataset;
const SAID = "guillemet-said:" + location.pathname;

const ask = async (wish, body = {}) => {
  let response;
  try {
    response = await fetch("/-/edit/" + wish, {
      method: "POST",
      headers: { "content-type": "application/json", "x-guillemet-token": token },
      body: JSON.stringify({ page: location.pathname, ...body }),
    });
  } catch {
    throw new Error(texts.offline);
  }
  if (response.ok) return response.json();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  throw new Error(isJson ? (await response.json()).message : await response.text());
};

let texts = {};

let selected;
const selectedRange = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  return textNodes().some((node) => range.intersectsNode(node)) ? range.cloneRange() : undefined;
};
// To reach the button may undo the selection, so the last one is kept until another is made or the text is clicked.
document.addEventListener("selectionchange", () => { selected = selectedRange() ?? (document.activeElement === host ? selected : undefined); });

// The panel.

const host = document.createElement("div");
host.id = "guillemet-edit";
const root = host.attachShadow({ mode: "open" });
root.innerHTML = `
  <link rel="stylesheet" href="/-/edit.css">
  <div class="bar" role="toolbar" data-label="toolbar">
    <button type="button" class="annotate" data-text="annotate" aria-keyshortcuts="Control+Enter"></button>
    <button type="button" class="propose" aria-expanded="false" aria-controls="proposals" hidden></button>
    <button type="button" class="undo" data-text="undo" hidden></button>
    <p role="status" class="status"></p>
  </div>
  <section id="proposals" class="proposals" aria-labelledby="proposals-title" hidden>
    <h2 id="proposals-title" data-text="proposals" tabindex="-1"></h2>
    <p class="none" data-text="no-proposals"></p>
    <ol></ol>
    <p class="buttons">
      <button type="button" class="again" data-text="skipped-again"></button>
      <button type="button" class="close" data-text="close"></button>
    </p>
  </section>
  <dialog aria-labelledby="title">
    <form>
      <h2 id="title"></h2>
      <p class="sure"></p>
      <label class="passage"><span data-text="passage"></span><textarea name="passage" rows="4" aria-describedby="words"></textarea></label>
      <p class="hint" data-text="annotate-hint"></p>
      <p id="words" class="words" role="status"></p>
      <fieldset class="kinds"><legend data-text="kind"></legend></fieldset>
      <fieldset class="speakers"><legend data-text="who"></legend>
        <button type="button" class="more" data-text="another-speaker"></button>
        <label class="tick"><input type="checkbox" name="unknown"> <span data-text="unknown"></span></label>
      </fieldset>
      <fieldset class="topics"><legend data-text="topics"></legend>
        <button type="button" class="more" data-text="another-topic"></button>
      </fieldset>
      <label class="via"><span data-text="via"></span><input name="via" list="names-via" autocomplete="off"></label>
      <datalist id="names-via"></datalist>
      <label class="note"><span data-text="note"></span><textarea name="note" rows="2"></textarea></label>
      <p class="problem" role="alert"></p>
      <p class="buttons">
        <button type="submit" class="save"></button>
        <button type="button" class="skip" data-text="skip"></button>
        <button type="button" class="remove" data-text="remove"></button>
        <button type="button" class="cancel" data-text="cancel"></button>
      </p>
    </form>
  </dialog>
  <datalist id="names-speakers"></datalist><datalist id="names-topics"></datalist>`;
const $ = (selector) => root.querySelector(selector);
const dialog = $("dialog");
const form = $("form");

const fail = (error) => { $(".problem").textContent = error?.message ?? ""; };
const say = (text) => { $(".status").textContent = text; };

// Names are offered while they are typed, by a list that every browser makes accessible by itself.
const offerNames = (input, kind) => {
  const list = root.getElementById("names-" + kind);
  let latest = 0;
  input.addEventListener("input", async () => {
    const mine = ++latest;
    const found = await ask("names", { kind, text: input.value }).catch(() => []);
    if (mine !== latest) return;
    list.replaceChildren(...found.map(({ name, hint }) => new Option(hint, name)));
  });
  input.addEventListener("focus", () => input.dispatchEvent(new Event("input")));
};
offerNames(form.elements.via, "via");

const addName = (kind, value = "") => {
  const fieldset = $("." + kind);
  const input = document.createElement("input");
  input.name = kind;
  input.value = value;
  input.autocomplete = "off";
  input.setAttribute("list", "names-" + kind);
  input.setAttribute("aria-label", kind === "speakers" ? `${texts.who} (${texts["who-hint"]})` : texts.topics);
  if (kind === "speakers") input.placeholder = texts["who-hint"];
  offerNames(input, kind);
  fieldset.querySelector(".more").before(input);
  return input;
};
for (const kind of ["speakers", "topics"]) $(`.${kind} .more`).addEventListener("click", () => addName(kind).focus());
const names = (kind) => [...root.querySelectorAll(`input[name=${kind}]`)].map((input) => input.value.trim()).filter(Boolean);

const kind = () => form.elements.kind?.value ?? "note";
const arrange = () => {
  const isQuotation = !["note", "continuation"].includes(kind());
  const isUnknown = form.elements.unknown.checked;
  for (const part of [".speakers", ".topics", ".via"]) $(part).hidden = !isQuotation;
  $(".note").hidden = kind() === "continuation";
  for (const input of root.querySelectorAll(".speakers input:not([type]), .speakers .more")) input.disabled = isUnknown;
};
form.addEventListener("change", arrange);

// What a passage can be: kinds of quotation, the likeliest first or the one wished, the quotation before it, a note.
const offerKinds = ({ kinds, before }, { wished = kinds[0], withNote = true } = {}) => {
  const radio = (value, text) => {
    const label = document.createElement("label");
    label.className = "tick";
    const checked = value === (wished ?? "note");
    const input = Object.assign(document.createElement("input"), { type: "radio", name: "kind", value, checked });
    const span = document.createElement("span");
    span.textContent = text;
    label.append(input, span);
    return label;
  };
  const all = kinds.map((value) => radio(value, texts[value]));
  if (before) {
    const words = before.words.length > 90 ? "…" + before.words.slice(-90) : before.words;
    all.push(radio("continuation", [texts.continues, words, before.speakers.length ? `(${before.speakers.join(", ")})` : ""].join(" ").trim()));
  }
  if (withNote) all.push(radio("note", texts["note-kind"]));
  for (const old of root.querySelectorAll(".kinds label")) old.remove();
  $(".kinds").append(...all);
  $(".kinds").hidden = all.length < 2;
  arrange();
};

// What the panel is about: { existing } or { selector, further, wished, proposal }, and the hash of the file.
let about;
const fill = (said) => {
  for (const input of root.querySelectorAll("input[name=speakers], input[name=topics]")) input.remove();
  for (const name of said.speakers.length ? said.speakers : [""]) addName("speakers", name);
  for (const name of said.topics.length ? said.topics : [""]) addName("topics", name);
  form.elements.unknown.checked = said.unknown;
  form.elements.via.value = said.via;
  form.elements.note.value = said.note;
};
const nothingSaid = { speakers: [], topics: [], unknown: false, via: "", note: "" };

const look = async () => {
  fail();
  $(".words").textContent = "";
  $(".save").disabled = true;
  try {
    const passage = await ask("passage", { selector: about.selector, further: about.further });
    about.hash = passage.hash;
    $(".words").textContent = `${texts.words} ${passage.words}`;
    offerKinds(passage, { wished: passage.kinds.find((kind) => kind === about.wished), withNote: !about.further?.length });
    $(".save").disabled = false;
  } catch (error) {
    offerKinds({ kinds: [] });
    fail(error);
  }
};

const open = (title) => {
  const { existing, proposal, further = [] } = about;
  $("#title").textContent = texts[title];
  $(".sure").textContent = proposal ? `${texts.confidence} ${proposal.confidence} %` : "";
  $(".passage").hidden = existing !== undefined || further.length > 0;
  $(".hint").hidden = existing !== undefined || proposal !== undefined;
  $(".remove").hidden = existing === undefined;
  $("form .skip").hidden = proposal === undefined;
  $(".save").textContent = texts[proposal ? "accept" : "save"];
  host.dataset.guillemetBusy = "";
  fail();
  say("");
  dialog.showModal();
};
const marked = (...ranges) => {
  if ("highlights" in CSS) CSS.highlights.set("guillemet-passage", new Highlight(...ranges));
};

const annotate = async () => {
  const range = selected;
  marked(...(range ? [range] : []));
  about = { selector: range ? selectorOf(range) : { exact: "", prefix: "", suffix: "", near: null } };
  form.elements.passage.value = about.selector.exact.trim();
  fill(nothingSaid);
  offerKinds({ kinds: [] });
  open("new-title");
  if (range) {
    await look();
    root.querySelector("input[name=speakers]").focus();
  } else {
    $(".save").disabled = true;
    form.elements.passage.focus();
  }
};

// A proposal in the panel: all is filled in, so that to accept it is one key.
const consider = async (proposal, ranges) => {
  ranges[0]?.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
  marked(...ranges);
  const [selector, ...further] = proposal.runs;
  about = { selector, further, wished: proposal.kind, proposal };
  form.elements.passage.value = selector.exact.trim();
  fill(proposal.said);
  offerKinds({ kinds: [] });
  open("proposal-title");
  await look();
  $(".save").focus();
};

form.elements.passage.addEventListener("change", () => {
  about.selector = { ...about.selector, exact: form.elements.passage.value };
  look();
});

const changeExisting = async (existing) => {
  about = { existing };
  try {
    const { hash, words, kinds, said } = await ask("existing", { existing });
    about.hash = hash;
    fill(said);
    offerKinds({ kinds }, { withNote: kinds.length === 0 });
    open("existing-title");
    $(".words").textContent = words;
    $(".save").disabled = false;
    (kinds.length ? root.querySelector("input[name=speakers]") : form.elements.note).focus();
  } catch (error) {
    say(error.message);
  }
};

const finish = (made) => {
  // The page will be loaded anew as soon as the server has read the file, and again for a new speaker's.
  sessionStorage.setItem(SAID, JSON.stringify({ text: texts[made], until: Date.now() + 5000 }));
  say(texts[made]);
  $(".undo").hidden = made === "undone";
  dialog.close();
};
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const said = { speakers: names("speakers"), topics: names("topics"), unknown: form.elements.unknown.checked,
    via: form.elements.via.value, note: form.elements.note.value };
  $(".save").disabled = true;
  try {
    const { existing, selector, further, hash } = about;
    finish(await (existing ? ask("change", { existing, hash, said }) : ask("add", { selector, further, hash, kind: kind(), said })));
  } catch (error) {
    fail(error);
  }
  $(".save").disabled = false;
});
$(".remove").addEventListener("click", async () => {
  try { finish(await ask("remove", { existing: about.existing, hash: about.hash })); } catch (error) { fail(error); }
});
$(".cancel").addEventListener("click", () => dialog.close());
$("form .skip").addEventListener("click", () => {
  dialog.close();
  proposals.skip(about.proposal);
});
$(".undo").addEventListener("click", async () => {
  try { finish(await ask("undo")); } catch (error) { say(error.message); }
});
$(".annotate").addEventListener("click", annotate);
dialog.addEventListener("close", () => {
  marked();
  delete host.dataset.guillemetBusy;
  document.dispatchEvent(new Event("guillemet:idle"));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !dialog.open) {
    event.preventDefault();
    annotate();
  }
});

const proposals = listProposals({ root, say, consider });

// A button beside every annotation in the margin, or behind its passage where there is no margin.
const addButtons = () => {
  const button = (text, existing) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "guillemet-change";
    made.textContent = "✎";
    made.setAttribute("aria-label", text);
    made.title = text;
    made.addEventListener("click", () => changeExisting(existing));
    return made;
  };
  for (const mark of document.querySelectorAll('[id^="q-"]')) {
    const id = mark.id.slice(2);
    const link = document.querySelector(`aside a[href$="/quotations/${id}/"], aside a[href$="#q-${id}"]`);
    (link ?? mark).after(button(texts["change-quotation"], { quotation: id }));
  }
  for (const mark of document.querySelectorAll('[id^="note-"]')) {
    const number = Number(mark.id.slice(5));
    if (!number) continue;
    const label = document.querySelector(`aside a[href$="#note-${number}"]`)?.closest("p");
    const made = button(texts["change-note"], { note: number });
    if (label) label.append(" ", made); else mark.after(made);
  }
};

(async () => {
  const state = await ask("state").catch((error) => ({ texts: {}, last: null, error }));
  texts = state.texts;
  for (const element of root.querySelectorAll("[data-text]")) element.textContent = texts[element.dataset.text] ?? "";
  for (const element of root.querySelectorAll("[data-label]")) element.setAttribute("aria-label", texts[element.dataset.label] ?? "");
  host.lang = document.documentElement.lang;
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/-/edit-marks.css";
  document.head.append(style);
  document.body.append(host);
  if (state.error) return say(state.error.message);
  $(".undo").hidden = state.last === null;
  addButtons();
  const said = JSON.parse(sessionStorage.getItem(SAID) ?? "{}");
  if (said.until > Date.now()) say(said.text);
  proposals.show(await ask("proposals").catch(() => []), texts);
})();
