using EmailAgent.Grains.Events;
using EmailAgent.Grains.Push;
using EmailAgent.Storage.Mail;
using EmailAgent.Storage.Mail.Outstanding;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Connections;

/// <summary>What every worker needs, the same for all of them.</summary>
internal sealed class MailboxServices(
    MailboxStore store,
    PlacementReader placements,
    LabelledMailReader labelled,
    OutstandingReader outstanding,
    MessageLocator locator,
    MailboxOpener opener,
    MailboxStatus status,
    PushQueue pushes,
    EventAnnouncer announcer,
    ObjectPool<MessageConverter> converters,
    LargeBatches largeBatches,
    MailboxOutages outages,
    TimeProvider time,
    IOptions<MailboxOptions> options)
{
    public MailboxStore Store => store;

    public PlacementReader Placements => placements;

    public LabelledMailReader Labelled => labelled;

    public OutstandingReader Outstanding => outstanding;

    public MessageLocator Locator => locator;

    public MailboxOpener Opener => opener;

    public MailboxStatus Status => status;

    public PushQueue Pushes => pushes;

    public EventAnnouncer Announcer => announcer;

    public ObjectPool<MessageConverter> Converters => converters;

    public LargeBatches LargeBatches => largeBatches;

    public MailboxOutages Outages => outages;

    public TimeProvider Time => time;

    public MailboxOptions Options => options.Value;
}
