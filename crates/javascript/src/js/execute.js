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
  const base = (input) => {
    let made;
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
      getCredentials: async (type, index = 0) => got(await later('credential', { type, index }), input.node),
      getCredentialsProperties: () => [],
      getRestApiUrl: () => '', getInstanceBaseUrl: () => '', getInstanceId: () => '',
      getKnownNodeTypes: () => ({}), getChildNodes: () => [], getParentNodes: () => [],
      logger,
      get helpers() { return (made ??= part('helpers')(self)); },
    };
    return self;
  };

  const execute = async (type, input) => {
    const inputs = new Map();
    const self = base(input);
    const getInputData = (index = 0) => {
      if (!inputs.has(index)) inputs.set(index, ask('items', index));
      return inputs.get(index);
    };
    const context = {};
    const read = (name, index = 0, fallback = undefined, options = undefined) => got(ask('parameter', name, index, { fallback, ...options }), input.node);
    let kept;
    Object.assign(self, {
      getInputData,
      getNodeParameter: read,
      evaluateExpression: (text, index = 0) => got(ask('evaluate', text.startsWith('=') ? text : `=${text}`, index), input.node),
      continueOnFail: () => input.continueOnFail,
      getWorkflowStaticData: (kind) => {
        if (!['global', 'node'].includes(kind)) throw new Error(`Unknown context type. Only 'global' and 'node' are supported.`);
        return (kept ??= ask('kept'));
      },
      getContext: () => context,
      getWorkflowDataProxy: (index = 0) => lacking('getWorkflowDataProxy', { $json: getInputData()[index]?.json, $binary: getInputData()[index]?.binary, $input: { all: () => getInputData(), item: getInputData()[index] } }),
      getInputSourceData: (index = 0) => ask('source', index),
      getExecuteData: () => ({ data: { main: [getInputData()] }, node: input.node, source: null }),
      prepareOutputData: async (items, output = 0) => [...Array.from({ length: output }, () => []), items],
      getExecutionCancelSignal: () => new AbortController().signal,
      onExecutionCancellation() {},
      sendMessageToUI() {}, sendResponse() {}, addExecutionHints() {}, setMetadata() {}, sendChunk() {},
      isStreaming: () => false, isToolExecution: () => false,
      addInputData: () => ({ index: 0 }), addOutputData() {},
      nodeFeatures: {}, 
    });
    const returned = await (async () => type.execute.call(lacking('this', self)))().catch((error) => {
      // What a service refuses and nobody has caught is of the service.
      throw error?.isAxiosError ? new (part('error').NodeApiError)(input.node, error) : error;
    });
    if (kept) ask('keep', kept);
    if (returned === null || returned === undefined) return { outputs: [] };
    if (!Array.isArray(returned)) return { wrong: `execute() returned ${typeof returned}, not a list of outputs` };
    const { plain, thrown } = part('plain');
    const outputs = returned.map((items, output) => (items ?? []).map((item, index) => {
      if (typeof item !== 'object' || item === null) throw new Error(`execute() returned ${item === null ? 'null' : typeof item} as item ${index} of output ${output}; an item is an object with json`);
      return item.error instanceof Error ? { ...item, error: thrown(item.error) } : item;
    }));
    return { outputs };
  };
  return { base, execute, got };
}
