namespace EmailAgent.DemoMailbox;

/// <summary>All mail of the demo mailbox, in no order.</summary>
internal static class DemoMail
{
    public static IEnumerable<DemoMessage> Compose(Scene scene) =>
    [
        .. Conversations.Compose(scene),
        .. Invoices.Compose(scene),
        .. Newsletters.Compose(scene),
        .. Notifications.Compose(scene),
        .. Languages.Compose(scene),
        .. Leftovers.Compose(scene),
    ];
}
