// `getWorkflowDataProxy`: (kit) => (evaluate, index) => what expressions see of the item. `evaluate(text)` evaluates for it.
() => {
  'use strict';
  const quoted = (name) => JSON.stringify(String(name));
  return (evaluate) => {
    // The items of a node.
    const of = (source) => ({
      first: () => evaluate(`${source}.first()`), last: () => evaluate(`${source}.last()`), all: () => evaluate(`${source}.all()`),
      itemMatching: (at) => evaluate(`${source}.itemMatching(${Number(at)})`),
      get item() { return evaluate(`${source}.item`); },
      get params() { return evaluate(`${source}.params`); },
      get context() { return evaluate(`${source}.context`); },
      get isExecuted() { return evaluate(`${source}.isExecuted`); },
    });
    const known = {
      $: (name) => of(`$(${quoted(name)})`),
      $input: of('$input'),
      $node: new Proxy({}, {
        get: (_, node) => (typeof node !== 'string' ? undefined : new Proxy({}, {
          get: (_, member) => (typeof member === 'string' ? evaluate(`$node[${quoted(node)}].${member}`) : undefined),
        })),
      }),
      $items: (name, output = 0, run) => evaluate(`$items(${[name === undefined ? undefined : quoted(name), Number(output), run].filter((one) => one !== undefined).join(', ')})`),
      $evaluateExpression: (text) => evaluate(text),
    };
    return new Proxy(known, {
      get: (_, name) => {
        if (name in known || typeof name !== 'string') return known[name];
        return name.startsWith('$') || /^(?:DateTime|Duration|Interval)$/.test(name) ? evaluate(name) : undefined;
      },
    });
  };
}
