// The catalogue table: narrows all standards of the registry by text and facets, counts what each choice would leave, sorts, and
// gives the outcome as CSV. The choice is in the address, so that it can be sent on: ?q=电子证照&level=national&review=overdue&sort=4
// Until something is chosen the table is the page's own, and nothing is loaded.
(function () {
  "use strict";
  var form = document.getElementById("filters");
  var table = document.getElementById("standards");
  if (!form || !table) return;
  var self = document.currentScript;
  var part = id => document.getElementById(id);
  var text = part("q");
  var shown = part("shown");
  var more = part("more");
  var pager = document.querySelector("nav.pager");
  var model = part("row").content.firstElementChild;
  var home = form.dataset.home;
  var own = table.tBodies[0];
  var body = document.createElement("tbody");
  var everything = shown.textContent;
  var sentence = part("shown-form").textContent;
  var AT_ONCE = 100;
  var sorted = null;
  var turn = 0;
  var pending = 0;
  var outcome = [];
  var at = location.pathname + location.search + location.hash;
  var languages = Array.from(document.querySelectorAll(".languages a"));

  var facets = Array.from(form.querySelectorAll("fieldset")).map(set => {
    return {
      name: set.dataset.facet,
      boxes: Array.from(set.querySelectorAll("input")).map(box => {
        var count = box.parentNode.querySelector(".count");
        var label = box.parentNode.querySelector("span");
        return { box: box, count: count, all: count.textContent, label: label, list: [] };
      })
    };
  });
  var facet = {};
  facets.forEach(f => { facet[f.name] = f; });

  function on(f) {
    return f.boxes.filter(b => b.box.checked);
  }

  function remember(words, step) {
    var query = new URLSearchParams();
    if (words) query.set("q", words);
    facets.forEach(function (f) { on(f).forEach(b => { query.append(f.name, b.box.value); }); });
    if (sorted) query.set("sort", (sorted.descending ? "-" : "") + sorted.column);
    var q = query.toString();
    var address = location.pathname + (q ? "?" + q : "") + location.hash;
    // A choice is a step that Back undoes; what is being typed is not.
    try { history[step && address !== at ? "pushState" : "replaceState"](null, "", address); } catch (e) { /* some browsers refuse on file: */ }
    at = address;
    languages.forEach(link => { link.search = q ? "?" + q : ""; });
  }

  // What is chosen, each with a button that takes it back.
  function chips() {
    var list = part("chosen");
    list.textContent = "";
    facets.forEach(f => on(f).forEach(b => {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = b.label.textContent + " ×";
      if (b.label.lang) button.lang = b.label.lang;
      button.setAttribute("aria-label", list.dataset.remove.replace("%s", b.label.textContent));
      button.addEventListener("click", () => { b.box.checked = false; apply(true); part("facets").querySelector("summary").focus(); });
      list.appendChild(document.createElement("li")).appendChild(button);
    }));
    list.hidden = !list.firstChild;
  }

  // What asks the index, loaded when something is chosen.
  var asker = null;
  function index() {
    asker = asker || new Promise((done, failed) => {
      var script = document.createElement("script");
      script.src = self.dataset.search;
      script.onload = done;
      script.onerror = failed;
      document.head.appendChild(script);
    }).then(() => Promise.all([mulu.start(), lists()]));
    return asker;
  }

  function lists() {
    return mulu.load("facets").then(json => {
      var all = JSON.parse(json);
      facets.forEach(f => {
        f.boxes.forEach(function (b) { b.list = mulu.list((all[f.name] || {})[b.box.value] || ""); });
      });
    });
  }

  // A choice within a facet widens, facets narrow one another; a facet's own counts ignore the facet itself.
  function narrow(scores, standards) {
    var misses = new Uint8Array(standards);
    var missed = new Uint8Array(standards);
    if (scores) misses.forEach((_, n) => { if (!scores[n]) misses[n] = 100; });
    facets.forEach((f, i) => {
      var chosen = on(f);
      if (!chosen.length) return;
      var kept = new Uint8Array(standards);
      chosen.forEach(function (b) { b.list.forEach(n => { kept[n] = 1; }); });
      kept.forEach(function (k, n) { if (!k) { misses[n]++; missed[n] = i; } });
    });
    facets.forEach((f, i) => {
      f.boxes.forEach(b => {
        b.count.textContent = b.list.filter(n => !misses[n] || (misses[n] === 1 && missed[n] === i)).length;
      });
    });
    var left = [];
    misses.forEach((m, n) => { if (!m) left.push(n); });
    return left;
  }

  // What a column is sorted by, for each standard; 0 or "" stays at the end whichever way it is sorted.
  function sortKeys(ids) {
    var column = ["number", "title", "level", "class", "effective", "status", "binding", "review"][sorted.column];
    var keys = [];
    if (column === "number") ids.forEach(n => { keys[n] = n + 1; });
    if (facet[column] && column !== "review") facet[column].boxes.forEach((b, i) => {
      b.list.forEach(n => { keys[n] = keys[n] || i + 1; });
    });
    if (column === "effective" || column === "review") return mulu.load("dates").then(dates => {
      var digits = dates.split("\n")[column === "review" ? 1 : 0];
      ids.forEach(n => { keys[n] = mulu.number(digits.slice(3 * n, 3 * n + 3)); });
      return keys;
    });
    if (column === "title") return mulu.rows(ids).then(rows => {
      rows.forEach(row => { keys[row.id] = row.title; });
      return keys;
    });
    return Promise.resolve(keys);
  }

  function sort(ids) {
    if (!sorted) return Promise.resolve(ids);
    var collate = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    return sortKeys(ids).then(keys => {
      return ids.slice().sort((a, b) => {
        var x = keys[a], y = keys[b];
        if (!x !== !y) return x ? -1 : 1;
        var way = typeof x === "string" ? collate(x, y) : x - y;
        return (sorted.descending ? -way : way) || a - b;
      });
    });
  }

  function has(list, n) {
    var low = 0;
    for (var high = list.length; low < high; ) {
      var middle = (low + high) >> 1;
      if (list[middle] < n) low = middle + 1;
      else high = middle;
    }
    return list[low] === n;
  }

  function values(name, n) {
    return facet[name].boxes.filter(b => has(b.list, n));
  }

  function tableRow(row) {
    var tr = model.cloneNode(true);
    var cells = tr.cells;
    var badge = (cell, name, className) => {
      var value = values(name, row.id)[0];
      if (!value) return;
      var span = cell.appendChild(document.createElement("span"));
      span.className = className + value.box.value;
      span.textContent = value.label.textContent;
    };
    var link = cells[0].querySelector("a");
    link.href = home + row.href;
    link.textContent = row.number || "—";
    var title = cells[1].firstElementChild;
    title.href = link.href;
    title.textContent = row.title;
    if (row.lang) cells[1].lang = row.lang;
    cells[2].textContent = values("level", row.id).map(b => b.label.textContent).join("");
    values("class", row.id).forEach((b, i) => {
      var a = document.createElement("a");
      a.className = "quiet";
      a.href = home + b.box.dataset.href;
      a.textContent = b.label.textContent;
      if (b.label.lang) a.lang = b.label.lang;
      if (i) cells[3].append(form.dataset.comma);
      cells[3].append(a);
    });
    cells[4].textContent = row.effective || "—";
    badge(cells[5], "status", "badge is-");
    badge(cells[6], "binding", "force force-");
    cells[7].firstElementChild.textContent = row.due || "—";
    var review = values("review", row.id)[0];
    if (row.due && review && review.box.value !== "scheduled") {
      cells[7].append(" ");
      badge(cells[7], "review", "badge is-");
    }
    return tr;
  }

  function append(own) {
    var from = body.rows.length;
    return mulu.rows(outcome.slice(from, from + AT_ONCE)).then(rows => {
      if (own !== turn) return;
      body.append.apply(body, rows.map(tableRow));
      more.hidden = body.rows.length >= outcome.length;
    });
  }

  function swap(now) {
    if (table.tBodies[0] !== now) table.replaceChild(now, table.tBodies[0]);
  }

  function apply(step) {
    var mine = ++turn;
    var words = text.value.trim();
    var picked = facets.reduce((n, f) => n + on(f).length, 0);
    var idle = !words && !picked;
    remember(words, step);
    chips();
    part("reset").hidden = part("csv").hidden = idle;
    if (idle && !sorted) {
      outcome = [];
      swap(own);
      if (pager) pager.hidden = false;
      more.hidden = part("nothing").hidden = true;
      shown.textContent = everything;
      facets.forEach(function (f) { f.boxes.forEach(b => { b.count.textContent = b.all; }); });
      return;
    }
    index().then(ready => {
      return Promise.all([ready[0], words ? mulu.find(words) : null]);
    }).then(all => {
      if (mine !== turn) return null;
      var answer = all[1] && all[1].runs.length ? all[1] : null;
      var left = narrow(answer && answer.scores, all[0].standards);
      // What answers best stands first, unless a column was chosen.
      if (answer && !sorted) {
        var kept = new Set(left);
        left = answer.ids.filter(n => kept.has(n));
      }
      return sort(left).then(ids => {
        if (mine !== turn) return null;
        outcome = ids;
        body = document.createElement("tbody");
        return append(mine).then(() => {
          if (mine !== turn) return;
          swap(body);
          if (pager) pager.hidden = true;
          part("nothing").hidden = ids.length > 0;
          shown.textContent = idle ? everything : sentence.replace("%n", ids.length).replace("%all", all[0].standards);
        });
      });
    }).catch(() => {
      asker = null;
      if (mine === turn) shown.textContent = form.dataset.failed;
    });
  }

  // A cell that a spreadsheet would take for a formula gets an apostrophe, as in catalogue.csv.
  function cell(text) {
    if (/^'*[=+\-@\t\r＝＋－＠]/.test(text)) text = "'" + text;
    return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function csv() {
    var headings = Array.from(table.tHead.rows[0].cells).map(th => th.textContent);
    var words = (name, n) => { return values(name, n).map(b => b.label.textContent).join("; "); };
    mulu.rows(outcome).then(rows => {
      var lines = rows.map(r => {
        return [r.number, r.title, words("level", r.id), words("class", r.id), r.effective, words("status", r.id), words("binding", r.id), r.due];
      });
      var text = [headings].concat(lines).map(line => line.map(cell).join(",") + "\r\n").join("");
      var link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff" + text], { type: "text/csv" }));
      link.download = "standards.csv";
      link.click();
      setTimeout(() => { URL.revokeObjectURL(link.href); }, 60000);
    });
  }

  // Takes the choice from the address.
  function recall() {
    var query = new URLSearchParams(location.search);
    text.value = query.get("q") || "";
    facets.forEach(f => {
      var chosen = query.getAll(f.name);
      f.boxes.forEach(b => { b.box.checked = chosen.indexOf(b.box.value) >= 0; });
    });
    return query;
  }

  var query = recall();
  form.hidden = false;
  window.addEventListener("popstate", () => {
    recall();
    at = location.pathname + location.search + location.hash;
    apply();
  });

  form.addEventListener("submit", e => { e.preventDefault(); });
  form.addEventListener("change", () => { apply(true); });
  text.addEventListener("input", () => {
    clearTimeout(pending);
    pending = setTimeout(() => { apply(); }, 60);
  });
  part("csv").addEventListener("click", csv);
  more.addEventListener("click", () => { append(turn); });
  part("reset").addEventListener("click", () => {
    text.value = "";
    facets.forEach(function (f) { f.boxes.forEach(b => { b.box.checked = false; }); });
    apply(true);
    text.focus();
  });
  // All standards are sorted, not only those on the page.
  table.addEventListener("sort", e => {
    e.preventDefault();
    sorted = e.detail;
    apply();
  });
  var by = query.get("sort") || "";
  var heading = /^-?\d$/.test(by) && table.tHead.rows[0].cells[Math.abs(parseInt(by, 10))];
  if (heading) {
    heading.querySelector("button").click();
    if (by.charAt(0) === "-") heading.querySelector("button").click();
  } else if (location.search) apply();
})();
