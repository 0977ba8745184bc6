// Options of parameters: (kit) => (type, input) => the answer of a method of the node.
(kit) => {
  'use strict';
  const { part, lacking } = kit;
  const { base } = part('execute');
  const at = (parameters, path) => String(path).replace(/^&/, '').replace(/\[(\w+)\]/g, '.$1').split('.').reduce((found, key) => found?.[key], parameters);
  const extracted = (value) => (value?.__rl || (value && typeof value === 'object' && 'mode' in value && 'value' in value) ? value.value : value);

  return async (type, input) => {
    const { methods = {} } = type;
    const kind = ['loadOptions', 'listSearch', 'resourceMapping'].find((kind) => typeof methods[kind]?.[input.method] === 'function');
    const { parameters } = input;
    const current = (name, options) => {
      const value = at(parameters, name);
      return options?.extractValue ? extracted(value) : value;
    };
    const read = (name, fallback, options) => {
      const [otherwise, how] = typeof fallback === 'number' && typeof options !== 'object' && options !== undefined ? [options, undefined] : [fallback, options];
      const value = current(name, how);
      if (value !== undefined) return value;
      if (otherwise === undefined) throw new Error(`Could not get parameter "${name}"`);
      return otherwise;
    };
    const self = Object.assign(base(input), {
      getCurrentNodeParameter: current,
      getCurrentNodeParameters: () => parameters,
      getNodeParameter: read,
      getInputData: () => [],
      getActivationMode: () => 'manual',
      continueOnFail: () => false,
      getWorkflowStaticData: () => ({}),
    });
    const shownSelf = lacking('this', self);
    const value = kind === 'listSearch'
      ? await methods[kind][input.method].call(shownSelf, input.filter, input.cursor)
      : await methods[kind][input.method].call(shownSelf);
    return { kind, value };
  };
}
