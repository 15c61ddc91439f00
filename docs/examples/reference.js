// Controls for all that custom-elements.json names, so that the page is as whole as the manifest.

const timeline = document.querySelector('news-timeline');
const tag = document.querySelector('#tag');
const log = document.querySelector('#log');
const { declarations: [element] } = (await (await fetch('../custom-elements.json')).json()).modules[0];

const make = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
const row = (group, name, description, control) =>
  document.querySelector(`#${group}`).append(
    make('label', {}, make('code', { textContent: name }), control, make('small', { textContent: description ?? '' })),
  );
const tell = (words) => {
  log.append(make('p', { textContent: words }));
  log.scrollTop = log.scrollHeight;
};
const show = () => {
  const attributes = timeline.getAttributeNames().map((name) => ` ${name}="${timeline.getAttribute(name)}"`);
  tag.textContent = `<news-timeline${attributes.join('')}>`;
};
/** What is typed as a value of JSON, or else as a text. */
const value = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

for (const { name, description, type, default: absent } of element.attributes) {
  const values = [...type.text.matchAll(/"([^"]*)"/g)].map(([, given]) => given);
  const isChoice = values.length > 1 && !/\d|address|date/.test(values[0]);
  const now = timeline.getAttribute(name) ?? '';
  const control = isChoice
    ? make('select', {}, ...values.map((given) => make('option', { textContent: given, selected: given === (now || absent) })))
    : make('input', { value: now });
  control.name = name;
  control.onchange = () => {
    if (control.value) timeline.setAttribute(name, control.value);
    else timeline.removeAttribute(name);
    show();
  };
  row('attributes', name, description, control);
}

const attributes = new Set(element.members.filter(({ attribute }) => attribute).map(({ name }) => name));
for (const { name, kind, description } of element.members) {
  if (kind === 'method') {
    const given = { goTo: 'zarif-lavrov-2', zoom: '2', export: 'csv' }[name];
    const input = given && make('input', { value: given, ariaLabel: `What ${name} is given` });
    const button = make('button', { type: 'button', textContent: `${name}()` });
    button.onclick = async () => {
      const answer = await timeline[name](input ? value(input.value) : undefined);
      if (answer !== undefined) tell(`${name}: ${answer}`);
    };
    const words = make('small', { textContent: description });
    document.querySelector('#methods').append(make('div', {}, button, ...(input ? [input] : []), words));
  } else if (!attributes.has(name)) {
    const input = make('input', { name, placeholder: 'JSON' });
    input.onfocus = () => { input.value = JSON.stringify(timeline[name]) ?? ''; };
    input.onchange = () => {
      try {
        timeline[name] = value(input.value);
      } catch (error) {
        tell(String(error));
      }
    };
    row('properties', name, description, input);
  }
}

for (const { name } of element.events) {
  timeline.addEventListener(name, ({ detail }) => tell(`${name} ${JSON.stringify(detail)}`));
}

for (const { name, description } of element.cssProperties) {
  const input = make('input', { name });
  input.onchange = () => timeline.style.setProperty(name, input.value);
  row('cssProperties', name, description, input);
}

const outlines = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, outlines];
const outlined = new Set();
for (const { name, description } of element.cssParts) {
  const box = make('input', { type: 'checkbox', name });
  box.onchange = () => {
    if (box.checked) outlined.add(name);
    else outlined.delete(name);
    outlines.replaceSync([...outlined].map((part) => `news-timeline::part(${part}) { outline: 2px dashed red }`).join('\n'));
  };
  row('cssParts', name, description, box);
}
show();
