import type { Item } from '../api/types';
import { JsonEditor } from '../form/widgets/JsonEditor';
import { itemsOf } from './items';

interface Props {
  text: string;
  items: Item[];
  index: number;
  onText: (text: string) => void;
  onIndex: (index: number) => void;
}

/** The items that the node runs on, and which of them expressions are previewed with. */
export function InputItems({ text, items, index, onText, onIndex }: Props) {
  const problem = itemsOf(text) === undefined && isJson(text);
  return (
    <section className="panel" aria-labelledby="input-heading">
      <header className="panel-head">
        <h2 id="input-heading">Input</h2>
        <span className="count">{items.length === 1 ? '1 item' : `${items.length} items`}</span>
        {items.length > 1 && (
          <span className="panel-tools">
            <label htmlFor="sample">Preview with</label>
            <select id="sample" value={index} onChange={(event) => onIndex(Number(event.target.value))}>
              {items.map((_, at) => (
                <option key={at} value={at}>item {at}</option>
              ))}
            </select>
          </span>
        )}
      </header>
      <JsonEditor id="items" label="Input items" value={text} rows={5} invalid={problem} onChange={onText} />
      {problem && <p className="field-errors">An item is an object, or a list of objects.</p>}
    </section>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
