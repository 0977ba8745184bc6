import type { NodeJson } from '../api/types';

/** What n8n's canvas takes from the clipboard. */
export function n8nClipboard(node: NodeJson, id: string): string {
  const { parameters, name, type, typeVersion } = node;
  const placed = { parameters, id, name, type, typeVersion, position: [0, 0] };
  return JSON.stringify({ nodes: [placed], connections: {} }, null, 2);
}
