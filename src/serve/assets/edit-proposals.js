// The proposals for the article as a list: each leads to its passage and into the panel, or is skipped. The list stays
// open, at its place, while the page is loaded anew after every one that is accepted.
import { finder } from "./edit-text.js";

const OPEN = "guillemet-proposals:" + location.pathname;
const SKIPPED = "guillemet-skipped:" + location.pathname;

const keyOf = ({ runs }) => runs.map(({ prefix, exact }) => prefix.slice(-20) + exact).join(" … ");
const skipped = () => new Set(JSON.parse(localStorage.getItem(SKIPPED) ?? "[]"));

export const listProposals = ({ root, say, consider }) => {
  const $ = (selector) => root.querySelector(selector);
  const section = $(".proposals");
  const list = section.querySelector("ol");
  let all = [];
  let texts = {};

  const element = (name, className, ...parts) => {
    const made = document.createElement(name);
    made.className = className;
    made.append(...parts);
    return made;
  };
  const button = (className, onClick, ...parts) => {
    const made = element("button", className, ...parts);
    made.type = "button";
    made.addEventListener("click", onClick);
    return made;
  };
  const speaker = ({ said, name, known }) => {
    if (said.unknown) return name ? `${name} (${texts.unknown})` : texts.unknown;
    return known ? said.speakers.join(", ") : `${said.speakers.join(", ")} (${texts["new-name"]})`;
  };
  const item = (proposal, number, find) => {
    const ranges = proposal.runs.map(find).filter(Boolean);
    const context = proposal.context.map(([isPassage, words]) => isPassage ? element("mark", "", words) : words);
    const facts = `${speaker(proposal)} · ${texts[proposal.kind]} · ${proposal.confidence} %`;
    const onOpen = () => { sessionStorage.setItem(OPEN, number); consider(proposal, ranges); };
    const open = button("proposal", onOpen, element("span", "facts", facts), " ", element("span", "context", ...context));
    const skip = button("skip", () => skipIt(proposal), texts.skip);
    skip.setAttribute("aria-label", `${texts.skip}: ${facts}`);
    return { ranges, item: element("li", "", open, skip) };
  };

  const draw = () => {
    const hidden = skipped();
    const shown = all.filter((proposal) => !hidden.has(keyOf(proposal)));
    const find = finder();
    const items = shown.map((proposal, number) => item(proposal, number, find));
    list.replaceChildren(...items.map(({ item }) => item));
    $(".propose").textContent = `${texts.proposals} (${shown.length})`;
    $(".propose").hidden = all.length === 0 && section.hidden;
    section.querySelector(".none").hidden = shown.length > 0;
    section.querySelector(".again").hidden = shown.length === all.length;
    if ("highlights" in CSS) CSS.highlights.set("guillemet-proposed", new Highlight(...items.flatMap(({ ranges }) => ranges)));
  };
  const goTo = (number) => {
    const buttons = list.querySelectorAll(".proposal");
    (buttons[Math.min(number, buttons.length - 1)] ?? $("#proposals-title")).focus();
  };
  const setOpen = (isOpen) => {
    section.hidden = !isOpen;
    $(".propose").setAttribute("aria-expanded", isOpen);
    if (isOpen) sessionStorage.setItem(OPEN, sessionStorage.getItem(OPEN) ?? 0); else sessionStorage.removeItem(OPEN);
  };
  const skipIt = (proposal) => {
    const number = all.filter((other) => !skipped().has(keyOf(other))).indexOf(proposal);
    localStorage.setItem(SKIPPED, JSON.stringify([...skipped(), keyOf(proposal)]));
    draw();
    goTo(number);
    say(texts.skipped);
  };

  $(".propose").addEventListener("click", () => {
    setOpen(section.hidden);
    if (!section.hidden) goTo(0);
  });
  const close = () => { setOpen(false); $(".propose").focus(); };
  section.querySelector(".close").addEventListener("click", close);
  section.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  section.querySelector(".again").addEventListener("click", () => {
    localStorage.removeItem(SKIPPED);
    draw();
    goTo(0);
  });

  return {
    show: (proposals, itsTexts) => {
      [all, texts] = [proposals, itsTexts];
      const place = sessionStorage.getItem(OPEN);
      if (place !== null) setOpen(true);
      draw();
      if (place !== null) goTo(Number(place));
    },
    skip: skipIt,
  };
};
