namespace EmailAgent.Api.Events;

/// <summary>Opens the delivery of events to clients.</summary>
internal sealed class EventPumps(IClusterClient cluster, LogSubscriptions subscriptions, TimeProvider time, EventAccess access)
{
    /// <param name="line">The place of the client's line, kept while the pump runs.</param>
    /// <param name="listener">The caller, and what it listens to.</param>
    /// <param name="address">The client's IP address.</param>
    /// <param name="types">The types of events to deliver; empty for all.</param>
    public async Task<EventPump> OpenAsync(LiveLine line, Listener listener, string? address, IReadOnlyList<string> types)
    {
        var pump = new EventPump(cluster, time, access, line, listener, address, types);
        try
        {
            await pump.SubscribeAsync(subscriptions);
            return pump;
        }
        catch
        {
            await pump.DisposeAsync();
            throw;
        }
    }
}
