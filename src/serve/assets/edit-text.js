// The words of the article on the page, as far as they are archived: passages as the server names them, and back.
const AROUND = 80;

export const textNodes = () => {
  const blocks = document.querySelectorAll("article.text > .block, article.text .footnotes li");
  const roots = blocks.length ? blocks : document.querySelectorAll("main");
  const isWords = (node) => !node.parentElement.closest(".footnote-reference, [role=doc-backlink], script, style, aside, button");
  const nodes = [];
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (isWords(walker.currentNode)) nodes.push(walker.currentNode);
  }
  return nodes;
};

export const selectorOf = (range) => {
  let before = "", exact = "", after = "";
  for (const node of textNodes()) {
    const text = node.data;
    const isBefore = !range.intersectsNode(node) && range.comparePoint(node, 0) < 0;
    const isAfter = !range.intersectsNode(node) && !isBefore;
    const start = isBefore ? text.length : node === range.startContainer ? range.startOffset : 0;
    const end = isAfter ? 0 : node === range.endContainer ? range.endOffset : text.length;
    before += isAfter ? "" : text.slice(0, start);
    exact += isBefore || isAfter ? "" : text.slice(start, end);
    after += isBefore ? "" : isAfter ? text : text.slice(end);
  }
  return { exact, prefix: before.slice(-AROUND), suffix: after.slice(0, AROUND), near: [...before].length };
};

// White space does not count, as on the server: typography puts in its own.
const IGNORED = /[\s\u200b\u2060\ufeff\u00ad]/;
const squeeze = (text) => text.split("").filter((letter) => !IGNORED.test(letter)).join("");

// Finds passages of the page as it is now: of several places with the same words the one whose neighbours agree best,
// then the one nearest to where it should be.
export const finder = () => {
  const places = [];
  let letters = "", before = 0;
  for (const node of textNodes()) {
    for (let offset = 0; offset < node.length; offset++, before++) {
      if (IGNORED.test(node.data[offset])) continue;
      letters += node.data[offset];
      places.push({ node, offset, before });
    }
  }
  const agreement = (at, end, prefix, suffix) => {
    let same = 0, further = 0;
    while (same < prefix.length && letters[at - 1 - same] === prefix[prefix.length - 1 - same]) same++;
    while (further < suffix.length && letters[end + further] === suffix[further]) further++;
    return same + further;
  };
  return (selector) => {
    const [exact, prefix, suffix] = [selector.exact, selector.prefix, selector.suffix].map(squeeze);
    let best;
    for (let at = letters.indexOf(exact); exact && at >= 0; at = letters.indexOf(exact, at + 1)) {
      const agrees = agreement(at, at + exact.length, prefix, suffix);
      const distance = Math.abs(places[at].before - selector.near);
      if (!best || agrees > best.agrees || (agrees === best.agrees && distance < best.distance)) best = { at, agrees, distance };
    }
    if (!best) return undefined;
    const first = places[best.at];
    const last = places[best.at + exact.length - 1];
    const range = document.createRange();
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, last.offset + 1);
    return range;
  };
};
