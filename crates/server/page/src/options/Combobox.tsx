import { useId, useState, type KeyboardEvent } from 'react';
import type { Choice } from '../api/types';
import { ChoiceList, optionId } from './ChoiceList';
import type { Origin } from './source';
import { useChoices } from './useChoices';

interface Props {
  id: string;
  text: string;
  origin: Origin;
  /** Whether there are no choices before something is typed. */
  filterRequired?: boolean;
  placeholder: string;
  describedBy: string;
  invalid: boolean;
  /** Its name, where no label says it. */
  label?: string;
  /** What is typed counts, whether the loader knows it or not. */
  onType: (text: string) => void;
  onChoose: (choice: Choice) => void;
  /** Enter where nothing in the list is marked; without it Enter is the form's. */
  onEnter?: () => void;
  onBlur: () => void;
}

/** A text with the loader's choices below it, page by page. */
export function Combobox({
  id,
  text,
  origin,
  filterRequired = false,
  placeholder,
  describedBy,
  invalid,
  label,
  onType,
  onChoose,
  onEnter,
  onBlur,
}: Props) {
  const list = useId();
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState('');
  const [active, setActive] = useState(-1);
  const [asked, setAsked] = useState(false);
  const { choices, loading, cursor, problem, loadMore } = useChoices(
    origin,
    filter,
    asked && (filter !== '' || !filterRequired),
  );
  const more = cursor !== undefined;
  const entries = choices.length + (more ? 1 : 0);
  const listed = open && entries > 0;
  const show = () => {
    setAsked(true);
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setFilter('');
    setActive(-1);
  };
  const choose = (choice: Choice) => {
    onChoose(choice);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const marked = listed ? choices[active] : undefined;
    const atMore = listed && more && active === choices.length;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault();
        show();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        if (entries > 0) setActive(active < 0 && step < 0 ? entries - 1 : (active + step + entries) % entries);
        return;
      }
      case 'Enter':
        if (event.ctrlKey || event.metaKey || (marked === undefined && !atMore && onEnter === undefined)) return;
        event.preventDefault();
        if (marked) choose(marked);
        else if (atMore) loadMore();
        else onEnter?.();
        return;
      case 'Escape':
        if (open) event.preventDefault();
        close();
    }
  };
  return (
    <div className="combobox">
      <input
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        value={text}
        placeholder={placeholder}
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={listed}
        aria-controls={listed ? list : undefined}
        aria-activedescendant={listed && active >= 0 && active < entries ? optionId(list, active) : undefined}
        aria-describedby={`${id}__choices ${describedBy}`}
        aria-invalid={invalid}
        onFocus={show}
        onClick={show}
        onChange={(event) => {
          show();
          setFilter(event.target.value);
          setActive(-1);
          onType(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          close();
          onBlur();
        }}
      />
      {open && loading && choices.length === 0 && <p className="choices empty">Loading…</p>}
      {listed && (
        <ChoiceList
          id={list}
          choices={choices}
          active={active}
          more={more}
          loading={loading}
          onChoose={choose}
          onMore={loadMore}
        />
      )}
      <output id={`${id}__choices`} className="choices-problem">
        {problem && `The choices could not be loaded: ${problem}. A typed value works too.`}
      </output>
    </div>
  );
}
