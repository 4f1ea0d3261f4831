import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { deliveriesQuery, webhookKeys, type Delivery, type Webhook } from '@/features/webhooks/api/webhook-api';
import { DELIVERY_STATES, isDeliveryState } from '@/features/webhooks/hooks/webhook-state';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { EmptyState } from '@/components/empty-state';
import { Field } from '@/components/field';
import { Loaded } from '@/components/loaded';
import { PageSection } from '@/components/page-section';
import { Select } from '@/components/select';
import { Table, type Column } from '@/components/table';
import { formatCount, formatRelative } from '@/lib/format';
import { useFilters } from '@/lib/use-filters';

interface Props {
  webhook: Webhook;
  /** Ids of deliveries. */
  selected: readonly string[];
  onSelect: (selected: readonly string[]) => void;
  onOpen: (id: string) => void;
  onReplay: () => void;
}

// As many as one replay takes.
const MOST_SELECTED = 100;

/** The deliveries of the last 30 days, newest first. */
export function DeliveriesSection({ webhook, selected, onSelect, onOpen, onReplay }: Props) {
  const [{ status, type }, setFilters] = useFilters(['status', 'type']);
  const filters = { status: isDeliveryState(status) ? status : undefined, event_type: type };
  const deliveries = useInfiniteQuery(deliveriesQuery(webhook.id, filters));
  const client = useQueryClient();
  const rows = deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  const types = [...new Set([...webhook.event_types, ...rows.map((row) => row.event_type), ...(type ? [type] : [])])].sort();
  const choice: Column<Delivery> = {
    header: 'Select',
    cell: (row) => (
      <Checkbox
        hideLabel
        label={`Select ${row.event_type} ${String(row.seq ?? 'test')}`}
        disabled={row.seq === null || (selected.length >= MOST_SELECTED && !selected.includes(row.id))}
        checked={selected.includes(row.id)}
        onCheckedChange={(checked) => onSelect(checked === true ? [...selected, row.id] : selected.filter((id) => id !== row.id))}
      />
    ),
  };
  return (
    <PageSection
      wide
      title="Deliveries"
      description="Newest first; kept for 30 days after their end."
      actions={
        <>
          <Button onClick={() => void client.invalidateQueries({ queryKey: webhookKeys.one(webhook.id) })}>Refresh</Button>
          <Button disabled={!webhook.enabled} onClick={onReplay}>
            {selected.length > 0 ? `Deliver ${formatCount(selected.length)} again` : 'Deliver again'}
          </Button>
        </>
      }
    >
      <div className="flex flex-wrap gap-4">
        <Field label="State">
          <Select
            value={filters.status ?? ''}
            onChange={(event) => setFilters({ status: event.target.value })}
            options={[
              { value: '', label: 'All' },
              ...Object.entries(DELIVERY_STATES).map(([value, { label }]) => ({ value, label })),
            ]}
          />
        </Field>
        <Field label="Type">
          <Select
            value={type ?? ''}
            onChange={(event) => setFilters({ type: event.target.value })}
            options={[{ value: '', label: 'All' }, ...types.map((value) => ({ value, label: value }))]}
          />
        </Field>
      </div>
      <Loaded query={deliveries}>
        {() =>
          rows.length === 0 ? (
            <EmptyState icon={Send} title="No delivery">
              Each event that is sent to the endpoint appears here. Send a test to see one.
            </EmptyState>
          ) : (
            <Table caption="Deliveries" rows={rows} rowKey={(row) => row.id} columns={[choice, ...columnsOf(onOpen)]} />
          )
        }
      </Loaded>
      {deliveries.hasNextPage && (
        <div>
          <Button busy={deliveries.isFetchingNextPage} onClick={() => void deliveries.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </PageSection>
  );
}

const columnsOf = (onOpen: (id: string) => void): readonly Column<Delivery>[] => [
  {
    header: 'Event',
    cell: (row) => (
      <button
        type="button"
        className="text-start text-accent-ink underline-offset-2 hover:underline"
        onClick={() => onOpen(row.id)}
      >
        {row.event_type} {row.seq !== null && <span className="text-muted">{formatCount(row.seq)}</span>}
        {row.kind !== 'event' && <span className="text-muted"> {row.kind}</span>}
      </button>
    ),
  },
  {
    header: 'State',
    cell: (row) => <Badge tone={DELIVERY_STATES[row.status].tone}>{DELIVERY_STATES[row.status].label}</Badge>,
  },
  { header: 'Answer', cell: (row) => row.response_status ?? row.error ?? '', wideOnly: true },
  { header: 'Attempts', align: 'end', cell: (row) => row.attempts, wideOnly: true },
  { header: 'Created', align: 'end', cell: (row) => formatRelative(row.created_at) },
];
