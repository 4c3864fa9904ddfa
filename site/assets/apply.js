// The self-check: what a project of some kind is asked, as one list by stage. The page has every list with its conditions; those are
// put together that the choice meets. The choice is in the address: ?at=430100&is=cloud&is=level-3
(function () {
  "use strict";
  var form = document.getElementById("self-check");
  if (!form) return;
  var part = id => document.getElementById(id);
  var all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  var place = part("place");
  var stage = part("stage").content.firstElementChild;
  var stages = all("#stages li").map(li => ({ gate: li.dataset.gate, name: li.textContent }));
  var languages = all(".languages a");
  var words = text => text.split(" ").filter(Boolean);

  function options() {
    return all(".options-at").filter(set => set.dataset.at === place.value)[0];
  }

  function chosen() {
    return all("input", options()).filter(box => box.checked && box.value);
  }

  // The rows of all lists whose conditions are met, each requirement once.
  function asked(features) {
    var rows = new Map();
    var cut = false;
    var home = all(".place").filter(one => one.dataset.at === place.value)[0];
    all(".asked", home).forEach(list => {
      if (!words(list.dataset.has).every(one => features.has(one)) || words(list.dataset.lacks).some(one => features.has(one))) return;
      if (list.querySelector("nav.pager")) cut = true;
      all("tr[data-key]", list).forEach(row => { if (!rows.has(row.dataset.key)) rows.set(row.dataset.key, row); });
    });
    return { rows: Array.from(rows.values()), cut: cut };
  }

  function show() {
    var boxes = chosen();
    var found = asked(new Set(boxes.map(box => box.value)));
    part("answer-stages").replaceChildren.apply(part("answer-stages"), stages.map(one => {
      var rows = found.rows.filter(row => row.dataset.gate === one.gate);
      if (!rows.length) return "";
      var section = stage.cloneNode(true);
      section.querySelector("h3").textContent = one.name;
      section.querySelector("tbody").append.apply(section.querySelector("tbody"), rows.map(row => row.cloneNode(true)));
      return section;
    }));
    part("answer-count").textContent = found.rows.length;
    part("answer-more").hidden = !found.cut;
    var about = part("answer-for");
    var named = boxes.map(box => box.parentNode.textContent.trim());
    about.textContent = [place.selectedOptions[0].textContent].concat(named.length ? named : about.dataset.none).join(about.dataset.semicolon);
  }

  function remember(step) {
    var query = new URLSearchParams();
    query.set("at", place.value);
    chosen().forEach(box => query.append("is", box.value));
    try { history[step ? "pushState" : "replaceState"](null, "", location.pathname + "?" + query); } catch (e) { /* some browsers refuse on file: */ }
    languages.forEach(link => { link.search = "?" + query; });
  }

  function recall() {
    var query = new URLSearchParams(location.search);
    if (all("option", place).some(option => option.value === query.get("at"))) place.value = query.get("at");
    var is = query.getAll("is");
    all("input", options()).forEach(box => { box.checked = is.indexOf(box.value) >= 0; });
    all("input[type=radio]", options()).forEach((box, i, radios) => { if (!i) box.checked = !radios.some(one => one.checked); });
  }

  function offer() {
    all(".options-at").forEach(set => { set.hidden = set.dataset.at !== place.value; });
  }

  form.addEventListener("submit", e => { e.preventDefault(); });
  form.addEventListener("change", () => { offer(); remember(true); show(); });
  window.addEventListener("popstate", () => { recall(); offer(); show(); });
  recall();
  offer();
  show();
  form.hidden = part("answer").hidden = false;
})();
