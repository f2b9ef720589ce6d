// What goes beyond reading: colours by choice, and highlighting by speaker. Every page reads well without it.
(() => {
  const root = document.documentElement;
  const stored = (() => { try { return localStorage.getItem("colours"); } catch { return null; } })();
  if (stored === "light" || stored === "dark") root.dataset.colours = stored;

  const element = (name, attributes, text) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  };

  const choice = document.querySelector("footer .colours");
  if (choice) {
    const label = element("label", {}, choice.dataset.colours + " ");
    const select = element("select", {});
    for (const value of ["auto", "light", "dark"]) select.append(element("option", { value }, choice.dataset[value]));
    select.value = root.dataset.colours || "auto";
    select.addEventListener("change", () => {
      if (select.value === "auto") delete root.dataset.colours; else root.dataset.colours = select.value;
      try { localStorage.setItem("colours", select.value); } catch { /* a choice for this page only */ }
    });
    label.append(select);
    choice.append(label);
  }

  const legend = document.querySelector(".legend");
  const article = document.querySelector("article.text");
  if (legend && article && legend.dataset.show) {
    const all = element("button", { type: "button", "aria-pressed": "true" }, legend.dataset.show);
    const buttons = [];
    const show = (slot) => {
      for (const passage of article.querySelectorAll(".quotation, .said")) {
        passage.classList.toggle("off", Boolean(slot) && !passage.classList.contains(`s${slot}`));
      }
      all.setAttribute("aria-pressed", String(slot !== "none"));
      for (const [button, own] of buttons) button.setAttribute("aria-pressed", String(own === slot));
    };
    all.addEventListener("click", () => show(all.getAttribute("aria-pressed") === "true" ? "none" : ""));
    for (const item of legend.querySelectorAll("li[data-slot]")) {
      const slot = item.dataset.slot;
      if (slot === "0") continue;
      const name = item.querySelector("a").textContent;
      const button = element("button", { type: "button", "aria-pressed": "false", "aria-label": `${legend.dataset.only} (${name})` }, legend.dataset.only);
      button.addEventListener("click", () => show(button.getAttribute("aria-pressed") === "true" ? "" : slot));
      buttons.push([button, slot]);
      item.append(button);
    }
    legend.append(all);
  }

  for (const citation of navigator.clipboard ? document.querySelectorAll(".citation[data-copy]") : []) {
    for (const reference of citation.querySelectorAll(".reference")) {
      const style = reference.parentElement.querySelector(".label").textContent;
      const button = element("button", { type: "button", "aria-label": `${citation.dataset.copy} (${style})` }, citation.dataset.copy);
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(reference.textContent);
        button.textContent = citation.dataset.copied;
        setTimeout(() => { button.textContent = citation.dataset.copy; }, 2000);
      });
      reference.after(" ", button);
    }
  }
})();
