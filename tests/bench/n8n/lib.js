'use strict';
// Sets up the real runtime (n8n-core, n8n-workflow) around the node in node/, without the n8n server and its database.
const path = require('node:path');
process.env.N8N_USER_FOLDER ??= path.join(__dirname, 'home');
process.env.N8N_ENCRYPTION_KEY ??= 'bench-key';
process.env.N8N_DIAGNOSTICS_ENABLED ??= 'false';
require('node:fs').mkdirSync(process.env.N8N_USER_FOLDER, { recursive: true });
require('reflect-metadata');
const workflowPkg = require('n8n-workflow');
const core = require('n8n-core');

const { Workflow, NodeHelpers, ICredentialsHelper, Expression, createRunExecutionData, isExpression } = workflowPkg;

// The engine settings are n8n's own defaults (pool of 1, 1,024 cached programs, 5 s, 128 MB).
async function startEngine(engine) {
  if (engine === 'vm') {
    await Expression.initExpressionEngine({ engine: 'vm', bridgeTimeout: 5000, bridgeMemoryLimit: 128, maxCodeCacheSize: 1024, poolSize: 1 });
  } else if (engine !== 'legacy') throw new Error('ENGINE is legacy or vm');
}

// The last thing a measuring process does, after its output is written. An ordinary exit can end in a segmentation fault while
// isolated-vm still sets up the spare isolate of the vm engine (also after Expression.disposeExpressionEngine), so skip teardown.
const finish = () => process.kill(process.pid, 'SIGKILL');

async function loadNode() {
  const loader = new core.PackageDirectoryLoader(path.join(__dirname, 'node'));
  await loader.loadAll();
  return loader;
}

// Credential storage in memory: no database, no decryption, so n8n's cost per item is if anything understated.
class MemoryCredentials extends ICredentialsHelper {
  constructor(loader, data) { super(); this.loader = loader; this.data = data; }
  getParentTypes() { return []; }
  isCredentialUsableByNode() { return true; }
  getCredentialsProperties(type) { return this.loader.getCredential(type).type.properties; }
  async getCredentials() { return this.data; }
  async preAuthentication() { return undefined; }
  async runPreAuthentication() { return undefined; }
  async updateCredentials() {}
  async updateCredentialsOauthTokenData() {}
  async getDecrypted(additionalData, _details, type, mode, executeData, raw, at) {
    if (raw) return this.data;
    const data = NodeHelpers.getNodeParameters(this.getCredentialsProperties(type), { ...this.data }, true, false, null, null);
    if (!at) return data;
    const keys = core.getAdditionalKeys(additionalData, mode, null, { isCredential: true });
    return at.workflow.expression.getParameterValue(
      data, at.runExecutionData, at.runIndex, at.itemIndex, at.node.name, at.connectionInputData, mode, keys, executeData, false, data);
  }
  async authenticate(credentials, type, request, workflow, node) {
    const value = (text) => isExpression(text)
      ? String(workflow.expression.getSimpleParameterValue(node, text, 'internal', { $credentials: credentials }, undefined, '') ?? '')
      : text;
    for (const [section, entries] of Object.entries(this.loader.getCredential(type).type.authenticate.properties)) {
      request[section] ??= {};
      for (const [key, text] of Object.entries(entries)) request[section][value(key)] = value(text);
    }
    return request;
  }
}

class Source {
  constructor() {
    this.description = { displayName: 'Source', name: 'source', group: ['trigger'], version: 1, description: '', defaults: { name: 'Source' }, inputs: [], outputs: ['main'], properties: [] };
  }
}

// A workflow Source -> Bench and the ExecuteContext that n8n gives the Bench node when Source has put out `items`.
function makeContext(loader, parameters, items, credentials, { type = 'bench', typeVersion = 1 } = {}) {
  const bench = NodeHelpers.getVersionedNodeType(loader.getNode(type).type, typeVersion);
  const source = new Source();
  const nodeTypes = {
    getByName: (type) => (type === 'bench.source' ? source : bench),
    getByNameAndVersion: (type) => (type === 'bench.source' ? source : bench),
    getKnownTypes: () => loader.known.nodes,
  };
  const workflow = new Workflow({
    id: 'w', name: 'w', active: false, nodeTypes, settings: { executionOrder: 'v1', timezone: 'UTC' },
    nodes: [
      { id: '1', name: 'Source', type: 'bench.source', typeVersion: 1, position: [0, 0], parameters: {} },
      { id: '2', name: 'Bench', type: 'n8n-nodes-bench.bench', typeVersion, position: [200, 0], parameters: structuredClone(parameters), credentials: { directusApi: { id: '1', name: 'Directus' } } },
    ],
    connections: { Source: { main: [[{ node: 'Bench', type: 'main', index: 0 }]] } },
  });
  const node = workflow.getNode('Bench');
  const additionalData = {
    executionId: 'e', credentialsHelper: new MemoryCredentials(loader, credentials), restApiUrl: '', instanceBaseUrl: 'http://127.0.0.1',
    webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting', formWaitingBaseUrl: 'http://127.0.0.1/form-waiting', variables: {}, currentNodeExecutionIndex: 0, workflowSettings: {}, setExecutionStatus() {},
    hooks: new core.ExecutionLifecycleHooks('manual', 'e', { id: 'w', name: 'w', nodes: [], connections: {}, active: false }),
  };
  const run = { startTime: 0, executionIndex: 0, executionTime: 0, executionStatus: 'success', source: [], hints: [], data: { main: [items] } };
  const input = { main: [items] };
  const ctx = new core.ExecuteContext(
    workflow, node, additionalData, 'manual', createRunExecutionData({ resultData: { runData: { Source: [run] } } }), 0, items, input,
    { data: input, node, source: { main: [{ previousNode: 'Source' }] } }, []);
  return { ctx, workflow, node, type: bench, execute: () => workflow.expression.withIsolate(() => bench.execute.call(ctx)) };
}

const cpuSeconds = () => { const c = process.cpuUsage(); return (c.user + c.system) / 1e6; };
const peakRssMiB = () => Number(/VmHWM:\s*(\d+)/.exec(require('node:fs').readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
const nowSeconds = () => Number(process.hrtime.bigint()) / 1e9;

const out = (o) => new Promise((done) => process.stdout.write(JSON.stringify(o) + '\n', done));
module.exports = { ...workflowPkg, startEngine, finish, loadNode, makeContext, cpuSeconds, nowSeconds, peakRssMiB, out };
