import type { Item } from '../api/types';

export interface Table {
  columns: string[];
  rows: (string | undefined)[][];
}

/** Items as a table: a column for every key that occurs, in the order in which they come, then files and errors. */
export function tableOf(items: Item[]): Table {
  const keys = [...new Set(items.flatMap((item) => keysOf(item.json)))];
  const files = items.some((item) => item.binary != null);
  const errors = items.some((item) => item.error != null);
  const rows = items.map((item) => [
    ...keys.map((key) => cell(field(item.json, key))),
    ...(files ? [filesOf(item.binary)] : []),
    ...(errors ? [cell(field(item.error, 'message') ?? item.error ?? undefined)] : []),
  ]);
  return { columns: [...keys, ...(files ? ['(binary)'] : []), ...(errors ? ['(error)'] : [])], rows };
}

function cell(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `data: report.csv (text/csv)` */
function filesOf(binary: Item['binary']): string | undefined {
  if (!binary) return undefined;
  const files = Object.entries(binary).map(([name, file]) => {
    const [fileName, type] = [field(file, 'fileName'), field(file, 'mimeType')].map(cell);
    return `${name}: ${fileName ?? 'file'}${type ? ` (${type})` : ''}`;
  });
  return files.join(', ');
}

function keysOf(value: unknown): string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function field(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
