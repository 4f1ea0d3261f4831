import { Field } from '@/components/field';
import { PageHeader } from '@/components/page-header';
import { Select } from '@/components/select';
import { setTheme, useTheme, type Theme } from '@/lib/theme';

export default function AppearancePage() {
  const theme = useTheme();
  return (
    <>
      <PageHeader title="Appearance" />
      <div className="max-w-sm p-4">
        <Field label="Theme" hint="Kept for this browser.">
          <Select
            value={theme}
            onChange={(event) => setTheme(event.target.value as Theme)}
            options={[
              { value: 'system', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </Field>
      </div>
    </>
  );
}
