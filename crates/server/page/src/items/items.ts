import type { Item, Json } from '../api/types';

/** Input items from what was typed: n8n's items, or plain objects, one or many. */
export function itemsOf(text: string): Item[] | undefined {
  try {
    const given = text.trim() === '' ? [{ json: {} }] : (JSON.parse(text) as Json);
    const all = (Array.isArray(given) ? given : [given]).map(itemOf);
    return all.every((item) => item !== undefined) ? all : undefined;
  } catch {
    return undefined;
  }
}

function itemOf(value: Json): Item | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { json } = value;
  if (json === undefined) return { json: value };
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? ({ ...value, json } as Item) : undefined;
}
