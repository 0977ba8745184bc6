import type { Client } from './client';
import type { Choices, Credentials, Executed, Item, Json, JsonObject, MapperFields, NodeJson } from './types';

/** A version of a node type. */
export interface NodeVersion {
  type: string;
  version: number;
}

export const nodes = (client: Client) => client.get('/nodes', {});

export const operations = (client: Client, node: NodeVersion, signal?: AbortSignal) =>
  client.get('/nodes/{type}/{version}/operations', { ...node }, signal);

export const form = (client: Client, node: NodeVersion, resource: string, operation: string, signal?: AbortSignal) => {
  const places = { ...node, resource, operation };
  return client.get('/nodes/{type}/{version}/operations/{resource}/{operation}/form', places, signal);
};

/** The parameters as n8n stores them: without defaults and without what is not shown. */
export const check = (client: Client, node: NodeVersion, values: JsonObject, signal?: AbortSignal) => {
  const body = { type: node.type, typeVersion: node.version, values, defaults: false };
  return client.send('post', '/parameters', {}, body, signal);
};

export const evaluate = (client: Client, expression: string, items: Item[], itemIndex: number, signal?: AbortSignal) =>
  client.send('post', '/evaluate', {}, { expression, items: items.map(asJson), itemIndex }, signal);

const asJson = (item: Item): Json => ({ ...item }) as JsonObject;

export interface OptionsCall {
  node: NodeJson;
  /** The parameter … */
  path?: string;
  /** … or the loader that the form names. */
  method?: string;
  filter?: string;
  cursor?: string;
  credentials?: Credentials;
}

export const options = async (client: Client, call: OptionsCall, signal?: AbortSignal): Promise<Choices> => {
  const loaded = await client.send('post', '/options', {}, call, signal);
  if ('options' in loaded) return loaded;
  throw new Error('The parameter is a resource mapper, which has fields in place of choices');
};

/** The same for a resource mapper, which gives fields. */
export const mapperFields = async (client: Client, call: OptionsCall, signal?: AbortSignal): Promise<MapperFields> => {
  const loaded = await client.send('post', '/options', {}, call, signal);
  if ('fields' in loaded) return loaded;
  throw new Error('The parameter is no resource mapper');
};

export interface ExecuteCall {
  node: NodeJson;
  items: Item[];
  credentials?: Credentials;
}

export const execute = async (client: Client, call: ExecuteCall, signal?: AbortSignal): Promise<Executed> => {
  const executed = await client.send('post', '/execute', {}, { ...call, trace: true }, signal);
  if ('outputs' in executed) return executed;
  throw new Error('The answer does not say what was sent');
};

/** The credentials of a call; without any, the server's own count. */
export function given(credentials: Credentials): { credentials?: Credentials } {
  return Object.keys(credentials).length > 0 ? { credentials } : {};
}

export const credentialTypes = (client: Client) => client.get('/types/credentials.json', {});

export const credentialStates = (client: Client) => client.get('/credentials', {});

export const storeCredential = (client: Client, type: string, data: JsonObject) =>
  client.send('put', '/credentials/{type}', { type }, data);

export const deleteCredential = (client: Client, type: string) =>
  client.send('delete', '/credentials/{type}', { type }, undefined);
