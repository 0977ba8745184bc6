// Execution of a node: (kit) => { base, execute }.
(kit) => {
  'use strict';
  const { ask, later, part, lacking, shown } = kit;
  const logger = Object.fromEntries([['debug', 'debug'], ['info', 'info'], ['warn', 'warn'], ['error', 'error'], ['verbose', 'debug'], ['log', 'info']]
    .map(([name, level]) => [name, (...values) => { ask('print', level, values.map(shown).join(' ').slice(0, 10000)); }]));
  const got = (answer, node) => {
    if (answer.given) throw part('error').given(answer.given, node);
    let { value } = answer;
    for (const [path, date] of answer.dates ?? []) {
      const made = part('luxon').taken(date);
      if (path.length === 0) value = made;
      else path.slice(0, -1).reduce((found, key) => found[key], value)[path.at(-1)] = made;
    }
    return value;
  };

  // What nodes find in `this` whatever they do.
  const base = (input, type) => {
    let made;
    const uses = (name) => {
      if (!type || type.description?.credentials?.some((one) => one.name === name)) return;
      throw new (part('error').NodeOperationError)(input.node, `Node type "${input.node.type}" does not have any credentials of type "${name}" defined`);
    };
    const self = {
      getNode: () => JSON.parse(JSON.stringify(input.node)),
      getMode: () => input.mode ?? 'trigger',
      getTimezone: () => input.timezone,
      getExecutionId: () => got(ask('evaluate', '={{ $execution.id }}', 0), input.node),
      getWorkflow: () => {
        const read = (name) => {
          try {
            return got(ask('evaluate', `={{ $workflow.${name} }}`, 0), input.node);
          } catch {
            return undefined;
          }
        };
        return { id: read('id') ?? '', name: read('name') ?? '', active: read('active') ?? false };
      },
      getCredentials: async (name, index = 0) => {
        uses(name);
        return got(await later('credential', { type: name, index }), input.node);
      },
      getCredentialsProperties: () => [],
      getRestApiUrl: () => '', getInstanceBaseUrl: () => '', getInstanceId: () => '',
      getKnownNodeTypes: () => ({}), getChildNodes: () => [], getParentNodes: () => [],
      logger,
      get helpers() { return (made ??= part('helpers')(self, uses)); },
    };
    return self;
  };

  // Nothing is connected to the inputs that serve agents.
  const connected = (type, kind) => {
    const inputs = type.description?.inputs;
    const found = (Array.isArray(inputs) ? inputs : []).find((one) => (one?.type ?? one) === kind);
    if (found === undefined) throw new (part('error').ApplicationError)('Node does not have input of type', { extra: { connectionType: kind } });
    return found.maxConnections === 1 ? undefined : [];
  };

  const execute = async (type, input) => {
    const inputs = new Map();
    const self = base(input, type);
    const getInputData = (index = 0, kind = 'main') => {
      if (kind !== 'main') return [];
      if (!inputs.has(index)) inputs.set(index, ask('items', index));
      if (inputs.get(index) === undefined) throw new (part('error').ApplicationError)('Could not get input with given index', { extra: { inputIndex: index, connectionType: kind } });
      return inputs.get(index);
    };
    const contexts = { node: {}, flow: {} };
    const read = (name, index = 0, fallback = undefined, options = undefined) => got(ask('parameter', name, index, { fallback, ...options }), input.node);
    let kept;
    Object.assign(self, {
      getInputData,
      getNodeParameter: read,
      evaluateExpression: (text, index = 0) => got(ask('evaluate', `=${text}`, index), input.node),
      continueOnFail: () => input.continueOnFail,
      getWorkflowStaticData: (kind) => {
        if (!['global', 'node'].includes(kind)) throw new (part('error').ApplicationError)('Unknown context type. Only `global` and `node` are supported.', { extra: { contextType: kind } });
        return (kept ??= ask('kept'));
      },
      getContext: (kind) => {
        if (!Object.hasOwn(contexts, kind)) throw new (part('error').ApplicationError)('Unknown context type. Only `flow` and `node` are supported.', { extra: { contextType: kind } });
        return contexts[kind];
      },
      getWorkflowDataProxy: (index = 0) => part('proxy')((text) => got(ask('evaluate', `={{ ${text} }}`, index), input.node)),
      getInputConnectionData: async (kind) => connected(type, kind),
      getInputSourceData: (index = 0) => ask('source', index),
      getExecuteData: () => ({ data: { main: [getInputData()] }, node: input.node, source: null }),
      prepareOutputData: async (items) => [items],
      getExecutionCancelSignal: () => new AbortController().signal,
      onExecutionCancellation() {},
      sendMessageToUI() {}, sendResponse() {}, addExecutionHints() {}, setMetadata() {}, sendChunk() {},
      isStreaming: () => false, isToolExecution: () => false,
      addInputData: () => ({ index: 0 }), addOutputData() {},
      nodeFeatures: {}, 
    });
    const returned = await (async () => type.execute.call(lacking('this', self, part('unavailable').self)))().catch((error) => {
      // What a service refuses and nobody has caught is of the service.
      throw error?.isAxiosError ? new (part('error').NodeApiError)(input.node, error) : error;
    });
    if (kept) ask('keep', kept);
    if (returned === null || returned === undefined) return { outputs: [] };
    if (!Array.isArray(returned)) return { wrong: `execute() returned ${typeof returned}, not a list of outputs` };
    const { thrown } = part('plain');
    const outputs = returned.map((items, output) => {
      // What n8n's own code throws over what is no list of items.
      if (items === null || items === undefined) throw new TypeError(`Cannot read properties of ${items} (reading 'length')`);
      if (!Array.isArray(items)) throw new TypeError('outputData.entries is not a function or its return value is not iterable');
      return items.map((item, index) => {
        if (item === null || item === undefined) throw new TypeError(`Cannot read properties of ${item} (reading 'pairedItem')`);
        if (typeof item !== 'object') throw new Error(`execute() returned ${typeof item} as item ${index} of output ${output}; an item is an object with json`);
        if (item.json === null) throw new TypeError("Cannot read properties of null (reading '$error')");
        return item.error instanceof Error ? { ...item, error: thrown(item.error) } : item;
      });
    });
    return { outputs };
  };
  return { base, execute, got };
}
