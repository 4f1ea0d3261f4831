import { PasswordSection } from '@/features/settings/components/password-section';
import { SecondFactorSection } from '@/features/settings/components/second-factor-section';
import { PageHeader } from '@/components/page-header';

export default function SecurityPage() {
  return (
    <>
      <PageHeader title="Security" />
      <SecondFactorSection />
      <PasswordSection />
    </>
  );
}
