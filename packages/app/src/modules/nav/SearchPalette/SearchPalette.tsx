import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { Dialog, DialogHeader, VisuallyHidden } from '@backstage/ui';
import { RiSearchLine } from '@remixicon/react';
import { useHits, type Hit, type Hits } from './useHits';
import styles from './SearchPalette.module.css';

function everywhere(term: string): Hit {
  return {
    title: `Search everything for “${term}”`,
    kind: 'search',
    href: `/search?query=${encodeURIComponent(term)}`,
  };
}

function sayHowMany({ term, hits, loading, error }: Hits): string {
  if (error) return `The catalog did not answer: ${error.message}`;
  if (!term) {
    return loading
      ? 'Looking…'
      : 'Services, APIs, teams, people and their docs';
  }
  return hits.length ? '' : `Nothing is called “${term}”`;
}

interface SearchPaletteProps {
  onClose: () => void;
}

/** Type, choose with the arrow keys, go there with Enter. */
export function SearchPalette({ onClose }: SearchPaletteProps) {
  const id = useId();
  const navigate = useNavigate();
  const [term, setTerm] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = useHits(term);
  const options = term.trim() ? [...found.hits, everywhere(term.trim())] : [];
  const said = sayHowMany(found);

  useEffect(() => setChosen(0), [found.term]);

  const open = (hit: Hit) => {
    onClose();
    navigate(hit.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      setChosen(at => (at + step + options.length) % options.length);
    } else if (event.key === 'Enter' && options[chosen]) {
      event.preventDefault();
      open(options[chosen]);
    }
  };

  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      width={600}
      className={styles.dialog}
    >
      <DialogHeader className={styles.header}>
        <VisuallyHidden>Search</VisuallyHidden>
      </DialogHeader>
      <div className={styles.field}>
        <RiSearchLine size={18} aria-hidden />
        <input
          // The dialog is opened to type into it.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          placeholder="Search"
          aria-label="Search"
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={options.length ? `${id}-${chosen}` : undefined}
          value={term}
          onChange={event => setTerm(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Found"
        className={styles.list}
      >
        {options.map((hit, index) => (
          // Chosen and opened by the keys of the field, as a combobox is.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={hit.href}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={styles.hit}
            onMouseMove={() => setChosen(index)}
            onClick={() => open(hit)}
          >
            <span className={styles.title}>{hit.title}</span>
            <span className={styles.detail}>{hit.detail}</span>
            <span className={styles.kind}>{hit.kind}</span>
          </div>
        ))}
      </div>
      <p className={styles.said} role="status">
        {said}
      </p>
    </Dialog>
  );
}
