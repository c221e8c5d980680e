import type { Answered } from '@fairway/plugin-adoption-common';
import { VisuallyHidden } from '@backstage/ui';
import { CopyButton, FilterMenu } from '@fairway/look';
import {
  formatDays,
  lastDay,
  RangePicker,
  rangePresets,
} from '@fairway/plugin-metrics-react';
import type { Adoption } from '../../hooks/useAdoptionView';
import {
  useFacetOptions,
  useTemplateOptions,
  type Options,
} from '../../hooks/useOptions';
import styles from './AdoptionBar.module.css';

interface AdoptionBarProps {
  adoption: Adoption;
  /** The newest answer, once there is one. */
  answer?: Pick<Answered, 'from' | 'to'>;
}

const noOwner = { value: 'none', label: 'No owner' };

function noteOf({ status }: Options): string | undefined {
  if (status === 'failed') return 'Could not be loaded';
  return status === 'loaded' ? undefined : 'Loading';
}

function Filter(props: {
  label: string;
  value?: string;
  asked: { options: Options; ask: () => void };
  also?: (typeof noOwner)[];
  onChange: (value: string | undefined) => void;
}) {
  const { label, value, asked, also = [], onChange } = props;
  const { options, ask } = asked;
  return (
    <FilterMenu
      label={label}
      options={options.status === 'loaded' ? [...options.options, ...also] : []}
      note={noteOf(options)}
      value={value ? [value] : []}
      // One at a time: what is chosen anew takes the place of what was.
      onChange={chosen => onChange(chosen.find(each => each !== value))}
      onOpen={ask}
    />
  );
}

function besideWords({ adoption, answer }: AdoptionBarProps): string {
  const { range } = adoption.view;
  const preset =
    'preset' in range &&
    rangePresets.find(known => known.preset === range.preset);
  if (preset) return `the ${preset.words} before`;
  return answer ? 'as many days before' : 'the days before';
}

/** What is looked at: which days, of whom, on which path, beside which days. */
export function AdoptionBar(props: AdoptionBarProps) {
  const { adoption, answer } = props;
  const { view, change, hrefOf } = adoption;
  const teams = useFacetOptions('owner');
  const systems = useFacetOptions('system');
  const templates = useTemplateOptions();
  // A link that says "the last 90 days" shows something else tomorrow.
  const pinned =
    answer && 'preset' in view.range
      ? hrefOf({
          range: { from: answer.from.slice(0, 10), to: lastDay(answer.to) },
        })
      : hrefOf({});
  return (
    <div className={styles.bar}>
      <RangePicker
        range={view.range}
        shown={answer}
        onChange={range => change({ range })}
      />
      <Filter
        label="Team"
        value={view.team}
        asked={teams}
        also={[noOwner]}
        onChange={team => change({ team })}
      />
      <Filter
        label="Path"
        value={view.template}
        asked={templates}
        onChange={template => change({ template })}
      />
      <Filter
        label="System"
        value={view.system}
        asked={systems}
        onChange={system => change({ system })}
      />
      <FilterMenu
        label="Beside"
        single
        value={[view.compare ? 'before' : 'nothing']}
        options={[
          { value: 'before', label: besideWords(props) },
          { value: 'nothing', label: 'nothing' },
        ]}
        onChange={([value]) => change({ compare: value !== 'nothing' })}
      />
      <div className={styles.end}>
        <CopyButton
          what="link"
          value={new URL(pinned, window.location.origin).toString()}
        />
      </div>
      {answer ? (
        <VisuallyHidden role="status">
          {formatDays(answer.from, lastDay(answer.to))}
        </VisuallyHidden>
      ) : null}
    </div>
  );
}
