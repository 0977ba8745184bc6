import { Preview } from './Preview';

interface Props {
  id: string;
  value: string;
  describedBy: string;
  invalid: boolean;
  /** Its name, where no label says it. */
  label?: string;
  onChange: (expression: string) => void;
  onBlur: () => void;
}

/** The text of an expression, without its leading `=`, and what it gives. */
export function ExpressionInput({ id, value, describedBy, invalid, label, onChange, onBlur }: Props) {
  const text = value.slice(1);
  return (
    <div className="expression">
      <span className="expression-mark" aria-hidden="true">
        =
      </span>
      <textarea
        id={id}
        className="code"
        rows={Math.min(12, text.split('\n').length)}
        value={text}
        spellCheck={false}
        placeholder="{{ $json.id }}"
        aria-label={label}
        aria-describedby={`${id}__preview ${describedBy}`}
        aria-invalid={invalid}
        onChange={(event) => onChange('=' + event.target.value)}
        onBlur={onBlur}
      />
      <Preview id={`${id}__preview`} expression={value} />
    </div>
  );
}
