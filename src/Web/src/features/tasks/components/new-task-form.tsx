import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createTask, taskKeys } from '@/features/tasks/api/task-api';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { useSubmit } from '@/lib/use-submit';

export function NewTaskForm() {
  const client = useQueryClient();
  const submission = useSubmit(['title', 'due_at']);
  const [round, setRound] = useState(0);
  return (
    <div className="border-b border-line p-4 *:max-w-xl">
      <Form
        key={round}
        submission={submission}
        action="Add task"
        onSubmit={({ title = '', due = '' }) => createTask(title, due === '' ? null : due)}
        onDone={() => {
          setRound(round + 1);
          void client.invalidateQueries({ queryKey: taskKeys.all });
        }}
      >
        <div className="grid grid-cols-[1fr_160px] gap-2">
          <Field label="New task" error={submission.errorOf('title')}>
            <Input name="title" autoComplete="off" />
          </Field>
          <Field label="Due" error={submission.errorOf('due_at')}>
            <Input name="due" type="date" />
          </Field>
        </div>
      </Form>
    </div>
  );
}
