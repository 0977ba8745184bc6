import type { Json } from '../api/types';

/** n8n's mark of a parameter whose value is computed: its text starts with `=`. */
export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('=');
}

/** A fixed value as the expression that gives the same. */
export function toExpression(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return '=';
  return typeof value === 'string' ? `=${value}` : `={{ ${JSON.stringify(value)} }}`;
}

/** An expression as the fixed value that gives the same; nothing where only an item can tell. */
export function toFixed(expression: string, type: string): Json | undefined {
  const text = expression.slice(1);
  const inner = /^\{\{([^{}]*)\}\}$/.exec(text)?.[1];
  if (type === 'string') return text.includes('{{') ? undefined : text;
  try {
    const value = JSON.parse(inner ?? text) as Json;
    return (Array.isArray(value) ? 'array' : typeof value) === type ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A value of the evaluator in words; what JSON cannot hold comes as `{"$undefined": true}` and the like. */
export function shown(value: Json): string {
  if (typeof value === 'string') return value;
  const special = value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : [];
  const [only] = special;
  if (special.length === 1 && only?.[0].startsWith('$')) {
    return only[1] === true ? only[0].slice(1) : String(only[1]);
  }
  return JSON.stringify(value);
}
