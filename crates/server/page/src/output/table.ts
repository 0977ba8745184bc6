import type { Item, Json } from '../api/types';

export interface Table {
  columns: string[];
  rows: (string | undefined)[][];
}

/** Items as a table: a column for every key that occurs, in the order in which they come. */
export function tableOf(items: Item[]): Table {
  const columns = [...new Set(items.flatMap((item) => Object.keys(item.json)))];
  const rows = items.map(({ json }) => columns.map((column) => cell(json[column])));
  return { columns, rows };
}

function cell(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
