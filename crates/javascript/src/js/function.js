// Functions in a description: (kit) => (type, input) => what one gives for an item.
(kit) => {
  'use strict';
  const { ask, later, part, lacking } = kit;
  const { base, got } = part('execute');
  const at = (description, path) => path.replace(/\[(\d+)\]/g, '.$1').split('.').reduce((found, key) => found?.[key], description);
  const isObject = (value) => typeof value === 'object' && value !== null;

  // A body of bytes, and a form, come and go in JSON.
  const formOf = (fields) => {
    const { Blob, FormData } = part('form');
    const form = new FormData();
    for (const { name, value, fileName, contentType } of fields) {
      const bytes = Buffer.from(value.$bytes, 'base64');
      if (fileName === undefined) form.append(name, bytes.toString());
      else form.append(name, new Blob([bytes], { type: contentType }), fileName);
    }
    return form;
  };
  const received = (request) => {
    const { body } = request;
    if (typeof body?.$bytes === 'string') return { ...request, body: Buffer.from(body.$bytes, 'base64') };
    return Array.isArray(body?.$form) ? { ...request, body: formOf(body.$form) } : request;
  };
  const json = (value) => {
    const text = JSON.stringify(value);
    return text === undefined ? undefined : JSON.parse(text);
  };
  const body = async (value) => {
    const { Blob, partsOf, bytesLater, base64 } = part('form');
    if (!isObject(value)) return value;
    const form = await partsOf(value);
    if (form) return { $form: form.map(({ name, bytes, fileName, type }) => ({ name, value: { $bytes: bytes }, fileName, contentType: type })) };
    if (value instanceof URLSearchParams) return String(value);
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Blob) return { $bytes: base64(await bytesLater(value)) };
    return json(value);
  };
  // Only the body may be bytes; deeper inside they are what JSON makes of them.
  const sent = async (request) => {
    if (!isObject(request)) throw new TypeError(`Cannot read properties of ${request} (reading 'headers')`);
    const { body: content, qs, ...rest } = request;
    const made = json(rest);
    const found = await body(content);
    if (found !== undefined) made.body = found;
    if (qs instanceof URLSearchParams) made.url = [made.url ?? '', String(qs)].filter(Boolean).join((made.url ?? '').includes('?') ? '&' : '?');
    else if (qs !== undefined) made.qs = json(qs);
    return made;
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
    let kept;
    const contexts = { node: {}, flow: {} };
    const getInputData = (input = 0) => {
      if (input !== 0) throw new Error('Value of input with given index was not set');
      return (item ??= items()[index]);
    };
    const read = (name, fallback, options) => got(ask('parameter', name, index, { fallback, ...options }), input.node);
    Object.defineProperty(self, 'helpers', { value: helpers });
    return Object.assign(self, {
      getInputData,
      getInputSourceData: () => ask('source', 0),
      getItemIndex: () => index,
      getNodeParameter: read,
      getCredentials: async (type) => got(await later('credential', { type, index }), input.node),
      evaluateExpression: (text, other = index) => got(ask('evaluate', `=${text}`, other), input.node),
      continueOnFail: () => input.continueOnFail,
      getContext: (kind) => {
        if (!Object.hasOwn(contexts, kind)) throw new Error(`Unknown context type. Only \`flow\` and \`node\` are supported.`);
        return contexts[kind];
      },
      getWorkflowStaticData: (kind) => {
        if (!['global', 'node'].includes(kind)) throw new Error(`Unknown context type. Only \`global\` and \`node\` are supported.`);
        return (kept ??= ask('kept'));
      },
      getWorkflowDataProxy: () => part('proxy')((text) => got(ask('evaluate', `={{ ${text} }}`, index), input.node)),
      keep: () => { if (kept) ask('keep', kept); },
      getExecuteData: () => ({ data: { main: [items()] }, node: input.node, source: null }),
      getExecutionCancelSignal: () => new AbortController().signal,
      makeRoutingRequest: async ({ options }) => got(await later('page', await sent(options)), input.node),
    });
  };

  // n8n spreads what functions give as a list of items.
  const listed = (given) => {
    if (given === null || given === undefined) throw new TypeError(`responseData.value is not iterable (cannot read property ${given})`);
    if (typeof given[Symbol.iterator] !== 'function') throw new TypeError('Spread syntax requires ...iterable[Symbol.iterator] to be a function');
    const { thrown } = part('plain');
    return Array.from(given, (one) => {
      if (one === null || one === undefined) throw new TypeError(`Cannot read properties of ${one} (reading 'json')`);
      if (!isObject(one)) return {};
      return { ...one, json: json(one.json), ...(one.error instanceof Error ? { error: thrown(one.error) } : {}) };
    });
  };
  const called = {
    preSend: async (found, self, input) => sent(await found.call(self, received(input.request))),
    postReceive: async (found, self, input) => {
      const answer = received(input.answer);
      const given = listed(await found.call(self, input.items, answer));
      // Later steps see what a function has made of the answer.
      return { items: given, answer: { ...json({ ...answer, body: undefined }), body: await body(answer.body) } };
    },
    pagination: async (found, self, input) => listed(await found.call(self, {
      options: received(input.request), paginate: true, maxResults: input.maxResults ?? undefined, preSend: [], postReceive: [], requestOperations: {},
    })),
  };
  return async (type, input) => {
    const found = at(type.description, input.path);
    if (typeof found !== 'function') throw new Error(`The description has no function at ${input.path}`);
    const { keep, ...self } = single(input);
    try {
      return await called[input.kind](found, lacking('this', self), input);
    } catch (error) {
      // What a service refuses ends the node as an error of the service; an item shows it as it was thrown.
      throw error?.isAxiosError && !input.continueOnFail ? new (part('error').NodeApiError)(input.node, error) : error;
    } finally {
      keep();
    }
  };
}
