import { Fragment } from 'react';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Beyond this many characters colours cost more than they tell. */
const COLOURED = 100_000;

/** A value as indented JSON. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const text = JSON.stringify(value, null, 2) ?? '';
  return <pre className="scroll json" tabIndex={0} role="region" aria-label={label}>{text.length > COLOURED ? text : coloured(text)}</pre>;
}

function coloured(text: string) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [all, string, colon] = match;
    parts.push(text.slice(end, match.index));
    const kind = string === undefined ? 'literal' : colon === undefined ? 'string' : 'key';
    parts.push(<span className={`json-${kind}`}>{string ?? all}</span>, colon ?? '');
    end = match.index + all.length;
  }
  parts.push(text.slice(end));
  return parts.map((part, index) => <Fragment key={index}>{part}</Fragment>);
}
