// The search page: shows what the index (search.js) finds, as one types. The query is in the address: ?q=政务云 安全
(function () {
  "use strict";
  var self = document.currentScript;
  var form = document.getElementById("find");
  if (!form) return;
  var input = document.getElementById("q");
  var count = document.getElementById("count");
  var results = document.getElementById("results");
  var more = document.getElementById("more");
  var model = document.getElementById("result").content.firstElementChild;
  var partly = document.getElementById("partly").content.firstElementChild;
  var missing = document.getElementById("missing");
  var lookup = document.getElementById("lookup");
  missing.dataset.form = missing.firstChild.nodeValue;
  var home = form.dataset.home;
  var AT_ONCE = 20, READ = 24;
  var turn = 0;
  var pending = 0;
  var labels = {};
  document.querySelectorAll("#marks li").forEach(li => {
    Array.from(li.dataset.marks).forEach(mark => { labels[mark] = li; });
  });

  // A text with what was typed marked in it.
  function marked(into, text, words) {
    var lower = text.toLowerCase();
    var at = 0;
    while (lower.length === text.length && words.length) {
      var next = words.map(function (word) { return { from: lower.indexOf(word, at), word: word }; })
        .filter(hit => hit.from >= 0)
        .sort((a, b) => a.from - b.from || b.word.length - a.word.length)[0];
      if (!next) break;
      into.append(text.slice(at, next.from));
      var mark = document.createElement("mark");
      at = next.from + next.word.length;
      mark.textContent = text.slice(next.from, at);
      into.append(mark);
    }
    into.append(text.slice(at));
  }

  // The part of an excerpt around what was typed.
  function around(text, words) {
    var at = Math.min.apply(null, words.map(word => text.toLowerCase().indexOf(word))
      .filter(at => at >= 0).concat(text.length));
    var from = at === text.length || at < 30 ? 0 : at - 20;
    return (from ? "…" : "") + text.slice(from, from + 120) + (from + 120 < text.length ? "…" : "");
  }

  function item(row, words) {
    var li = model.cloneNode(true);
    var part = name => li.querySelector("." + name);
    var label = labels[row.mark];
    part("result-link").href = home + row.href;
    marked(part("num"), row.number, words);
    marked(part("result-title"), row.title, words);
    if (row.lang) part("result-title").lang = row.lang;
    part("result-kind").textContent = label.dataset.kind || label.textContent;
    if (label.dataset.status) {
      part("badge").textContent = label.textContent;
      part("badge").classList.add("is-" + label.dataset.status);
    } else part("badge").remove();
    if (row.excerpt) {
      part("result-excerpt").lang = row.excerptLang;
      marked(part("result-excerpt"), around(row.excerpt, words), words);
    } else part("result-excerpt").remove();
    return li;
  }

  // Says that a number is not on record, and where it may be looked up.
  function absent(number) {
    missing.hidden = !number;
    if (!number) return;
    var typed = input.value.trim();
    missing.firstChild.nodeValue = missing.dataset.form.replace("%s", typed);
    var pattern = lookup.dataset[number.level];
    lookup.textContent = "";
    if (!pattern) return;
    var link = lookup.appendChild(document.createElement("a"));
    link.href = pattern.replace("{number}", encodeURIComponent(typed));
    link.rel = "nofollow noopener";
    link.textContent = lookup.dataset.word;
  }

  function show(answer) {
    // What was found by other words for it is marked by those.
    var words = answer.variants.reduce((all, asked) => all.concat(asked.map(mulu.text)), []).filter((word, i, all) => all.indexOf(word) === i);
    var shown = 0;
    var nearest = mulu.first(answer, READ);
    var next = own => {
      var from = shown;
      shown = Math.min(answer.ids.length, shown + AT_ONCE);
      return nearest.then(near => {
        var known = near.slice(from, shown);
        return mulu.rows(answer.ids.slice(Math.max(from, near.length), Math.max(shown, near.length))).then(rest => {
          return known.concat(rest);
        });
      }).then(rows => {
        if (own !== turn) return;
        if (!from) results.textContent = "";
        rows.forEach((row, i) => {
          if (from + i === answer.whole && !answer.missing) results.append(partly.cloneNode(true));
          results.append(item(row, words));
        });
        more.hidden = shown >= answer.ids.length;
        var links = results.querySelectorAll("a");
        if (from && links[from]) links[from].focus();
        var n = answer.missing ? answer.ids.length : answer.whole;
        count.textContent = !answer.ids.length ? count.dataset.none : !n ? "" : (n === 1 ? count.dataset.one : count.dataset.many).replace("%n", n);
        absent(answer.missing);
      });
    };
    more.onclick = () => { next(turn); };
    return next(turn);
  }

  // What asks the index, loaded when something is typed.
  var asker = null;
  function index() {
    asker = asker || new Promise((done, failed) => {
      var script = document.createElement("script");
      script.src = self.dataset.search;
      script.onload = done;
      script.onerror = () => { asker = null; failed(new Error(script.src)); };
      document.head.appendChild(script);
    });
    return asker;
  }

  function search() {
    var own = ++turn;
    var query = input.value.trim();
    try { history.replaceState(null, "", location.pathname + (query ? "?q=" + encodeURIComponent(query) : "")); } catch (e) { /* some browsers refuse on file: */ }
    index().then(() => mulu.find(query)).then(answer => {
      if (own !== turn) return null;
      if (answer.runs.length) return show(answer);
      results.textContent = "";
      count.textContent = "";
      more.hidden = missing.hidden = true;
    }).catch(() => {
      if (own === turn) count.textContent = count.dataset.failed;
    });
  }

  input.addEventListener("input", () => {
    clearTimeout(pending);
    pending = setTimeout(search, 60);
  });
  form.addEventListener("submit", e => {
    e.preventDefault();
    search();
  });
  // The arrows go from the box through the results and back.
  document.addEventListener("keydown", e => {
    if (e.key !== "ArrowDown" && e.key !== "ArrowUp") return;
    var links = Array.from(results.querySelectorAll("a"));
    var at = e.target === input ? -1 : links.indexOf(e.target);
    if (!links.length || (at < 0 && e.target !== input)) return;
    var to = at + (e.key === "ArrowDown" ? 1 : -1);
    if (to < -1 || to >= links.length) return;
    e.preventDefault();
    (to < 0 ? input : links[to]).focus();
  });

  input.value = new URLSearchParams(location.search).get("q") || "";
  form.hidden = false;
  if (input.value) search();
  else input.focus();
})();
