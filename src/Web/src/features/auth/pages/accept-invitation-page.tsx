export default function AcceptInvitationPage() {
  return <main />;
}
