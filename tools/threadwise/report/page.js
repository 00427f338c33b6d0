"use strict";
(() => {
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const findings = [...document.querySelectorAll("article")].map((element) => ({
    element,
    level: element.dataset.level,
    check: element.dataset.check,
  }));
  // Gathered when it is first asked for: a large page is to open fast.
  const textOf = (finding) => (finding.text ??= finding.element.textContent.toLowerCase());
  const groups = [...document.querySelectorAll("section.file, section.check")].reverse();
  function apply() {
    const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const level = form.elements.level.value;
    const check = form.elements.check.value;
    let count = 0;
    for (const finding of findings) {
      const fits = (!level || finding.level === level) &&
        (!check || finding.check === check) &&
        words.every((word) => textOf(finding).includes(word));
      finding.element.hidden = !fits;
      count += fits;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("article:not([hidden])");
    }
    shown.textContent = count + " of " + findings.length + " shown";
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  form.hidden = false;
})();
