// What a browser adds to the desk's forms; each works without it. Drafts until they are saved, choices as one types, findings beside
// the fields, rows and entries added in place, a warning before a form that was changed is left.
'use strict';

const PAUSE = 500;

function later(work) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...given), PAUSE);
  };
}

// Storage may be switched off: then there are no drafts.
function store(work) {
  try {
    return work(window.localStorage);
  } catch {
    return null;
  }
}

// Choices as one types, for lists that are too long for a page.

async function offer(field) {
  const list = document.getElementById(field.dataset.from || field.getAttribute('list'));
  if (!list || (list.options.length && !list.dataset.asked)) return;
  const found = await fetch(`/desk/choices?of=${encodeURIComponent(list.dataset.of)}&q=${encodeURIComponent(field.value)}`);
  if (!found.ok) return;
  list.dataset.asked = 'yes';
  list.replaceChildren(...(await found.json()).map(({ value, label }) => new Option(label, value)));
}

// A field of several lines gets one above it, from which a choice is added below.
function addPicker(area, words) {
  const picker = document.createElement('input');
  picker.type = 'text';
  picker.setAttribute('list', `l-${area.dataset.list}`);
  picker.setAttribute('aria-label', words);
  picker.placeholder = words;
  picker.autocomplete = 'off';
  picker.dataset.picker = 'yes';
  picker.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const lines = area.value.split('\n').filter(Boolean);
    if (picker.value.trim() && !lines.includes(picker.value.trim())) lines.push(picker.value.trim());
    area.value = lines.join('\n');
    picker.value = '';
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const row = document.createElement('div');
  row.className = 'picker';
  row.append(picker);
  area.before(row);
}

// Findings beside the fields.

function say(remark) {
  const line = document.createElement('p');
  line.className = `remark ${remark.level}`;
  line.append(remark.text);
  if (remark.help) {
    const help = document.createElement('span');
    help.className = 'help';
    help.append(remark.help);
    line.append(help);
  }
  if (remark.clause) line.append(` ${remark.clause}`);
  return line;
}

const check = later(async (form) => {
  const asked = new FormData(form);
  asked.set('_do', 'try');
  asked.set('_as', 'json');
  const answered = await fetch(form.action, { method: 'POST', body: new URLSearchParams(asked) });
  if (!answered.ok || !(answered.headers.get('content-type') || '').startsWith('application/json')) return;
  const remarks = await answered.json();
  form.querySelectorAll('.remarks-here').forEach((place) => place.replaceChildren());
  form.querySelectorAll('.has-remarks').forEach((field) => field.classList.remove('has-remarks'));
  const above = [];
  for (const one of remarks) {
    const field = one.field && form.querySelector(`[data-field="f.${CSS.escape(one.field)}"]`);
    if (field) {
      field.classList.add('has-remarks');
      field.querySelector('.remarks-here').append(say(one));
    } else {
      above.push(say(one));
    }
  }
  form.querySelector('.remarks-all').replaceChildren(...above);
});

// Drafts: what was typed, with the text that the form was made from, so that the desk can tell what changed meanwhile.

function draftName(form) {
  return `mulu-desk ${form.dataset.draft}`;
}

function keep(form) {
  const typed = [...new FormData(form)].filter(([name]) => name !== '_token');
  store((storage) => storage.setItem(draftName(form), JSON.stringify(typed)));
}

function restore(form, state) {
  const kept = store((storage) => JSON.parse(storage.getItem(draftName(form))));
  if (!kept) return;
  const fields = (name) => [...form.elements].filter((field) => field.name === name);
  const boxes = [...form.elements].filter((field) => field.type === 'checkbox' || field.type === 'radio');
  boxes.forEach((box) => { box.checked = false; });
  for (const [name, value] of kept) {
    for (const field of fields(name)) {
      if (field.type === 'checkbox' || field.type === 'radio') field.checked ||= field.value === value;
      else field.value = value;
    }
  }
  const discard = document.createElement('button');
  discard.type = 'button';
  discard.append(state.dataset.discard);
  discard.addEventListener('click', () => {
    forget(form);
    location.reload();
  });
  state.replaceChildren(`${state.dataset.restored} `, discard);
  form.dataset.changed = 'yes';
}

function forget(form) {
  form.dataset.changed = '';
  store((storage) => storage.removeItem(draftName(form)));
}

// The draft of a form that was saved goes when the page that says so is there.
function settle() {
  const saved = document.querySelector('[data-saved]');
  const sent = store((storage) => storage.getItem('mulu-desk sent'));
  if (saved && sent) {
    store((storage) => storage.removeItem(sent));
  }
  store((storage) => storage.removeItem('mulu-desk sent'));
}

// Another blank row or entry, with the names counted on.

function another(blank) {
  const copy = blank.cloneNode(true);
  const names = [...blank.querySelectorAll('[name]')].map((field) => field.name);
  const at = names.length ? names[0].match(/^(row\.|f\.[^.]+\.)(\d+)\./) : null;
  if (!at) return;
  const next = (text) => text.replace(`${at[1]}${at[2]}.`, `${at[1]}${Number(at[2]) + 1}.`);
  copy.querySelectorAll('[name], [id], [for], [data-field], [aria-describedby]').forEach((part) => {
    for (const name of ['name', 'id', 'for', 'data-field', 'aria-describedby']) {
      if (part.hasAttribute(name)) part.setAttribute(name, next(part.getAttribute(name)));
    }
    if ('value' in part && part.type !== 'checkbox') part.value = '';
  });
  copy.open = false;
  const legend = copy.querySelector('legend');
  if (legend) legend.textContent = legend.textContent.replace(/\d+/, (count) => Number(count) + 1);
  blank.after(copy);
}

function grow(form, field) {
  const row = field.closest('[data-row]');
  if (row && !row.nextElementSibling?.matches('[data-row]')) another(row);
  const entry = field.closest('.entry.new');
  if (entry && !entry.dataset.used) {
    entry.dataset.used = 'yes';
    if (!entry.nextElementSibling?.matches('.entry.new')) another(entry);
  }
}

function begin(form) {
  const state = form.querySelector('.save-state');
  form.querySelectorAll('textarea[data-list]').forEach((area) => addPicker(area, state.dataset.add));
  // An answer to what was sent has it in it already, and the text that it is compared with now.
  if ('typed' in form.dataset) keep(form);
  else restore(form, state);
  const offerLater = later(offer);
  form.addEventListener('focusin', ({ target }) => target.hasAttribute('list') && offer(target));
  form.addEventListener('input', ({ target }) => {
    if (target.hasAttribute('list')) offerLater(target);
    if (target.dataset.picker) return;
    grow(form, target);
    form.dataset.changed = 'yes';
    state.textContent = state.dataset.unsaved;
    keep(form);
    check(form);
  });
  form.addEventListener('submit', ({ submitter }) => {
    if (submitter?.value === 'preview') return;
    keep(form);
    store((storage) => storage.setItem('mulu-desk sent', draftName(form)));
    form.dataset.changed = '';
  });
}

settle();
document.querySelectorAll('form[data-draft]').forEach(begin);
