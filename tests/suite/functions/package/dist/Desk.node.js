'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
const { NodeApiError } = require('n8n-workflow');
const { channel, tracingChannel } = require('node:diagnostics_channel');

const heard = [];
channel('tracing:desk:end').subscribe((message, name) => heard.push(`${name} ${message.result}`));
const traced = tracingChannel('desk').traceSync(() => heard.push('work'), {});

async function addTitle(request) {
  const { url } = await this.getCredentials('deskApi');
  const input = this.getInputData();
  request.body = { ...request.body, title: `${this.getNodeParameter('title')} ${this.getItemIndex()}`, from: input.json.name, host: new URL(url).protocol };
  return request;
}
async function upload(request) {
  const file = this.helpers.assertBinaryData('data');
  const bytes = await this.helpers.getBinaryDataBuffer('data');
  const form = new FormData();
  form.append('file', new Blob([bytes], { type: file.mimeType }), file.fileName);
  request.body = form;
  return request;
}
async function refuse(items, response) {
  if (response.body.ok === false) throw new NodeApiError(this.getNode(), response.body, { message: 'The desk is closed', httpCode: '418' });
  return items.map((item) => ({ json: { ...item.json, status: response.statusCode } }));
}
async function pages(request) {
  const all = [];
  for (let page = 1; page <= 3; page += 1) {
    request.options.qs = { ...request.options.qs, page };
    const items = await this.makeRoutingRequest(request);
    all.push(...items);
    if (items.length < 2) break;
  }
  return all;
}
const nested = async (request) => ({ ...request, qs: new URLSearchParams({ a: '1 2' }), body: { bytes: Buffer.from('hi'), none: undefined, at: new Date(0) } });
async function change(items, response) {
  response.body = { changed: true };
  return items;
}
async function dress(request) {
  request.headers = { ...request.headers, 'x-form': request.body.get('file').name };
  return request;
}
async function ask(request) {
  const { token } = await this.getCredentials('deskApi');
  await this.helpers.httpRequest({ url: `${request.baseURL}/asked`, headers: { 'X-Token': token } });
  return request;
}
async function surroundings(request) {
  const said = (call) => {
    try {
      return call();
    } catch (error) {
      return error.message;
    }
  };
  const kept = this.getWorkflowStaticData('node');
  kept.calls = (kept.calls ?? 0) + 1;
  this.getContext('node').seen = true;
  request.body = {
    other: said(() => this.getInputData(1)), title: this.getWorkflowDataProxy().$parameter.title, text: this.evaluateExpression('={{ 1 + 1 }}'),
    context: this.getContext('node'), unknown: said(() => this.getContext('x')), kept, wrong: said(() => this.getWorkflowStaticData('x')), heard, traced,
  };
  return request;
}
const post = (url, routing) => ({ request: { method: 'POST', url }, ...routing });
exports.Desk = class Desk {
  constructor() {
    this.description = {
      displayName: 'Desk', name: 'desk', group: ['input'], version: 1, description: 'Tickets', defaults: { name: 'Desk' },
      inputs: ['main'], outputs: ['main'],
      credentials: [
        { name: 'deskApi', required: true, displayOptions: { hide: { operation: ['session'] } } },
        { name: 'deskSessionApi', required: true, displayOptions: { show: { operation: ['session'] } } },
      ],
      requestDefaults: { baseURL: '={{ $credentials.url }}' },
      properties: [
        {
          displayName: 'Operation', name: 'operation', type: 'options', default: 'create',
          options: [
            { name: 'Create', value: 'create', routing: { request: { method: 'POST', url: '/tickets' }, send: { preSend: [addTitle] }, output: { postReceive: [refuse] } } },
            { name: 'List', value: 'list', routing: { request: { method: 'GET', url: '/tickets' }, send: { paginate: true }, operations: { pagination: pages } } },
            { name: 'Upload', value: 'upload', routing: { request: { method: 'POST', url: '/files' }, send: { preSend: [upload] } } },
            { name: 'Nested', value: 'nested', routing: post('/nested?b=2', { send: { preSend: [nested] } }) },
            { name: 'Change', value: 'change', routing: post('/change', { output: { postReceive: [change, { type: 'setKeyValue', properties: { seen: '={{ $response.body.changed }}' } }] } }) },
            { name: 'Bare', value: 'bare', routing: post('/bare', { output: { postReceive: [async () => [{ other: 1 }, { json: { at: new Date(0), bytes: Buffer.from('x') } }]] } }) },
            { name: 'Nothing', value: 'nothing', routing: post('/nothing', { output: { postReceive: [async () => undefined] } }) },
            { name: 'Unsent', value: 'unsent', routing: post('/unsent', { send: { preSend: [async () => null] } }) },
            { name: 'Dressed', value: 'dressed', routing: post('/files', { send: { preSend: [upload, dress] } }) },
            { name: 'Ask', value: 'ask', routing: post('/tickets', { send: { preSend: [ask] } }) },
            { name: 'Surroundings', value: 'surroundings', routing: post('/tickets', { send: { preSend: [surroundings] } }) },
            { name: 'Session', value: 'session', routing: { request: { method: 'GET', url: '/session' } } },
            { name: 'Throw', value: 'throw', routing: { request: { method: 'GET', url: '/tickets' }, send: { preSend: [async () => { throw new Error('not today'); }] } } },
          ],
        },
        { displayName: 'Title', name: 'title', type: 'string', default: 'Ticket', displayOptions: { show: { operation: ['create', 'surroundings'] } } },
      ],
    };
  }
};
