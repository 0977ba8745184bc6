import { ariaDescribedByIds } from '@rjsf/utils';

interface Props {
  id: string;
  value: string;
  rows?: number;
  placeholder?: string;
  invalid?: boolean;
  label?: string;
  onChange: (text: string) => void;
  onBlur?: () => void;
}

/** A text that is to be JSON: says where it is not, and puts it in shape on demand. */
export function JsonEditor({ id, value, rows = 4, placeholder, invalid = false, label, onChange, onBlur }: Props) {
  const problem = problemOf(value);
  const lines = Math.min(24, Math.max(rows, value.split('\n').length));
  return (
    <div className="json-editor">
      <textarea
        id={id}
        className="code"
        rows={lines}
        value={value}
        spellCheck={false}
        placeholder={placeholder}
        aria-label={label}
        aria-describedby={`${id}__json ${ariaDescribedByIds(id)}`}
        aria-invalid={invalid || problem !== undefined}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
      />
      <div className="json-editor-foot">
        <output id={`${id}__json`} className={problem === undefined ? 'unseen' : 'json-problem'}>{problem ?? 'Valid JSON'}</output>
        <button type="button" className="quiet" disabled={problem !== undefined || value.trim() === ''} onClick={() => onChange(tidy(value))}>
          Tidy
        </button>
      </div>
    </div>
  );
}

function problemOf(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `No JSON yet: ${error.message}` : 'No JSON yet';
  }
}

function tidy(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2);
}
