namespace EmailAgent.Grains.Events;

/// <summary>Announces changes of a user's log to live lines.</summary>
internal sealed class EventAnnouncer(IGrainFactory grains)
{
    /// <summary>Has all live lines of the user look at the log, and at whether they may read it.</summary>
    public Task AnnounceAsync(Guid userId) => grains.GetGrain<IAnnouncementGrain>(userId.ToString("N")).AnnounceAsync();
}
