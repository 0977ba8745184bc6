// Functions in a description: (kit) => (type, input) => what one gives for an item.
(kit) => {
  'use strict';
  const { ask, later, part, lacking } = kit;
  const { base, got } = part('execute');
  const at = (description, path) => path.replace(/\[(\d+)\]/g, '.$1').split('.').reduce((found, key) => found?.[key], description);
  const isObject = (value) => typeof value === 'object' && value !== null;

  // Bytes and forms come and go in JSON.
  const received = (value) => {
    if (Array.isArray(value)) return value.map(received);
    if (!isObject(value)) return value;
    if (typeof value.$bytes === 'string') return Buffer.from(value.$bytes, 'base64');
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, received(member)]));
  };
  const sent = async (value) => {
    const { Blob, partsOf, bytesLater, base64 } = part('form');
    if (!isObject(value)) return value;
    const form = await partsOf(value);
    if (form) return { $form: form.map(({ name, bytes, fileName, type }) => ({ name, value: { $bytes: bytes }, fileName, contentType: type })) };
    if (value instanceof URLSearchParams) return String(value);
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Blob) return { $bytes: base64(await bytesLater(value)) };
    if (typeof value.toJSON === 'function') return value.toJSON();
    if (Array.isArray(value)) return Promise.all(value.map(sent));
    const members = await Promise.all(Object.entries(value).map(async ([key, member]) => [key, await sent(member)]));
    return Object.fromEntries(members.filter(([, member]) => member !== undefined && typeof member !== 'function'));
  };

  // What functions find in `this`: everything is about one item.
  const single = (input) => {
    const { index } = input;
    const items = () => ask('items', 0);
    const self = base(input);
    const ofAll = part('helpers')({ getNode: self.getNode, getInputData: items });
    const own = {
      assertBinaryData: (name) => ofAll.assertBinaryData(index, name),
      getBinaryDataBuffer: (name) => ofAll.getBinaryDataBuffer(index, name),
    };
    const helpers = new Proxy(ofAll, { get: (target, key) => own[key] ?? target[key] });
    let item;
    const read = (name, fallback, options) => got(ask('parameter', name, index, { fallback, ...options }), input.node);
    Object.defineProperty(self, 'helpers', { value: helpers });
    return Object.assign(self, {
      getInputData: () => (item ??= items()[index]),
      getItemIndex: () => index,
      getNodeParameter: read,
      getCredentials: async (type) => got(await later('credential', { type, index }), input.node),
      evaluateExpression: (text) => got(ask('evaluate', text.startsWith('=') ? text : `=${text}`, index), input.node),
      continueOnFail: () => input.continueOnFail,
      getContext: () => ({}),
      getWorkflowStaticData: () => ask('kept'),
      getExecuteData: () => ({ data: { main: [items()] }, node: input.node, source: null }),
      getExecutionCancelSignal: () => new AbortController().signal,
      makeRoutingRequest: async ({ options }) => received(got(await later('page', await sent(options)), input.node)),
    });
  };

  const item = async (one) => {
    if (!isObject(one)) throw new Error(`A function of the description gave ${one === null ? 'null' : typeof one} as an item; an item is an object with json`);
    return { ...one, json: await sent(one.json) };
  };
  return async (type, input) => {
    const found = at(type.description, input.path);
    if (typeof found !== 'function') throw new Error(`The description has no function at ${input.path}`);
    const self = lacking('this', single(input));
    if (input.kind === 'preSend') return sent(await found.call(self, received(input.request)));
    const given = input.kind === 'postReceive'
      ? await found.call(self, received(input.items), received(input.answer))
      : await found.call(self, { options: received(input.request), paginate: true, maxResults: input.maxResults, preSend: [], postReceive: [], requestOperations: {} });
    return Promise.all((given ?? []).map(item));
  };
}
