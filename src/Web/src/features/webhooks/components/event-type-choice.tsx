import { useQuery } from '@tanstack/react-query';
import { eventTypesQuery } from '@/features/webhooks/api/webhook-api';
import { ChoiceList } from '@/features/webhooks/components/choice-list';
import { Loaded } from '@/components/loaded';
import { Switch } from '@/components/switch';

interface Props {
  /** Empty for all. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  error?: string;
}

/** All types of events, or some of them. */
export function EventTypeChoice({ chosen, onChange, error }: Props) {
  const types = useQuery(eventTypesQuery);
  const all = chosen.length === 0;
  return (
    <div className="flex flex-col gap-2">
      <Switch
        label="All types of events"
        hint="Also those that later versions add."
        checked={all}
        onCheckedChange={(checked) => onChange(checked ? [] : ['email.received'])}
      />
      {!all && (
        <Loaded query={types}>
          {(known) => (
            <ChoiceList
              legend="Types of events"
              options={known.map(({ type, summary }) => ({ value: type, label: `${type}: ${summary}` }))}
              chosen={chosen}
              onChange={onChange}
              error={error}
            />
          )}
        </Loaded>
      )}
    </div>
  );
}
