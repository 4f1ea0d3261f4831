import { Field } from '@/components/field';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { Select } from '@/components/select';
import { setDensity, useDensity, type Density } from '@/lib/density';
import { setTheme, useTheme, type Theme } from '@/lib/theme';

export default function AppearancePage() {
  const theme = useTheme();
  const density = useDensity();
  return (
    <>
      <PageHeader title="Appearance" />
      <PageSection title="On this browser" description="Other browsers and devices keep their own choice.">
        <Field label="Theme">
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
        <Field label="Density" hint="Compact shows more rows at a time.">
          <Select
            value={density}
            onChange={(event) => setDensity(event.target.value as Density)}
            options={[
              { value: 'comfortable', label: 'Comfortable' },
              { value: 'compact', label: 'Compact' },
            ]}
          />
        </Field>
      </PageSection>
    </>
  );
}
