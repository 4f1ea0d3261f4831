namespace EmailAgent.Grains.Events;

/// <summary>Tells whoever listens that a user's log has grown. A lost announcement loses nothing: listeners read the log, and look by themselves now and then.</summary>
internal sealed class EventAnnouncer(IClusterClient cluster)
{
    public Task AnnounceAsync(Guid userId, long lastSeq) =>
        cluster.GetStreamProvider(EventStreams.Provider)
            .GetStream<LogGrown>(StreamId.Create(EventStreams.Namespace, userId.ToString("N")))
            .OnNextAsync(new LogGrown(lastSeq));

    /// <summary>Has whoever listens look again, also whether they still may.</summary>
    public Task LookAgainAsync(Guid userId) => AnnounceAsync(userId, 0);
}
